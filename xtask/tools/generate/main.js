// Writes what the models' data decides into the package, the README and the documents, and into the recipes what they
// show. Arguments: the root of the repository, the file that xtask/src/generate.rs writes, and `--check` to write
// nothing and to fail where a file differs.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brokenModels } from "./check.js";
import { models, relay } from "./package.js";
import { consumers, index, recipes } from "./recipes.js";
import { replaceSection } from "./sections.js";
import { families, offers } from "./tables.js";
import { types } from "./types.js";

const [root, facts, check] = process.argv.slice(2);
const { providers, uncertainRefusals } = JSON.parse(readFileSync(facts, "utf8"));

const broken = providers.flatMap(brokenModels);
for (const { id, offers } of providers) if (offers.Err) broken.push(`src/providers/${id}: ${offers.Err}`);
if (broken.length > 0) fail(broken.join("\n"));
const pages = recipes(root);
const files = [...models(providers), ["pkg/relay/routes.js", relay(providers, uncertainRefusals)]];
for (const [path, text] of files) put(path, text);
for (const { path, text } of pages) put(path, text);
patch("pkg/index.d.ts", "// <generated models>", "// </generated models>", types(providers));
patchPage("README.md", "models", families(providers, /^nano-banana/));
patchPage("README.md", "offers", offers(providers));
patchPage("docs/models.md", "models", families(providers));
patchPage("docs/models.md", "offers", offers(providers));
patchPage("docs/recipes/README.md", "recipes", index(pages));
patchPage("docs/recipes/README.md", "consumers", consumers(root, pages));

/** Replaces the marked section of a page that is written by hand. */
function patch(path, begin, end, section) {
  const text = replaceSection(read(path), begin, end, section);
  if (text === undefined) fail(`${path} needs one pair of the lines ${begin} and ${end}`);
  put(path, text);
}

function patchPage(path, name, section) {
  patch(path, `<!-- generated ${name} -->`, `<!-- /generated ${name} -->`, section);
}

function put(path, text) {
  if (text === read(path)) return;
  if (check) fail(`${path} is out of date: run \`cargo xtask generate\``);
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}

/** Returns the text of a file; nothing if it is not there. */
function read(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
