// Every recipe as a reader has it: its files and commands in an empty folder, and nothing else.

import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run, startServer } from "../support/programs.js";
import { consumers, expect, givePhoto, isShown, paid, photo } from "./consumers.js";
import { test as base } from "./harness.js";
import { POLICY } from "./serve-folder.js";

const USER = { username: "ann", password: "a pass:word" };

const test = base.extend({
  httpCredentials: USER,
  /** An empty folder, which is gone after the test. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  folder: async ({}, use) => {
    const { folder, stop } = await makeFolder();
    await use(folder);
    await stop();
  },

  /** A folder for what several recipes install alike, which is gone after all tests. */
  alike: async ({ kept }, use) => use((await kept("installed alike", makeFolder)).folder),
});

async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), "plantain-recipe-"));
  return { folder, stop: () => rm(folder, { recursive: true, force: true }) };
}

const pages = (await readdir(docs())).filter((name) => name.endsWith(".md") && name !== "README.md");
const recipes = await Promise.all(pages.map(readRecipe));

for (const { page, files, commands, setUp } of recipes) {
  test(`the recipe ${page} runs as copied`, async ({ page: tab, simulator, folder, alike }, { testId }) => {
    test.setTimeout(600_000);
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await install(setUp, folder, alike);
    let servers = 0;
    for (const command of commands.slice(setUp.length)) {
      const session = `${simulator.api}/${testId}-${servers}`;
      if (SERVER.test(command)) {
        servers += 1;
        await serves(command, folder, session, tab);
      } else if (SCRIPT.test(command)) {
        await makesAnImage(command, folder, session);
      } else {
        const said = await run("sh", ["-c", command], folder, environment());
        if (BUILD.test(command)) expect(said).toHaveNoWarning();
      }
    }
    expect([commands.length > 4, setUp.length > 3]).toEqual([true, true]);
    const isPage = files.some(([path]) => path.endsWith(".html") || path.endsWith("page.tsx"));
    expect(servers > 0).toBe(isPage);
  });
}

/** Runs the commands that make a package and install what it needs. The same commands make the same folder: it is copied from a recipe before. */
async function install(setUp, folder, alike) {
  let done = setUp.length;
  while (done > 0 && !installed.has(placeOf(setUp, done, alike))) done -= 1;
  if (done > 0) await cp(placeOf(setUp, done, alike), folder, COPY);
  for (; done < setUp.length; done += 1) {
    await run("sh", ["-c", setUp[done]], folder, environment());
    const isShared = (other) => startOf(other.setUp, done + 1) === startOf(setUp, done + 1);
    if (recipes.filter(isShared).length < 2) continue;
    const place = placeOf(setUp, done + 1, alike);
    for (const name of await readdir(folder))
      if (INSTALLED.includes(name)) await cp(join(folder, name), join(place, name), COPY);
    installed.add(place);
  }
}

const installed = new Set();
const INSTALLED = ["node_modules", "package-lock.json", "package.json"];
const COPY = { recursive: true, verbatimSymlinks: true };
const startOf = (setUp, length) => setUp.slice(0, length).join("\n");
const placeOf = (setUp, length, alike) => {
  const digest = createHash("sha256").update(startOf(setUp, length)).digest("hex");
  return join(alike, digest.slice(0, 16));
};

/** Starts a server with the key, signs in, and makes an image in its page. What was built is tried under the policy that the package promises to work under. */
async function serves(command, folder, session, tab) {
  const [program, ...parameters] = command.split(" ");
  const env = (port) => ({
    ...environment(),
    ANN_PASSWORD: USER.password,
    MULERUN_KEY: "demo",
    NODE_OPTIONS: `--import ${join(import.meta.dirname, "simulated.js")}`,
    ORIGIN: `http://localhost:${port}`,
    PORT: String(port),
    PIXELBYTE_KEY: "demo",
    SIMULATED: session,
  });
  const server = await startServer(program, parameters, folder, env);
  const complaints = [];
  const complain = (message) => {
    const isIcon = message.location().url.endsWith("/favicon.ico");
    if (!isIcon && ["error", "warning"].includes(message.type()))
      complaints.push(`${message.text()} ${message.location().url}`);
  };
  tab.on("console", complain);
  // Replies that were read to their end are listed as such.
  const fail = (request) => {
    if (request.url().includes("/api/plantain/"))
      complaints.push(`${request.failure().errorText} ${request.url()}`);
  };
  tab.on("requestfailed", fail);
  const endGiving = givePhoto(tab, session);
  try {
    await refusesStrangers(server.address);
    if (BUILT.test(command)) await underPolicy(tab, server.address);
    await tab.goto(server.address);
    await expect.poll(async () => complaints.join("\n") || (await isShown(tab))).toBe(true);
    expect(await paid(session)).toHaveLength(1);
    const { day } = await (
      await fetch(`${server.address}api/plantain/limits`, { headers: SIGNED_IN })
    ).json();
    expect(day.limitMicroUsd).toBe(1_000_000);
    expect(day.spentMicroUsd).toBeGreaterThan(100_000);
    expect(complaints).toEqual([]);
  } finally {
    endGiving();
    tab.off("console", complain);
    tab.off("requestfailed", fail);
    await tab.goto("about:blank");
    await server.stop();
  }
}

