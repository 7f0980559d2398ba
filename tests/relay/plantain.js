import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Returns the package itself, as it was built. */
export async function loadPlantain() {
  const plantain = await import(pathToFileURL(join(PACKAGE, "index.js")));
  await plantain.init({ module_or_path: await readFile(join(PACKAGE, "plantain_bg.wasm")) });
  return plantain;
}

const PACKAGE = resolve(import.meta.dirname, "..", "..", "pkg");
