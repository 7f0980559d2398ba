import { fal } from "@fal-ai/client";
import type { EditWith } from "../tasks.ts";

fal.config({ proxyUrl: "/api/fal/proxy" });

export const edit: EditWith = async (endpoint, file, prompt) => {
  const image_urls = [await fal.storage.upload(file)];
  const { data } = await fal.subscribe(endpoint, { input: { prompt, image_urls } });
  return data.images[0].url;
};