/** Lets a page come with the policy. A page that a route makes up may load images from this machine only where a person allows it. */
async function underPolicy(tab, address) {
  await tab.context().grantPermissions(["local-network-access"]);
  await tab.route(address, async (route) => {
    const response = await route.fetch();
    const [name, policy] = POLICY;
    await route.fulfill({ response, headers: { ...response.headers(), [name.toLowerCase()]: policy } });
  });
}

/** Neither page nor relay is open to a caller who has not signed in, or with a wrong password. */
async function refusesStrangers(address) {
  const wrong = { authorization: `Basic ${btoa("ann:")}` };
  for (const headers of [{}, wrong, { authorization: `Basic ${btoa("bob")}` }]) {
    for (const path of ["", "api/plantain/limits"]) {
      const { status } = await fetch(address + path, { headers });
      expect(status, path).toBe(401);
    }
  }
}

/** Runs a script with its own key. */
async function makesAnImage(command, folder, session) {
  const env = { ...environment(), PIXELBYTE_KEY: "demo", PIXELBYTE_BASE_URL: `${session}/pixelbyte` };
  const said = await run("sh", ["-c", `${command} ${photo}`], folder, env);
  const { models, usd, image } = JSON.parse(said);
  expect(models).toBeGreaterThan(100);
  expect(usd).toBe(0.134);
  const { headers } = await fetch(image, { method: "HEAD" });
  expect(headers.get("content-type")).toMatch(/^image\//);
  expect(await paid(session)).toHaveLength(1);
}

/** Returns the files of a page, the commands, and those of them that install. */
async function readRecipe(page) {
  const text = await readFile(docs(page), "utf8");
  const files = [];
  let commands = [];
  for (const [, name, language, code] of text.matchAll(
    /^<!-- generated (.*) -->\n```(\w+)\n([\s\S]*?)\n```\n/gm,
  )) {
    if (language === "sh") commands = code.split("\n");
    else files.push([name.slice(name.indexOf("/") + 1), `${code}\n`]);
  }
  const first = commands.findIndex((command) => !/^npm (init|install|pkg) /.test(command));
  const setUp = commands.slice(0, first).map((command) => pinned(command, page.replace(".md", "")));
  return { page, files, commands, setUp: await Promise.all(setUp) };
}

/** Returns the package as it was packed. */
async function tarball() {
  const name = (await readdir(consumers)).find((name) => name.endsWith(".tgz"));
  return join(consumers, name);
}

/** Returns an install command with the versions that the folders of tests/e2e/consumers pin, which npm has in its cache already. */
async function pinned(command, folder) {
  if (!command.startsWith("npm install ")) return command;
  const { dependencies, devDependencies } = JSON.parse(
    await readFile(join(consumers, folder, "package.json"), "utf8"),
  );
  const versions = { ...dependencies, ...devDependencies };
  const file = await tarball();
  const words = command.split(" ").map((word) => {
    const name = word.replace(/(?<=.)@\d+$/, "");
    return word === "path/to/plantain.tgz" ? file : name in versions ? `${name}@${versions[name]}` : word;
  });
  return words.join(" ");
}

/** The runtimes are there, as the recipes assume. All folders share npm's cache, which the installation of `consumers` has filled. */
function environment() {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_prefer_offline: "true",
    npm_config_update_notifier: "false",
    PATH: `${join(consumers, "node_modules", ".bin")}:${process.env.PATH}`,
  };
}

function docs(page = "") {
  return join(import.meta.dirname, "..", "..", "docs", "recipes", page);
}

const BUILD = /^npx (esbuild|next build|parcel|rollup|svelte-check|tsc|vite build|vue-tsc|webpack)\b/;
const BUILT = /^npx (tsx server\.ts|vite preview)$/;
const SERVER = /^npx (next (dev|start)|tsx server\.ts|vite( preview)?)$/;
const SCRIPT = /^(bun|deno|node) /;
const SIGNED_IN = { authorization: `Basic ${btoa(`${USER.username}:${USER.password}`)}` };
