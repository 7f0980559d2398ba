import { createFal } from "@ai-sdk/fal";
import { generateImage } from "ai";
import { firstRequest, IMAGE, PROMPT } from "./request.js";

export const first = () =>
  firstRequest((fetch) => {
    const model = createFal({ apiKey: "key", fetch }).image("fal-ai/nano-banana/edit");
    return generateImage({
      model,
      prompt: PROMPT,
      providerOptions: { fal: { image_urls: [IMAGE] } },
      maxRetries: 0,
    });
  });
