// Writes target/types/snippets/: every example of the documentation as a file of its own, for the compiler to check.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..", "..", "..");
const target = join(root, "target", "types", "snippets");
const EXPORTS = ["createClient", "estimateCost", "inspect", "isPlantainError", "toDataUri", "validate"];
/** Modules, whatever stands in a `package.json` above them. */
const EXTENSIONS = { js: "js", ts: "mts" };
const recipes = join("docs", "recipes");
const errors = readdirSync(join(root, "docs", "errors")).filter((page) => page !== "README.md");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
let count = 0;
for (const document of documents()) {
  for (const { language, code, line } of examples(readFileSync(join(root, document), "utf8"))) {
    const name = `${document.replaceAll(/[^A-Za-z0-9]+/g, "-")}-${line}.${EXTENSIONS[language]}`;
    writeFileSync(join(target, name), whole(document, line, code));
    count += 1;
  }
}
if (count === 0) throw new Error("no example was found");
writeFileSync(join(target, "errors.ts"), pages());
console.log(`examples: ${count} in the documentation, ${errors.length} pages of errors`);

/** Returns every document with examples, except the recipes, whose code tests/e2e/consumers runs. */
function documents() {
  const docs = readdirSync(join(root, "docs"), { recursive: true });
  const pkg = readdirSync(join(root, "pkg")).filter((name) => name.endsWith(".d.ts"));
  const named = [...docs.map((name) => join("docs", name)), ...pkg.map((name) => join("pkg", name))];
  const shown = named.filter((name) => /\.md$|\.d\.ts$/.test(name) && !name.startsWith(recipes));
  return ["README.md", "pkg/README.md", ...shown.sort()];
}

/** Finds fenced blocks of JavaScript and TypeScript, in Markdown and in doc comments. */
function* examples(text) {
  let open;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/^\s*\* ?/, "");
    if (open && line.startsWith("```")) {
      yield open;
      open = undefined;
    } else if (open) {
      open.code += `${line}\n`;
    } else {
      const [, language] = /^```(js|ts)$/.exec(line) ?? [];
      if (language) open = { language, code: "", line: index + 1 };
    }
  }
}

/** Adds the import to an example that has none because the text around it speaks of nothing else. */
function whole(document, line, code) {
  const used = /^import /m.test(code) ? [] : EXPORTS.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const head = used.length > 0 ? `import { ${used.join(", ")} } from "plantain";\n` : "";
  return `// ${document}:${line}\n${head}${code}export {};\n`;
}

/** Does not compile when a kind of error has no page, or a page no kind. */
function pages() {
  const kinds = errors.map((page) => `${page.replace(".md", "")}: true`);
  return `import type { ErrorKind } from "plantain";\n({ ${kinds.join(", ")} }) satisfies Record<ErrorKind, true>;\n`;
}
