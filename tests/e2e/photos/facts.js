// Compares what `inspect` says of image files with what other programs say and browsers draw, and prints a table:
//   npm run facts -- [folders]      in tests/e2e; without folders, tests/media, target/photos and the files of unusual.js
// Needs exiftool, heif-info (libheif-examples), webpinfo (webp), Chromium, and with GECKODRIVER set Firefox.
// Fails where a difference has no explanation.

import { execFile } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { inspect } from "../../../pkg/inline.js";
import { startFirefox } from "../faults/firefox.js";
import { explain } from "./explain.js";
import { writeUnusual } from "./unusual.js";

const run = promisify(execFile);
const ROOM = { maxBuffer: 1 << 30 };
const root = resolve(import.meta.dirname, "../../..");
const folders = process.argv.slice(2).map((folder) => resolve(folder));
const unusual = join(root, "target/unusual");
if (!folders.length) writeUnusual(unusual);
const files = (folders.length ? folders : [join(root, "tests/media"), join(root, "target/photos"), unusual])
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
  .filter((name) => /\.(avif|bmp|gif|heic|heif|hif|jpe?g|jxl|mpo|apng|png|tiff?|webp)$/i.test(name));

const own = new Map();
for (const file of files) {
  const facts = await inspect(new Blob([readFileSync(file)])).catch(() => null);
  if (facts) own.set(file, facts);
}
const named = [...own.keys()];
const sources = {
  exiftool: await byExiftool(named),
  libheif: await each(named, /avif|heic/, byLibheif),
  libwebp: await each(named, /webp/, byLibwebp),
  Chromium: await byChromium(named),
  ...(process.env.GECKODRIVER && { Firefox: await byFirefox(named) }),
};
const rows = [];
const unexplained = [];
const reasons = new Map();
for (const [source, said] of Object.entries(sources)) {
  for (const fact of [
    "size",
    "stored",
    "orientation",
    "alpha",
    "animated",
    "exif",
    "gps",
    "xmp",
    "iptc",
    "icc",
    "contentCredentials",
  ]) {
    const count = { source, fact, same: 0, unread: 0, different: 0 };
    for (const file of named) {
      const theirs = said.get(file)?.[fact];
      const info = own.get(file);
      const ours = fact === "size" ? sizeOf(info) : fact === "stored" ? storedOf(info) : info[fact];
      if (theirs === undefined) continue;
      if (ours === undefined) count.unread += 1;
      else if (ours === theirs) count.same += 1;
      else {
        count.different += 1;
        const reason = explain({ source, fact, ours, theirs, info, said: said.get(file), file });
        const where = `${source}, ${fact}: ${basename(file)} (${info.mediaType}): ${ours}, not ${theirs}`;
        if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), where]);
        else unexplained.push(where);
      }
    }
    if (count.same + count.different + count.unread > 0) rows.push(count);
  }
}
const formats = new Map();
for (const { mediaType } of own.values()) formats.set(mediaType, (formats.get(mediaType) ?? 0) + 1);
console.log(
  `${own.size} of ${files.length} files are images: ${[...formats].map((pair) => pair.join(" ")).join(", ")}\n`,
);
console.log("| source | fact | same | not read | different |\n|---|---|---:|---:|---:|");
for (const row of rows) console.log(`| ${Object.values(row).join(" | ")} |`);
console.log("\n| differences | explanation |\n|---:|---|");
for (const [reason, where] of reasons) console.log(`| ${where.length} | ${reason} |`);
if (process.env.VERBOSE)
  for (const [reason, where] of reasons) console.log(`\n${reason}\n  ${where.join("\n  ")}`);
console.log(`\nwithout an explanation: ${unexplained.length}\n${unexplained.join("\n")}`);
process.exitCode = unexplained.length > 0 ? 1 : 0;

function sizeOf({ width, height }) {
  return width && height ? `${width}x${height}` : undefined;
}

/** The size before the orientation is applied. */
function storedOf({ width, height, orientation }) {
  return sizeOf(orientation > 4 ? { width: height, height: width } : { width, height });
}

async function each(files, format, read) {
  const said = new Map();
  for (const file of files.filter((file) => format.test(own.get(file).mediaType)))
    said.set(file, await read(file));
  return said;
}

