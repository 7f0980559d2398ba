import { createClient } from "plantain";

const plantain = createClient({ relay: "/api/plantain" });

addEventListener("message", async ({ data }) => {
  const { images } = await plantain.run({
    provider: "mulerun",
    model: "google/nano-banana-pro/edit",
    prompt: "give the man a red hat",
    images: data,
  });
  postMessage(images[0].url);
});
