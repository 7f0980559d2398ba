// What callers hear of their jobs, and keep of them: progress, labels, cancels, stores.

import { runInNewContext } from "node:vm";
import { explain } from "../../pkg/explain.js";
import { createClient, isPlantainError } from "../../pkg/inline.js";
import { createTestFetch } from "../../pkg/testing.js";
import { expect, test } from "./harness.js";

const providers = Object.fromEntries(
  ["mulerouter", "mulerun", "pixazo", "pixelbyte"].map((id) => [id, { apiKey: "any" }]),
);
const words = {
  provider: "pixelbyte",
  model: "google/nano-banana-dev/text-to-image",
  prompt: "a lake at sunrise",
};
const photo = "https://example.com/photo.jpg";

/** A store like `localStorage`. */
function memory() {
  const held = new Map();
  return {
    held,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
    key: (index) => [...held.keys()][index] ?? null,
    get length() {
      return held.size;
    },
  };
}

/** A promise, and what resolves it. */
function deferred() {
  let resolve;
  const promise = new Promise((resolved) => {
    resolve = resolved;
  });
  return { promise, resolve };
}

const client = (options) =>
  createClient({ providers, fetch: createTestFetch({ jobMs: 0 }), timeoutMs: 60_000, ...options });

test.describe("of many requests", () => {
  test("progress and tickets tell the index, and each has its label", async () => {
    const seen = { progress: [], tickets: [] };
    const requests = [words, words, words];
    const results = await client().runMany(requests, {
      label: "all",
      labels: ["first", null, { third: true }],
      onProgress: (...told) => seen.progress.push(told),
      onAccepted: (...told) => void seen.tickets.push(told),
    });
    const labels = results.map(({ value }) => value.ticket.label);
    expect(labels).toEqual(["first", "all", { third: true }]);
    expect(seen.tickets.map(([, index]) => index).sort()).toEqual([0, 1, 2]);
    for (const [ticket, index, ...more] of seen.tickets) {
      expect([ticket.job, more]).toEqual([results[index].value.ticket.job, []]);
    }
    for (const [index, { value }] of results.entries()) {
      const own = seen.progress.filter((told) => told[1] === index).map(([progress]) => progress);
      const fractions = own.map(({ fraction }) => fraction);
      expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
      expect(own.at(-1)).toMatchObject({ stage: "waiting", ticket: { job: value.ticket.job } });
    }
    expect(seen.progress.every(([, index]) => [0, 1, 2].includes(index))).toBe(true);
  });

  test("the listeners of the client are told the index too, and alone without it", async () => {
    const seen = [];
    const told = client({ onAccepted: (...given) => void seen.push(given.slice(1)) });
    await told.runMany([words]);
    await told.run(words);
    expect(seen).toEqual([[0], []]);
  });

  test("wrong labels and listeners buy nothing", async () => {
    const fetch = createTestFetch();
    const many = client({ fetch });
    await expect(many.runMany([words], { labels: "first" })).rejects.toThrow("`labels` must be a list");
    const [outcome] = await many.runMany([words], { labels: [() => {}], onProgress: 5 });
    expect(outcome.reason.problems.map(({ field }) => field).sort()).toEqual(["label", "onProgress"]);
    expect(fetch.calls).toEqual([]);
  });
});

test("the fraction does not go back where the next provider begins anew", async () => {
  const failures = [{ provider: "pixelbyte", stage: "submit", status: 402 }];
  const seen = [];
  const request = { family: "nano-banana-pro", prompt: "a hat", images: [photo], resolution: "2K" };
  const result = await client({ fetch: createTestFetch({ jobMs: 0, failures }) }).run(request, {
    prefer: ["pixelbyte", "mulerun"],
    onProgress: (progress) => seen.push(progress),
  });
  expect(result.tried.map(({ kind }) => kind)).toEqual(["insufficientCredit", "done"]);
  const fractions = seen.map(({ fraction }) => fraction);
  expect(fractions.length).toBeGreaterThan(2);
  expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
});

