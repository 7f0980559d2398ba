import { fal } from "@fal-ai/client";
import type { Edit } from "../tasks.ts";

fal.config({ proxyUrl: "/api/fal/proxy" });

export const edit: Edit = async (file, prompt) => {
  const image_urls = [await fal.storage.upload(file)];
  const { data } = await fal.subscribe("fal-ai/nano-banana-pro/edit", { input: { prompt, image_urls } });
  return data.images[0]?.url ?? "";
};
