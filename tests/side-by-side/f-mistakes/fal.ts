import { fal } from "@fal-ai/client";

const endpoint = "fal-ai/nano-banana-pro/edit";

export const mistakes = (prompt: string, image_urls: string[]) => [
  // @ts-expect-error A value that does not exist.
  fal.subscribe(endpoint, { input: { prompt, image_urls, resolution: "8K" } }),
  // @ts-expect-error A misspelt option.
  fal.subscribe(endpoint, { input: { prompt, image_urls, resolutoin: "4K" } }),
  // A misspelt model.
  fal.subscribe("fal-ai/nano-bananna-pro/edit", { input: { prompt, image_urls } }),
  // @ts-expect-error No prompt.
  fal.subscribe(endpoint, { input: { image_urls } }),
];
