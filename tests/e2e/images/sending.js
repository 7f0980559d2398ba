import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { test as base, expect } from "../package/plain.js";

export { expect };

/**
 * The package's own `test` with, on its page,
 * - `send(provider, images, options, more)`: runs a request, with `more` fields, and returns `{ result, sent, body }`: the local images as they left the page, and the
 *   body of the submit;
 * - `pixels(file, orientation)`: what an image looks like, turned as its file says (`"from-image"`) or as stored (`"none"`);
 * - `difference(one, other)`: how far two such are apart on average, from 0 to 255; `Infinity` where their sizes differ.
 */
export const test = base.extend({
  plain: async ({ plain, page }, use) => {
    await page.evaluate(prepare);
    await use(plain);
  },
});

/** Returns the bytes of an image of tests/media. */
export function media(name) {
  return readFile(resolve(import.meta.dirname, "../../media", name));
}

/** The same as base64. */
export async function base64(name) {
  return (await media(name)).toString("base64");
}

/** Returns the bytes of the photo that photos/NOTE.md describes. */
export function photo() {
  return readFile(resolve(import.meta.dirname, "../photos/phone.jpg"));
}

/** Returns tests/media/phone.jpg with another EXIF orientation, from 1 to 8. */
export async function turned(orientation) {
  const bytes = await media("phone.jpg");
  const entry = bytes.indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1]));
  bytes.writeUInt16BE(orientation, entry + 8);
  return bytes;
}

/** Returns the tags of the first directory of an image's EXIF, and whether another follows; `null` where there is no EXIF. */
export function exifTags(bytes) {
  const marker = ["Exif\0\0II*\0", "Exif\0\0MM\0*", "eXIf", "EXIF"].find((name) => bytes.includes(name));
  if (!marker) return null;
  const start = bytes.indexOf(marker) + { eXIf: 4, EXIF: 8 }[marker] || bytes.indexOf(marker) + 6;
  const little = bytes.toString("latin1", start, start + 2) === "II";
  const short = (at) => (little ? bytes.readUInt16LE(start + at) : bytes.readUInt16BE(start + at));
  const long = (at) => (little ? bytes.readUInt32LE(start + at) : bytes.readUInt32BE(start + at));
  const first = long(4);
  const tags = Array.from({ length: short(first) }, (_, index) => short(first + 2 + 12 * index));
  return { tags, more: long(first + 2 + 12 * tags.length) !== 0 };
}

/** Returns the colour profile of a JPEG, PNG or WebP as its file has it; `null` where there is none. */
export function profile(bytes) {
  const jpeg = bytes.indexOf("ICC_PROFILE\0");
  if (jpeg > 0) return bytes.subarray(jpeg, jpeg - 2 + bytes.readUInt16BE(jpeg - 2));
  const png = bytes.indexOf("iCCP");
  if (png > 0) return bytes.subarray(png, png + 4 + bytes.readUInt32BE(png - 4));
  const webp = bytes.indexOf("ICCP");
  return webp > 0 ? bytes.subarray(webp, webp + 8 + bytes.readUInt32LE(webp + 4)) : null;
}

/** 5 by 3 pixels of five colours; those at the top right and the bottom left are transparent. */
export const GIF =
  "R0lGODlhBQADAIIAAB6gKCg8yMgeHvDcHgAAAPr6+gAAAAAAACH5BAEAAAQALAAAAAAFAAMAAAgPAAUACDCAAMECAgkIJBgQADs=";

/** Runs in the page. */
function prepare() {
  const MODELS = {
    mulerun: "google/nano-banana-pro/edit",
    pixazo: "nano-banana/edit",
    pixelbyte: "google/nano-banana-pro-extra/edit-image",
  };

  window.requestAt = (provider, images) => ({
    provider,
    model: MODELS[provider],
    prompt: "give the man a red hat",
    images,
  });

  window.send = async (provider, images, options = {}, more = {}) => {
    const { createClient } = await import("/pkg/index.js");
    const uploaded = [];
    const submits = [];
    const listening = async (input, init) => {
      const request = new Request(input, init);
      if (request.method === "PUT") uploaded.push(await request.clone().blob());
      if (request.method === "POST") submits.push(await request.clone().blob());
      return fetch(request);
    };
    const client = createClient({ ...clientOptions, ...options, fetch: listening });
    const timer = setInterval(() => dispatchEvent(new Event("online")), 50);
    const wanted = { ...requestAt(provider, images), ...more };
    const result = await client.run(wanted).finally(() => clearInterval(timer));
    // The presign call and the polls are smaller.
    const body = submits.reduce((one, other) => (one.size >= other.size ? one : other));
    if (uploaded.length) return { result, sent: uploaded, body };
    const json = JSON.parse(await body.text());
    const sent = (json.images ?? json.image_urls).map(fromDataUri);
    return { result, sent, body };
  };

  window.pixels = async (file, imageOrientation = "from-image") => {
    const bitmap = await createImageBitmap(file, { imageOrientation });
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  };

  window.difference = (one, other) => {
    if (one.width !== other.width || one.height !== other.height) return Number.POSITIVE_INFINITY;
    let sum = 0;
    for (let at = 0; at < one.data.length; at += 1) sum += Math.abs(one.data[at] - other.data[at]);
    return sum / one.data.length;
  };

  /** Makes an image of noise, which no codec can make small. */
  window.noise = async (width, height, { type = "image/png", alpha = 255 } = {}) => {
    const canvas = new OffscreenCanvas(width, height);
    const image = canvas.getContext("2d").createImageData(width, height);
    for (let at = 0; at < image.data.length; at += 65_536)
      crypto.getRandomValues(image.data.subarray(at, at + 65_536));
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = alpha;
    canvas.getContext("2d").putImageData(image, 0, 0);
    return canvas.convertToBlob({ type, quality: 1 });
  };

  window.blobOf = (base64) => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);

  window.base64Of = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  };

  function fromDataUri(uri) {
    const [head, base64] = uri.split(",");
    const blob = blobOf(base64);
    return new Blob([blob], { type: head.slice("data:".length).split(";")[0] });
  }
}
