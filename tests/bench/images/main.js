import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { startServer } from "../server.js";
import { publish, WAYS } from "./chart.js";
import { measure } from "./measure.js";
import { factsOf, photos } from "./photos.js";

/**
 * Sends photos in each way, alternately, and prints medians and checks. Its argument is `{ chromium, target, package, docs, rounds }`; with `trial` it
 * only checks what three ways send of the smallest size.
 */
const { chromium, target, package: pkg, docs, rounds, trial } = JSON.parse(process.argv[2]);
const MIB = 1024 * 1024;
/** The claims are about the second. */
const SIZES = [
  [1, 4],
  [5, 8],
  [10, 20],
];
const ways = trial ? ["plantain", "file-reader", "carried"] : Object.keys(WAYS);
const folder = join(target, "bench");

await build({
  entryPoints: ways.map((way) => join(import.meta.dirname, "ways", `${way}.js`)),
  outdir: join(folder, "built", "ways"),
  bundle: true,
  format: "esm",
  target: "es2022",
  external: ["/index.js"],
  logLevel: "warning",
});
const { address, stop } = await startServer(join(folder, "built"), pkg);
try {
  for (const [count, size] of trial ? SIZES.slice(0, 1) : SIZES) {
    const files = photos(join(folder, "photos"), count, size * MIB);
    const errors = await checkBodies(files);
    if (!trial) await compare(files, errors, `${count} ${count === 1 ? "photo" : "photos"} of ${size} MiB`);
  }
} finally {
  stop();
}

/** Checks what each way sends, and returns the errors of those that fail. */
async function checkBodies(files) {
  const errors = new Map();
  for (const way of ways.filter((way) => way !== "carried")) {
    const { error, images } = await measure({ chromium, address, way, files, base: "/check" });
    if (error) errors.set(way, error);
    else checkImages(way, files, images);
    console.log(error ? `${way} fails: ${error.slice(0, 60)}` : `${way} sends the right body`);
  }
  return errors;
}

/** Fails when a server would get other images than were chosen, or Plantain's still have metadata. */
function checkImages(way, files, images) {
  for (const [index, path] of files.entries()) {
    const { head, digest, hasMetadata } = images[index] ?? {};
    const isRight = head === "data:image/jpeg;base64" && digest === factsOf(readFileSync(path)).digest;
    if (!isRight) throw new Error(`${way} sent another image than ${path}`);
    if (hasMetadata === (way === "plantain"))
      throw new Error(`what ${way} sent has metadata: ${hasMetadata}`);
  }
}

/** Measures time and memory apart, since sampling the memory slows a browser down, and prints the medians. */
async function compare(files, errors, size) {
  const rows = ways.map((way) => ({ way, error: errors.get(way), timed: [], sampled: [] }));
  let browser = "";
  for (let round = 0; round < rounds; round += 1) {
    for (const { way, timed, sampled } of rows.filter(({ error }) => !error)) {
      for (const [watched, list] of [
        [false, timed],
        [true, sampled],
      ]) {
        const { error, version, ...found } = await measure({ chromium, address, way, files, watched });
        if (error) throw new Error(`${way}: ${error}`);
        browser = version;
        list.push(found);
      }
    }
  }
  const median = (list, name) => list.map((one) => one[name]).sort((a, b) => a - b)[list.length >> 1];
  const table = rows.map(({ way, error, timed, sampled }) =>
    error
      ? { way, error }
      : {
          way,
          ms: median(timed, "ms"),
          block: median(timed, "block"),
          renderer: median(sampled, "renderer") / MIB,
          processes: median(sampled, "processes") / MIB,
        },
  );
  console.log(`\n${size}; memory in MiB beyond that before`);
  console.table(table);
  if (size !== "5 photos of 8 MiB") return;
  process.exitCode = check(table) ? 0 : 1;
  await publish(docs, { rows: table, size, browser, rounds });
  writeFileSync(join(folder, "images.json"), JSON.stringify({ browser, rounds, size, table }, null, 2));
}

/** Prints the claims, and returns whether all hold. */
function check(rows) {
  const [ours, reader, carried] = ["plantain", "file-reader", "carried"].map((name) =>
    rows.find(({ way }) => way === name),
  );
  const claims = [
    ["time, by that of reading and sending alone", ours.ms / carried.ms, 1.5],
    ["time, by FileReader's", ours.ms / reader.ms, 0.55],
    ["longest block, in ms", ours.block, 50],
    ["renderer's memory, by FileReader's", ours.renderer / reader.renderer, 0.4],
  ];
  for (const [claim, found, most] of claims)
    console.log(`${found <= most ? "PASS" : "FAIL"}  ${claim}: ${found.toFixed(2)}, at most ${most}`);
  return claims.every(([, found, most]) => found <= most);
}
