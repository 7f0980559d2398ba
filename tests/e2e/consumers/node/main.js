import { readFile } from "node:fs/promises";
import { argv, env } from "node:process";
import { createClient, estimateCost, validate } from "plantain";
import { models } from "plantain/models";

const plantain = createClient({
  providers: { pixelbyte: { apiKey: env.PIXELBYTE_KEY, baseUrl: env.PIXELBYTE_BASE_URL } },
});
const request = {
  provider: "pixelbyte",
  model: "google/nano-banana-pro-extra/edit-image",
  prompt: "give the man a red hat",
  images: [new Blob([await readFile(argv[2])])],
};

await validate(request);
const { usd } = await estimateCost(request);
const { images } = await plantain.run(request);
console.log(JSON.stringify({ models: models.length, usd, image: images[0].url }));
