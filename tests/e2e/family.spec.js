// A request of a family: what each failure at the first provider leaves to the next. Never two purchases.

import { createClient, estimateCost, init, offers, validate } from "../../pkg/inline.js";
import { models } from "../../pkg/models/index.js";
import { table as pixazo } from "../../pkg/models/pixazo.js";
import { createRelay } from "../../pkg/relay.js";
import { createTestFetch } from "../../pkg/testing.js";
import { expect, test } from "./harness.js";

const key = { apiKey: "any" };
const providers = { mulerouter: key, mulerun: key, pixazo: key, pixelbyte: key };
const photo = "https://example.com/photo.jpg";
const request = { family: "nano-banana-pro", prompt: "a hat", images: [photo], resolution: "2K" };
const PREFER = ["pixelbyte", "mulerun", "mulerouter", "pixazo"];

const busy = (more) => ({ stage: "submit", status: 429, times: Number.POSITIVE_INFINITY, ...more });

/** What happens at the first provider, and whether the next gets the request. */
const ROWS = [
  { fault: { stage: "submit", status: 401 }, kind: "unauthorized", goesOn: true },
  { fault: { stage: "submit", status: 402 }, kind: "insufficientCredit", goesOn: true },
  { fault: { stage: "submit", status: 403 }, kind: "unauthorized", goesOn: true },
  { fault: busy({ retryAfter: 2 }), kind: "rateLimited", goesOn: true },
  { fault: busy({ retryAfter: 60 }), kind: "rateLimited", goesOn: true },
  { fault: busy({}), kind: "rateLimited", goesOn: true },
  { fault: { stage: "submit", status: 400, message: "no hats" }, kind: "refused", goesOn: false },
  { fault: { stage: "submit", status: 408 }, billed: "unknown", goesOn: false },
  { fault: { stage: "submit", status: 409 }, billed: "unknown", goesOn: false },
  { fault: { stage: "submit", status: 500 }, billed: "unknown", goesOn: false },
  { fault: { stage: "submit", status: 503 }, billed: "unknown", goesOn: false },
  { fault: { stage: "submit", lost: true }, billed: "unknown", goesOn: false, jobs: 1 },
  { fault: { stage: "job", message: "no hats" }, kind: "jobFailed", goesOn: false, jobs: 1 },
  { fault: { stage: "poll", status: 401 }, kind: "unauthorized", goesOn: false, jobs: 1 },
];

for (const first of ["pixelbyte", "mulerun", "pixazo"]) {
  for (const { fault, kind, billed, goesOn, jobs = goesOn ? 1 : 0 } of ROWS) {
    const what = `${fault.stage} ${fault.status ?? (fault.lost ? "lost" : "failed")} ${fault.retryAfter ?? ""}`;
    test(`${first}, ${what}: the next provider gets ${goesOn ? "the request" : "nothing"}`, async () => {
      const fetch = createTestFetch({ failures: [{ provider: first, ...fault }] });
      const client = createClient({ providers, fetch, timeoutMs: 60_000 });
      const prefer = [first, ...PREFER.filter((id) => id !== first)];
      const outcome = await client.run(request, { prefer }).catch((error) => error);
      expect(fetch.jobs).toHaveLength(jobs);
      const kinds = outcome.tried.map((one) => one.kind);
      if (kind) expect(kinds[0]).toBe(kind);
      expect(outcome.tried[0].provider).toBe(first);
      if (goesOn) {
        expect(kinds.at(-1)).toBe("done");
        expect(outcome.images).toHaveLength(1);
        expect(outcome.tried).toHaveLength(2);
        expect(outcome.tried[1].provider).not.toBe(first);
      } else {
        expect(outcome.tried).toHaveLength(1);
        expect(fetch.calls.every(({ provider }) => provider === first)).toBe(true);
        if (billed) expect(outcome.billed).toBe(billed);
      }
    });
  }
}

