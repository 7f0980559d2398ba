/**
 * Returns a checksum of what a module imports and exports, in its order. The imports' module is named after the build,
 * so it differs between any two builds.
 *
 * @param {WebAssembly.Module} module
 */
export function signature(module) {
  const { imports, exports } = WebAssembly.Module;
  let sum = 0x811c9dc5;
  for (const { module: from = "", name, kind } of [...imports(module), ...exports(module)]) {
    for (const letter of `${from} ${name} ${kind}\n`) sum = Math.imul(sum ^ letter.charCodeAt(0), 0x01000193);
  }
  return sum >>> 0;
}
