import { transformFileInputs } from "../../node_modules/replicate/lib/util.js";
import { post } from "./request.js";

/** Its encoder is what it falls back on when an upload fails. (The strategy "data-uri" of this version encodes nothing: it passes its arguments on in the wrong places.) */
const client = { request: () => Promise.reject(new Error("no upload")) };

export async function send(files) {
  const { images } = await transformFileInputs(client, { images: Array.from(files) }, "default");
  return post(images);
}
