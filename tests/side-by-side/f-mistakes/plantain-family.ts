import { createClient } from "plantain";

const plantain = createClient({ relay: "/api/plantain" });
const family = "nano-banana-pro";

export const mistakes = (prompt: string, images: File[]) => [
  // @ts-expect-error A value that does not exist.
  plantain.run({ family, prompt, images, resolution: "8K" }),
  // @ts-expect-error A misspelt option.
  plantain.run({ family, prompt, images, resolutoin: "4K" }),
  // A misspelt model.
  plantain.run({ family: "nano-bananna-pro", prompt, images }),
  // @ts-expect-error No prompt.
  plantain.run({ family, images }),
];
