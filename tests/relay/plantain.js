import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Returns the package itself, as people install it: what lies in pkg and what was built, in one folder. */
export async function loadPlantain() {
  const built = join(TARGET, "package");
  const above = join(TARGET, "relay-tests");
  await mkdir(above, { recursive: true });
  const folder = await mkdtemp(join(above, "package-"));
  try {
    for (const part of [join(ROOT, "pkg"), built]) await cp(part, folder, { recursive: true });
    const plantain = await import(pathToFileURL(join(folder, "index.js")));
    await plantain.init({ module_or_path: await readFile(join(folder, "plantain_bg.wasm")) });
    return plantain;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ROOT = resolve(import.meta.dirname, "..", "..");
const TARGET = resolve(process.env.PLANTAIN_TARGET ?? join(ROOT, "target"));
