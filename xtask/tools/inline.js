// Stands in for wasm-bindgen's bindings in `plantain/inline`: the module is a part of the script.

import load from "./bindings.js";
import packed from "./plantain_bg.wasm.gz";

export * from "./bindings.js";

/** Loads the module that the script carries, or another one. */
export default function init(source) {
  return load(source ?? { module_or_path: unpack() });
}

/** Returns the bytes of the module. */
function unpack() {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
