// On the server.
import { generateImage } from "@tanstack/ai";
import { type GeminiImageModel, geminiImage } from "@tanstack/ai-gemini";
import type { EditWith } from "../tasks.ts";

export const edit: EditWith = async (model, file, prompt) => {
  const value = Buffer.from(await file.arrayBuffer()).toString("base64");
  const { images } = await generateImage({
    adapter: geminiImage(model as GeminiImageModel),
    prompt: [
      { type: "text", content: prompt },
      { type: "image", source: { type: "data", value, mimeType: file.type } },
    ],
  });
  return `data:image/png;base64,${images[0]?.b64Json}`;
};
