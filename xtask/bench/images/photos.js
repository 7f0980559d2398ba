import { createHash, getRandomValues } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The content of each part of a photo that must not be sent. */
export const SECRET = "Plantain-bench-secret";

/**
 * Makes JPEG files of exactly `bytes` bytes in a folder, unless they are there. Each is built like a camera's: EXIF with place, orientation and a
 * thumbnail, XMP, an ICC profile, a comment, one baseline scan, and something after the end. The scan is random, and so cannot be decoded.
 */
export async function photos(folder, count, bytes) {
  mkdirSync(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${bytes}-${index}.jpg`));
  for (const path of paths) {
    if (!existsSync(path) || statSync(path).size !== bytes) await write(path, photo(bytes));
  }
  return paths;
}

/** What of a photo has to arrive, whatever was taken out of it: everything from the tables to the end of the image. */
export function imageDigest(photo) {
  const start = photo.indexOf(TABLES);
  const end = photo.lastIndexOf(END) + END.length;
  return createHash("sha256").update(photo.subarray(start, end)).digest("hex");
}

function photo(bytes) {
  const head = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x02\0\0\x01\0\x01\0\0", "latin1")),
    segment(0xe1, exif()),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET.repeat(100)}</x:xmpmeta>`)),
    segment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0\x01\x01", "latin1"), icc()])),
    segment(0xfe, Buffer.from(SECRET)),
    TABLES,
    segment(0xc0, Buffer.from([8, 12, 0, 16, 0, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0])),
    segment(0xc4, Buffer.concat([Buffer.from([0]), Buffer.alloc(15, 0), Buffer.from([1, 0])])),
    segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
  ]);
  const trailing = Buffer.concat([Buffer.from(SECRET), random(4096)].map(withoutMarkers));
  const scan = scanOf(bytes - head.length - END.length - trailing.length);
  return Buffer.concat([head, scan, END, trailing]);
}

/** Entropy-coded bytes: any, with a zero after each 0xff. */
function scanOf(length) {
  const scan = random(length);
  for (let at = scan.indexOf(0xff); at >= 0 && at + 1 < length; at = scan.indexOf(0xff, at + 1))
    scan[at + 1] = 0;
  scan[length - 1] = 0;
  return scan;
}

function exif() {
  const tiff = Buffer.alloc(26 + 18 + 16 * 1024, 0);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  entry(tiff, 10, 0x0112, 3, 1, 6 << 16);
  entry(tiff, 22, 0x8825, 4, 1, 38);
  tiff.writeUInt32BE(0, 34);
  tiff.writeUInt16BE(1, 38);
  entry(tiff, 40, 0x001d, 2, SECRET.length + 1, 60);
  tiff.write(SECRET, 60);
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
}

function entry(tiff, at, tag, type, count, value) {
  tiff.writeUInt16BE(tag, at);
  tiff.writeUInt16BE(type, at + 2);
  tiff.writeUInt32BE(count, at + 4);
  tiff.writeUInt32BE(value, at + 8);
}

function icc() {
  const profile = Buffer.alloc(560);
  profile.writeUInt32BE(profile.length, 0);
  profile.write("mntrRGB XYZ ", 12, "latin1");
  profile.write("acsp", 36, "latin1");
  return profile;
}

function segment(marker, content) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

function withoutMarkers(bytes) {
  return bytes.map((byte) => (byte === 0xff ? 0xfe : byte));
}

function random(length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 65_536) getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

async function write(path, bytes) {
  const stream = createWriteStream(path);
  stream.end(bytes);
  await once(stream, "close");
}

/** The quantization table: the first segment after those that may be taken out. */
const TABLES = segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]));
const END = Buffer.from([0xff, 0xd9]);