for (const first of ["pixelbyte", "mulerun", "pixazo"]) {
  test(`${first}, for which the relay has no key: the next provider gets the request`, async () => {
    const { [first]: _, ...keys } = { mulerun: "any", pixazo: "any", pixelbyte: "any" };
    const upstream = createTestFetch();
    const relay = createRelay({ keys, origins: "any", authorize: "none", fetch: upstream });
    const fetch = (url, init) => relay(new Request(url, { ...init, duplex: "half" }));
    const client = createClient({ relay: "https://example.com/api/plantain", fetch });
    const prefer = [first, ...PREFER.filter((id) => id in keys)];
    const { images, tried } = await client.run(request, { prefer });
    expect(images).toHaveLength(1);
    expect(tried.map(({ provider, kind }) => [provider, kind])).toEqual([
      [first, "unauthorized"],
      [prefer[1], "done"],
    ]);
    expect(upstream.calls.some(({ provider }) => provider === first)).toBe(false);
    expect(upstream.jobs).toHaveLength(1);
  });
}

test("the last provider is waited for at a 429", async () => {
  const fetch = createTestFetch({ failures: [{ stage: "submit", status: 429, retryAfter: 1 }] });
  const client = createClient({ providers: { pixelbyte: key }, fetch });
  const { tried } = await client.run(request);
  expect(tried).toEqual([
    { provider: "pixelbyte", model: "google/nano-banana-pro/edit-image", kind: "done" },
  ]);
});

test("where all providers fail, the error is the last one and lists all", async () => {
  const failures = [{ stage: "submit", status: 401, times: Number.POSITIVE_INFINITY }];
  const client = createClient({ providers, fetch: createTestFetch({ failures }) });
  const error = await client.run(request, { prefer: PREFER }).catch((error) => error);
  expect(error).toMatchObject({ kind: "unauthorized", billed: "no" });
  expect(new Set(error.tried.map(({ provider }) => provider))).toEqual(new Set(PREFER));
});

test("an abort and the timeout end all tries", async () => {
  const aborter = new AbortController();
  const failures = PREFER.map((provider) => ({ provider, stage: "submit", status: 401 }));
  const fetch = createTestFetch({ failures, delayMs: 300 });
  const isSecond = () => fetch.calls.length === 1;
  const abortsTheSecond = (...call) => {
    if (isSecond()) setTimeout(() => aborter.abort("enough"));
    return fetch(...call);
  };
  const client = createClient({ providers, fetch: abortsTheSecond });
  const running = client.run(request, { signal: aborter.signal, prefer: PREFER }).catch((error) => error);
  expect(await running).toBe("enough");
  expect(fetch.calls).toHaveLength(2);
  const calls = fetch.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(fetch.calls).toHaveLength(calls);

  const slow = createTestFetch({ failures: [...failures, ...failures], delayMs: 400 });
  const error = await createClient({ providers, fetch: slow, timeoutMs: 1000 })
    .run(request, { prefer: PREFER })
    .catch((error) => error);
  expect(error.tried.length).toBeLessThan(4);
  expect(slow.jobs).toEqual([]);
});

test("many requests of a family go on each for itself", async () => {
  const failures = [{ provider: "pixelbyte", stage: "submit", status: 402, times: 2 }];
  const fetch = createTestFetch({ failures });
  const client = createClient({ providers, fetch });
  const outcomes = await client.runMany([request, request, request], { prefer: PREFER, concurrency: 1 });
  const makers = outcomes.map(({ value }) => value.ticket.provider);
  expect(makers).toEqual(["mulerun", "mulerun", "pixelbyte"]);
  expect(fetch.jobs).toHaveLength(3);
});

test("wrong options are one error that names each, and nothing is sent", async () => {
  const fetch = createTestFetch();
  const client = createClient({ providers, fetch });
  const options = { among: "mulerun", prefer: 7, timeoutMs: "60 s", bogus: 1 };
  const error = await client.run(request, options).catch((error) => error);
  expect(error.kind).toBe("invalidRequest");
  expect(error.problems.map(({ field }) => field).sort()).toEqual(["among", "bogus", "prefer", "timeoutMs"]);
  const doubly = await client.run({ ...request, provider: "mulerun" }).catch((error) => error);
  expect(doubly.problems.map(({ field }) => field)).toEqual(["provider"]);
  expect(fetch.calls).toEqual([]);
});

