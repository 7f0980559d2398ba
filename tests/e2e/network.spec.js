// What a caller hears where no reply comes: the cause, and that the device is offline.

import { explain } from "../../pkg/explain.js";
import { createClient, init } from "../../pkg/inline.js";
import { createTestFetch } from "../../pkg/testing.js";
import { expect, test } from "./harness.js";

const key = "key-0123456789abcdef";
const providers = Object.fromEntries(["mulerun", "pixazo", "pixelbyte"].map((id) => [id, { apiKey: key }]));
const REQUESTS = [
  {
    provider: "pixelbyte",
    model: "google/nano-banana-dev/text-to-image",
    prompt: "a lake at sunrise",
  },
  { provider: "mulerun", model: "google/nano-banana-pro/generation", prompt: "a lake at sunrise" },
  { provider: "pixazo", model: "nano-banana/text-to-image", prompt: "a lake at sunrise" },
];

/** A store like `localStorage`, which counts what was ever put into it. */
function memory() {
  const held = new Map();
  return {
    puts: 0,
    getItem: (name) => held.get(name) ?? null,
    setItem(name, value) {
      this.puts += 1;
      held.set(name, value);
    },
    removeItem: (name) => void held.delete(name),
    key: (index) => [...held.keys()][index] ?? null,
    length: () => held.size,
  };
}

/** Runs with a browser that reports no network. */
function reportedOffline(act) {
  return withNavigator({ onLine: false }, act);
}

async function withNavigator(navigator, act) {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: navigator });
  try {
    return await act();
  } finally {
    if (before) Object.defineProperty(globalThis, "navigator", before);
    else delete globalThis.navigator;
  }
}

// So that no time limit counts the load of the module.
test.beforeAll(() => init());

test("the cause of an error is what fetch threw, with its own cause, and without the key", async () => {
  const fetch = async () => {
    const cause = Object.assign(new Error(`connect ECONNREFUSED, sent Bearer ${key}`), {
      code: "ECONNREFUSED",
    });
    throw new TypeError("fetch failed", { cause });
  };
  for (const request of REQUESTS) {
    const error = await createClient({ providers, fetch })
      .run(request)
      .catch((thrown) => thrown);
    expect([error.kind, error.billed]).toEqual(["network", "unknown"]);
    expect(error.cause).toBeInstanceOf(Error);
    expect([error.cause.name, error.cause.message]).toEqual(["TypeError", "fetch failed"]);
    expect(error.cause.cause.code).toBe("ECONNREFUSED");
    expect(error.cause.cause.message).toContain("connect ECONNREFUSED");
    expect(error.cause.cause.message).not.toContain(key);
    expect(JSON.stringify(error)).toContain("TypeError: fetch failed: Error: connect ECONNREFUSED");
    expect(JSON.stringify(error)).not.toContain(key);
  }
});

test("an error after a reply has no cause of a failure before it", async () => {
  let calls = 0;
  const replies = createTestFetch({ failures: [{ stage: "job", message: "no hats" }] });
  const fetch = (...request) => {
    calls += 1;
    if (calls === 2) throw new TypeError("fetch failed");
    return replies(...request);
  };
  const error = await createClient({ providers, fetch })
    .run(REQUESTS[0])
    .catch((thrown) => thrown);
  expect(error.kind).toBe("jobFailed");
  expect(error.cause).toBeUndefined();
  expect(calls).toBeGreaterThan(2);
});

for (const [how, reached] of Object.entries({
  "straight at the provider": { providers },
  "through a relay": { relay: "https://relay.example/api" },
})) {
  test(`${how}, a click without a network costs nothing and leaves nothing`, async () => {
    const sent = [];
    const fetch = async (address, { method }) => {
      sent.push(`${method} ${address}`);
      throw new TypeError("Failed to fetch");
    };
    const fails = async (request) => {
      const store = memory();
      const progress = [];
      const client = createClient({ ...reached, fetch, store, timeoutMs: 3000 });
      const onProgress = (one) => progress.push(one);
      const error = await client.run(request, { onProgress }).catch((thrown) => thrown);
      return { client, error, progress, store };
    };
    const ends = await reportedOffline(() => Promise.all(REQUESTS.map(fails)));
    for (const { client, error, progress, store } of ends) {
      expect([error.kind, error.billed, error.intent]).toEqual(["timedOut", "no", undefined]);
      expect(error.code).toBe("PLANTAIN_OFFLINE");
      expect(explain(error)).toMatchObject({ situation: "offline", action: "retry" });
      expect(error.message).toContain("offline");
      expect(error.cause.message).toBe("Failed to fetch");
      expect([store.puts, await client.pending()]).toEqual([0, []]);
      expect(progress.length).toBeGreaterThan(1);
      expect(progress.every(({ offline, stage }) => offline && stage === "submitting")).toBe(true);
    }
    expect(sent.length).toBeGreaterThan(0);
    // Pixazo is polled by POST, and so tried.
    expect(sent.filter((line) => line.startsWith("POST") && !line.endsWith("/getStatus"))).toEqual([]);
  });
}

test("an abort while a request tries whether there is a network ends the call at once", async () => {
  const controller = new AbortController();
  const stop = new Error("stop");
  const { setTimeout } = globalThis;
  const pauses = [];
  const fetch = async () => {
    globalThis.setTimeout = (act, length, ...more) => {
      pauses.push(length);
      return setTimeout(act, length, ...more);
    };
    controller.abort(stop);
    throw new TypeError("Failed to fetch");
  };
  try {
    const act = () => createClient({ providers, fetch }).run(REQUESTS[0], { signal: controller.signal });
    expect(await reportedOffline(() => act().catch((thrown) => thrown))).toBe(stop);
  } finally {
    globalThis.setTimeout = setTimeout;
  }
  // The time limit of that request alone.
  expect(pauses.filter((length) => length >= 1000)).toEqual([10_000]);
});

test("a wrong report of no network costs one free request", async () => {
  for (const request of REQUESTS) {
    const fetch = createTestFetch();
    const progress = [];
    const client = createClient({ providers, fetch, timeoutMs: 60_000 });
    const { images } = await reportedOffline(() =>
      client.run(request, { onProgress: (one) => progress.push(one) }),
    );
    expect([images.length, fetch.jobs.length]).toEqual([1, 1]);
    expect(fetch.calls.filter(({ stage }) => stage === "submit")).toHaveLength(1);
    expect(fetch.calls.findIndex(({ stage }) => stage === "submit")).toBe(1);
    expect(progress.some(({ offline }) => offline)).toBe(false);
  }
});

test("a network that goes during a pause keeps the submit from leaving", async () => {
  const navigator = { onLine: true };
  const sent = [];
  const store = memory();
  const fetch = async (_, { method }) => {
    if (!navigator.onLine) {
      sent.push(method);
      throw new TypeError("Failed to fetch");
    }
    navigator.onLine = false;
    return new Response("{}", { status: 429, headers: { "retry-after": "1" } });
  };
  await withNavigator(navigator, async () => {
    const client = createClient({ providers, store, fetch });
    const error = await client.run(REQUESTS[1], { timeoutMs: 4000 }).catch((error) => error);
    expect(error).toMatchObject({ kind: "timedOut", billed: "no" });
    expect(new Set(sent)).toEqual(new Set(["GET"]));
    expect(store.length()).toBe(0);
  });
});
