import { Client } from "wavespeed";
import { firstRequest, IMAGE, PROMPT } from "./request.js";

/** It takes no `fetch`, so it gets the page's. */
export const first = () =>
  firstRequest((fetch) => {
    globalThis.fetch = fetch;
    return new Client("key").run("google/nano-banana/edit", { prompt: PROMPT, images: [IMAGE] });
  });
