// Writes the scripts of the package, minified and with source maps. Arguments: the folder that wasm-bindgen wrote
// into, and the package's own folder.

import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const [built, target] = process.argv.slice(2);
const client = join(target, "client", "index.js");
const bindings = join(built, "plantain.js");
const options = {
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  loader: { ".gz": "binary" },
  logLevel: "warning",
  minify: true,
  outdir: target,
  sourcemap: true,
  target: ["chrome91", "firefox89", "safari16.4"],
};

// Compressed before it becomes base64: a server's own compression then takes back what base64 adds.
const packed = join(built, "plantain_bg.wasm.gz");
await writeFile(packed, gzipSync(await readFile(join(built, "plantain_bg.wasm")), { level: 9 }));

await Promise.all([
  build({ ...options, entryPoints: [client], external: ["./plantain.js", "./models.js"] }),
  build({ ...options, entryPoints: [bindings] }),
  build({ ...options, entryPoints: { inline: client }, plugins: [inline()] }),
]);

/** Bundles the module itself in place of the bindings that load it from a file. */
function inline() {
  const files = {
    "plantain.js": fileURLToPath(new URL("inline.js", import.meta.url)),
    "models.js": join(target, "models.js"),
    "bindings.js": join(built, "inline", "plantain.js"),
    "plantain_bg.wasm.gz": packed,
  };
  return {
    name: "inline",
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path }) => ({ path: files[basename(path)] }));
    },
  };
}
