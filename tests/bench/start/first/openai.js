import OpenAI from "openai";
import { firstRequest, PROMPT } from "./request.js";

export const first = () =>
  firstRequest((fetch) => {
    const client = new OpenAI({ apiKey: "key", dangerouslyAllowBrowser: true, fetch, maxRetries: 0 });
    const image = new File(["photo"], "photo.jpg", { type: "image/jpeg" });
    return client.images.edit({ model: "gpt-image-1", image, prompt: PROMPT });
  });
