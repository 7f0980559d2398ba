import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "../../pkg/inline.js";
import { models } from "../../pkg/models/index.js";
import { createRelay } from "../../pkg/relay.js";
import { createTestFetch } from "../../pkg/testing.js";
import { expect, test } from "./package/plain.js";

const PROVIDERS = ["mulerun", "pixazo", "pixelbyte"];
const ALL = ["mulerouter", ...PROVIDERS];

/** Puts into the plain page: `testing(options)`, a client with a test fetch, both returned, and a request to each provider. */
async function open({ page }) {
  await page.evaluate(async () => {
    const { createTestFetch } = await import("/pkg/testing.js");
    const { createClient, init } = await import("/pkg/index.js");
    await init();
    const key = { apiKey: "any" };
    const providers = { mulerouter: key, mulerun: key, pixazo: key, pixelbyte: key };
    window.testing = (options, more) => {
      const testFetch = createTestFetch(options);
      return { testFetch, client: createClient({ providers, fetch: testFetch, ...more }) };
    };
    const prompt = "give the man a red hat";
    window.requests = {
      mulerun: {
        provider: "mulerun",
        model: "google/nano-banana-pro/edit",
        prompt,
        images: [jpegOf(90)],
      },
      pixazo: { provider: "pixazo", model: "nano-banana/edit", prompt, images: [jpegOf(90)] },
      pixelbyte: {
        provider: "pixelbyte",
        model: "google/nano-banana-pro-extra/edit-image",
        prompt,
        images: [jpegOf(90)],
      },
    };
  });
}

test("every model makes its images in a page, and nothing leaves it", async ({ page, plain }) => {
  await open(plain);
  const made = await page.evaluate(async () => {
    const { models } = await import("/pkg/models/index.js");
    const { client, testFetch } = testing({ jobMs: 50 });
    const runs = models.map(async (model) => {
      const field = (name) => model.fields.find((one) => one.name === name && !one.isExtra);
      const count = field("count") && Math.min(2, field("count").max ?? 2);
      const images = Array.from({ length: Math.max(1, field("images")?.min ?? 1) }, () => jpegOf(90));
      const request = {
        provider: model.provider,
        model: model.model,
        prompt: "give the man a red hat",
        ...(field("images") && { images }),
        ...(field("mask")?.isRequired && { mask: jpegOf(90) }),
        ...(field("aspectRatio")?.values.includes("16:9") && { aspectRatio: "16:9" }),
        ...(count && { count }),
      };
      const { images: outputs, ticket } = await client.run(request);
      const isOwn = ticket.provider === model.provider && ticket.model === model.model;
      const decoded = outputs.map(async ({ url }) => {
        const image = new Image();
        image.src = url;
        await image.decode();
      });
      await Promise.all(decoded);
      return isOwn && outputs.length === (count ?? model.makes);
    });
    const outcomes = await Promise.all(runs);
    return { outcomes, jobs: testFetch.jobs.length, known: models.length };
  });
  expect(made.known).toBeGreaterThan(100);
  expect(made.outcomes).toEqual(Array(made.known).fill(true));
  expect(made.jobs).toBe(made.known);
  expect(await plain.requests()).toEqual([]);
});

test("a few models of each provider make their images in Node", async () => {
  const key = { apiKey: "any" };
  const fetch = createTestFetch();
  const client = createClient({
    providers: { mulerouter: key, mulerun: key, pixazo: key, pixelbyte: key },
    fetch,
  });
  const photo = new Blob([await readFile(join(import.meta.dirname, "photos", "phone.jpg"))]);
  const some = models.filter(({ family }) => family === "nano-banana-pro" || family === "wan-2.5");
  const runs = some.map(async ({ provider, model, fields }) => {
    const has = (name) => fields.some((field) => field.name === name);
    const { images: made } = await client.run({
      provider,
      model,
      prompt: "a hat",
      ...(has("images") && { images: [photo] }),
    });
    const types = made.map(async ({ url }) => (await fetch(url)).headers.get("content-type"));
    expect(await Promise.all(types)).toEqual(["image/png"]);
  });
  await Promise.all(runs);
  expect(some.length).toBeGreaterThan(8);
  expect(fetch.jobs).toHaveLength(some.length);
});

