import { fal } from "@fal-ai/client";
import type { EditWatched } from "../tasks.ts";

fal.config({ proxyUrl: "/api/fal/proxy" });
const endpoint = "fal-ai/nano-banana-pro/edit";

export const edit: EditWatched = async (file, prompt, onProgress, signal) => {
  const image_urls = [await fal.storage.upload(file)];
  signal.throwIfAborted();
  const { data } = await fal.subscribe(endpoint, {
    input: { prompt, image_urls },
    onEnqueue: (requestId) => {
      const cancel = () => fal.queue.cancel(endpoint, { requestId });
      if (signal.aborted) cancel();
      signal.addEventListener("abort", cancel);
    },
    onQueueUpdate: (update) =>
      onProgress(update.status === "IN_QUEUE" ? `${update.queue_position} before yours` : update.status),
  });
  return data.images[0]?.url ?? "";
};
