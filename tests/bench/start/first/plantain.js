import { createClient } from "/index.js";
import { IMAGE, PROMPT } from "./request.js";

export const first = () =>
  createClient({ providers: { mulerun: { apiKey: "key" } } }).buildRequest({
    provider: "mulerun",
    model: "google/nano-banana-pro/edit",
    prompt: PROMPT,
    images: [IMAGE],
  });
