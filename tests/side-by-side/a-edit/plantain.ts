import { createClient } from "plantain";
import type { Edit } from "../tasks.ts";

const plantain = createClient({ relay: "/api/plantain" });

export const edit: Edit = async (file, prompt) => {
  const { images } = await plantain.run({ family: "nano-banana-pro", prompt, images: [file] });
  return images[0].url;
};
