import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inFreshBrowser } from "../browser.js";
import { startServer } from "../server.js";

/**
 * Measures how long a page takes from a package's import until the package's first request is made, each time in a new browser, alternately. Its
 * argument is `{ chromium, target, package, rounds }`.
 */
const { chromium, target, package: pkg, rounds } = JSON.parse(process.argv[2]);
const PACKAGES = [
  ["plantain", "plantain"],
  ["wavespeed", "wavespeed"],
  ["replicate", "replicate"],
  ["fal", "@fal-ai/client"],
  ["openai", "openai"],
  ["huggingface", "@huggingface/inference"],
  ["ai", "ai"],
];

const built = join(target, "bench", "start");
await build({
  entryPoints: PACKAGES.map(([file]) => join(import.meta.dirname, "first", `${file}.js`)),
  outdir: join(built, "first"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
  external: ["/index.js"],
  logLevel: "error",
});
const server = await startServer(built, pkg);
const measured = PACKAGES.map(() => []);
try {
  // The first round is for the server's gzip and the system's cache.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, [file]] of PACKAGES.entries()) {
      const found = await measure(file);
      if (round > 0) measured[index].push(found);
    }
  }
} finally {
  server.stop();
}
const browser = measured[0][0].version;
const packages = PACKAGES.map(([, name], index) => {
  const times = measured[index].map(({ ms }) => Math.round(ms)).sort((one, other) => one - other);
  const { gzip } = measured[index][0];
  const named = name === "ai" ? "ai + @ai-sdk/fal" : name;
  return { name: named, version: versionOf(name), gzip, ms: times[times.length >> 1], fastest: times[0] };
});
console.log(`\n${browser}, a new one each time, files as gzip from this machine; medians of ${rounds}`);
console.table(packages);
writeFileSync(join(target, "bench", "start.json"), JSON.stringify({ browser, packages }, null, 2));

function measure(file) {
  return inFreshBrowser(chromium, server.address, async (run) => {
    const ms = await run(async (file) => {
      const start = performance.now();
      const { first } = await import(`/first/${file}.js`);
      if (!(await first())) throw new Error("no request was made");
      return performance.now() - start;
    }, file);
    const gzip = await run(() => {
      const files = performance.getEntriesByType("resource");
      return files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    });
    return { ms, gzip };
  });
}

function versionOf(name) {
  const folder = name === "plantain" ? pkg : join(import.meta.dirname, "..", "node_modules", name);
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}
