// The recipes: pages of docs/recipes that show what the folders of tests/e2e/consumers hold.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { FENCE, fill } from "./sections.js";
import { row } from "./tables.js";

const CONSUMERS = "tests/e2e/consumers";
const PAGES = "docs/recipes";

/** Returns every page but the index, sorted by name, with the texts that they have to have. */
export function recipes(root) {
  const names = readdirSync(join(root, PAGES)).filter((name) => name.endsWith(".md") && name !== "README.md");
  return names.sort().map((name) => {
    const path = `${PAGES}/${name}`;
    try {
      const text = fill(readFileSync(join(root, path), "utf8"), (file) => shown(join(root, CONSUMERS), file));
      return { name, path, text };
    } catch (error) {
      throw new Error(`${path} ${error.message}`, { cause: error });
    }
  });
}

/** Returns the list of the pages: the title and the first paragraph of each. */
export function index(pages) {
  const cells = ({ name, path, text }) => {
    const [, title, first] = /^# (.+)\n\n([\s\S]+?)\n\n/.exec(text) ?? [];
    if (!title) throw new Error(`${path} has no title and no text`);
    return [`[${title}](${name})`, first.replaceAll("\n", " ")];
  };
  return `| | |\n|---|---|\n${pages.map((page) => row(cells(page))).join("")}`;
}

/** Returns a table of the folders: the recipe that shows each, the versions that it pins, and what it imports. */
export function consumers(root, pages) {
  const isProject = (name) => existsSync(join(root, CONSUMERS, name, "package.json"));
  const cells = (name) => {
    const project = read(join(root, CONSUMERS), name);
    const page = pages.find(({ text }) => text.includes(`(../../${CONSUMERS}/${name})`));
    if (!page) throw new Error(`no page of ${PAGES} leads to ${name}`);
    return [`[\`${name}\`](${page.name})`, versions(project), imports(project), project.description];
  };
  const rows = readdirSync(join(root, CONSUMERS))
    .filter(isProject)
    .sort()
    .map((name) => row(cells(name)));
  return `| in | versions | imports | |\n|---|---|---|---|\n${rows.join("")}`;
}

/** Returns a file of a folder as a block of code; for package.json, the install commands. */
function shown(consumers, path) {
  const [folder, ...file] = path.split("/");
  const project = read(consumers, folder);
  const name = file.join("/");
  if (name !== "package.json")
    return `${FENCE}${extname(name).slice(1)}\n${readFileSync(project.place(name), "utf8")}${FENCE}`;
  const pinned = versions(project);
  const tested = `Tested${pinned && ` with ${pinned}`}: [\`${CONSUMERS}/${folder}\`](../../${CONSUMERS}/${folder}).`;
  return `${FENCE}sh\n${commands(project)}${FENCE}\n\n${tested}`;
}

/** Returns what a reader types, in an empty folder: the runtimes themselves are there already. */
export function commands({ dependencies, devDependencies, scripts, olderMajors = [] }) {
  const isRuntime = (command) => ["bun", "deno", "node"].some((name) => command.startsWith(name));
  // The newest version, or that of the major version that the folder pins.
  const list = (packages) =>
    sorted(packages)
      .filter(([name]) => !["bun", "deno", "node"].includes(name))
      .map(([name, version]) =>
        olderMajors.includes(name) ? ` ${name}@${version.split(".")[0]}` : ` ${name}`,
      )
      .join("");
  const tools = list(devDependencies);
  const typed = sorted(scripts).map(([, script]) =>
    script
      .split(" && ")
      .map((command) => (isRuntime(command) ? command : `npx ${command}`))
      .join(" && "),
  );
  return [
    // An empty folder is a package whose scripts are modules.
    "npm init -y",
    "npm pkg set type=module",
    "npm pkg delete main",
    // Where the index says that a reader has the package.
    `npm install path/to/plantain.tgz${list(dependencies)}`,
    ...(tools ? [`npm install --save-dev${tools}`] : []),
    ...typed,
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** Returns everything that a folder pins. */
function versions({ engines, dependencies, devDependencies }) {
  const pinned = [engines, dependencies, devDependencies].flatMap(sorted);
  return pinned.map((pair) => pair.join(" ")).join(", ");
}

/** Returns the entries of the package that a folder's scripts import. */
function imports({ folder, shared, place }) {
  const own = readdirSync(folder, { recursive: true }).filter((path) => !BUILT.test(path));
  const scripts = [...own.map((name) => join(folder, name)), ...shared.map(place)].filter((path) =>
    SCRIPT.test(path),
  );
  const found = scripts.flatMap((path) => [...readFileSync(path, "utf8").matchAll(IMPORT)]);
  const entries = new Set(found.map(([, entry]) => entry.replace("/index.js", "")));
  return [...entries]
    .sort()
    .map((entry) => `\`${entry}\``)
    .join(", ");
}

const IMPORT = / from "(?:\.\/)?(plantain(?:\/[^"]+)?)"/g;
const SCRIPT = /\.(jsx?|svelte|tsx?|vue)$/;
/** Folders that are made where a reader builds. */
const BUILT = /(^|\/)(dist|left|line|node_modules|\.next|\.parcel-cache)\//;

/** Reads the package.json of a folder. `shared` names the files that the folder has from `shared` beside it. */
function read(consumers, name) {
  const folder = join(consumers, name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const shared = manifest.shared ?? [];
  const place = (file) => join(shared.includes(file) ? join(consumers, "shared") : folder, file);
  return { ...manifest, folder, shared, place };
}

const sorted = (members = {}) => Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1));
