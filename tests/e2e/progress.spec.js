// Progress and labels as callers meet them: which request a report is of, and what is kept with a job.

import { expect, test } from "@playwright/test";
import { createClient } from "../../pkg/inline.js";
import { createTestFetch } from "../../pkg/testing.js";

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
    expect(await own.pending()).toEqual([{ state: "accepted", ticket, label: kept }]);
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
    expect(await own.pending()).toEqual([{ state: "accepted", ticket: found, label: "of the client" }]);
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
    for (const label of ["", 0, false, "x".repeat(9_998), [], {}, Object.create(null)]) {
      const ticket = await client().submit(words, { label });
      expect(ticket.label).toEqual(JSON.parse(JSON.stringify(label)));
    }
  });
});
