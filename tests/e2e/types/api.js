// Compares the exported names and signatures of the package's types with api.txt, so that a change of the API is seen
// in review. `--write` writes api.txt, `--print <folder>` prints the API of another copy of the package.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SyntaxKind } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

const STORES = ["relay/deno-kv.d.ts", "relay/durable-object.d.ts", "relay/redis.d.ts"];
const ENTRIES = ["jobs", "react", "svelte", "vue"].map((name) => `${name}/index.d.ts`);
const FILES = [
  "explain.d.ts",
  "explain/de.d.ts",
  "explain/en.d.ts",
  "index.d.ts",
  ...ENTRIES,
  "relay.d.ts",
  ...STORES,
  "testing.d.ts",
];
const WITH_MEMBERS = [SyntaxKind.ClassDeclaration, SyntaxKind.InterfaceDeclaration];

const [option, folder = "../../../pkg"] = process.argv.slice(2);
const found = describe(resolve(import.meta.dirname, folder));
const snapshot = join(import.meta.dirname, "api.txt");
if (option === "--print") process.stdout.write(found);
else if (option === "--write") writeFileSync(snapshot, found);
else compare(readFileSync(snapshot, "utf8"), found);

/** Returns the API of the package in a folder: a line for each export and each of its members, sorted. */
function describe(folder) {
  const api = new API();
  try {
    // Another copy of the package may lack a file.
    const files = FILES.filter((file) => existsSync(join(folder, file)));
    const snapshot = api.updateSnapshot({ openFiles: files.map((file) => join(folder, file)) });
    return files
      .map((file) => {
        const project = snapshot.getDefaultProjectForFile(join(folder, file));
        const { statements } = project.program.getSourceFile(join(folder, file));
        const print = (node) => project.emitter.printNode(node).replace(/\s+/g, " ").trim();
        const declarations = statements.filter(({ kind }) => kind !== SyntaxKind.ImportDeclaration);
        const sorted = declarations.flatMap((declaration) => lines(declaration, print)).sort();
        return `# ${file}\n\n${sorted.join("\n")}\n`;
      })
      .join("\n");
  } finally {
    api.close();
  }
}

function lines(declaration, print) {
  if (!WITH_MEMBERS.includes(declaration.kind)) return [print(declaration)];
  const head = print(declaration).replace(/ \{.*/, "");
  return [head, ...declaration.members.map((member) => `${declaration.name.text}: ${print(member)}`)];
}

/** Fails with the lines that differ. */
function compare(wanted, found) {
  const [before, after] = [wanted, found].map((text) => text.split("\n"));
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  if (wanted === found) console.log(`the API is that of types/api.txt (${after.length} lines)`);
  else
    throw new Error(
      `the API changed. Run \`npm run api\` if that is intended:\n${[...gone, ...added].join("\n")}`,
    );
}
