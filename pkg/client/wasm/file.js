// Stands in for wasm-bindgen's bindings in `plantain`: the module is a file beside the script.

import { load, sourceOf } from "./load.js";

export * from "./bindings.js";
export { initSync } from "./load.js";

/** Loads the module from its file, or another source. */
export default function init(source) {
  return load(sourceOf(source) ?? new URL("plantain_bg.wasm", import.meta.url));
}
