// Makes a folder a copy of consumers/ and keeps what npm has installed there. Each project gets the shared files that
// its package.json names. Argument: the folder.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const from = join(import.meta.dirname, "consumers");
const to = process.argv[2];

mkdirSync(to, { recursive: true });
clear(to);
cpSync(from, to, { recursive: true, filter: isSource });
for (const project of readdirSync(from)) {
  const manifest = join(from, project, "package.json");
  if (!existsSync(manifest)) continue;
  const { shared = [] } = JSON.parse(readFileSync(manifest, "utf8"));
  for (const file of shared) cpSync(join(from, "shared", file), join(to, project, file));
}

function clear(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).filter(({ name }) => isSource(name))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) clear(path);
    else rmSync(path);
  }
}

function isSource(path) {
  return !path.endsWith("node_modules");
}
