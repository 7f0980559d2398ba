import { once } from "node:events";
import { connect, createServer } from "node:net";
import { startPage } from "../relay/page.js";
import { startSimulator } from "../support/simulator.js";
import { canBeTouched, DESKTOP, fits, isAccessible, PHONE } from "./page/looks.js";
import { test as base, expect, PHOTO } from "./page/visit.js";

/**
 * The page's `test`, with the relay between the page and the simulator: `simulator.page` is a page whose providers are at its own server, and
 * `simulator.wire` holds every byte that the browser got from that server or sent to it.
 */
const test = base.extend({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const simulator = await startSimulator();
      const wire = await startWire();
      const site = await startPage(simulator, { origins: [wire.address] });
      wire.to(site.address);
      await use({ ...simulator, page: wire.address, wire, site });
      await wire.stop();
      await site.stop();
      await simulator.stop();
    },
    { scope: "worker" },
  ],
});

/** Neither the providers nor their storage open to pages: without the relay nothing of this would work. */
const CLOSED = { jobMs: 300, cors: false, outputCors: false };

const MODELS = [
  { provider: "PixelByte", model: "google/nano-banana-pro-extra/edit-image", images: PHOTO },
  { provider: "PixelByte", model: "google/nano-banana-dev/text-to-image", button: "Make" },
  { provider: "PixelByte", model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image", images: PHOTO },
  { provider: "MuleRun", model: "google/nano-banana-pro/edit", images: PHOTO },
  { provider: "Pixazo", model: "nano-banana/edit", images: PHOTO },
];

for (const { provider, model, images, button } of MODELS) {
  test(`${model} at ${provider}: the key stays on the server`, async ({ visit, simulator }) => {
    const { wire, site } = simulator;
    const key = await site.keyOf(visit.session);
    await visit.open({ options: CLOSED });
    await visit.fill({ provider, model, images, prompt: "Give the man a red hat" });
    await visit.send(button);

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

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [PHONE, DESKTOP]) {
    test.describe(`${viewport.width} pixels wide, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      test("the note about the key fits, is readable and has large enough targets", async ({
        page,
        visit,
        snapshot,
      }) => {
        await visit.open({ options: CLOSED });
        await page.getByRole("button", { name: "Check the relay" }).click();
        await expect(page.getByText("accepts the key that the relay adds")).toBeVisible();
        await snapshot(`${viewport.width}-${colorScheme}-relay`);
        await fits(page, viewport.width);
        await canBeTouched(page);
        await isAccessible(page, "relay");
      });
    });
  }
}

test.describe("a submit that goes wrong behind the relay is bought once at most, and says what was billed", () => {
  const ROWS = [
    ["refused", { status: 422 }, { kind: "refused", billed: "no", status: 422 }, 0],
    ["refused for the key", { status: 401 }, { kind: "unauthorized", billed: "no", status: 401 }, 0],
    ["without credit", { status: 402 }, { kind: "insufficientCredit", billed: "no", status: 402 }, 0],
    ["in conflict", { status: 409 }, { kind: "unavailable", billed: "unknown", status: 409 }, 0],
    ["out of order", { status: 503 }, { kind: "unavailable", billed: "unknown", status: 503 }, 0],
    ["out of order, but bought", { status: 503, acceptAnyway: true }, { billed: "unknown", status: 503 }, 1],
    [
      "reset at the headers",
      { resetBeforeBody: true },
      // As the relay was faster with the body than the provider with the reset, or not.
      { kind: "unavailable", billed: expect.stringMatching(/no|unknown/), status: 502 },
      0,
    ],
    ["reset before the reply", { resetBeforeReply: true }, { billed: "unknown", status: 502 }, 0],
    [
      "reset, but bought",
      { resetBeforeReply: true, acceptAnyway: true },
      { billed: "unknown", status: 502 },
      1,
    ],
    ["reset in the reply", { resetInBody: true }, { kind: "badResponse", billed: "unknown" }, 1],
    ["silent", { hang: true }, { kind: "timedOut", billed: "unknown" }, 0],
    ["silent, but bought", { hang: true, acceptAnyway: true }, { kind: "timedOut", billed: "unknown" }, 1],
    ["silent in the reply", { hangInBody: true }, { kind: "timedOut", billed: "unknown" }, 1],
    ["in an unknown shape", { wrongTypes: true }, { kind: "badResponse", billed: "unknown" }, 1],
    ["a web page", { body: "html" }, { kind: "badResponse", billed: "unknown" }, 1],
    ["moved", { redirect: true }, { kind: "unavailable", billed: "unknown", status: 502 }, 0],
  ];
  for (const [name, fault, wanted, jobs] of ROWS) {
    test(`${name}: billed ${fault.resetBeforeBody ? "if it may have arrived" : wanted.billed}`, async ({
      page,
      visit,
    }) => {
      visit.expectErrors(/./);
      const isSilent = fault.hang || fault.hangInBody;
      if (isSilent) await page.clock.install();
      const faults = [{ provider: "mulerun", stage: "submit", times: null, fault }];
      await visit.open({ options: CLOSED, faults });
      const ended = page.evaluate(async (relay) => {
        const { createClient } = await import("/pkg/index.js");
        const plantain = createClient({ providers: { mulerun: { relay } }, timeoutMs: 60_000 });
        const model = "google/nano-banana-pro/edit";
        const images = [await (await fetch("/sample-image.jpg")).blob()];
        return plantain.run({ provider: "mulerun", model, prompt: "a red hat", images }).then(
          () => null,
          ({ kind, billed, status }) => ({ kind, billed, status }),
        );
      }, `/${visit.session}/mulerun`);
      const posts = async () => (await visit.requests()).filter(({ method }) => method === "POST");
      if (isSilent) {
        // The relay passes a body on while it arrives: the provider must have all of it before the time limit.
        const received = async () => (await posts()).map(({ bodyBytes, paid }) => [bodyBytes > 0, paid]);
        await expect.poll(received).toEqual([[true, jobs > 0]]);
        await page.clock.runFor(61_000);
      }
      expect(await ended).toMatchObject(wanted);
      const sent = await posts();
      if (!fault.resetBeforeBody) expect(sent).toHaveLength(1);
      expect(await visit.control("GET", "jobs")).toHaveLength(jobs);
    });
  }
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
