import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { startServer } from "../serve.js";
import { measure } from "./measure.js";
import { imageDigest, photos } from "./photos.js";
import { check, figures, publish, WAYS } from "./report.js";

/**
 * Sends photos in each way, alternately, and prints medians and checks. Its argument is `{ chromium, target, package,
 * docs, rounds }`; with `trial` it only checks what three ways send of the smallest size.
 */
const { chromium, target, package: pkg, docs, rounds, trial } = JSON.parse(process.argv[2]);
const folder = join(target, "bench");
const sizes = [
  { count: 1, mebibytes: 4 },
  { count: 5, mebibytes: 8 },
  { count: 10, mebibytes: 20 },
];
/** The size that the claims are about. */
const CLAIMED = sizes[1];
const ways = trial ? ["plantain", "file-reader", "carried"] : Object.keys(WAYS);

await build({
  entryPoints: ways.map((way) => join(import.meta.dirname, "ways", `${way}.js`)),
  outdir: join(folder, "built", "ways"),
  bundle: true,
  format: "esm",
  target: "es2022",
  external: ["/index.js"],
  logLevel: "warning",
});
const script = join(import.meta.dirname, "server.js");
const folders = [join(folder, "built"), pkg];
const counting = await startServer(script, ["count", ...folders]);
const checking = await startServer(script, ["check", ...folders]);
let browser = "";
try {
  if (trial) process.exitCode = (await checkBodies(await make(sizes[0]))).size;
  else await run();
} finally {
  counting.stop();
  checking.stop();
}

async function run() {
  const report = {};
  for (const size of sizes) {
    const rows = await measureSize(await make(size));
    console.log(`\n${name(size)}; memory in MiB beyond that before`);
    console.table(rows.map(({ way, ...row }) => ({ way: WAYS[way][0], ...rounded(row) })));
    report[name(size)] = rows;
    if (size !== CLAIMED) continue;
    process.exitCode = check(rows) ? 0 : 1;
    await publish(docs, { rows, size: name(size), browser, rounds });
  }
  writeFileSync(join(folder, "images.json"), JSON.stringify({ browser, rounds, report }, null, 2));
}

/** Measures time and memory apart: sampling the memory slows a browser down. */
async function measureSize(files) {
  const errors = await checkBodies(files);
  const measured = new Map(ways.map((way) => [way, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const watched of [false, true]) {
      for (const way of ways.filter((way) => !errors.has(way))) {
        const found = await measure({ chromium, address: counting.address, way, files, watched });
        if (found.error) throw new Error(`${way}: ${found.error}`);
        browser = found.version;
        measured.get(way).push(found);
        console.log(`${way}  ${watched ? "memory sampled" : `${found.ms.toFixed()} ms`}`);
      }
    }
  }
  return ways.map((way) =>
    errors.has(way) ? { way, error: errors.get(way) } : figures(way, measured.get(way)),
  );
}

/** Checks what each way sends, and returns the errors of those that fail. */
async function checkBodies(files) {
  const errors = new Map();
  for (const way of ways.filter((way) => way !== "carried")) {
    const { error, images } = await measure({ chromium, address: checking.address, way, files });
    if (error) errors.set(way, error);
    else checkImages(way, files, images);
    console.log(error ? `${way} fails: ${error.slice(0, 60)}` : `${way} sends the right body`);
  }
  return errors;
}

/** Fails when a server would get other images than were chosen, or Plantain's still have metadata. */
function checkImages(way, files, images) {
  files.forEach((path, index) => {
    const { head, bytes, digest, hasSecret } = images[index] ?? {};
    const isRight = head === "data:image/jpeg;base64" && digest === imageDigest(readFileSync(path));
    if (!isRight) throw new Error(`${way} sent another image than ${path}`);
    const isCleaned = !hasSecret && bytes < statSync(path).size;
    if (isCleaned !== (way === "plantain")) throw new Error(`what ${way} sent is cleaned: ${isCleaned}`);
  });
}

function make({ count, mebibytes }) {
  return photos(join(folder, "photos"), count, mebibytes * 1024 * 1024);
}

function name({ count, mebibytes }) {
  return `${count} ${count === 1 ? "photo" : "photos"} of ${mebibytes} MiB`;
}

function rounded(row) {
  const round = (value) => (typeof value === "number" ? Math.round(value) : value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)]));
}
