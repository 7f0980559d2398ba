import type Replicate from "replicate";

const model = "google/nano-banana-pro";

export const mistakes = (replicate: Replicate, prompt: string, image_input: File[]) => [
  // A value that does not exist.
  replicate.run(model, { input: { prompt, image_input, resolution: "8K" } }),
  // A misspelt option.
  replicate.run(model, { input: { prompt, image_input, resolutoin: "4K" } }),
  // A misspelt model.
  replicate.run("google/nano-bananna-pro", { input: { prompt, image_input } }),
  // No prompt.
  replicate.run(model, { input: { image_input } }),
];
