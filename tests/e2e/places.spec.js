import { once } from "node:events";
import { createServer } from "node:http";
import { resolve } from "node:path";
import sirv from "sirv";
import { createRelay } from "../../pkg/relay.js";
import { Session } from "../support/simulator.js";
import { startFirefox } from "./faults/firefox.js";
import { test as base, expect } from "./harness.js";
import { base64 } from "./images/sending.js";

/** The places of a page whose scripts have an address that is no base for others. */
const PLACES = ["srcdoc", "blobPage", "blankPage", "blobWorker", "classicBlobWorker", "inlineBlobWorker"];

/** `site`: the package and a relay on one origin. Requests of the paths in `refused` are answered with 503, once for each time that a path is in it. */
const test = base.extend({
  site: async ({ simulator }, use) => {
    const session = new Session(simulator);
    await session.set({ jobMs: 0, longestSide: 16 });
    const relay = createRelay({
      keys: { mulerun: "demo" },
      upstream: { mulerun: `${session.api}/mulerun` },
      origins: "any",
      authorize: "none",
    });
    const refused = [];
    const files = sirv(resolve(import.meta.dirname, "../.."), { dev: true });
    const server = createServer((request, response) => {
      const [path] = request.url.split("?");
      if (refused.includes(path)) {
        refused.splice(refused.indexOf(path), 1);
        return response.writeHead(503).end();
      }
      if (request.url === "/") response.setHeader("content-type", "text/html").end("<!doctype html>");
      else if (request.url.startsWith("/api/")) relay.node(request, response);
      else files(request, response, () => response.writeHead(404).end());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await use({ address: `http://127.0.0.1:${server.address().port}/`, session, refused });
    server.closeAllConnections();
    server.close();
  },
});

// In one worker: Firefox is started once.
test.describe.configure({ mode: "default" });

for (const name of ["Chromium", "Firefox"]) {
  test(`${name} runs a request in frames and workers without an address of their own`, async ({
    page,
    kept,
    site,
  }) => {
    const photo = await base64("phone.png");
    const seen = {};
    const evaluate = await evaluatorOf(name, page, kept);
    for (const place of PLACES) seen[place] = await evaluate(site.address, runIn, { place, photo });
    const wanted = { images: 1, located: true, stripped: expect.arrayContaining(["gps"]) };
    expect(seen).toEqual(Object.fromEntries(PLACES.map((place) => [place, wanted])));
    expect(await site.session.purchases()).toHaveLength(PLACES.length);
  });

  test(`${name} loads a script of the package again after a load that failed`, async ({
    page,
    kept,
    site,
  }) => {
    const files = ["models/mulerun.js", "models/check.js", "offers.js"];
    // Firefox keeps the first failure, so that each call is another address's; the first call requests both.
    const times = name === "Firefox" ? 3 : 2;
    for (const file of files) site.refused.push(...Array(times).fill(`/pkg/${file}`));
    const evaluate = await evaluatorOf(name, page, kept);
    const { outcomes } = await evaluate(site.address, loadScripts, {});
    const lost = files.map((file) => [file, file].map((file) => `The script ${file} did not load`));
    expect(outcomes).toEqual(lost.map((lost) => [...lost, "job"]));
    expect(site.refused).toEqual([]);
  });
}

test("a script that did not load is tried again where the browser never reports that the network is back", async ({
  page,
  site,
}) => {
  site.refused.push("/pkg/models/mulerun.js");
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "onLine", { get: () => false });
    const { setTimeout } = window;
    window.pauses = [];
    window.setTimeout = (act, length, ...more) => {
      if (length === 10_000) window.pauses.push(length);
      return setTimeout(act, length === 10_000 ? 10 : length, ...more);
    };
  });
  await page.goto(site.address);
  const outcome = await page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    const { images } = await createClient({ relay: "/api/plantain" }).run({
      provider: "mulerun",
      model: "google/nano-banana-pro/edit",
      prompt: "a red hat",
      images: ["https://example.com/a.png"],
    });
    return [images.length, window.pauses[0]];
  });
  expect([outcome, site.refused]).toEqual([[1, 10_000], []]);
});