/** Of which JSON, or the module, would make something else without a word. */
const CHANGED_BY_JSON = [
  JSON.parse('{ "__proto__": { "title": "a hat" } }'),
  { deep: [JSON.parse('{ "__proto__": 1 }')] },
  "half of \ud83d",
  { "\udc52": "half a name" },
  ["\udc52\ud83d"],
  new (class {
    title = "a hat";
    toJSON() {
      return "another";
    }
  })(),
  new (class {
    title = "a hat";
  })(),
  { of: Object.create({ inherited: true }) },
  new (class extends Array {})(1),
  Object.create({ __proto__: null, toJSON: () => 1 }),
  [undefined],
  Array(1),
  Object.assign([1], { more: 2 }),
  { [Symbol("x")]: 1 },
  Object.defineProperty({}, "hidden", { value: 1 }),
  new String("x"),
];

test.describe("a label", () => {
  test("is kept with the intent and the ticket, as it was when the call was made", async () => {
    const store = memory();
    const label = { title: "a hat", photos: [1, null, 2.5], mine: true, none: undefined };
    const kept = { title: "a hat", photos: [1, null, 2.5], mine: true };
    const fetch = createTestFetch({ jobMs: 0 });
    const seen = [];
    const watching = (...request) => {
      seen.push([...store.held.values()].map((text) => JSON.parse(text).label));
      return fetch(...request);
    };
    const own = client({ store, fetch: watching });
    const submitted = own.submit(words, { label });
    label.title = "changed";
    const ticket = await submitted;
    expect(seen).toEqual([[kept]]);
    expect(ticket.label).toEqual(kept);
    expect(await own.pending()).toEqual([
      { state: "accepted", ticket, ageMs: expect.any(Number), label: kept },
    ]);
    const result = await own.wait(ticket);
    expect(result.ticket.label).toEqual(kept);
    expect(await own.pending()).toEqual([]);
  });

  test("stands in the entry and the error of a submit whose outcome is unknown", async () => {
    const store = memory();
    const fetch = createTestFetch({ failures: [{ stage: "submit", lost: true }] });
    const own = client({ store, fetch, label: "of the client" });
    const error = await own.run(words).catch((thrown) => thrown);
    expect([error.billed, error.intent.label]).toEqual(["unknown", "of the client"]);
    const [entry] = await own.pending();
    expect(entry).toMatchObject({ state: "unknown", label: "of the client" });
    const found = await own.findJob(entry);
    expect(found.label).toBe("of the client");
    expect(await own.pending()).toMatchObject([{ state: "accepted", ticket: found, label: "of the client" }]);
  });

  test("that is no plain JSON, or too long, is refused before anything is sent", async () => {
    const circle = {};
    circle.self = circle;
    let deep = "bottom";
    for (let level = 0; level < 40; level += 1) deep = [deep];
    const wrong = [
      () => {},
      Symbol("x"),
      7n,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      new Date(),
      new Map(),
      new Blob([]),
      new Uint8Array(1),
      { at: new Date() },
      [() => {}],
      ...CHANGED_BY_JSON,
      circle,
      deep,
      "x".repeat(9_999),
    ];
    const fetch = createTestFetch();
    for (const label of wrong) {
      const error = await client({ fetch })
        .run(words, { label })
        .catch((thrown) => thrown);
      expect(error, String(typeof label)).toMatchObject({ kind: "invalidRequest", billed: "no" });
      expect(error.problems.map(({ field }) => field)).toEqual(["label"]);
    }
    expect(fetch.calls).toEqual([]);
    for (const label of [null, undefined]) {
      const ticket = await client().submit(words, { label });
      expect(ticket).not.toHaveProperty("label");
    }
    const kept = ["", 0, false, "x".repeat(9_998), [], {}, Object.create(null), "\u{1f452}", "\0\u2028"];
    const ofAnotherRealm = runInNewContext("({ of: [{ another: 'realm' }] })");
    const observed = new Proxy({ of: new Proxy(["a framework"], {}) }, {});
    const named = { constructor: 1, toString: "x", toJSON: "x", 7: "x", "\u{1f452}": "x", prototype: null };
    for (const label of [...kept, ofAnotherRealm, observed, named, Object.freeze({ frozen: [1] })]) {
      const ticket = await client().submit(words, { label });
      expect(JSON.stringify(ticket.label)).toBe(JSON.stringify(label));
    }
  });
});

