// Loads the module of the same build as these scripts, and refuses every other one.

import start, { initSync as startSync } from "./bindings.js";
import { signature } from "./signature.js";

/** Compiles the module from what `init` takes, and starts it. */
export async function load(source) {
  const module = await compile(await source);
  checkBuild(module);
  return start({ module_or_path: module });
}

/** Starts the module from its bytes, or compiled. */
export function initSync(given) {
  const source = given?.module ?? given;
  const module = isModule(source) ? source : new WebAssembly.Module(moduleBytes(source));
  checkBuild(module);
  return startSync({ module });
}

/** Returns what `init` was given, without the object around it. */
export function sourceOf(given) {
  return given?.module_or_path ?? (isOptions(given) ? undefined : given);
}

async function compile(source) {
  if (isModule(source)) return source;
  if (ArrayBuffer.isView(source) || isBuffer(source)) return WebAssembly.compile(moduleBytes(source));
  const response = typeof source?.arrayBuffer === "function" && "ok" in source ? source : await fetch(source);
  if (!response.ok) throw new Error(`its address answers ${response.status}`);
  const type = response.headers.get("Content-Type") ?? "";
  if (WebAssembly.compileStreaming && /^application\/wasm$/i.test(type.trim())) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(moduleBytes(await response.arrayBuffer()));
}

/** Returns the bytes of a module. Throws where they are none. */
function moduleBytes(source) {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  if (bytes.length === 0) throw new Error("the file is empty");
  if ([0, 97, 115, 109].some((byte, index) => bytes[index] !== byte)) {
    const page = bytes[0] === 60 ? ", but a page of HTML" : "";
    throw new Error(`the file is not WebAssembly${page}`);
  }
  return bytes;
}

function checkBuild(module) {
  if (signature(module) !== SIGNATURE) {
    throw new Error(
      "the module is of another build than the scripts, as where one of them comes from a cache; both must come from the same copy of the package",
    );
  }
}

const named = (value) => Object.prototype.toString.call(value);
const isModule = (value) => named(value) === "[object WebAssembly.Module]";
const isBuffer = (value) => /^\[object (Shared)?ArrayBuffer\]$/.test(named(value));
const isOptions = (value) => named(value) === "[object Object]" && !("arrayBuffer" in value);
