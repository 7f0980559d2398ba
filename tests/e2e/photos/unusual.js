// Writes unusual image files, each with what is rare in a camera's: made of the files of tests/media, byte by byte.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const media = (name) => readFileSync(resolve(import.meta.dirname, "../../media", name));

/** Returns the files, by name. */
export function unusual() {
  return { ...jpegs(), ...pngs(), ...gifs(), ...webps(), ...heifs() };
}

/** Writes the files into a folder. */
export function writeUnusual(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(unusual())) writeFileSync(join(folder, name), bytes);
}

function jpegs() {
  const plain = media("plain.jpg");
  const progressive = media("progressive.jpg");
  const pixels = plain.indexOf(Buffer.from([0xff, 0xda]));
  const secondScan = progressive.indexOf(
    Buffer.from([0xff, 0xda]),
    progressive.indexOf(Buffer.from([0xff, 0xda])) + 2,
  );
  const frame = plain.indexOf(Buffer.from([0xff, 0xc0]));
  const early = (...segments) => spliced(plain, 2, segments);
  const turned = exif([[0x112, 3, 1, [0, 6, 0, 0]]]);
  const located = exif([[0x8825, 4, 1, "gps"]]);
  const photo = early(app(1, "Exif\0\0", located), app(13, "Photoshop 3.0\0", iptc));
  return {
    "jpeg-cut-in-pixels.jpg": plain.subarray(0, pixels + Math.floor((plain.length - pixels) / 2)),
    "jpeg-cut-in-first-row.jpg": plain.subarray(0, pixels + 40),
    "jpeg-without-end.jpg": plain.subarray(0, -2),
    "jpeg-empty-exif-first.jpg": early(app(1, "Exif\0\0"), app(1, "Exif\0\0", turned)),
    "jpeg-exif-without-turn-first.jpg": early(
      app(1, "Exif\0\0", exif([[0x10f, 2, 1, [65, 0, 0, 0]]])),
      app(1, "Exif\0\0", turned),
    ),
    "jpeg-unreadable-exif-first.jpg": early(app(1, "Exif\0\0", "rubbish"), app(1, "Exif\0\0", turned)),
    "jpeg-turn-of-32-bits.jpg": early(app(1, "Exif\0\0", exif([[0x112, 4, 1, [0, 0, 0, 6]]]))),
    "jpeg-turn-of-8-bits.jpg": early(app(1, "Exif\0\0", exif([[0x112, 1, 1, [6, 0, 0, 0]]]))),
    "jpeg-two-turns.jpg": early(
      app(
        1,
        "Exif\0\0",
        exif([
          [0x112, 3, 1, [0, 6, 0, 0]],
          [0x112, 3, 1, [0, 3, 0, 0]],
        ]),
      ),
    ),
    "jpeg-turn-9-then-6.jpg": early(
      app(
        1,
        "Exif\0\0",
        exif([
          [0x112, 3, 1, [0, 9, 0, 0]],
          [0x112, 3, 1, [0, 6, 0, 0]],
        ]),
      ),
    ),
    "jpeg-turn-of-two-values.jpg": early(app(1, "Exif\0\0", exif([[0x112, 3, 2, [0, 6, 0, 6]]]))),
    "jpeg-turn-in-second-directory.jpg": early(
      app(1, "Exif\0\0", exif([[0x10f, 2, 1, [65, 0, 0, 0]]], [[0x112, 3, 1, [0, 6, 0, 0]]])),
    ),
    "jpeg-exif-after-frame.jpg": spliced(plain, frame, [app(1, "Exif\0\0", turned)]),
    "jpeg-exif-before-pixels.jpg": spliced(plain, pixels, [app(1, "Exif\0\0", turned)]),
    "jpeg-exif-other-name.jpg": early(app(1, "Exif\0\xff", turned)),
    "jpeg-exif-short-name.jpg": early(app(1, "Exif\0", turned)),
    "jpeg-exif-lowercase.jpg": early(app(1, "EXIF\0\0", turned)),
    "jpeg-exif-of-app0.jpg": early(app(0, "Exif\0\0", turned)),
    "jpeg-turn-in-xmp.jpg": early(app(1, XMP, "<rdf tiff:Orientation='6'/>")),
    "jpeg-image-behind.jpg": Buffer.concat([plain, photo]),
    "jpeg-image-behind-listed.jpg": Buffer.concat([early(app(2, "MPF\0MM\0*\0\0\0\x08\0\0")), photo]),
    "jpeg-iptc-behind.jpg": Buffer.concat([plain, photoshop(iptc)]),
    "jpeg-exif-between-scans.jpg": spliced(progressive, secondScan, [app(1, "Exif\0\0", located)]),
    "jpeg-iptc-between-scans.jpg": spliced(progressive, secondScan, [app(13, "Photoshop 3.0\0", iptc)]),
    "jpeg-xmp-between-scans.jpg": spliced(progressive, secondScan, [app(1, XMP, POSITION)]),
    "jpeg-position-in-second-directory.jpg": early(
      app(1, "Exif\0\0", exif([[0x10f, 2, 1, [65, 0, 0, 0]]], [[0x8825, 4, 1, "gps"]])),
    ),
    "jpeg-position-in-exif-directory.jpg": early(
      app(1, "Exif\0\0", exif([[0x8769, 4, 1, "next"]], [[0x8825, 4, 1, "gps"]])),
    ),
    "jpeg-two-positions.jpg": early(
      app(
        1,
        "Exif\0\0",
        exif([
          [0x8825, 4, 1, "none"],
          [0x8825, 4, 1, "gps"],
        ]),
      ),
    ),
    "jpeg-drone.jpg": early(
      app(
        1,
        XMP,
        "<rdf:Description xmlns:drone-dji='http://www.dji.com/drone-dji/1.0/' drone-dji:GpsLatitude='+10.2' drone-dji:GpsLongtitude='+30.4'/>",
      ),
    ),
    "jpeg-xmp-utf16.jpg": early(app(1, XMP, Buffer.from(`\ufeff${POSITION}`, "utf16le"))),
    "jpeg-gopro.jpg": early(app(6, "GoPro\0", "DEVC\0\x01\0\x08GPS5l\x14\0\x01")),
    "jpeg-old-photoshop.jpg": early(app(13, "Adobe_Photoshop2.5:", iptc)),
    "jpeg-bare-iptc.jpg": early(app(13, "\x1c\x02\x78\0\x05photo\x1c\x02\x5a\0\x06Berlin")),
    "jpeg-iptc-in-two.jpg": early(
      app(13, "Photoshop 3.0\0", iptc.subarray(0, 20)),
      app(13, "Photoshop 3.0\0", iptc.subarray(20)),
    ),
    "jpeg-other-jumbf.jpg": early(app(11, "JP\0\x01\0\0\0\x01\0\0\0\x1ejumb\0\0\0\x16jumdabcd\0\x11\0\x10")),
    "jpeg-ducky.jpg": early(app(12, "Ducky\0\x01\0\x04\0\0\0\x3c\0\0")),
    "jpeg-stray-bytes.jpg": early("stray"),
  };
}

