import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const sources = resolve(process.env.PLANTAIN_PHOTOS ?? "../../target/photos");

const IMAGE_MAGICK = process.env.PLANTAIN_IMAGEMAGICK ?? "convert-im6.q16";

/** A photo as a phone wrote it: a Motorola XT912, 1536 by 2048. */
export const PHONE = join(sources, "exiv2", "exiv2-bug922.jpg");

/** Another phone's, a Nokia Lumia 820, 1278 by 720. */
const STARFISH = resolve(import.meta.dirname, "../node_modules/exif-parser/test/starfish.jpg");

/** Returns the JPEGs of the sources that name their camera and that libjpeg-turbo decodes. */
export async function cameraFiles() {
  const files = [STARFISH];
  for (const source of JSON.parse(await readFile(join(import.meta.dirname, "sources.json")))) {
    const folder = join(sources, source.name);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".jpg")).sort();
    const makes = await exiftool(["-Make", ...names.map((name) => join(folder, name))]);
    for (const { SourceFile, ...tags } of makes)
      if (Object.keys(tags).length && (await decodes(SourceFile))) files.push(SourceFile);
  }
  return files;
}

/** Writes files with encoders that others wrote, from the photo of a phone, metadata and all. */
export async function encoderFiles(folder) {
  const at = (name) => join(folder, name);
  const profile = resolve(import.meta.dirname, "../../media/profile.icc");
  const smaller = ["-resize", "500x", "-profile", profile, "-comment", "A comment"];
  const made = [
    ["jpegtran", ["-copy", "all", "-progressive", "-outfile", at("jpegtran.jpg"), PHONE]],
    ["jpegtran", ["-copy", "all", "-rotate", "90", "-trim", "-outfile", at("turned.jpg"), PHONE]],
    [IMAGE_MAGICK, [PHONE, ...smaller, at("magick.png")]],
    [IMAGE_MAGICK, [PHONE, ...smaller, at("magick.jpg")]],
    [IMAGE_MAGICK, [PHONE, "-resize", "300x", "-colors", "64", `PNG8:${at("palette.png")}`]],
    ["cwebp", ["-quiet", "-metadata", "all", at("magick.jpg"), "-o", at("cwebp.webp")]],
    ["avifenc", ["-s", "10", STARFISH, at("avifenc.avif")]],
  ];
  for (const [program, parameters] of made) await run(program, parameters);
  return NAMES.map(at);
}

const NAMES = [
  "jpegtran.jpg",
  "turned.jpg",
  "magick.png",
  "magick.jpg",
  "palette.png",
  "cwebp.webp",
  "avifenc.avif",
];

/**
 * Returns what is wrong with stripped files, by what other programs find in them and in their originals.
 *
 * @param files each with the paths `original` and `clean`, how far apart they are `shown`, and what was `prepared`
 */
export async function judge(files) {
  const all = ["-a", "-G1", "-u", "-U", "-ee", "-n"];
  const helds = await exiftool([...all, ...files.map(({ original }) => original)]);
  const lefts = await exiftool([...all, ...files.map(({ clean }) => clean)]);
  const ends = await trailers(files.map(({ clean }) => clean));
  return Promise.all(files.map((file, index) => judgeOne(file, helds[index], lefts[index], ends[index])));
}

async function judgeOne({ original, clean, shown, prepared }, held, left, end) {
  const encodedAgain = prepared.from.mediaType !== prepared.to.mediaType;
  const turned = held["IFD0:Orientation"];
  const orientation = turned >= 1 && turned <= 8 ? turned : 1;
  const problems = Object.keys(left).filter((tag) => !ALLOWED.test(tag));
  if (end) problems.push("something follows the image");
  if (encodedAgain ? shown > 8 : shown !== 0) problems.push(`looks different by ${shown}`);
  const has = (pattern) => Object.keys(held).some((tag) => pattern.test(tag));
  const icc = has(/^ICC/) || Object.keys(left).some((tag) => tag.startsWith("ICC"));
  if (!encodedAgain) {
    if ((left["IFD0:Orientation"] ?? 1) !== orientation) problems.push("another orientation");
    if (icc && !(await profile(original)).equals(await profile(clean)))
      problems.push("another colour profile");
    if ((await decoded(original)) !== (await decoded(clean))) problems.push("other pixels");
  }
  return {
    file: basename(original),
    make: String(held["IFD0:Make"] ?? "").trim(),
    model: String(held["IFD0:Model"] ?? "").trim(),
    size: String(held["Composite:ImageSize"]).replace(" ", " × "),
    orientation,
    before: {
      exif: has(/^(IFD0|ExifIFD):/),
      gps: has(/^GPS:/),
      xmp: has(/^XMP/),
      iptc: has(/^IPTC/),
      icc,
      makerNotes: has(MAKER_NOTES),
    },
    bytes: [(await stat(original)).size, (await stat(clean)).size],
    problems,
  };
}

/** Returns for each file whether exiftool finds anything after its image. */
async function trailers(files) {
  const { stdout } = await run("exiftool", ["-v2", ...files], ROOM);
  const parts = stdout.split(/^======== /m).filter((part) => part.trim());
  if (parts.length !== files.length) throw new Error("exiftool does not tell of every file");
  return parts.map((part) => /trailer|unknown data|garbage/i.test(part));
}

/** Calls a maker by one name. */
export function makerOf(make) {
  const known = { eastman: "kodak", general: "ge" };
  const [first] = make.toLowerCase().split(/[\s,]+/);
  return known[first] ?? first;
}

async function exiftool(parameters) {
  const { stdout } = await run("exiftool", ["-j", "-q", "-q", ...parameters], ROOM).catch((error) => error);
  return JSON.parse(stdout);
}

async function profile(file) {
  const parameters = ["-q", "-q", "-b", "-icc_profile", file];
  return (await run("exiftool", parameters, { ...ROOM, encoding: "buffer" })).stdout;
}

/** Returns a digest of the pixels as they are stored. */
async function decoded(file) {
  const isJpeg = /^\.jpe?g$/.test(extname(file));
  const [program, parameters] = isJpeg ? ["djpeg", [file]] : [IMAGE_MAGICK, [file, "-strip", "RGBA:-"]];
  const { stdout } = await run(program, parameters, { ...ROOM, encoding: "buffer" });
  return createHash("sha256").update(stdout).digest("hex");
}

async function decodes(file) {
  return run("djpeg", [file], { ...ROOM, encoding: "buffer" }).then(
    ({ stderr }) => stderr.length === 0,
    () => false,
  );
}

const ROOM = { maxBuffer: 1 << 30 };

/** What a clean file may have: what any decoder needs, the colour profile, and the orientation. */
const ALLOWED =
  /^(SourceFile|ExifTool:ExifToolVersion|System:.*|Composite:.*|JFIF:.*|Adobe:(DCTEncodeVersion|APP14Flags[01]|ColorTransform)|ICC.*|File:(?!Comment).*|IFD0:Orientation|PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Gamma|SRGBRendering|WhitePoint[XY]|(Red|Green|Blue)[XY]|BackgroundColor|Palette|Transparency|SignificantBits|ProfileName|CMMFlags)|PNG-pHYs:.*|RIFF:(WebP_Flags|ImageWidth|ImageHeight|HorizontalScale|VerticalScale|VP8Version|AlphaIsUsed))$/;

const MAKER_NOTES =
  /^(Apple|Canon|Casio|FLIR|FujiFilm|GE|GoPro|JVC|Kodak|Minolta|Motorola|Nikon|Olympus|Panasonic|Pentax|Ricoh|Sanyo|Sigma|Sony|MakerNotes)/i;
