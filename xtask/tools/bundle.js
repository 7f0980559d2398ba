// Writes the scripts of the package, minified and with source maps. Arguments: the folder that wasm-bindgen wrote
// into, and the package's own folder.

import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { signature } from "./signature.js";

const [built, target] = process.argv.slice(2);
const client = join(target, "client", "index.js");
const module = await readFile(join(built, "plantain_bg.wasm"));
const options = {
  bundle: true,
  charset: "utf8",
  define: { SIGNATURE: String(signature(new WebAssembly.Module(module))) },
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
await writeFile(packed, gzipSync(module, { level: 9 }));

await Promise.all([
  build({ ...options, entryPoints: [client], external: ["./plantain.js", "./models.js"] }),
  build({ ...options, entryPoints: { plantain: tool("file.js") }, plugins: [from({})] }),
  build({
    ...options,
    entryPoints: { inline: client },
    plugins: [
      from({
        "plantain.js": tool("inline.js"),
        "models.js": join(target, "models.js"),
        "plantain_bg.wasm.gz": packed,
      }),
    ],
  }),
]);

function tool(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Resolves imports by the names of their files: the bindings, and those given. */
function from(others) {
  const files = {
    "bindings.js": join(built, "inline", "plantain.js"),
    "load.js": tool("load.js"),
    "signature.js": tool("signature.js"),
    ...others,
  };
  return {
    name: "from",
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path }) => ({ path: files[basename(path)] }));
    },
  };
}