test("a misspelt provider is a problem, not one left out", async () => {
  const client = createClient({ providers, fetch: createTestFetch() });
  const options = { among: ["mulerum"], prefer: ["pixazo", "pixelbite"] };
  for (const call of [
    client.run(request, options),
    client.offers(request, options),
    offers(request, options),
  ]) {
    const error = await call.catch((error) => error);
    const facts = { allowed: expect.arrayContaining(["pixelbyte", "mulerun", "pixazo"]) };
    expect(error.problems).toEqual([
      { field: "among[0]", code: "notOneOf", message: "is not a provider that Plantain knows", facts },
      { field: "prefer[1]", code: "notOneOf", message: "is not a provider that Plantain knows", facts },
    ]);
  }
});

test("a client that reaches no provider says what it needs", async () => {
  for (const client of [createClient(), createClient({ providers, among: [] })]) {
    const error = await client.run(request).catch((error) => error);
    expect(error.problems).toEqual([
      {
        field: "family",
        code: "notConfigured",
        message: "needs a provider: give `providers`, a `relay`, or others in `among`",
      },
    ]);
  }
});

test("validate and estimateCost check their options", async () => {
  const wish = { provider: "mulerun", model: "google/nano-banana-pro/edit", prompt: "a", images: [photo] };
  for (const look of [validate, estimateCost]) {
    const error = await look(wish, { models: { id: "x" }, bogus: 1 }).catch((error) => error);
    expect(error.kind).toBe("invalidRequest");
    expect(error.problems.map(({ field }) => field).sort()).toEqual(["bogus", "models"]);
    await look(wish, { models: null });
  }
});

test("a model of the caller's own stands in place of the one with its id", async () => {
  await init();
  const known = pixazo.find(({ id }) => id === "nano-banana-pro/edit");
  const own = { ...known, provider: "pixazo", path: "/renamed/edit" };
  const wish = { family: "nano-banana-pro", task: "edit" };
  const { offers: found } = await offers(wish, { models: [own], among: ["pixazo"] });
  const ids = found.map(({ model }) => model);
  expect(ids.filter((id) => id === own.id)).toEqual([own.id]);
  const fetch = createTestFetch();
  const client = createClient({ providers, fetch, models: [own] });
  const { url } = await client.buildRequest({
    provider: "pixazo",
    model: own.id,
    prompt: "a",
    images: [photo],
  });
  expect(new URL(url).pathname).toBe("/renamed/edit");
});

test("an offer whose price is a range is as dear as its greatest price", async () => {
  const known = pixazo.find(({ id }) => id === "nano-banana-pro/edit");
  const priced = (id, price) => {
    return { ...known, provider: "pixazo", family: "own", id, price: { per: "request", ...price } };
  };
  const own = [
    priced("range", { range: [10_000, 90_000] }),
    priced("dear", { amount: 95_000 }),
    priced("cheap", { amount: 50_000 }),
  ];
  const wish = { family: "own", task: "edit" };
  const { offers: found } = await offers(wish, { models: own, among: ["pixazo"] });
  expect(found.map(({ model }) => model)).toEqual(["cheap", "range", "dear"]);
});

test("offers that match an image need none", async () => {
  const wish = { family: "nano-banana-pro", task: "edit", resolution: "2K" };
  const plain = await offers(wish);
  const matching = await offers({ ...wish, aspectRatio: "match" });
  expect(matching.offers.map(({ model }) => model)).toEqual(plain.offers.map(({ model }) => model));
});

test("offers need neither the images nor the mask that a model needs", async () => {
  for (const family of ["flux-fill-dev", "kling-o1-image"]) {
    for (const more of [{}, { images: [] }, { images: undefined, mask: undefined }]) {
      const { offers: found, others } = await offers({ family, task: "edit", ...more });
      expect(others).toEqual([]);
      expect(found).toHaveLength(1);
    }
  }
});

test("a mask is required where the model needs one", () => {
  const requires = (id) =>
    models.find(({ model }) => model === id).fields.find(({ name }) => name === "mask").isRequired;
  expect(requires("flux-fill-dev/edit")).toBe(true);
  expect(requires("openai/gpt-image-2/edit")).toBe(false);
});

test("the client's offers are those of its providers", async () => {
  const client = createClient({ providers: { mulerun: key } });
  const { offers: found, others } = await client.offers({
    family: "nano-banana-pro",
    resolution: "4K",
    task: "edit",
  });
  const all = [...found, ...others];
  expect(all.map(({ provider }) => provider)).toEqual(["mulerun"]);
});