function pngs() {
  const png = media("small.png");
  const pixels = png.indexOf("IDAT") - 4;
  const end = png.length - 12;
  const length = png.readUInt32BE(pixels);
  const early = (...chunks) => spliced(png, pixels, chunks);
  const late = (...chunks) => spliced(png, end, chunks);
  const turned = exif([[0x112, 3, 1, [0, 6, 0, 0]]]);
  const damaged = chunk("eXIf", turned);
  damaged[damaged.length - 1] ^= 1;
  const control = (number, x, width, disposes = 0) => {
    const bytes = Buffer.alloc(26);
    for (const [index, value] of [number, width, 32, x, 0].entries()) bytes.writeUInt32BE(value, index * 4);
    bytes.writeUInt16BE(1, 20);
    bytes.writeUInt16BE(10, 22);
    bytes[24] = disposes;
    return chunk("fcTL", bytes);
  };
  const animation = (frames) => chunk("acTL", [0, 0, 0, frames, 0, 0, 0, 0]);
  const data = png.subarray(pixels + 8, pixels + 8 + length);
  const frame = (number) => chunk("fdAT", Buffer.concat([Buffer.from([0, 0, 0, number]), data]));
  return {
    "png-cut-in-pixels.png": png.subarray(0, pixels + 8 + Math.floor(length / 2)),
    "png-few-pixels.png": Buffer.concat([
      png.subarray(0, pixels),
      chunk("IDAT", data.subarray(0, data.length / 2)),
      png.subarray(end),
    ]),
    "png-without-end.png": png.subarray(0, end),
    "png-position-in-text.png": early(chunk("tEXt", "exif:GPSLatitude\x0010/1, 20/1, 30/1")),
    "png-raw-photoshop-as-iptc.png": early(
      chunk(
        "tEXt",
        `Raw profile type iptc\0\niptc\n      28\n${photoshop(block(0x3ed, "\0\x48\0\0\0\x01\0\x01\0\x48\0\0\0\x01\0\x01")).toString("hex")}\n`,
      ),
    ),
    "png-critical-chunk.png": early(chunk("SECR", "secret")),
    "png-critical-chunk-after-pixels.png": late(chunk("SECR", "secret")),
    "png-density-with-more.png": early(chunk("pHYs", "\0\0\x0b\x13\0\0\x0b\x13\x01secret")),
    "png-gamma-with-more.png": early(chunk("gAMA", "\0\0\xb1\x8fsecret")),
    "png-transparent-after-pixels.png": late(chunk("tRNS", [0, 1, 0, 2, 0, 3])),
    "png-announces-two-has-one.png": early(animation(2), control(0, 0, 48)),
    "png-announces-one-has-two.png": Buffer.concat([
      early(animation(1), control(0, 0, 48)).subarray(0, -12),
      control(1, 0, 48),
      frame(2),
      png.subarray(end),
    ]),
    "png-animated.png": Buffer.concat([
      early(animation(2), control(0, 0, 48)).subarray(0, -12),
      control(1, 0, 48),
      frame(2),
      png.subarray(end),
    ]),
    "png-animated-without-control.png": early(animation(2)),
    "png-still-beside-animation.png": Buffer.concat([
      early(animation(1)).subarray(0, -12),
      control(0, 8, 40),
      chunk("fdAT", Buffer.concat([Buffer.from([0, 0, 0, 1]), data])),
      png.subarray(end),
    ]),
    "png-two-turns.png": early(chunk("eXIf", turned), chunk("eXIf", exif([[0x112, 3, 1, [0, 3, 0, 0]]]))),
    "png-turn-damaged.png": early(damaged),
    "png-turn-with-name.png": early(chunk("eXIf", Buffer.concat([Buffer.from("Exif\0\0"), turned]))),
    "png-turn-before-and-after.png": spliced(
      early(chunk("eXIf", exif([[0x112, 3, 1, [0, 6, 0, 0]]]))),
      end + 12 + turned.length,
      [chunk("eXIf", exif([[0x112, 3, 1, [0, 3, 0, 0]]]))],
    ),
    "png-image-behind.png": Buffer.concat([png, early(chunk("eXIf", exif([[0x8825, 4, 1, "gps"]])))]),
  };
}

