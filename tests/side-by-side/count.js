// Prints the table of docs/side-by-side.md, and fails if that page has another one.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packages = {
  plantain: ["../../pkg"],
  fal: ["@fal-ai/client", "@fal-ai/server-proxy"],
  replicate: ["replicate"],
  ai: ["ai", "@ai-sdk/replicate"],
  tanstack: ["@tanstack/ai", "@tanstack/ai-react", "@tanstack/ai-gemini"],
};
const rows = {
  "a-edit": "a. edit a local photo, in the page",
  "b-progress": "b. progress, and a cancel that reaches the provider",
  "c-reload": "c. go on after a reload",
  "d-key": "d. the server: key and log-in",
  "e-model": "e. a model chosen at run time",
  "f-mistakes": "f. mistakes that the compiler refuses",
  "g-prices": "g. list models with prices",
  "h-react": "h. a React component",
  "i-many": "i. many photos, each shown when it is done",
};
// Files that stand for several columns.
const shared = {
  "a-edit/route.ts": ["replicate", "ai", "tanstack"],
  "i-many/others.ts": ["fal", "replicate", "ai", "tanstack"],
};

const read = (...path) => readFileSync(join(import.meta.dirname, ...path), "utf8");
const list = (...path) => readdirSync(join(import.meta.dirname, ...path), { recursive: true });
const columns = Object.keys(packages);
const folder = (name) => (name.startsWith(".") ? name : join("node_modules", name));

function lines(path) {
  const code = read(path).replace(/\/\*.*?\*\//gs, "");
  return code.split("\n").filter((line) => !/^\s*($|\/\/)|"\.\.\/tasks\.ts";$/.test(line)).length;
}

function refused(path) {
  const number = read(path).split("@ts-expect-error").length - 1;
  return `${number} of 4${path.includes("family") ? " by family" : ""}`;
}

function cell(row, column) {
  const files = list(row)
    .filter((name) => (shared[`${row}/${name}`] ?? [name.replace(/[-.].*/, "")]).includes(column))
    .map((name) => join(row, name))
    .sort();
  if (files.length === 0) return "none";
  if (row === "f-mistakes") return files.map(refused).join(", ");
  return files.map(lines).join(" + ");
}

function pages(column) {
  // The build copies the project's docs into its package.
  const own = column === "plantain" ? ["../../docs", "../../pkg"] : packages[column].map(folder);
  const names = own.flatMap((path) =>
    list(path).filter((name) => path !== "../../pkg" || !name.startsWith("docs")),
  );
  return names.filter((name) => /\.mdx?$/.test(name) && !/node_modules|LICENSE|CHANGELOG|CODE_OF_/.test(name))
    .length;
}

const versions = (column) =>
  packages[column].map((name) => {
    const { name: title, version } = JSON.parse(read(folder(name), "package.json"));
    return `\`${title}\` ${version}`;
  });
const table = [
  ["", ...columns.map((column) => versions(column).join(", "))],
  Array(columns.length + 1).fill("---"),
  ...Object.entries(rows).map(([row, title]) => [title, ...columns.map((column) => cell(row, column))]),
  ["j. pages of documentation in the package", ...columns.map(pages)],
].map((cells) => `| ${cells.join(" | ")} |`);

console.log(table.join("\n"));
if (!read("../../docs/side-by-side.md").includes(table.join("\n"))) {
  console.error("docs/side-by-side.md has another table.");
  process.exitCode = 1;
}
