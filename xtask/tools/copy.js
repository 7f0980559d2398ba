// Copies into the package the files that it ships unchanged, and the documents, for editors and other tools. Arguments: the folder
// that wasm-bindgen wrote into, and the package's own folder.

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const [built, pkg] = process.argv.slice(2);
const root = dirname(pkg);
const docs = join(root, "docs");

const fromRoot = ["LICENSE-APACHE", "LICENSE-MIT", "src/provider/model.schema.json"];
const fromBuild = ["plantain.d.ts", "plantain_bg.wasm"];
for (const file of [
  ...fromRoot.map((name) => join(root, name)),
  ...fromBuild.map((name) => join(built, name)),
])
  cpSync(file, join(pkg, basename(file)));
for (const name of readdirSync(docs, { recursive: true }).filter((name) => name.endsWith(".md"))) {
  const file = join(pkg, "docs", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, withLinks(readFileSync(join(docs, name), "utf8")));
}

/** Returns a document whose links lead to files of the package. A picture, or a link to another file of the repository, becomes its text. */
function withLinks(text) {
  return text
    .replaceAll(/(\]\((?:\.\.\/)+)pkg\//g, "$1")
    .replaceAll(
      /!?\[([^\]]*)\]\((?:\.\.\/)+(?:CHANGELOG|CONTRIBUTING|SECURITY|src|tests|www|xtask)[^)]*\)/g,
      "$1",
    )
    .replaceAll(/!\[([^\]]*)\]\([^)]*\.(?:png|svg)\)/g, "$1");
}
