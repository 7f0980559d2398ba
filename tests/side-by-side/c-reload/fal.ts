import { fal } from "@fal-ai/client";
import type { Edit, Resume } from "../tasks.ts";

fal.config({ proxyUrl: "/api/fal/proxy" });
const endpoint = "fal-ai/nano-banana-pro/edit";

export const edit: Edit = async (file, prompt) => {
  const image_urls = [await fal.storage.upload(file)];
  const { request_id } = await fal.queue.submit(endpoint, { input: { prompt, image_urls } });
  localStorage.setItem(`fal:${request_id}`, "");
  return await wait(request_id);
};

export const resume: Resume = async (onImage) => {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("fal:")) onImage(await wait(name.slice(4)));
  }
};

async function wait(requestId: string) {
  await fal.queue.subscribeToStatus(endpoint, { requestId });
  const { data } = await fal.queue.result(endpoint, { requestId });
  localStorage.removeItem(`fal:${requestId}`);
  return data.images[0]?.url ?? "";
}
