import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, startServer } from "../support/programs.js";
import { consumers, expect, givePhoto, isShown, paid, photo, poll } from "./consumers.js";
import { test as base } from "./harness.js";
import { serveFolder } from "./serve-folder.js";

/** The harness's `test` with `session`: a session of the simulator that this test alone uses. */
const test = base.extend({
  session: async ({ simulator, page }, use, { testId }) => {
    const session = `${simulator.api}/${testId}`;
    // What a server of one's own would do: it holds the key.
    await page.context().route("**/api/plantain/**", async (route) => {
      const request = route.request();
      const url = request.url().replace(/^.*\/api\/plantain/, session);
      await route.fulfill({
        response: await route.fetch({ url, headers: { ...request.headers(), authorization: "Bearer demo" } }),
      });
    });
    await use(session);
  },

  /** Builds an app, once for a worker, and serves it. React's is its development build, in which StrictMode does all twice. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  serve: async ({}, use, { workerIndex }) => {
    const sites = [];
    await use(async (name) => {
      const out = `left-${workerIndex}`;
      const env = name === "react" ? { NODE_ENV: "development" } : {};
      const parameters = ["vite", "build", "--logLevel", "error", "--outDir", out];
      builds[name] ??= run("npx", parameters, folder(name), env);
      await builds[name];
      const site = await serveFolder(join(folder(name), out));
      sites.push(site);
      return { ...site, folder: join(folder(name), out), stop: () => {} };
    });
    for (const { stop } of sites) await stop();
  },
});

/** The builds of this worker, by name. */
const builds = {};

// The other bundlers, and none, are tried in their recipes.
for (const name of ["vite-5", "vite-6", "vite-7"]) {
  test(`${name} builds it`, async ({ page, session }) => {
    await rm(join(folder(name), "dist"), { recursive: true, force: true });
    expect(await run("npm", ["run", "--silent", "build"], folder(name))).toHaveNoWarning();
    await makesAnImage(page, session, await serveFolder(join(folder(name), "dist")));
  });
}

for (const name of ["vite-5", "vite-6", "vite-7"]) {
  test(`${name} serves it in development`, async ({ page, session }) => {
    await rm(join(folder(name), "node_modules", ".vite"), { recursive: true, force: true });
    await servedByVite(page, session, name, folder(name));
  });
}

for (const name of ["vite-5", "vite-6", "vite-7"]) {
  test(`${name} serves the module as a file with the line of the recipes`, async ({ page, session }) => {
    const copy = join(folder(name), "line");
    await rm(copy, { recursive: true, force: true });
    for (const file of ["index.html", "main.js"]) await cp(join(folder(name), file), join(copy, file));
    const script = await readFile(join(copy, "main.js"), "utf8");
    await writeFile(join(copy, "main.js"), script.replace("plantain/inline", "plantain"));
    await writeFile(join(copy, "vite.config.js"), `export default { ${await lineForVite()} };\n`);
    const modules = [];
    page.on("response", (response) => response.url().endsWith(".wasm") && modules.push(response.status()));
    await servedByVite(page, session, name, copy);
    expect(modules).toEqual([200]);
  });
}

for (const name of ["react", "svelte", "vue"]) {
  test.describe(name, () => {
    // In one worker: the app is built once.
    test.describe.configure({ mode: "default" });

    test("goes on while its component is unmounted: one job, one purchase", async ({
      page,
      serve,
      session,
    }) => {
      const site = await serve(name);
      const polls = await heldPolls(page);
      await open(page, site);
      await expect.poll(() => polls.count(page)).toBe(1);
      await page.getByRole("button", { name: "Close" }).click();
      await expect(page.getByRole("listitem")).toHaveCount(0);
      await page.getByRole("button", { name: "Open" }).click();
      await expect(page.getByRole("listitem")).toHaveCount(1);
      await page.getByRole("button", { name: "Close" }).click();
      await polls.letGo();
      await expect.poll(() => stored(page)).toEqual([]);
      await page.getByRole("button", { name: "Open" }).click();
      await expect.poll(() => isShown(page)).toBe(true);
      await expect(page.getByRole("listitem")).toHaveCount(1);
      expect(await polls.count(page)).toBe(1);
      expect(await paid(session)).toHaveLength(1);
    });

    test("resumes after a reload, with its label and without a second purchase", async ({
      page,
      serve,
      session,
    }) => {
      const site = await serve(name);
      const polls = await heldPolls(page);
      await open(page, site);
      await expect.poll(() => polls.count(page)).toBe(1);
      await page.reload();
      await expect.poll(() => polls.count(page)).toBe(2);
      await expect(page.getByRole("listitem")).toHaveCount(1);
      await expect(page.getByRole("listitem")).toContainText("phone.jpg");
      await polls.letGo();
      await expect.poll(() => isShown(page)).toBe(true);
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(await paid(session)).toHaveLength(1);
    });

    test("shows the job of another tab once, while it is at work and when it is done", async ({
      context,
      page,
      serve,
      session,
    }) => {
      const site = await serve(name);
      const before = await context.newPage();
      await before.goto(site.address);
      const polls = await heldPolls(page);
      await open(page, site);
      await expect.poll(() => polls.count(page)).toBe(1);
      const after = await context.newPage();
      await after.goto(site.address);
      for (const tab of [page, before, after]) {
        await expect(tab.getByRole("listitem")).toHaveCount(1);
        await expect(tab.getByRole("progressbar")).toHaveCount(1);
      }
      await polls.letGo();
      for (const tab of [page, before, after]) {
        await tab.bringToFront();
        await expect.poll(() => isShown(tab)).toBe(true);
        await expect(tab.getByRole("listitem")).toHaveCount(1);
      }
      expect(await paid(session)).toHaveLength(1);
    });

    test("cancels a job at the provider, and tells where that does not work", async ({
      page,
      serve,
      session,
    }) => {
      const site = await serve(name);
      await control(session, "options", { jobMs: 60_000 });
      const cancel = page.getByRole("button", { name: "Cancel" });
      await page.route("**/jobs/*/cancel", (route) => route.fulfill({ status: 500, body: "{}" }), {
        times: 1,
      });
      await open(page, site);
      await expect(page.getByRole("listitem")).toContainText("queued");
      await cancel.click();
      await expect(page.getByRole("alert")).toHaveText(/./);
      await expect(page.getByRole("progressbar")).toHaveCount(1);
      await cancel.click();
      await expect(page.getByRole("listitem")).toHaveText("phone.jpg was cancelled");
      await expect(page.getByRole("alert")).toHaveCount(0);
      const jobs = await (await fetch(`${session}/control/jobs`)).json();
      expect(jobs.map(({ phase }) => phase)).toEqual(["cancelled"]);
      await expect.poll(() => stored(page)).toEqual([]);
    });

    test("shows an error with its job, until it is forgotten", async ({ page, serve, session }) => {
      const site = await serve(name);
      await control(session, "faults", [{ stage: "submit", times: 1, fault: { status: 402 } }]);
      await open(page, site);
      await expect(page.getByRole("alert")).toContainText("credit");
      await page.locator("input").setInputFiles([]);
      await page.locator("input").setInputFiles(photo);
      await expect.poll(() => isShown(page)).toBe(true);
      await expect(page.getByRole("listitem")).toHaveCount(2);
      await page.getByRole("button", { name: "Forget" }).click();
      await expect(page.getByRole("listitem")).toHaveCount(1);
      expect(await paid(session)).toHaveLength(1);
    });

    test("renders on a server without globals, and the page takes that over", async ({
      page,
      serve,
      session,
    }) => {
      const site = await serve(name);
      const entry = name === "react" ? "server.tsx" : "server.ts";
      await run("npx", ["vite", "build", "--ssr", entry, "--outDir", "server"], folder(name));
      await writeFile(join(folder(name), "server", "strict.js"), WITHOUT_STORES);
      const parameters = ["--import", "./strict.js", "server.js"];
      const html = await run(process.execPath, parameters, join(folder(name), "server"));
      expect(html).toContain("<button");
      expect(html).toContain('type="file"');
      const index = join(site.folder, "index.html");
      const empty = await readFile(index, "utf8");
      await writeFile(index, empty.replace('<div id="root">', `$&${html.trim()}`));
      await makesAnImage(page, session, site).finally(() => writeFile(index, empty));
    });
  });
}

test("the servers of the recipes compile, as strictly as TypeScript can", async () => {
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck"];
  const modules = ["--module", "preserve", "--target", "es2022", "--allowImportingTsExtensions"];
  const names = ["esbuild", "express", "hono", "parcel", "plain", "rollup", "webpack"];
  const files = [...names.map((name) => `${name}/server.ts`), "next/relay.ts", "react/vite.config.ts"];
  await run("npx", ["tsc", "--noEmit", "--types", "node", ...strict, ...modules, ...files], consumers);
});

test("vitest tests with it in Node, jsdom and happy-dom", async () => {
  const env = { PHOTO: photo };
  const said = await run("npm", ["run", "--silent", "test", "--", "--reporter=json"], folder("vitest"), env);
  const { success, testResults } = JSON.parse(said.slice(said.indexOf('{"')));
  // Two files in each environment, and what is thrown outside of a test is no success.
  expect(success).toBe(true);
  expect(testResults).toHaveLength(6);
  expect(testResults.flatMap(({ assertionResults }) => assertionResults).length).toBeGreaterThan(30);
});

/** Starts Vite in a folder, with the folder's own configuration alone. */
async function servedByVite(page, session, name, root) {
  const vite = join(folder(name), "node_modules", "vite", "bin", "vite.js");
  const shared = join(consumers, "node_modules", "vite", "bin", "vite.js");
  const program = await readFile(vite).then(
    () => vite,
    () => shared,
  );
  await makesAnImage(page, session, await startServer(process.execPath, [program], root));
}

/** Opens a page, gives it a photo, and waits until it shows the image: one purchase, no message on the console. */
async function makesAnImage(page, session, { address, output = () => "", stop }, look = async () => {}) {
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const endGiving = givePhoto(page, session);
  try {
    await page.goto(address);
    await expect.poll(async () => complaints.join("\n") || (await isShown(page))).toBe(true);
    expect(await paid(session)).toHaveLength(1);
    expect(complaints).toEqual([]);
    await look();
    expect(output()).toHaveNoWarning();
  } finally {
    endGiving();
    await page.close();
    await stop();
  }
}

/** Opens an app and gives it a photo. */
async function open(page, site) {
  await page.goto(site.address);
  await page.locator("input").setInputFiles(photo);
}

/** Holds back every poll of a page's tabs. `letGo` lets those through that were held, and all that follow. */
async function heldPolls(page) {
  const held = [];
  let holds = true;
  await page.context().route(/\/api\/plantain\/.*\/jobs\/[^/]+$/, async (route) => {
    if (!holds || route.request().method() !== "GET") await route.fallback();
    else held.push(route);
  });
  return {
    /** Returns how many were held, after the page was let poll. */
    async count(page) {
      await poll(page);
      return held.length;
    },
    async letGo() {
      holds = false;
      // Those of a page that was closed fail.
      await Promise.all(held.map((route) => route.fallback().catch(() => {})));
    },
  };
}

/** Returns the names of what the client keeps in the page's store. */
function stored(page) {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("plantain:")));
}

async function control(session, what, body) {
  const answer = await fetch(`${session}/control/${what}`, { method: "PUT", body: JSON.stringify(body) });
  expect(answer.ok).toBe(true);
}

/** The line of configuration for older versions of Vite, which every page names alike. */
async function lineForVite() {
  const pages = ["docs/recipes/README.md", "pkg/README.md", "docs/recipes/vite.md"];
  const read = (page) => readFile(join(import.meta.dirname, "..", "..", page), "utf8");
  const lines = (await Promise.all(pages.map(read))).map((page) => /`(optimizeDeps: .*?)`/.exec(page)?.[1]);
  expect(lines).toEqual(pages.map(() => expect.stringContaining("plantain")));
  expect(new Set(lines).size).toBe(1);
  return lines[0];
}

function folder(name) {
  return join(consumers, name);
}

/** Makes a server fail that reads a store of the page. */
const WITHOUT_STORES = `
for (const name of ["indexedDB", "localStorage", "sessionStorage"])
  Object.defineProperty(globalThis, name, { get: () => { throw new Error(name + " was read"); } });
`;
