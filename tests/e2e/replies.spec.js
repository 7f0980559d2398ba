// Replies in other shapes than a provider's pages show: of clients that are no `fetch`, of servers in between, and of pages whose clock jumps.

import { Readable } from "node:stream";
import { createClient } from "../../pkg/inline.js";
import { expect, test } from "./harness.js";

const request = {
  provider: "mulerun",
  model: "google/nano-banana-pro/generation",
  prompt: "a lake at sunrise",
};
const accepted = { task_info: { id: "job-1", status: "pending" } };
const images = ["https://images.example/a.png"];
const done = { task_info: { id: "job-1", status: "completed" }, images };
const text = JSON.stringify(accepted);

const json = (status, body) => new Response(JSON.stringify(body), { status });

/** Submits with a `fetch` that gives this. Resolves to the job's id, or the error. */
async function submit(reply, options) {
  const client = createClient({ providers: { mulerun: { apiKey: "key" } }, fetch: async () => reply() });
  return client.submit(request, options).then(
    ({ job }) => job,
    (error) => error,
  );
}

/** Runs a request whose job is polled with these replies, one after the other. */
function runWith(replies, options) {
  const left = [...replies];
  const fetch = async (_, { method }) =>
    method === "POST" ? json(202, accepted) : (left.length > 1 ? left.shift() : left[0])();
  return createClient({ providers: { mulerun: { apiKey: "key" } }, fetch }).run(request, options);
}

test("the id in the reply to a submit is read from every object that has it", async () => {
  const pieces = async function* () {
    yield new TextEncoder().encode(text.slice(0, 20));
    yield new TextEncoder().encode(text.slice(20));
  };
  const utf16 = new Uint8Array(new Uint16Array([...`\ufeff${text}`].map((one) => one.charCodeAt(0))).buffer);
  const replies = {
    "no status, but ok": () => ({ ok: true, json: async () => accepted }),
    "a status in a string": () => ({ status: "202", json: async () => accepted }),
    statusCode: () => ({ statusCode: 202, json: async () => accepted }),
    "parsed data": () => ({ status: 202, headers: {}, data: accepted }),
    "data as text": () => ({ status: 202, headers: {}, data: text }),
    "a parsed body": () => ({ status: 202, body: accepted }),
    "a body in pieces": () => ({ status: 202, body: pieces() }),
    "a blob": () => ({ status: 202, blob: async () => new Blob([text]) }),
    "JSON as text": () => ({ status: 202, json: async () => text }),
    "JSON made twice": () => json(202, text),
    "warnings before it": () =>
      new Response(`<br />\n<b>Warning</b>: no key<br />\n${text}`, { status: 202 }),
    "a guard before it": () => new Response(`)]}',\n${text}`, { status: 202 }),
    "data as a blob": () => ({ status: 202, data: new Blob([text]) }),
    "a body that is a blob": () => ({ status: 202, body: new Blob([text]) }),
    "text as a property": () => ({ status: 202, text, json: accepted }),
    "json as a property": () => ({ status: 202, json: accepted }),
    "a buffer as a property": () => ({ status: 202, arrayBuffer: new TextEncoder().encode(text).buffer }),
    "a raw body": () => ({ statusCode: 202, rawBody: new TextEncoder().encode(text) }),
    "an XMLHttpRequest": () => ({ readyState: 4, status: 202, responseText: text, response: text }),
    "an XMLHttpRequest for JSON": () => ({
      status: 202,
      response: accepted,
      get responseText() {
        throw new TypeError("not text");
      },
    }),
    "a message of Node": () =>
      Object.assign(Readable.from([Buffer.from(text)]), { statusCode: 202, headers: {} }),
    "an error with the reply": () => {
      throw Object.assign(new Error("not JSON"), { response: { status: 202, data: text } });
    },
    "a number that is none": () => new Response(`{"took":NaN,${text.slice(1)}`, { status: 202 }),
    "UTF-16": () => new Response(utf16, { status: 202 }),
    "blanks around the id": () => json(202, { task_info: { id: " job-1\n" } }),
    "in an envelope": () => json(202, { code: 0, data: accepted }),
  };
  for (const [name, reply] of Object.entries(replies))
    expect([name, await submit(reply)]).toEqual([name, "job-1"]);
});

test("a refusal is read from the error with which a library rejects", async () => {
  const refused = (response) => async () => {
    throw Object.assign(new Error("Request failed"), { response });
  };
  const said = async (reply, options) => {
    const { kind, billed, status } = await submit(refused(reply), options);
    return { kind, billed, status };
  };
  const used = json(402, { error: "no credit" });
  await used.text();
  for (const reply of [
    json(402, { error: "no credit" }),
    { status: 402, headers: {}, data: { error: "no credit" } },
    { statusCode: 402, headers: {}, body: "{}" },
    used,
  ])
    expect(await said(reply)).toEqual({ kind: "insufficientCredit", billed: "no", status: 402 });
  expect(await said(json(401, {}))).toEqual({ kind: "unauthorized", billed: "no", status: 401 });
  // A status that is none.
  expect(await said({ status: "unknown" })).toMatchObject({ kind: "network", billed: "unknown" });
});

test("without a fetch nothing is sent, and nothing may have been bought", async () => {
  const { fetch } = globalThis;
  globalThis.fetch = undefined;
  try {
    const client = createClient({ providers: { mulerun: { apiKey: "key" } } });
    const { kind, billed, problems } = await client.run(request).catch((error) => error);
    expect([kind, billed, problems[0].field]).toEqual(["invalidRequest", "no", "fetch"]);
    expect((await client.buildRequest(request)).method).toBe("POST");
  } finally {
    globalThis.fetch = fetch;
  }
});

