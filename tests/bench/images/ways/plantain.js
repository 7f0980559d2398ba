import { createClient, init } from "/index.js";
import { MODEL, PROMPT } from "./request.js";

export const ready = () => init("/plantain_bg.wasm");

const client = createClient({ providers: { mulerun: { baseUrl: globalThis.base } } });

export const send = (images) =>
  client.submit({ provider: "mulerun", model: MODEL, prompt: PROMPT, images }, { reencode: "never" });