/** Returns a function that opens an address in a browser and runs another function there. */
async function evaluatorOf(name, page, kept) {
  if (name === "Firefox") return (await kept("firefox", startFirefox)).evaluate;
  return async (address, run, given) => {
    await page.goto(address);
    return page.evaluate(run, given);
  };
}

/** Runs in a page: makes each call that needs a script of its own three times. */
async function loadScripts() {
  const { createClient } = await import("/pkg/index.js");
  const words = { prompt: "a red hat", images: ["https://example.com/a.png"] };
  const named = { ...words, provider: "mulerun", model: "google/nano-banana-pro/edit" };
  const { table } = await import("/pkg/models/pixazo.js");
  const models = [{ ...table[0], provider: "pixazo" }];
  const relay = "/api/plantain";
  setInterval(() => dispatchEvent(new Event("online")), 50);
  const calls = [
    () => createClient({ relay }).submit(named),
    () => createClient({ relay, models }).submit(named),
    () => createClient({ relay }).run({ ...words, family: "nano-banana-pro" }, { among: ["mulerun"] }),
  ];
  const outcomes = [];
  for (const call of calls) {
    const said = [];
    for (let time = 1; time <= 3; time += 1)
      said.push(
        await call().then(
          ({ job, ticket }) => (job ?? ticket.job) && "job",
          ({ message }) => message.split(":")[0],
        ),
      );
    outcomes.push(said);
  }
  return { outcomes };
}

/** Runs in a page: makes a frame or a worker that runs a request through a relay at a path, and returns what it posts. */
async function runIn({ place, photo }) {
  const script = (file) => `
    addEventListener("message", async ({ data: file }) => {
      const post = (data) => (self.document ? parent.postMessage(data, "*") : postMessage(data));
      try {
        const { createClient, inspect } = await import(${JSON.stringify(file)});
        setInterval(() => dispatchEvent(new Event("online")), 50);
        const { images, prepared } = await createClient({ relay: "/api/plantain" }).run({
          provider: "mulerun",
          model: "google/nano-banana-pro/edit",
          prompt: "a red hat",
          images: [file],
        });
        const { gps } = await inspect(file);
        post({ images: images.length, located: gps, stripped: prepared[0].stripped });
      } catch (error) {
        post({ error: String(error) });
      }
    });`;
  const blobOf = (text, type) => URL.createObjectURL(new Blob([text], { type }));
  const address = new URL("/pkg/index.js", location.href).href;
  const html = `<!doctype html><script>${script(address)}</script>`;
  const scriptOf = async () => {
    const inline = await (await fetch("/pkg/inline.js")).text();
    return script(blobOf(inline, "text/javascript"));
  };
  const worker = (text, options) => new Worker(blobOf(text, "text/javascript"), options);
  const loaded = async (frame) => {
    const isLoaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    document.body.append(frame);
    if (place !== "blankPage") await isLoaded;
    else {
      frame.contentDocument.write(html);
      frame.contentDocument.close();
    }
    return frame.contentWindow;
  };
  const frame = (members) => loaded(Object.assign(document.createElement("iframe"), members));
  const make = {
    srcdoc: () => frame({ srcdoc: html }),
    blobPage: () => frame({ src: blobOf(html, "text/html") }),
    blankPage: () => frame({}),
    blobWorker: () => worker(script(address), { type: "module" }),
    classicBlobWorker: () => worker(script(address)),
    inlineBlobWorker: async () => worker(await scriptOf(), { type: "module" }),
  };
  const target = await make[place]();
  const answer = new Promise((resolve) => {
    const sender = target instanceof Worker ? target : window;
    sender.addEventListener("message", ({ data }) => resolve(data));
    target.addEventListener?.("error", ({ message }) => resolve({ error: message ?? "did not start" }));
  });
  const file = new Blob([Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0))]);
  if (target instanceof Worker) target.postMessage(file);
  else target.postMessage(file, "*");
  return answer;
}
