import { postBody } from "./request.js";

/** Reads every byte and sends as many as base64 has, as Plantain does, but encodes and cleans nothing: what is left is the way through the page. */
export async function send(files) {
  const filler = new Uint8Array(4 * 1024 * 1024).fill(65);
  const blobs = [];
  let owed = 0;
  const hand = (bytes) => blobs.push(new Blob([filler.subarray(0, bytes)]));
  for (const file of files) {
    const reader = file.stream().getReader({ mode: "byob" });
    let buffer = new ArrayBuffer(1024 * 1024);
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) break;
      buffer = value.buffer;
      owed += (value.length * 4) / 3;
      for (; owed >= filler.length; owed -= filler.length) hand(filler.length);
    }
  }
  hand(Math.round(owed));
  return postBody(new Blob(blobs, { type: "application/json" }));
}