function gifs() {
  const COLOURS = [0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255];
  const screen = (width, height) =>
    Buffer.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, width, 0, height, 0, 0x81, 0, 0, ...COLOURS]);
  // Codes of 3 bits that are never repeated: clear, two pixels, clear, two pixels, …
  const frame = (x, y, width, height, pixels = width * height) => {
    const codes = [];
    for (let left = pixels; left > 0; left -= 2) codes.push(4, 1, ...(left > 1 ? [0] : []));
    codes.push(5);
    let bits = 0n;
    codes.forEach((code, index) => {
      bits |= BigInt(code) << BigInt(3 * index);
    });
    const bytes = [];
    for (let count = Math.ceil((codes.length * 3) / 8); count > 0; count -= 1) {
      bytes.push(Number(bits & 255n));
      bits >>= 8n;
    }
    const parts = [];
    while (bytes.length) {
      const part = bytes.splice(0, 255);
      parts.push(part.length, ...part);
    }
    return Buffer.from([0x2c, x, 0, y, 0, width, 0, height, 0, 0, 2, ...parts, 0]);
  };
  const control = (flags) => Buffer.from([0x21, 0xf9, 4, flags, 10, 0, 0, 0]);
  const gif = (width, height, ...blocks) =>
    Buffer.concat([screen(width, height), ...blocks, Buffer.from(";")]);
  return {
    "gif-still.gif": gif(16, 8, frame(0, 0, 16, 8)),
    "gif-frame-larger-than-screen.gif": gif(8, 8, frame(0, 0, 16, 12)),
    "gif-frame-beyond-screen.gif": gif(8, 8, frame(4, 4, 16, 12)),
    "gif-frame-wider-than-screen.gif": gif(8, 8, frame(0, 0, 16, 4)),
    "gif-frame-higher-than-screen.gif": gif(8, 8, frame(0, 0, 8, 12)),
    "gif-frame-moved-beyond-screen.gif": gif(8, 8, frame(4, 0, 6, 8)),
    "gif-frame-within-screen.gif": gif(16, 8, frame(4, 2, 8, 4)),
    "gif-second-frame-larger.gif": gif(8, 8, frame(0, 0, 8, 8), control(4), frame(0, 0, 16, 12)),
    "gif-screen-of-no-size.gif": gif(0, 0, frame(0, 0, 16, 12)),
    "gif-frame-of-no-size.gif": gif(16, 12, frame(0, 0, 0, 0)),
    "gif-few-pixels.gif": gif(16, 8, frame(0, 0, 16, 8, 64)),
    "gif-cut-in-second-frame.gif": gif(16, 8, frame(0, 0, 16, 8), frame(0, 0, 16, 8)).subarray(0, -30),
    "gif-control-before-text.gif": gif(
      16,
      8,
      control(1),
      Buffer.from("!\x01\x0c\0\0\0\0\x10\0\x08\0\x08\x08\0\x01\x01a\0", "latin1"),
      frame(0, 0, 16, 8),
    ),
    "gif-secret-in-repeats.gif": gif(
      16,
      8,
      Buffer.from("!\xff\x0bNETSCAPE2.0\x03\x01\0\0\x06secret\0", "latin1"),
      frame(0, 0, 16, 8),
    ),
    "gif-secret-in-control.gif": gif(
      16,
      8,
      Buffer.from("!\xf9\x04\0\0\0\0\x06secret\0", "latin1"),
      frame(0, 0, 16, 8),
    ),
    "gif-image-behind.gif": Buffer.concat([gif(16, 8, frame(0, 0, 16, 8)), media("phone.jpg")]),
    "gif-two-frames.gif": gif(16, 8, frame(0, 0, 16, 8), control(4), frame(0, 0, 16, 8)),
  };
}

