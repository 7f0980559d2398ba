import { generateImage } from "@tanstack/ai";
import { geminiImage } from "@tanstack/ai-gemini";

const adapter = geminiImage("gemini-3-pro-image");

export const mistakes = (prompt: string) => [
  // @ts-expect-error A value that does not exist.
  generateImage({ adapter, prompt, size: "16:9_8K" }),
  // @ts-expect-error A misspelt option.
  generateImage({ adapter, prompt, sizze: "16:9_4K" }),
  // @ts-expect-error A misspelt model.
  generateImage({ adapter: geminiImage("gemini-3-pro-imagge"), prompt }),
  // @ts-expect-error No prompt.
  generateImage({ adapter }),
];
