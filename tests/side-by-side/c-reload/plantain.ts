import { createClient } from "plantain";
import type { Edit, Resume } from "../tasks.ts";

const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });

export const edit: Edit = async (file, prompt) => {
  const { images } = await plantain.run({ family: "nano-banana-pro", prompt, images: [file] });
  return images[0].url;
};

export const resume: Resume = async (onImage) => {
  for (const entry of await plantain.pending()) {
    if (entry.state === "accepted") onImage((await plantain.wait(entry.ticket)).images[0].url);
  }
};
