// On the server.
import Replicate, { type FileOutput } from "replicate";
import type { EditWith } from "../tasks.ts";

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN ?? "" });

export const edit: EditWith = async (model, file, prompt) => {
  const output = await replicate.run(model as `${string}/${string}`, {
    input: { prompt, image_input: [file] },
  });
  return (output as FileOutput).url().href;
};
