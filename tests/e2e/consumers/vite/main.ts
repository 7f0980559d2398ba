import { createClient } from "plantain";

const plantain = createClient({ relay: "/api/plantain" });
const input = document.querySelector("input") as HTMLInputElement;

input.addEventListener("change", async () => {
  const [provider, model] = ["mulerun", "google/nano-banana-pro/edit"] as const;
  const images = input.files as FileList;
  const result = await plantain.run({ provider, model, prompt: "give the man a red hat", images });
  (document.querySelector("img") as HTMLImageElement).src = result.images[0].url;
});