test("behind a relay the test fetch acts as every provider, and nothing goes past the relay", async () => {
  const upstream = createTestFetch();
  const keys = Object.fromEntries(ALL.map((provider) => [provider, "any"]));
  const relay = createRelay({ keys, origins: "any", authorize: () => "ann", fetch: upstream });
  const server = createServer({ requestTimeout: 0 }, relay.node).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const elsewhere = [];
  const client = createClient({
    relay: `${origin}/api/plantain`,
    fetch(url, init) {
      if (!url.startsWith(origin)) elsewhere.push(url);
      return fetch(url, init);
    },
  });
  const photo = new Blob([await readFile(join(import.meta.dirname, "photos", "phone.jpg"))]);
  for (const provider of ALL) {
    const { model } = models.find(
      (one) => one.provider === provider && one.family === "nano-banana-pro" && one.tasks.includes("edit"),
    );
    const ticket = await client.submit({ provider, model, prompt: "a hat", images: [photo] });
    expect(ticket.provider).toBe(provider);
  }
  expect(upstream.jobs).toHaveLength(ALL.length);
  expect(upstream.calls.filter(({ stage }) => stage === "upload")).toHaveLength(1);
  expect(elsewhere).toEqual([]);
  server.close();
});

const FAILURES = [
  {
    failure: { stage: "submit", status: 400, message: "no hats" },
    kind: "refused",
    billed: "no",
    says: "no hats",
  },
  { failure: { stage: "submit", status: 401 }, kind: "unauthorized", billed: "no" },
  { failure: { stage: "submit", status: 402 }, kind: "insufficientCredit", billed: "no" },
  { failure: { stage: "submit", status: 503 }, kind: "unavailable", billed: "unknown" },
  { failure: { stage: "submit", lost: true }, kind: "network", billed: "unknown", jobs: 1 },
  { failure: { stage: "poll", status: 401 }, kind: "unauthorized", jobs: 1 },
  { failure: { stage: "job", message: "no hats" }, kind: "jobFailed", says: "no hats", jobs: 1 },
  { failure: { stage: "submit", status: 429, retryAfter: 1 }, jobs: 1, submits: 2 },
  { failure: { stage: "poll", status: 500 }, jobs: 1 },
  { failure: { stage: "poll", lost: true }, jobs: 1 },
];

for (const { failure, kind = "done", billed, says, jobs = 0, submits = 1 } of FAILURES) {
  const { stage, status, lost } = failure;
  test(`told to fail: ${stage} ${status ?? (lost ? "lost" : "failed")} ends ${kind}`, async ({
    page,
    plain,
  }) => {
    await open(plain);
    const seen = await page.evaluate(async (failure) => {
      const runs = Object.values(requests).map(async (request) => {
        const { client, testFetch } = testing({ failures: [failure] });
        const outcome = await client.run(request).catch((error) => error);
        const submits = testFetch.calls.filter(({ stage }) => stage === "submit").length;
        const { kind = "done", billed, message } = outcome;
        return { kind, billed, message, jobs: testFetch.jobs.length, submits };
      });
      return Promise.all(runs);
    }, failure);
    for (const one of seen) {
      expect(one).toMatchObject({ kind, jobs, submits, ...(billed && { billed }) });
      if (says) expect(one.message).toContain(says);
    }
    expect(seen).toHaveLength(PROVIDERS.length);
    expect(await plain.requests()).toEqual([]);
  });
}

test("a failure is for the provider that it names, and as often as it says", async ({ page, plain }) => {
  await open(plain);
  const kinds = await page.evaluate(async () => {
    const { client } = testing({
      failures: [{ provider: "pixazo", stage: "submit", status: 402, times: 2 }],
    });
    const kinds = [];
    for (const provider of ["pixazo", "mulerun", "pixazo", "pixazo"]) {
      const error = await client.submit(requests[provider]).catch((error) => error);
      kinds.push(error.kind ?? "accepted");
    }
    return kinds;
  });
  expect(kinds).toEqual(["insufficientCredit", "accepted", "insufficientCredit", "accepted"]);
});

