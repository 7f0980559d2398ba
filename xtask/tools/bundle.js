// Writes the scripts of the package, minified and with source maps. Arguments: the folder that wasm-bindgen wrote
// into, and the package's own folder.

import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import Ajv from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { signature } from "../../pkg/client/wasm/signature.js";

const [built, target] = process.argv.slice(2);
const client = (name) => join(target, "client", name);
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

// Compressed before base64: a server's own compression then removes most of what base64 adds.
const packed = join(built, "plantain_bg.wasm.gz");
await writeFile(packed, gzipSync(module, { level: 9 }));

// Dynamic imports of the client: files of their own beside it.
const external = ["./plantain.js", "./models/*", "./offers.js"];
await build({
  ...options,
  entryPoints: { check: client("check.js") },
  outdir: join(target, "models"),
  plugins: [schema()],
});
// esbuild drops the comments with which bundlers leave an `import()` as it is.
const importAgain = "const importAgain=a=>import(/*@vite-ignore*//*webpackIgnore:true*/a);";
await Promise.all([
  build({ ...options, banner: { js: importAgain }, entryPoints: [client("index.js")], external }),
  build({ ...options, entryPoints: [client("offers.js")], external }),
  build({ ...options, entryPoints: { plantain: client("wasm/file.js") }, plugins: [resolved({})] }),
  build({
    ...options,
    entryPoints: { inline: client("index.js") },
    plugins: [
      resolved({
        "plantain.js": client("wasm/inline.js"),
        "offers.js": client("offers.js"),
        "plantain_bg.wasm.gz": packed,
      }),
    ],
  }),
]);

/** Compiles the schema of models to code, which needs no `eval`. */
function schema() {
  return {
    name: "schema",
    setup(build) {
      build.onResolve({ filter: /^\.\/schema\.js$/ }, () => ({ path: "schema.js", namespace: "schema" }));
      build.onLoad({ filter: /.*/, namespace: "schema" }, async () => {
        const text = await readFile(new URL("../../src/provider/model.schema.json", import.meta.url), "utf8");
        const ajv = new Ajv({ allErrors: true, code: { source: true, esm: true }, strictTypes: false });
        const contents = standaloneCode(ajv, ajv.compile(JSON.parse(text)));
        return { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
      });
    },
  };
}

/** Resolves imports by the names of their files, to the bindings and to the given files. */
function resolved(others) {
  const files = {
    "bindings.js": join(built, "inline", "plantain.js"),
    "load.js": client("wasm/load.js"),
    "signature.js": client("wasm/signature.js"),
    ...others,
  };
  return {
    name: "resolved",
    setup(build) {
      build.onResolve({ filter: /^\.\/models\// }, ({ path }) => ({ path: join(target, path) }));
      build.onResolve({ filter: /^\.\// }, ({ path }) => ({ path: files[basename(path)] }));
    },
  };
}
