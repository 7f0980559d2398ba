export const MODEL = "google/nano-banana-pro/edit";
export const PROMPT = "give the man a red hat";
const PATH = "/vendors/google/v1/nano-banana-pro/edit";

/** Sends what the provider wants, with images that are data URIs. */
export async function post(images) {
  return postBody(JSON.stringify({ prompt: PROMPT, images }));
}

export async function postBody(body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${globalThis.base}${PATH}`, { method: "POST", headers, body });
  return response.json();
}

/** Encodes one file after the other with a function from bytes to base64. */
export async function postEncoded(files, encode) {
  const images = [];
  for (const file of files) {
    const base64 = encode(new Uint8Array(await file.arrayBuffer()));
    images.push(`data:${file.type};base64,${base64}`);
  }
  return post(images);
}