test("an id of more digits than a number holds is not rounded", async () => {
  const id = "12345678901234567890";
  for (const body of [`{"task_info":{"id":${id}}}`, `{"task_info":{"id":${id},"status":"pend`])
    expect(await submit(() => new Response(body, { status: 202 }))).toBe(id);
});

test("a time to wait is read from headers in every form", async () => {
  // Without one, a submit would wait for longer than the call may take.
  for (const headers of [
    new Headers({ "Retry-After": "1" }),
    new Map([["retry-after", "1"]]),
    new Map([["Retry-After", 1]]),
    { "retry-after": "1" },
    { "Retry-After": 1 },
  ]) {
    const replies = [{ status: 429, headers, text: async () => "{}" }, json(202, accepted)];
    expect(await submit(() => replies.shift(), { timeoutMs: 20_000 })).toBe("job-1");
  }
});

test("what is no reply is named in the cause", async () => {
  const causes = {
    undefined: () => undefined,
    "a string": () => text,
    "an object": () => accepted,
    opaqueredirect: () => ({ type: "opaqueredirect", status: 0, body: null, text: async () => "" }),
  };
  for (const [name, reply] of Object.entries(causes)) {
    const { kind, billed, cause } = await submit(reply);
    expect([kind, billed, cause.message]).toEqual(["network", "unknown", expect.stringContaining(name)]);
  }
});

test("a reply that the caller's own fetch has read, and a redirect, are named", async () => {
  const used = await submit(async () => {
    const response = json(202, accepted);
    await response.json();
    return response;
  });
  expect([used.kind, used.billed, used.message]).toEqual([
    "badResponse",
    "unknown",
    expect.stringContaining("must read a `clone()` of it"),
  ]);
  const redirected = await submit(() => new Response(null, { status: 307, headers: { location: "/login" } }));
  expect(redirected.message).toContain("answered with a redirect");
});

test("a job is done where its images are, whatever the word for it", async () => {
  for (const status of ["SUCCESS", "done", "Finished", "已完成"]) {
    const reply = { task_info: { id: "job-1", status }, images: [null, [{ image_url: { url: images[0] } }]] };
    const run = await runWith([() => json(200, reply)], { timeoutMs: 20_000 });
    expect(run.images.map(({ url }) => url)).toEqual(images);
  }
});

test("a job is polled again after a redirect to a login and an answer of a cache", async () => {
  const moved = [302, 304].map((status) => () => new Response(null, { status }));
  const run = await runWith([...moved, () => json(200, done)]);
  expect(run.images).toHaveLength(1);
});

test("a clock that is set back, or stands still, neither stops the polls nor gives a call more time", async () => {
  const { now } = Date;
  for (const clock of [() => now() - 3_600_000, () => 1_800_000_000_000]) {
    const jump = () => {
      Date.now = clock;
    };
    try {
      const run = await runWith([() => json(200, done)], { onAccepted: jump });
      expect(run.images).toHaveLength(1);
      Date.now = now;
      const waiting = () => json(200, { task_info: { id: "job-1", status: "processing" } });
      const error = await runWith([waiting], { onAccepted: jump, timeoutMs: 3000 }).catch((thrown) => thrown);
      expect([error.kind, error.ticket.job]).toEqual(["timedOut", "job-1"]);
    } finally {
      Date.now = now;
    }
  }
});

test("a call ends in its time where the store or the browser's locks never answer", async () => {
  const never = () => new Promise(() => {});
  const store = { getItem: () => null, setItem: never, removeItem: never, key: () => null, length: 0 };
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: { locks: { request: never } },
  });
  try {
    for (const options of [{ store }, {}]) {
      const error = await runWith([never], { ...options, timeoutMs: 1000 }).catch((thrown) => thrown);
      expect(error.kind).toBe("timedOut");
    }
  } finally {
    if (before) Object.defineProperty(globalThis, "navigator", before);
    else delete globalThis.navigator;
  }
});

test("an empty `window` in Node, made for a library of pages, is not the global object", async () => {
  globalThis.window = {};
  try {
    expect(await submit(() => json(202, accepted))).toBe("job-1");
  } finally {
    delete globalThis.window;
  }
});

test("a prototype that a script has changed names no relay for the key", async () => {
  const asked = [];
  const fetch = async (address) => {
    asked.push(new URL(address).host);
    return json(202, accepted);
  };
  Object.prototype.relay = "https://other.example";
  try {
    await createClient({ providers: { mulerun: { apiKey: "key" } }, fetch }).submit(request);
  } finally {
    delete Object.prototype.relay;
  }
  expect(asked).toEqual(["api.mulerun.com"]);
});

test("what a listener throws or rejects with ends neither the call nor the process", async () => {
  const lost = [];
  const note = (error) => lost.push(error);
  const { error: log } = console;
  const told = [];
  console.error = (error) => told.push(error.message);
  process.on("unhandledRejection", note).on("uncaughtException", note);
  try {
    const fails = (message) => [
      () => {
        throw new Error(message);
      },
      async () => {
        throw new Error(message);
      },
    ];
    for (const onProgress of fails("progress")) await runWith([() => json(200, done)], { onProgress });
    for (const onCancel of fails("cancel")) {
      const controller = new AbortController();
      const options = {
        signal: controller.signal,
        cancelOnAbort: true,
        onAccepted: () => controller.abort(),
      };
      await runWith([() => json(200, done)], { ...options, onCancel }).catch(() => {});
    }
    await expect.poll(() => told.filter((message) => message === "cancel").length).toBe(2);
    expect(told).toContain("progress");
    expect(lost).toEqual([]);
  } finally {
    console.error = log;
    process.off("unhandledRejection", note).off("uncaughtException", note);
  }
});
