import { createClient } from "plantain";
import type { EditMany } from "../tasks.ts";

const plantain = createClient({ relay: "/api/plantain" });

export const editMany: EditMany = (files, prompt, onEnd) =>
  plantain.runMany(
    files.map((file) => ({ family: "nano-banana-pro", prompt, images: [file] })),
    {
      concurrency: 4,
      onResult: (end, index) =>
        onEnd(end.status === "fulfilled" ? { ...end, value: end.value.images[0].url } : end, index),
    },
  );
