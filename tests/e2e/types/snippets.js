// Writes target/types/snippets/: every example of the documentation as a file of its own, for the compiler to check.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..", "..", "..");
const target = join(root, "target", "types", "snippets");
/** Modules, whatever stands in a `package.json` above them. */
const EXTENSIONS = { js: "js", ts: "mts", tsx: "tsx" };
const INDEX = join("pkg", "index.d.ts");
const recipes = join("docs", "recipes");
const errors = readdirSync(join(root, "docs", "errors")).filter((page) => page !== "README.md");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
let count = 0;
for (const document of documents()) {
  const text = readFileSync(join(root, document), "utf8");
  for (const { language, code, line } of [...fenced(text), ...tagged(text)]) {
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
  const pkg = readdirSync(join(root, "pkg"), { recursive: true }).filter((name) => name.endsWith(".d.ts"));
  const named = [...docs.map((name) => join("docs", name)), ...pkg.map((name) => join("pkg", name))];
  const shown = named.filter((name) => /\.md$|\.d\.ts$/.test(name) && !name.startsWith(recipes));
  return ["README.md", "pkg/README.md", ...shown.sort()];
}

/** Finds fenced blocks of JavaScript and TypeScript, in Markdown and in doc comments. */
function* fenced(text) {
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

/** Finds the code of `@example` tags without a fence. */
function* tagged(text) {
  let open;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/^\s*\* ?/, "");
    if (open && /^(@|\/$|```)/.test(line)) {
      if (open.code) yield { ...open, language: /<\/|\/>/.test(open.code) ? "tsx" : "ts" };
      open = undefined;
    } else if (open) {
      open.code += `${line}\n`;
    }
    if (line === "@example") open = { code: "", line: index + 2 };
  }
}

/** Adds the imports to an example that has none because the text around it speaks of nothing else. */
function whole(document, line, code) {
  const modules = /^import /m.test(code) ? [] : new Set([INDEX, document]);
  const imports = [...modules].map((file) => {
    const used = names(file).filter((name) => new RegExp(`(?<![.\\w])${name}\\b`).test(code));
    return used.length > 0 ? `import { ${used.join(", ")} } from "${specifier(file)}";\n` : "";
  });
  return `// ${document}:${line}\n${imports.join("")}${code}export {};\n`;
}

/** Returns the names that a declaration file exports. */
function names(file) {
  if (!file.endsWith(".d.ts")) return [];
  const text = readFileSync(join(root, file), "utf8");
  const exports = text.matchAll(/^export (?:function|class|const|interface|type) (\w+)/gm);
  return [...new Set([...exports].map(([, name]) => name))];
}

/** Returns what a page imports: `plantain/relay` for `pkg/relay.d.ts`. */
function specifier(file) {
  return file.replace("pkg", "plantain").replace(/(\/index)?\.d\.ts$/, "");
}

/** Does not compile when a kind of error has no page, or a page no kind. */
function pages() {
  const kinds = errors.map((page) => `${page.replace(".md", "")}: true`);
  return `import type { ErrorKind } from "plantain";\n({ ${kinds.join(", ")} }) satisfies Record<ErrorKind, true>;\n`;
}
