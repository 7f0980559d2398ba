// On the server. A text names a model of the gateway, which sells those of many providers.
import { generateImage } from "ai";
import type { EditWith } from "../tasks.ts";

export const edit: EditWith = async (model, file, prompt) => {
  const { image } = await generateImage({ model, prompt: { text: prompt, images: [await file.bytes()] } });
  return `data:${image.mediaType};base64,${image.base64}`;
};