function webps() {
  const lossy = media("lossy.webp").subarray(12);
  const header = (flags, width = 48, height = 32) =>
    riff("VP8X", [flags, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0]);
  const webp = (...chunks) => riff("RIFF", Buffer.concat([Buffer.from("WEBP"), ...chunks]));
  const located = exif([[0x8825, 4, 1, "gps"]]);
  const frame = (flags = 0) =>
    riff(
      "ANMF",
      Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 47, 0, 0, 31, 0, 0, 100, 0, 0, flags]), lossy]),
    );
  return {
    "webp-screen-larger.webp": webp(header(0, 96, 64), lossy),
    "webp-one-frame.webp": webp(header(2), riff("ANIM", Buffer.alloc(6)), frame()),
    "webp-frames-not-announced.webp": webp(header(0), riff("ANIM", Buffer.alloc(6)), frame(), frame()),
    "webp-still-announced-as-animated.webp": webp(header(2), lossy),
    "webp-alpha-announced.webp": webp(header(16), lossy),
    "webp-position-behind.webp": Buffer.concat([media("lossy.webp"), riff("EXIF", located)]),
    "webp-exif-not-announced.webp": webp(header(0), lossy, riff("EXIF", located)),
    "webp-exif-with-name.webp": webp(
      header(8),
      lossy,
      riff("EXIF", Buffer.concat([Buffer.from("Exif\0\0"), located])),
    ),
    "webp-secret-chunk.webp": webp(header(0), lossy, riff("SECR", located)),
    "webp-two-images.webp": webp(header(0), lossy, lossy),
    "webp-cut.webp": media("lossy.webp").subarray(0, -100),
  };
}

