import { once } from "node:events";
import { connect, createServer } from "node:net";
import { startPage } from "../relay/page.js";
import { startSimulator } from "../support/simulator.js";
import { looksRight } from "./page/looks.js";
import { test as base, expect, PHOTO } from "./page/visit.js";

/**
 * The page's `test`, with the relay between the page and the simulator: `simulator.page` is a page whose providers are at its own server, and
 * `simulator.wire` holds every byte that the browser got from that server or sent to it.
 */
const test = base.extend({
  simulator: async ({ kept }, use) => use(await kept("relay", startAll)),
});

async function startAll() {
  const simulator = await startSimulator();
  const wire = await startWire();
  const site = await startPage(simulator, { origins: [wire.address] });
  wire.to(site.address);
  const stop = async () => {
    await wire.stop();
    await site.stop();
    await simulator.stop();
  };
  return { ...simulator, page: wire.address, wire, site, stop };
}

/** Neither the providers nor their storage open to pages: without the relay nothing of this would work. */
const CLOSED = { jobMs: 300, cors: false, outputCors: false };

const MODELS = [
  { provider: "PixelByte", model: "google/nano-banana-pro-extra/edit-image" },
  { provider: "MuleRun", model: "google/nano-banana-pro/edit" },
  { provider: "Pixazo", model: "nano-banana/edit" },
];

for (const { provider, model } of MODELS) {
  test(`${model} at ${provider}: the key stays on the server`, async ({ visit, simulator }) => {
    const { wire, site } = simulator;
    const key = await site.keyOf(visit.session);
    await visit.open({ options: CLOSED });
    await visit.fill({ provider, model, images: PHOTO, prompt: "Give the man a red hat" });
    await visit.send();

    const results = await visit.results();
    expect(results.length).toBeGreaterThan(0);
    for (const { src, bytes } of results) {
      expect(src).toContain(`${simulator.page}/${visit.session}/`);
      expect(bytes.length).toBeGreaterThan(1000);
    }
    expect(await visit.purchases()).toHaveLength(1);
    const log = await visit.control("GET", "log");
    expect(log.filter(({ method }) => method === "OPTIONS")).toEqual([]);
    expect(log.filter(({ sawKey }) => sawKey).length).toBeGreaterThan(1);
    const outside = log.filter(({ path }) => /^\/[^/]+\/(storage|files)\//.test(path));
    expect(outside.filter(({ sawKey }) => sawKey)).toEqual([]);

    const bytes = wire.bytes();
    expect(bytes.includes("Give the man a red hat")).toBe(true);
    expect(bytes.includes(visit.session)).toBe(true);
    for (const spelling of spellingsOf(key)) expect(bytes.includes(spelling), spelling).toBe(false);
    expect(await visit.storage()).not.toContain(key);
  });
}

test("the page has no key field: it says that the key is on the server, and sends none", async ({
  page,
  visit,
}) => {
  // At two providers an unknown job is polled: no other call is free there.
  visit.expectErrors(/status of 404/);
  await visit.open({ options: CLOSED });
  for (const provider of ["PixelByte", "MuleRun", "Pixazo"]) {
    await visit.fill({ provider });
    await expect(page.getByText("The key is on the server")).toBeVisible();
    await expect(page.getByText(`adds the key for ${provider} to each call`)).toBeVisible();
    await expect(page.locator("#apiKey, #mode, #remember, #relay")).toHaveCount(0);
    await page.getByRole("button", { name: "Check the relay" }).click();
    await expect(
      page.getByRole("status").filter({ hasText: "accepts the key that the relay adds" }),
    ).toBeVisible();
  }
  const sent = [];
  page.on("request", (request) => sent.push(request.headers()));
  await visit.fill({ provider: "MuleRun", images: PHOTO, prompt: "Give the man a red hat" });
  await visit.send();
  await visit.results();
  const names = sent.flatMap((headers) => Object.keys(headers));
  expect(names).toContain("content-type");
  expect(names).not.toContain("authorization");
});

test("a key that was remembered for this page stays where it is", async ({ page, visit }) => {
  await page.addInitScript(() => {
    const kept = { mode: "real", apiKey: "a-key-of-an-earlier-day", relay: "" };
    localStorage.setItem("plantain-page-key:mulerun", JSON.stringify(kept));
  });
  await visit.open({ options: CLOSED });
  await visit.fill({ provider: "MuleRun", images: PHOTO, prompt: "Give the man a red hat" });
  await visit.send();
  await visit.results();
  expect(visit.simulator.wire.bytes().includes("a-key-of-an-earlier-day")).toBe(false);
});

test("the note about the key fits, is readable and has large enough targets", async ({
  page,
  visit,
  snapshot,
}) => {
  await visit.open({ options: CLOSED });
  await page.getByRole("button", { name: "Check the relay" }).click();
  await expect(page.getByText("accepts the key that the relay adds")).toBeVisible();
  await looksRight(page, "relay", snapshot);
});

/** A key as it stands in a header, an address, JSON or base64 (which has three forms, by where it begins). */
function spellingsOf(key) {
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]).toString("base64");
    // The ends depend on what stands beside it.
    return text.slice(4, -4);
  });
  return [key, encodeURIComponent(key), Buffer.from(key).toString("hex"), ...inBase64];
}

/** Starts a wire: a server that hands on what it gets, and keeps a copy of every byte of both directions. */
async function startWire() {
  const chunks = [];
  let target;
  const server = createServer((socket) => {
    const other = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ]) {
      from.on("data", (chunk) => chunks.push(chunk));
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      from.pipe(to);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    bytes: () => Buffer.concat(chunks),
    to(address) {
      target = Number(new URL(address).port);
    },
    async stop() {
      server.close();
    },
  };
}
