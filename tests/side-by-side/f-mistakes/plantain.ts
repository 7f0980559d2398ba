import { createClient } from "plantain";

const plantain = createClient({ relay: "/api/plantain" });
const provider = "pixelbyte";
const model = "google/nano-banana-pro/edit-image";

export const mistakes = (prompt: string, images: File[]) => [
  // @ts-expect-error A value that does not exist.
  plantain.run({ provider, model, prompt, images, resolution: "8K" }),
  // @ts-expect-error A misspelt option.
  plantain.run({ provider, model, prompt, images, resolutoin: "4K" }),
  // @ts-expect-error A misspelt model.
  plantain.run({ provider, model: "google/nano-bananna-pro/edit-image", prompt, images }),
  // @ts-expect-error No prompt.
  plantain.run({ provider, model, images }),
];
