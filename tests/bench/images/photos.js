import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A photo as a phone writes it: Exif with a place, a thumbnail and the orientation, XMP, a profile, one scan. */
const PHONE = resolve(import.meta.dirname, "../../e2e/photos/phone.jpg");

/** Makes JPEG files of so many bytes in a folder, unless they are there: the photo, with more of a scan, which is random and cannot be decoded. */
export function photos(folder, count, bytes) {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `phone-${bytes}-${index}.jpg`);
    if (existsSync(path)) return path;
    const phone = readFileSync(PHONE);
    const scan = randomBytes(bytes - phone.length).map((byte) => byte & 0x7f);
    writeFileSync(path, Buffer.concat([phone.subarray(0, -2), scan, phone.subarray(-2)]));
    return path;
  });
}

/** Returns what a server gets of the images in a body. */
export function imagesIn(body) {
  const uris = JSON.parse(body.toString("latin1")).images;
  return uris.map((uri) => ({
    head: uri.split(",")[0],
    ...factsOf(Buffer.from(uri.split(",")[1], "base64")),
  }));
}

/** Returns a digest of a photo's scan, and whether it has metadata. */
export function factsOf(photo) {
  const digest = createHash("sha256").update(
    photo.subarray(photo.lastIndexOf("\xff\xda", undefined, "latin1")),
  );
  return { digest: digest.digest("hex"), hasMetadata: photo.includes("http://ns.adobe.com/xap/1.0/") };
}