async function byExiftool(files) {
  const parameters = [
    "-j",
    "-q",
    "-q",
    "-n",
    "-a",
    "-G1",
    "-u",
    "-ee",
    "-api",
    "largefilesupport=1",
    ...files,
  ];
  const { stdout } = await run("exiftool", parameters, ROOM).catch((error) => error);
  const said = JSON.parse(stdout).map(({ SourceFile, ...tags }) => {
    const has = (pattern) => Object.keys(tags).some((tag) => pattern.test(tag));
    const facts = {
      stored: tags["Composite:ImageSize"]?.replace(" ", "x"),
      hasWarning: has(/:(Error|Warning)$/),
      hasExif: has(/^(ExifIFD|InteropIFD|MakerNotes):/),
      exif: has(/^(IFD\d|ExifIFD|GPS|InteropIFD|MakerNotes):/),
      gps: has(/^(GPS|XMP-\w+|Composite):GPS(Dest)?(Latitude|Longitude|Position)$/),
      xmp: has(/^XMP/),
      iptc: has(/^IPTC/),
      icc: has(/^ICC/),
      contentCredentials: has(/^JUMBF/),
      orientation: tags["IFD0:Orientation"],
    };
    return [resolve(SourceFile), facts];
  });
  return new Map(said);
}

async function byLibheif(file) {
  const { stdout } = await run("heif-info", [file], ROOM).catch((error) => error);
  const [, size, rest] =
    /image: (\d+x\d+) \(id=\d+\), primary([\s\S]*?)(?=\nimage:|\nmetadata:|$)/.exec(stdout ?? "") ?? [];
  if (!size) return {};
  return {
    size,
    alpha: /alpha channel: yes/.test(rest),
    icc: /color profile: (prof|rICC)/.test(rest),
    exif: /Exif:/.test(stdout),
    xmp: /XMP:/.test(stdout),
  };
}

async function byLibwebp(file) {
  const { stdout } = await run("webpinfo", [file], ROOM).catch((error) => error);
  const flag = (name) => {
    const found = new RegExp(`^  ${name}: (\\d)$`, "m").exec(stdout ?? "");
    return found ? found[1] === "1" : undefined;
  };
  if (!/No error detected/.test(stdout)) return {};
  const canvas = /Canvas size (\d+) x (\d+)/.exec(stdout) ?? /Width: (\d+)\n\s*Height: (\d+)/.exec(stdout);
  return {
    size: canvas && `${canvas[1]}x${canvas[2]}`,
    animated: flag("Animation"),
    alpha: flag("Alpha"),
    exif: flag("EXIF") ?? false,
    xmp: flag("XMP") ?? false,
    icc: flag("ICCP") ?? false,
  };
}

/** Runs in a page: what is drawn of an image. */
async function draw({ address }) {
  const file = await (await fetch(address)).blob();
  // As pages show it.
  const image = new Image();
  image.src = URL.createObjectURL(file);
  const isShown = await image.decode().then(
    () => true,
    () => false,
  );
  const { naturalWidth: width, naturalHeight: height } = image;
  if (!isShown || width * height > 20_000_000) return {};
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let isClear = false;
  for (let at = 3; at < data.length; at += 4) isClear ||= data[at] < 255;
  URL.revokeObjectURL(image.src);
  const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type: file.type });
  const isAnimated = await Promise.all([decoder.completed, decoder.tracks.ready]).then(
    () => decoder.tracks.selectedTrack && decoder.tracks.selectedTrack.frameCount > 1,
    () => undefined,
  );
  decoder.close();
  return { size: `${width}x${height}`, isClear, isAnimated };
}

async function byChromium(files) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
  const page = await browser.newPage();
  const said = await drawn(files, async (site, address) => {
    if (page.url() === "about:blank") await page.goto(site);
    return page.evaluate(draw, { address });
  });
  await browser.close();
  return said;
}

async function byFirefox(files) {
  const browser = await startFirefox();
  const said = await drawn(files, (site, address) => browser.evaluate(site, draw, { address }));
  await browser.stop();
  return said;
}

async function drawn(files, show) {
  const server = createServer((request, response) => {
    const file = files[Number(request.url.slice(1))];
    if (file === undefined) return response.setHeader("content-type", "text/html").end("<!doctype html>");
    response.setHeader("content-type", own.get(file).mediaType).end(readFileSync(file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const site = `http://127.0.0.1:${server.address().port}/`;
  const said = new Map();
  for (const [index, file] of files.entries()) {
    const { size, isClear, isAnimated } = await show(site, site + index).catch(() => ({}));
    // That no pixel is transparent does not say whether one might have been.
    said.set(file, { size, animated: isAnimated, ...(isClear && { alpha: true }) });
  }
  server.closeAllConnections();
  server.close();
  return said;
}
