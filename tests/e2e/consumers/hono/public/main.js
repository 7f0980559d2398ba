import { createClient } from "./plantain/index.js";

const plantain = createClient({ relay: "/api/plantain" });
const input = document.querySelector("input");
const output = document.querySelector("img");

input.addEventListener("change", async () => {
  const { images } = await plantain.run({
    provider: "mulerun",
    model: "google/nano-banana-pro/edit",
    prompt: "give the man a red hat",
    images: input.files,
  });
  output.src = images[0].url;
});