test("a failure can be added while the test fetch is in use, and removed", async () => {
  const fetch = createTestFetch({ failures: [{ stage: "submit", status: 401 }] });
  const client = createClient({ providers: { mulerun: { apiKey: "any" } }, fetch });
  const words = { provider: "mulerun", model: "google/nano-banana-pro/generation", prompt: "a hat" };
  const kind = () =>
    client.submit(words).then(
      () => "accepted",
      (error) => error.kind,
    );
  const recover = fetch.fail({ stage: "submit", status: 402, times: Number.POSITIVE_INFINITY });
  expect([await kind(), await kind()]).toEqual(["insufficientCredit", "insufficientCredit"]);
  recover();
  // What was there before it is there again, and the one that was used up is not.
  expect([await kind(), await kind()]).toEqual(["unauthorized", "accepted"]);
  fetch.fail({ provider: "pixazo", stage: "submit", status: 402 });
  fetch.fail({ stage: "submit", status: 400 });
  expect([await kind(), await kind()]).toEqual(["refused", "accepted"]);
  fetch.fail({ stage: "job", message: "no hats" });
  await expect(client.run(words)).rejects.toMatchObject({ kind: "jobFailed", providerMessage: "no hats" });
  expect(await kind()).toBe("accepted");
});

test("a failure of a stage that there is not is refused", () => {
  const sentence = "a failure has a stage: cancel, job, list, poll, presign, submit, upload";
  for (const failure of [{ stage: "sumbit", status: 500 }, {}, null, undefined]) {
    expect(() => createTestFetch().fail(failure)).toThrow(new TypeError(sentence));
    expect(() => createTestFetch({ failures: [failure] })).toThrow(new TypeError(sentence));
  }
});

test("the example of docs/relay.md that needs no key makes images, fails as told, and recovers", async () => {
  const root = join(import.meta.dirname, "..", "..");
  const text = await readFile(join(root, "docs", "relay.md"), "utf8");
  const [, section] = /^## Develop without a key$(.*?)^## /ms.exec(text);
  const [, example] = /```js\n(.*?)```/s.exec(section);
  const file = (name) => JSON.stringify(pathToFileURL(join(root, "pkg", name)).href);
  const code = example
    .replace('"plantain/relay"', file("relay.js"))
    .replace('"plantain/testing"', file("testing.js"))
    .replace(".listen(8080)", '.listen(0, "127.0.0.1")');
  const { server } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const client = createClient({ relay: `${origin}/api/plantain` });
  const words = { provider: "mulerun", model: "google/nano-banana-pro/generation", prompt: "a hat" };
  const { images } = await client.run(words);
  const made = await fetch(images[0].url);
  expect(made.headers.get("content-type")).toBe("image/png");

  const [, put, remove] = /^await (.*);\nawait (.*);$/m.exec(section);
  const send = async (code) => {
    const call = code.replace('"/failure"', JSON.stringify(`${origin}/failure`));
    expect((await new Function(`return ${call}`)()).status).toBe(204);
  };
  await send(put);
  for (let times = 0; times < 2; times += 1) {
    await expect(client.submit(words)).rejects.toMatchObject({ kind: "insufficientCredit", relayed: true });
  }
  await send(remove);
  expect((await client.submit(words)).provider).toBe("mulerun");
  server.close();
});

test("a job is queued, then it runs, then it is done; a queued one can be cancelled", async ({
  page,
  plain,
}) => {
  await open(plain);
  const seen = await page.evaluate(async () => {
    const { client, testFetch } = testing({ jobMs: 60_000 });
    const stages = {};
    for (const [provider, request] of Object.entries(requests)) {
      const ticket = await client.submit(request);
      const words = [];
      for (const passed of [0, 30_000, 30_000]) {
        testFetch.advance(passed);
        words.push((await client.status(ticket)).status);
      }
      stages[provider] = words;
    }
    const ticket = await client.submit(requests.pixelbyte);
    const { status } = await client.cancel(ticket);
    return { stages, cancelled: [status, (await client.status(ticket)).status] };
  });
  const all = ["queued", "running", "done"];
  expect(seen.stages).toEqual({ mulerun: all, pixazo: all, pixelbyte: all });
  expect(seen.cancelled).toEqual(["cancelled", "cancelled"]);
});

test("the images may be the test's own", async ({ page, plain }) => {
  await open(plain);
  const urls = await page.evaluate(async () => {
    const images = ({ provider }) => [`https://example.com/${provider}.png`];
    const { client } = testing({ images });
    const runs = Object.values(requests).map(async (request) => (await client.run(request)).images);
    return (await Promise.all(runs)).flat();
  });
  expect(urls.map(({ url }) => url)).toEqual(
    PROVIDERS.map((provider) => `https://example.com/${provider}.png`),
  );
});

test("an address that no page should open is withheld from a result and from a state", async ({
  page,
  plain,
}) => {
  await open(plain);
  const withheld = await page.evaluate(async () => {
    const images = () => ["https://example.com/a.png", "http://example.com/b.png"];
    const { client } = testing({ images });
    const { ticket, withheld } = await client.run(requests.mulerun);
    const state = await client.status(ticket);
    return [withheld, state.withheld];
  });
  expect(withheld).toEqual([["http://example.com/b.png"], ["http://example.com/b.png"]]);
});

