import { createClient, requestFor } from "plantain";
import { models } from "plantain/models";
import type { EditWith } from "../tasks.ts";

const plantain = createClient({ relay: "/api/plantain" });

export const edit: EditWith = async (name, file, prompt) => {
  const model = models.find(({ provider, model }) => `${provider} ${model}` === name);
  if (!model) throw new Error(`There is no ${name}.`);
  const { images } = await plantain.run(requestFor(model, { prompt, images: [file] }));
  return images[0].url;
};
