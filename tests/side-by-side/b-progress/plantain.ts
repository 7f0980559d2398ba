import { createClient } from "plantain";
import type { EditWatched } from "../tasks.ts";

const plantain = createClient({ relay: "/api/plantain" });

export const edit: EditWatched = async (file, prompt, onProgress, signal) => {
  const { images } = await plantain.run(
    { family: "nano-banana-pro", prompt, images: [file] },
    {
      signal,
      cancelOnAbort: true,
      onProgress: ({ fraction }) => onProgress(`${Math.round(fraction * 100)} %`),
    },
  );
  return images[0].url;
};
