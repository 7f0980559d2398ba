import { replicate } from "@ai-sdk/replicate";
import { generateImage } from "ai";

const model = replicate.image("google/nano-banana-pro");

export const mistakes = (text: string, images: Uint8Array[]) => [
  // A value that does not exist.
  generateImage({ model, prompt: { text, images }, providerOptions: { replicate: { resolution: "8K" } } }),
  // A misspelt option.
  generateImage({ model, prompt: { text, images }, providerOptions: { replicate: { resolutoin: "4K" } } }),
  // A misspelt model.
  generateImage({ model: replicate.image("google/nano-bananna-pro"), prompt: { text, images } }),
  // @ts-expect-error No prompt.
  generateImage({ model }),
];
