// Copies the documents into the package, for editors and other tools: `node docs.js <docs> <package>`.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [from, pkg] = process.argv.slice(2);
const to = join(pkg, "docs");
rmSync(to, { recursive: true, force: true });
for (const name of readdirSync(from, { recursive: true }).filter((name) => name.endsWith(".md"))) {
  const file = join(to, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, within(readFileSync(join(from, name), "utf8")));
}

/** Returns a document whose links lead to files of the package; a picture, or a link to elsewhere in the repository, becomes its text. */
function within(text) {
  return text
    .replaceAll(/(\]\((?:\.\.\/)+)pkg\//g, "$1")
    .replaceAll(
      /!?\[([^\]]*)\]\((?:\.\.\/)+(?:CHANGELOG|CONTRIBUTING|SECURITY|src|tests|www|xtask)[^)]*\)/g,
      "$1",
    )
    .replaceAll(/!\[([^\]]*)\]\([^)]*\.(?:png|svg)\)/g, "$1");
}
