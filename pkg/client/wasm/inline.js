// Stands in for wasm-bindgen's bindings in `plantain/inline`: the module is a part of the script.

import { load, sourceOf } from "./load.js";
import packed from "./plantain_bg.wasm.gz";

export * from "./bindings.js";
export { initSync } from "./load.js";

/** Loads the module that the script carries, or another source. */
export default function init(source) {
  return load(sourceOf(source) ?? unpack());
}

/** Returns the bytes of the module. Not by a `Blob`: that of jsdom has no `stream`. */
function unpack() {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // What fails here fails the reading too.
  writer.write(packed).catch(() => {});
  writer.close().catch(() => {});
  return new Response(readable).arrayBuffer();
}
