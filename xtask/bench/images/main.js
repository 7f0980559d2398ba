import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { startServer } from "../serve.js";
import { measure } from "./measure.js";
import { imageDigest, noise, photos } from "./photos.js";

/**
 * Sends photos in each way, by turns, and prints a line of JSON for each measurement. Its argument is
 * `{ chromium, target, package, rounds, sizes: [{ count, mebibytes }], ways }`.
 */
const { chromium, target, package: pkg, rounds, sizes, ways } = JSON.parse(process.argv[2]);
const folder = join(target, "bench");
/** What sends bytes that are no photos. */
const FLOORS = ["carried", "floor"];

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
try {
  for (const size of sizes) await measureSize(size);
} finally {
  counting.stop();
  checking.stop();
}

/** First looks at what each way sends, then measures time and memory apart: to look at the memory slows a browser down. */
async function measureSize({ count, mebibytes }) {
  const print = (line) => console.log(JSON.stringify({ count, mebibytes, ...line }));
  const files = await photos(join(folder, "photos"), count, mebibytes * 1024 * 1024);
  const failing = new Set();
  let bodyBytes = 0;
  for (const way of ways.filter((way) => !FLOORS.includes(way))) {
    const { error, images, bytes } = await measure({ chromium, address: checking.address, way, files });
    if (error) failing.add(way);
    else check(way, files, images);
    bodyBytes = Math.max(bodyBytes, bytes ?? 0);
    print({ way, error, checked: true });
  }
  const body = [await noise(join(folder, "photos"), bodyBytes)];
  for (let round = 0; round < rounds; round += 1) {
    for (const watched of [false, true]) {
      for (const way of ways.filter((way) => !failing.has(way))) {
        const chosen = way === "floor" ? body : files;
        const { images, ...figures } = await measure({
          chromium,
          address: counting.address,
          way,
          files: chosen,
          watched,
        });
        print({ way, ...figures });
      }
    }
  }
}

/** Fails when a server would get other images than were chosen, or Plantain's lack less than they should. */
function check(way, files, images) {
  files.forEach((path, index) => {
    const { head, bytes, digest, hasSecret } = images[index] ?? {};
    const isRight = head === "data:image/jpeg;base64" && digest === imageDigest(readFileSync(path));
    if (!isRight) throw new Error(`${way} sent another image than ${path}`);
    const isCleaned = !hasSecret && bytes < statSync(path).size;
    if (isCleaned !== (way === "plantain")) throw new Error(`what ${way} sent is cleaned: ${isCleaned}`);
  });
}
