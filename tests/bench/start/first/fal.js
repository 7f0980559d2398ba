import { createFalClient } from "@fal-ai/client";
import { firstRequest, IMAGE, PROMPT } from "./request.js";

export const first = () =>
  firstRequest((fetch) => {
    const fal = createFalClient({ credentials: "key", fetch, suppressLocalCredentialsWarning: true });
    return fal.queue.submit("fal-ai/nano-banana/edit", { input: { prompt: PROMPT, image_urls: [IMAGE] } });
  });