test.describe("a cancel", () => {
  const STOP = new Error("stop");

  /** Aborts a run at the first report of a stage, or when the submit was sent, and returns what was told of the cancel. */
  async function stopped(request, stage, { failures, ...more } = {}) {
    const fetch = createTestFetch({ jobMs: 60_000, failures, delayMs: more.delayMs });
    const controller = new AbortController();
    const told = [];
    const order = [];
    const { promise, resolve } = deferred();
    const watched = (address, init) => {
      const reply = fetch(address, init);
      if (stage === "sent" && init.method === "POST") controller.abort(STOP);
      return reply;
    };
    const run = client({ fetch: watched }).run(request, {
      signal: controller.signal,
      cancelOnAbort: true,
      onProgress: (progress) => progress.stage === stage && controller.abort(STOP),
      onCancel: (...outcome) => {
        order.push("onCancel");
        resolve(told.push(outcome));
      },
      ...more.options,
    });
    const rejected = await run.catch((reason) => {
      order.push("rejected");
      return reason;
    });
    if (!more.isSilent) await promise;
    return { rejected, told, order, fetch };
  }

  const mulerun = {
    provider: "mulerun",
    model: "google/nano-banana-pro/edit",
    prompt: "a hat",
    images: [photo],
  };

  test("that the provider does is told once, after the call has rejected with the reason", async () => {
    const { rejected, told, order } = await stopped(words, "waiting");
    expect(rejected).toBe(STOP);
    expect(order).toEqual(["rejected", "onCancel"]);
    expect(told).toEqual([[{ status: "fulfilled", value: { status: "cancelled" } }]]);
  });

  test("that the provider does not have is told as unsupported, with the ticket of the job that goes on", async () => {
    const { rejected, told, order, fetch } = await stopped(mulerun, "waiting");
    expect(rejected).toBe(STOP);
    expect(order).toEqual(["rejected", "onCancel"]);
    const [[{ status, reason }]] = told;
    expect(status).toBe("rejected");
    expect(isPlantainError(reason) && reason instanceof Error).toBe(true);
    expect(reason).toMatchObject({ kind: "unsupported", billed: "yes", ticket: { job: fetch.jobs[0].job } });
  });

  test("that the provider refuses is told with its error", async () => {
    const { told } = await stopped(words, "waiting", { failures: [{ stage: "cancel", status: 400 }] });
    expect(told[0][0]).toMatchObject({ status: "rejected", reason: { kind: "refused", billed: "yes" } });
  });

  test("in the middle of a submit tells what became of the submit", async () => {
    const taken = await stopped(words, "sent", { delayMs: 100 });
    expect(taken.told).toEqual([[{ status: "fulfilled", value: { status: "cancelled" } }]]);

    const failures = [{ stage: "submit", lost: true }];
    const lost = await stopped(words, "sent", { delayMs: 100, failures });
    const [[{ status, reason }]] = lost.told;
    expect([status, reason.kind, reason.billed]).toEqual(["rejected", "network", "unknown"]);
    expect(reason.intent).toMatchObject({ provider: "pixelbyte", model: words.model });

    const refusals = [{ stage: "submit", status: 402 }];
    const refused = await stopped(words, "sent", { delayMs: 100, failures: refusals });
    expect(refused.told[0][0].reason).toMatchObject({ kind: "insufficientCredit", billed: "no" });
  });

  test("between a lost submit through a relay and its repetition tells that it may have been bought", async () => {
    const controller = new AbortController();
    const { promise, resolve } = deferred();
    const store = memory();
    let puts = 0;
    let sent = 0;
    const run = createClient({
      relay: "https://relay.example/api",
      fetch: async () => {
        sent += 1;
        throw new TypeError("fetch failed");
      },
      store: {
        ...store,
        setItem(name, value) {
          store.setItem(name, value);
          puts += 1;
          if (puts === 3) controller.abort(STOP);
        },
      },
    }).run(words, { signal: controller.signal, onCancel: resolve });
    expect(await run.catch((reason) => reason)).toBe(STOP);
    expect([puts, sent, store.held.size]).toEqual([3, 1, 1]);
    const { reason } = await promise;
    expect(reason).toMatchObject({ kind: "network", billed: "unknown", relayed: true });
    expect(reason.intent).toMatchObject({ provider: "pixelbyte", model: words.model });
    expect(reason.cause.message).toBe("fetch failed");
  });

  test("through a relay is told with whose credit it is, and with the cause", async () => {
    const options = { relay: "https://relay.example/api", providers: undefined };
    const refusals = [{ stage: "submit", status: 402 }];
    const refused = await stopped(words, "sent", { delayMs: 100, failures: refusals, options });
    const [[{ reason }]] = refused.told;
    expect(reason).toMatchObject({ kind: "insufficientCredit", relayed: true });
    expect(explain(reason).action).toBe("contact");

    const failures = [{ stage: "submit", lost: true }];
    const lost = await stopped(words, "sent", { delayMs: 100, failures });
    expect(lost.told[0][0].reason.cause).toBeInstanceOf(Error);
    expect(lost.told[0][0].reason).not.toHaveProperty("relayed");
  });

  test("in the middle of a submit tells the error of the submit without cancelOnAbort too", async () => {
    const options = { cancelOnAbort: false };
    const failures = [{ stage: "submit", lost: true }];
    const lost = await stopped(words, "sent", { delayMs: 100, failures, options });
    expect(lost.rejected).toBe(STOP);
    expect(lost.told.length).toBe(1);
    const [[{ status, reason }]] = lost.told;
    expect([status, reason.kind, reason.billed]).toEqual(["rejected", "network", "unknown"]);
    expect(reason.intent).toMatchObject({ provider: "pixelbyte", model: words.model });
    expect(isPlantainError(reason)).toBe(true);

    const refusals = [{ stage: "submit", status: 402 }];
    const refused = await stopped(words, "sent", { delayMs: 100, failures: refusals, options });
    expect(refused.told[0][0].reason).toMatchObject({ kind: "insufficientCredit", billed: "no" });

    const taken = deferred();
    const accepted = await stopped(words, "sent", {
      delayMs: 100,
      isSilent: true,
      options: { ...options, onAccepted: taken.resolve },
    });
    expect((await taken.promise).job).toBe(accepted.fetch.jobs[0].job);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(accepted.told).toEqual([]);
    expect(accepted.fetch.calls.filter(({ stage }) => stage === "cancel")).toEqual([]);
  });

  test("is not told where nothing that costs money was sent, or without cancelOnAbort", async () => {
    const file = new Blob([
      new Uint8Array([0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xff, 0xd9]),
    ]);
    const upload = { ...words, model: "google/nano-banana-pro/edit-image", images: [file] };
    const early = await stopped(upload, "uploading", { isSilent: true, delayMs: 50 });
    const without = await stopped(words, "waiting", { isSilent: true, options: { cancelOnAbort: false } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const { rejected, told, fetch } of [early, without]) {
      expect([rejected, told]).toEqual([STOP, []]);
      expect(fetch.calls.filter(({ stage }) => stage === "cancel")).toEqual([]);
    }
    expect(early.fetch.jobs).toEqual([]);
  });

  test("of many requests tells the index", async () => {
    const controller = new AbortController();
    const told = new Map();
    const waiting = new Set();
    const { promise, resolve } = deferred();
    const run = client({ fetch: createTestFetch({ jobMs: 60_000 }) }).runMany([words, words], {
      signal: controller.signal,
      cancelOnAbort: true,
      onCancel: ({ value }, index) => told.set(index, value.status).size === 2 && resolve(),
      onProgress: ({ stage }, index) =>
        stage === "waiting" && waiting.add(index).size === 2 && controller.abort(STOP),
    });
    expect((await run).map(({ reason }) => reason)).toEqual([STOP, STOP]);
    await promise;
    expect(Object.fromEntries(told)).toEqual({ 0: "cancelled", 1: "cancelled" });
  });
});

test("the error in the state of a failed job tells whether a relay is in between", async () => {
  const failures = [{ stage: "job", message: "no hats" }];
  for (const [reached, relayed] of [
    [{ relay: "https://relay.example/api", providers: undefined }, true],
    [{}, undefined],
  ]) {
    const own = client({ fetch: createTestFetch({ jobMs: 0, failures }), ...reached });
    const { status, error } = await own.status(await own.submit(words));
    expect([status, error.kind, error.relayed]).toEqual(["failed", "jobFailed", relayed]);
  }
});

test("the intent stays in the store until the ticket is there", async () => {
  const store = memory();
  const held = [];
  const watched = {
    ...store,
    async setItem(name, value) {
      await new Promise(setImmediate);
      held.push([...store.held.keys()]);
      store.setItem(name, value);
    },
    length: () => store.held.size,
  };
  const ticket = await client({ store: watched }).submit(words);
  const intent = expect.stringMatching(/^plantain:(?!pixelbyte:)/);
  expect(held).toEqual([[], [intent]]);
  expect([...store.held.keys()]).toEqual([`plantain:pixelbyte:${ticket.job}`]);
});

test.describe("a store that is a function", () => {
  test("is opened once, by the first call", async () => {
    let opened = 0;
    const store = memory();
    const own = client({
      store: () => {
        opened += 1;
        return store;
      },
    });
    expect(opened).toBe(0);
    const ticket = await own.submit(words);
    expect([...store.held.keys()]).toEqual([`plantain:pixelbyte:${ticket.job}`]);
    expect((await own.pending()).map(({ state }) => state)).toEqual(["accepted"]);
    await own.forget(ticket);
    expect([store.held.size, opened]).toEqual([0, 1]);
  });

  test("makes a client on a server, where there is no such thing, and a call there warns once", async () => {
    const warnings = [];
    const { warn } = console;
    console.warn = (...words) => warnings.push(words.join(" "));
    try {
      const own = client({ store: () => notThere });
      expect(warnings).toEqual([]);
      expect((await own.run(words)).images).toHaveLength(1);
      expect(await own.pending()).toEqual([]);
      expect(warnings).toHaveLength(1);
    } finally {
      console.warn = warn;
    }
    for (const nothing of [null, undefined]) {
      expect(await client({ store: () => nothing }).pending()).toEqual([]);
    }
  });

  test("that returns something else is refused", async () => {
    for (const wrong of [{}, "localStorage", Promise.resolve(memory())]) {
      const error = await client({ store: () => wrong })
        .run(words)
        .catch((thrown) => thrown);
      expect(error.problems.map(({ field }) => field)).toEqual(["store"]);
    }
  });
});

test("an unconfirmed entry has an age and advice by its provider, its relay and its age", async () => {
  const store = memory();
  const put = (id, provider, age) => {
    const entry = { id, provider, model: "a/b", submittedAt: Date.now() - age, digest: "" };
    store.setItem(`plantain:${id}`, JSON.stringify(entry));
  };
  const HOUR = 3_600_000;
  put("1", "pixelbyte", 100 * HOUR);
  put("2", "mulerun", 48 * HOUR);
  put("3", "mulerun", HOUR);
  put("4", "mulerun", 60_000);
  const advice = async (options) =>
    (await createClient({ store, ...options }).pending()).map(({ intent, advice }) => [intent.id, advice]);
  const straight = [
    ["1", "findJob"],
    ["2", "forget"],
    ["3", "checkAccount"],
    ["4", "wait"],
  ];
  expect(await advice({ providers })).toEqual(straight);
  const proxy = {
    mulerun: { baseUrl: "https://proxy.example" },
    pixelbyte: { baseUrl: "https://proxy.example" },
  };
  expect(await advice({ relay: "https://relay.example", providers: proxy })).toEqual(straight);
  const relayed = [
    ["1", "forget"],
    ["2", "forget"],
    ["3", "findJob"],
    ["4", "findJob"],
  ];
  expect(await advice({ relay: "https://relay.example" })).toEqual(relayed);
  expect(await advice({ providers: { mulerun: { relay: "https://relay.example" } } })).toEqual([
    straight[0],
    ...relayed.slice(1),
  ]);
  const [oldest] = await client({ store }).pending();
  expect(oldest.ageMs).toBeGreaterThanOrEqual(100 * HOUR);
  expect(oldest.ageMs).toBeLessThan(101 * HOUR);
});

test.describe("a clock that is set back while a call begins", () => {
  /** Reports another time to the page's scripts from the second look on. */
  const setBack = async (days, act) => {
    const { now } = Date;
    let looks = 0;
    Date.now = () => now() - (looks++ === 0 ? 0 : days * 86_400_000);
    return act().finally(() => {
      Date.now = now;
    });
  };
  const family = { family: "nano-banana-pro", prompt: "a hat" };

  for (const days of [1, 40, 4000]) {
    test(`by ${days} days refuses nothing`, async () => {
      const own = client();
      await own.checkAccess("pixelbyte");
      expect((await setBack(days, () => own.submit(words))).provider).toBe("pixelbyte");
      expect((await setBack(days, () => own.run(words))).images).toHaveLength(1);
      expect((await setBack(days, () => own.run(family))).images).toHaveLength(1);
    });
  }
});