function heifs() {
  const avif = media("turned.avif");
  return {
    "avif-uuid-behind.avif": Buffer.concat([
      avif,
      box("uuid", Buffer.concat([Buffer.alloc(16, 7), exif([[0x8825, 4, 1, "gps"]])])),
    ]),
    "avif-free-behind.avif": Buffer.concat([avif, box("free", POSITION)]),
    "avif-cut.avif": avif.subarray(0, -200),
  };
}

const XMP = "http://ns.adobe.com/xap/1.0/\0";
const POSITION =
  "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='10,20.5N' exif:GPSLongitude='30,40.5E'/></rdf:RDF></x:xmpmeta>";

/** Returns a block of EXIF with one or two directories, each of entries of a tag, a kind, a count and a value. */
function exif(first, second) {
  const size = (entries) => 2 + entries.length * 12 + 4;
  const next = 8 + size(first);
  const gps = next + (second ? size(second) : 0);
  const places = { gps, next, none: gps + 26 + 16 + 4 };
  const directory = (entries, following) => {
    const bytes = Buffer.alloc(size(entries));
    bytes.writeUInt16BE(entries.length, 0);
    entries.forEach(([tag, kind, count, value], index) => {
      const at = 2 + index * 12;
      bytes.writeUInt16BE(tag, at);
      bytes.writeUInt16BE(kind, at + 2);
      bytes.writeUInt32BE(count, at + 4);
      if (typeof value === "string") bytes.writeUInt32BE(places[value], at + 8);
      else bytes.set(value, at + 8);
    });
    bytes.writeUInt32BE(following, bytes.length - 4);
    return bytes;
  };
  const usesNext = first.some(([, , , value]) => value === "next");
  const position = Buffer.concat([
    directory(
      [
        [1, 2, 2, [78, 0, 0, 0]],
        [2, 5, 1, [0, 0, 0, gps + 30]],
      ],
      0,
    ),
    Buffer.from([0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 20, 0, 0, 0, 1]),
    Buffer.from([0, 0, 0, 0, 0, 0]),
  ]);
  return Buffer.concat([
    Buffer.from("MM\0*\0\0\0\x08", "latin1"),
    directory(first, second && !usesNext ? next : 0),
    ...(second ? [directory(second, 0)] : []),
    position,
  ]);
}

function block(id, data) {
  const content = Buffer.from(data, "latin1");
  const head = Buffer.alloc(12);
  head.write("8BIM");
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(content.length, 8);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

const iptc = block(0x404, "\x1c\x02\x78\0\x05photo\x1c\x02\x5a\0\x06Berlin");

function photoshop(blocks) {
  return Buffer.concat([Buffer.from("Photoshop 3.0\0"), blocks]);
}

/** Returns an application segment of a JPEG. */
function app(code, name, data = "") {
  const content = Buffer.concat([Buffer.from(name, "latin1"), Buffer.from(data, "latin1")]);
  const head = Buffer.from([0xff, 0xe0 + code, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Returns a chunk of a PNG. */
function chunk(name, data) {
  const content = Buffer.concat([Buffer.from(name), Buffer.from(data, "latin1")]);
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const bytes = Buffer.alloc(content.length + 8);
  bytes.writeUInt32BE(content.length - 4, 0);
  content.copy(bytes, 4);
  bytes.writeUInt32BE(~sum >>> 0, bytes.length - 4);
  return bytes;
}

/** Returns a chunk of a WebP. */
function riff(name, data) {
  const content = Buffer.from(data, "latin1");
  const head = Buffer.from(`${name}    `);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** Returns a box of an AVIF or HEIC. */
function box(name, data) {
  const content = Buffer.from(data, "latin1");
  const head = Buffer.from(`    ${name}`);
  head.writeUInt32BE(content.length + 8, 0);
  return Buffer.concat([head, content]);
}

function spliced(bytes, at, inserted) {
  return Buffer.concat([
    bytes.subarray(0, at),
    ...inserted.map((part) => Buffer.from(part, "latin1")),
    bytes.subarray(at),
  ]);
}