test("an answer that is delayed can be aborted", async ({ page, plain }) => {
  await open(plain);
  const seen = await page.evaluate(async () => {
    const { client, testFetch } = testing({ delayMs: 60_000 });
    const controller = new AbortController();
    const running = caught(client.run(requests.mulerun, { signal: controller.signal }));
    while (testFetch.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort("enough");
    return [await running, testFetch.jobs.length];
  });
  expect(seen).toEqual(["enough", 0]);
});

test("a client polls soon after its job's end, and the page gets no event", async ({ page, plain }) => {
  await open(plain);
  const seen = await page.evaluate(async () => {
    const events = [];
    for (const name of ["online", "offline", "pageshow"]) addEventListener(name, () => events.push(name));
    // Without the timers of the usual schedule: only the test fetch makes a client poll.
    const soon = setTimeout;
    window.setTimeout = (action, ms) => (ms < 1000 ? soon(action, ms) : 0);
    const { client, testFetch } = testing({ jobMs: 60_000 });
    const accepted = Promise.withResolvers();
    const runs = Object.values(requests).map((request, index) =>
      client.run(request, { onAccepted: index === 0 ? accepted.resolve : undefined }),
    );
    await accepted.promise;
    while (testFetch.jobs.length < runs.length) await new Promise((resolve) => setTimeout(resolve, 10));
    const before = testFetch.calls.filter(({ stage }) => stage === "poll").length;
    testFetch.advance(60_000);
    await Promise.all(runs);
    return { events, before };
  });
  expect(seen).toEqual({ events: [], before: 0 });
});

test("with a wrapper around the test fetch a client polls on its usual schedule", async ({ page, plain }) => {
  await open(plain);
  const polls = await page.evaluate(async () => {
    const { testFetch } = testing();
    const { createClient } = await import("/pkg/index.js");
    const providers = { mulerun: { apiKey: "any" } };
    const client = createClient({ providers, fetch: (...call) => testFetch(...call) });
    const began = performance.now();
    await client.run(requests.mulerun);
    return performance.now() - began > 2500;
  });
  expect(polls).toBe(true);
});

test.describe("the `fetch` option", () => {
  test("is used for every call of a client, and the page's own for none", async ({ page, plain }) => {
    await open(plain);
    const seen = await page.evaluate(async () => {
      const others = [];
      window.fetch = (input) => {
        others.push(input.url ?? String(input));
        return Promise.reject(new TypeError("the page's own"));
      };
      const { client, testFetch } = testing({ jobMs: 200 });
      for (const [provider, request] of Object.entries(requests)) {
        await client.checkAccess(provider);
        await client.run(request);
        const ticket = await client.submit(request);
        await client.status(ticket);
        await client.cancel(ticket).catch((error) => error.kind);
        await client.wait(ticket).catch((error) => error.kind);
      }
      const stages = new Set(testFetch.calls.map(({ provider, stage }) => `${provider} ${stage}`));
      return { others, stages: [...stages].sort() };
    });
    expect(seen.others).toEqual([]);
    expect(seen.stages).toEqual([
      "mulerun poll",
      "mulerun submit",
      "pixazo poll",
      "pixazo submit",
      ...["cancel", "list", "poll", "presign", "submit", "upload"].map((stage) => `pixelbyte ${stage}`),
    ]);
  });

  test("of one call is used instead of the client's", async ({ page, plain }) => {
    await open(plain);
    const seen = await page.evaluate(async () => {
      const ofClient = testing();
      const ofCall = testing();
      const options = { fetch: ofCall.testFetch };
      const ticket = await ofClient.client.submit(requests.pixelbyte, options);
      await ofClient.client.wait(ticket, options);
      await ofClient.client.status(ticket, options);
      await ofClient.client.cancel(ticket, options).catch(() => {});
      await ofClient.client.checkAccess("pixelbyte", options);
      await ofClient.client.run(requests.pixelbyte, { fetch: undefined });
      return [ofClient, ofCall].map(({ testFetch }) => testFetch.calls.map(({ stage }) => stage));
    });
    expect(seen).toEqual([
      ["presign", "upload", "submit", "poll"],
      ["presign", "upload", "submit", "poll", "poll", "cancel", "list"],
    ]);
  });
});
