import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { shortHash } from "../../pkg/relay/digest.js";
import { Fingerprint } from "../../pkg/relay/fingerprint.js";
import { createRelay, memoryStore } from "../../pkg/relay.js";

const AT = "https://example.com/api/plantain/mulerun";
const EDIT = "/vendors/google/v1/nano-banana-pro/edit";
const BODY = '{"prompt":"x"}';
const REPLY = '{"task_info":{"id":"an-id","status":"pending"}}';

/** Returns a relay and what reached its provider, which answers with `answer(body, number)`. */
function relayOver(answer, options = {}) {
  const sent = [];
  const relay = createRelay({
    keys: { mulerun: "a-key", pixelbyte: "a-key" },
    origins: ["https://example.com"],
    authorize: ({ headers }) => headers.get("x-caller") ?? "ann",
    onError() {},
    async fetch(_, { body }) {
      const text = await new Response(body).text();
      sent.push(text);
      return answer(text, sent.length);
    },
    ...options,
  });
  return { relay, sent };
}

const accepted = () => new Response(REPLY, { status: 202 });

function submit(
  relay,
  { key = "key-1", body = BODY, caller = "ann", signal, path = `/mulerun${EDIT}` } = {},
) {
  const headers = { origin: "https://example.com", "content-type": "application/json", "x-caller": caller };
  if (key !== null) headers["idempotency-key"] = key;
  const url = `https://example.com/api/plantain${path}`;
  return relay(new Request(url, { method: "POST", headers, body, duplex: "half", signal }));
}

async function find(relay, key = "key-1", caller = "ann") {
  const response = await relay(
    new Request(`${AT}/relay-submits/${key}`, { headers: { "x-caller": caller } }),
  );
  return response.json();
}

const outcome = ({ status, headers }) => [status, headers.get("relay-outcome")];

describe("a submit with an idempotency key", () => {
  test("is sent once, and each call gets the first reply", async () => {
    const { relay, sent } = relayOver(accepted);
    for (let call = 0; call < 3; call += 1) {
      const response = await submit(relay);
      assert.deepEqual(outcome(response), [202, "answered"]);
      assert.equal(await response.text(), REPLY);
    }
    assert.deepEqual(sent, [BODY]);
    assert.deepEqual(await find(relay), { state: "answered", status: 202, reply: REPLY });
  });

  test("is sent once by two relays with one store, called at once", async () => {
    const store = memoryStore();
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return accepted();
    };
    const relays = [relayOver(late, { store }), relayOver(late, { store })];
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        submit(relays[number % 2].relay).then((reply) => reply.text()),
      ),
    );
    assert.deepEqual(new Set(all), new Set([REPLY]));
    assert.equal(relays[0].sent.length + relays[1].sent.length, 1);
  });

  test("whose record expires while it is looked at is claimed again, by one call", async () => {
    for (const [record, seen] of [
      [/^submit:.*:1$/, null],
      [/^submit:.*:1$/, "another call's"],
      [/^submit:.*:1:go$/, null],
    ]) {
      const store = memoryStore();
      const expired = { add: false, get: seen };
      const once =
        (name) =>
        (key, ...rest) => {
          if (!record.test(key) || !(name in expired)) return store[name](key, ...rest);
          const value = expired[name];
          delete expired[name];
          return value;
        };
      const { relay, sent } = relayOver(accepted, {
        store: { ...store, add: once("add"), get: once("get") },
      });
      const replies = await Promise.all([submit(relay), submit(relay)]);
      for (const reply of replies) assert.equal(await reply.text(), REPLY);
      assert.deepEqual(expired, {});
      assert.equal(sent.length, 1);
    }
  });

  test("is sent for each caller and each key, and without a key each time", async () => {
    const { relay, sent } = relayOver(accepted);
    for (const caller of ["ann", "bob"]) await submit(relay, { caller });
    await submit(relay, { key: '"key-2"' });
    for (let call = 0; call < 2; call += 1) await submit(relay, { key: null });
    assert.equal(sent.length, 5);
    assert.equal((await find(relay, "key-2")).state, "answered");
    assert.deepEqual(await find(relay, "key-2", "bob"), { state: "none" });
  });

  test("is refused with another body or another route", async () => {
    const { relay, sent } = relayOver(accepted);
    await submit(relay);
    assert.deepEqual(outcome(await submit(relay, { body: '{"prompt":"y"}' })), [422, "unsent"]);
    const body = '{"model":"google/nano-banana-dev/text-to-image","input":{}}';
    assert.equal((await submit(relay, { body, path: "/pixelbyte/v1/jobs/submit" })).status, 422);
    assert.equal(sent.length, 1);
  });

  test("is refused at another provider or another model, with the same body", async () => {
    const keys = { mulerun: "a-key", mulerouter: "a-key" };
    const { relay, sent } = relayOver(accepted, { keys });
    await submit(relay);
    for (const path of [`/mulerouter${EDIT}`, "/mulerun/vendors/google/v1/nano-banana-pro/generation"]) {
      assert.deepEqual(outcome(await submit(relay, { path })), [422, "unsent"], path);
    }
    assert.equal(sent.length, 1);
  });

  for (const [left, state] of [
    ["nothing", { state: "none" }],
    ["its whole body", { state: "unknown", status: 502, reply: null }],
  ]) {
    test(`whose process died after ${left} had left is found to be ${state.state}`, async (context) => {
      context.mock.timers.enable({ apis: ["Date"], now: 0 });
      const store = memoryStore();
      const name = `submit:${await shortHash("ann")}:${await shortHash("key-1")}:1`;
      const kept = { ttl: 100 };
      store.add(name, "a-token", kept);
      if (left !== "nothing") store.add(`${name}:go`, '{"print":"a-print","token":"a-token"}', kept);
      let found;
      await new Promise((resolve) => {
        const get = (key) => {
          if (key.endsWith(":beat")) resolve();
          return store.get(key);
        };
        found = find(relayOver(accepted, { store: { ...store, get } }).relay);
      });
      // The time is that of the first look by then.
      context.mock.timers.tick(10_001);
      assert.deepEqual(await found, state);
    });
  }

  test("needs a key of letters, digits, - and _", async () => {
    const { relay, sent } = relayOver(accepted);
    for (const key of ["", "a b", "a/b", "x".repeat(129)]) {
      assert.equal((await submit(relay, { key })).status, 400, key);
    }
    const { status } = await relay(new Request(`${AT}/relay-submits/a.b`));
    assert.deepEqual([status, sent.length], [404, 0]);
  });

  test("that was cut off before its end is sent by the next call", async () => {
    const { relay, sent } = relayOver(accepted);
    const body = new ReadableStream({
      pull(controller) {
        if (this.isBegun) controller.error(new Error("cut"));
        else controller.enqueue(new TextEncoder().encode('{"prompt":'));
        this.isBegun = true;
      },
    });
    assert.deepEqual(outcome(await submit(relay, { body })), [502, "unsent"]);
    assert.deepEqual(await find(relay), { state: "none" });
    assert.deepEqual(outcome(await submit(relay)), [202, "answered"]);
    assert.deepEqual(sent, [BODY]);
  });

  test("that has left goes on when its caller is gone, and the platform is told to wait", async () => {
    const stop = new AbortController();
    const waited = [];
    const { relay, sent } = relayOver(async () => {
      stop.abort();
      return accepted();
    });
    const waitUntil = (promise) => waited.push(promise);
    await submit((request) => relay(request, { waitUntil }), { signal: stop.signal });
    await Promise.all(waited);
    assert.ok(waited.length > 0);
    assert.deepEqual(await find(relay), { state: "answered", status: 202, reply: REPLY });
    assert.equal(await (await submit(relay)).text(), REPLY);
    assert.equal(sent.length, 1);
  });

  test("is sent again after a 429, which sold nothing", async () => {
    const { relay, sent } = relayOver((_, number) =>
      number === 1 ? new Response("{}", { status: 429, headers: { "retry-after": "1" } }) : accepted(),
    );
    const first = await submit(relay);
    assert.deepEqual([...outcome(first), first.headers.get("retry-after")], [429, "answered", "1"]);
    assert.deepEqual(await find(relay), { state: "none" });
    assert.equal((await submit(relay)).status, 202);
    assert.equal(sent.length, 2);
  });

  test("keeps a reply that begins with a byte order mark as the JSON that it is", async () => {
    const { relay, sent } = relayOver(() => new Response(`\ufeff${REPLY}`, { status: 202 }));
    for (let call = 0; call < 2; call += 1) assert.equal(await (await submit(relay)).text(), REPLY);
    assert.equal((await find(relay)).reply, REPLY);
    assert.equal(sent.length, 1);
  });

  test("keeps a refusal of the provider", async () => {
    const { relay, sent } = relayOver(() => new Response('{"detail":"no"}', { status: 400 }));
    for (let call = 0; call < 2; call += 1) assert.deepEqual(outcome(await submit(relay)), [400, "answered"]);
    assert.deepEqual(await find(relay), { state: "answered", status: 400, reply: '{"detail":"no"}' });
    assert.equal(sent.length, 1);
  });

  test("is unknown where the provider gives no clear answer, and is not sent again", async () => {
    const lost = () => Promise.reject(new TypeError("reset"));
    const ROWS = [
      [lost, 502],
      [() => new Response("{}", { status: 503 }), 503],
      [() => new Response("{}", { status: 409 }), 409],
      [() => new Response("{}", { status: 408 }), 504],
      [() => new Response("{}", { status: 421 }), 502],
      [() => new Response("{}", { status: 425 }), 502],
    ];
    for (const [answer, status] of ROWS) {
      const { relay, sent } = relayOver(answer);
      for (let call = 0; call < 2; call += 1)
        assert.deepEqual(outcome(await submit(relay)), [status, "unknown"]);
      const found = await find(relay);
      assert.deepEqual([found.state, found.status, sent.length], ["unknown", status, 1]);
    }
  });

  test("keeps the id of a reply that breaks off right after it, and no part of a key", async () => {
    const key = "a-key-of-more-than-twenty-characters";
    for (const [sent, kept] of [
      ['{"task_info":{"id":"an-id",', '{"task_info":{"id":"an-id",'],
      ['{"task_info":{"id":"an-id"},"with":"a-key-of-more', '{"task_info":{"id":"an-id"},"with":"'],
    ]) {
      const broken = () => {
        const pieces = [new TextEncoder().encode(sent)];
        const body = new ReadableStream({
          pull(controller) {
            if (pieces.length > 0) controller.enqueue(pieces.shift());
            else controller.error(new Error("The connection broke."));
          },
        });
        return new Response(body, { status: 202 });
      };
      const { relay } = relayOver(broken, { keys: { mulerun: key } });
      for (let call = 0; call < 2; call += 1) {
        const response = await submit(relay);
        assert.deepEqual(outcome(response), [202, "unknown"]);
        assert.equal(await response.text(), kept);
      }
    }
  });

  test("keeps what could be read of a reply that breaks off", async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            if (this.isBegun) controller.error(new Error("cut"));
            else controller.enqueue(new TextEncoder().encode(REPLY));
            this.isBegun = true;
          },
        }),
        { status: 202 },
      );
    const { relay, sent } = relayOver(broken);
    for (let call = 0; call < 2; call += 1) {
      const response = await submit(relay);
      const text = await response.text();
      assert.equal(response.status, 202);
      // What may be a part of the key is held back.
      assert.ok(text.startsWith('{"task_info":{"id":"an-id"'), text);
    }
    assert.equal(sent.length, 1);
  });

  test("with a reply that is too long to keep gets it once, and is not sent again", async () => {
    const long = `{"id":"an-id","pad":"${"x".repeat(100_000)}"}`;
    const { relay, sent } = relayOver(() => new Response(long, { status: 202 }));
    assert.equal(await (await submit(relay)).text(), long);
    assert.deepEqual(outcome(await submit(relay)), [502, "unknown"]);
    assert.deepEqual(await find(relay), { state: "answered", status: 202, reply: null });
    assert.equal(sent.length, 1);
  });

  test("may be answered before its end", async () => {
    for (const [status, sends] of [
      [400, 2],
      [503, 1],
    ]) {
      let count = 0;
      const { relay } = relayOver(null, {
        async fetch(_, { body }) {
          count += 1;
          body.getReader().read();
          return new Response("{}", { status });
        },
      });
      for (let call = 0; call < 2; call += 1) {
        const body = ReadableStream.from([new Uint8Array(10), new Uint8Array(10), new Uint8Array(10)]);
        assert.equal((await submit(relay, { body })).status, status);
      }
      assert.equal(count, sends, "a refusal sold nothing");
    }
  });

  test("is sent as it comes, but for its end, which waits for the store", async () => {
    const store = memoryStore();
    let commit;
    const isCommitted = new Promise((resolve) => {
      commit = resolve;
    });
    const slow = {
      ...store,
      async add(key, ...rest) {
        if (key.endsWith(":go")) await isCommitted;
        return store.add(key, ...rest);
      },
    };
    const seen = [];
    const { relay } = relayOver(null, {
      store: slow,
      async fetch(_, { body }) {
        for await (const chunk of body) {
          seen.push(new TextDecoder().decode(chunk));
          if (seen.length === 2) commit(seen.slice());
        }
        return accepted();
      },
    });
    const body = ReadableStream.from(["a", "b", "c"].map((text) => new TextEncoder().encode(text)));
    const response = submit(relay, { body });
    assert.deepEqual(await isCommitted, ["a", "b"]);
    assert.equal((await response).status, 202);
    assert.deepEqual(seen, ["a", "b", "c"]);
  });
});

describe("a submit without an idempotency key", () => {
  const ROWS = [
    ["a job", accepted, [202, null]],
    ["a refusal", () => new Response("{}", { status: 422 }), [422, null]],
    ["429", () => new Response("{}", { status: 429 }), [429, null]],
    ["409", () => new Response("{}", { status: 409 }), [409, "unknown"]],
    ["408", () => new Response("{}", { status: 408 }), [504, "unknown"]],
    ["500", () => new Response("{}", { status: 500 }), [500, "unknown"]],
    ["a redirect", () => new Response(null, { status: 302 }), [502, "unknown"]],
    ["no reply", () => Promise.reject(new TypeError("fetch failed")), [502, "unknown"]],
  ];
  for (const [name, answer, wanted] of ROWS) {
    test(`has the outcome ${wanted[1]} after ${name}: the client repeats nothing that may be bought`, async () => {
      const { relay, sent } = relayOver(answer);
      assert.deepEqual(outcome(await submit(relay, { key: null })), wanted);
      assert.deepEqual(sent, [BODY]);
    });
  }

  test("has no outcome where its body is longer than the limit", async () => {
    const { relay } = relayOver(accepted, { limits: { bodyBytes: 5 } });
    assert.deepEqual(outcome(await submit(relay, { key: null })), [413, null]);
  });
});

describe("a store that dies in the middle", () => {
  for (const isDone of [false, true]) {
    test(`makes no purchase twice, whenever it dies, ${isDone ? "after" : "before"} an operation`, async () => {
      const deaths = Array.from({ length: 8 }, (_, number) => number);
      const firsts = await Promise.all(deaths.map((death) => dyingAt(death, isDone)));
      assert.deepEqual(new Set(firsts), new Set([503, 424, 202]));
    });
  }

  /** Lets a store fail from one operation on, until the first call is answered; then the submit comes again. Returns the first status. */
  async function dyingAt(death, isDone) {
    const store = memoryStore();
    let operations = 0;
    let isOver = false;
    const operationOf =
      (operate) =>
      async (...parameters) => {
        const number = operations++;
        if (isOver || number < death) return operate(...parameters);
        if (isDone && number === death) operate(...parameters);
        throw new Error("no store");
      };
    const dying = Object.fromEntries(Object.keys(store).map((name) => [name, operationOf(store[name])]));
    const { relay, sent } = relayOver(accepted, { store: dying });
    const first = await submit(relay);
    if (first.status === 202) assert.equal(await first.text(), REPLY);
    assert.equal(sent.length, first.status === 202 ? 1 : 0, "nothing leaves without the store");
    isOver = true;
    // A call that comes while the end of the first is written down may have to come again.
    const second = await submit(relay);
    if (second.status !== 202) assert.deepEqual(outcome(second), [424, "unsent"]);
    const last = second.status === 202 ? second : await submit(relay);
    assert.equal(await last.text(), REPLY, `dead from operation ${death}`);
    assert.equal(sent.length, 1);
    return first.status;
  }
});

test("limits hold across relays with one store", async () => {
  const store = memoryStore();
  const prices = { mulerun: { "google/nano-banana-pro/edit": 100_000 } };
  const limits = { microUsdPerDay: 300_000, prices };
  const keys = { mulerun: "a-key" };
  const relays = [1, 2].map(() => relayOver(accepted, { store, limits, keys }));
  const statuses = [];
  for (let call = 0; call < 5; call += 1) {
    statuses.push((await submit(relays[call % 2].relay, { key: `key-${call}` })).status);
  }
  assert.deepEqual(statuses, [202, 202, 202, 402, 402]);
  assert.equal((await submit(relays[1].relay, { key: "key-0" })).status, 202, "a reply again costs nothing");
});

describe("a price that is reserved", () => {
  const prices = { mulerun: { "google/nano-banana-pro/edit": 100_000 } };
  const options = { limits: { microUsdPerDay: 300_000, prices }, keys: { mulerun: "a-key" } };
  const spentOf = async (relay) => {
    const response = await relay(new Request("https://example.com/api/plantain/limits"));
    return (await response.json()).day.spentMicroUsd;
  };
  /** Returns a store that fails where `isDead` says so, of the name of an operation and its parameters. */
  const failing = (isDead) => {
    const store = memoryStore();
    const operationOf =
      (name) =>
      async (...parameters) => {
        if (isDead(name, ...parameters)) throw new Error("no store");
        return store[name](...parameters);
      };
    return Object.fromEntries(Object.keys(store).map((name) => [name, operationOf(name)]));
  };

  test("past the limit is not counted, even where nothing can be taken back", async () => {
    const store = failing((name, _, amount) => name === "increment" && amount < 0);
    const { relay } = relayOver(accepted, { ...options, store });
    const statuses = [];
    for (let number = 0; number < 5; number += 1) {
      statuses.push((await submit(relay, { key: `key-${number}` })).status);
    }
    assert.deepEqual(statuses, [202, 202, 202, 402, 402]);
    assert.equal(await spentOf(relay), 300_000);
  });

  test("and not given back, because the store died, is taken over under the same key, once", async () => {
    let isDead = true;
    const store = failing((_, key, amount) => isDead && (key.endsWith(":settled") || amount < 0));
    const lost = () => Promise.reject(new TypeError("refused"));
    let answer = lost;
    const { relay, sent } = relayOver(null, {
      ...options,
      store,
      async fetch(_, { body }) {
        if (answer === lost) return lost();
        sent.push(await new Response(body).text());
        return accepted();
      },
    });
    assert.deepEqual(outcome(await submit(relay)), [502, "unsent"]);
    assert.equal(await spentOf(relay), 100_000, "it could not be given back");
    isDead = false;
    answer = accepted;
    assert.equal((await submit(relay)).status, 202);
    assert.equal(await spentOf(relay), 100_000, "the submit is counted once");
    assert.equal((await submit(relay, { key: "key-2" })).status, 202);
    assert.equal(await spentOf(relay), 200_000, "another key takes over nothing");
    assert.equal(sent.length, 2);
  });

  test("is given back once where the attempt after it has taken it over", async () => {
    const store = memoryStore();
    let refuse;
    const isRefused = new Promise((_, reject) => {
      refuse = () => reject(new TypeError("refused"));
    });
    const first = relayOver(null, { ...options, store, fetch: () => isRefused });
    const second = relayOver(accepted, { ...options, store });
    const slow = submit(first.relay);
    // Its process stands still: the other relay has released it.
    let attempt;
    while (attempt === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      attempt = await nameOf(store, "ann", "key-1");
    }
    store.add(`${attempt}:go`, "released", { ttl: 100 });
    assert.equal((await submit(second.relay)).status, 202);
    assert.equal(await spentOf(second.relay), 100_000);
    refuse();
    assert.deepEqual(outcome(await slow), [502, "unsent"]);
    assert.equal(await spentOf(second.relay), 100_000, "what was bought stays counted");
  });

  /** The name of a caller's first attempt under a key, once its price is reserved. */
  async function nameOf(store, caller, key) {
    const name = `submit:${await shortHash(caller)}:${await shortHash(key)}:1`;
    return store.get(`${name}:reserved`) === null ? undefined : name;
  }
});

describe("a store that returns what it must not", () => {
  const ROWS = {
    "from get, a number": { get: () => 7 },
    "from get, an object": { get: () => ({}) },
    "from get, text that is no JSON": { add: () => false, get: () => "nonsense" },
    "from add, nothing, and from get what was not added": { add() {}, get: () => null },
    "from all, by throwing at once": {
      add() {
        throw new Error("no store");
      },
    },
  };
  for (const [name, wrong] of Object.entries(ROWS)) {
    test(`lets nothing leave: ${name}`, async () => {
      const store = { ...memoryStore(), ...wrong };
      // A claim needs no `get` where it was added.
      if (wrong.get && !wrong.add) store.add = () => false;
      const { relay, sent } = relayOver(accepted, { store });
      assert.deepEqual(outcome(await submit(relay)), [503, "unknown"]);
      assert.equal(sent.length, 0);
    });
  }
});

test("no status after which a browser repeats a POST leaves the relay", async () => {
  for (const status of [408, 421, 425]) {
    const { relay } = relayOver(() => new Response("{}", { status }));
    for (const key of [null, "key-1"]) {
      assert.equal((await submit(relay, { key })).status, status === 408 ? 504 : 502);
    }
    const poll = await relay(new Request(`${AT}${EDIT}/an-id`));
    assert.equal(poll.status, status === 408 ? 504 : 502);
  }
});

test("a page may send the key", async () => {
  const { relay } = relayOver(accepted);
  const headers = {
    origin: "https://example.com",
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type,idempotency-key",
  };
  const response = await relay(new Request(AT + EDIT, { method: "OPTIONS", headers }));
  assert.equal(response.headers.get("access-control-allow-headers"), "content-type, idempotency-key");
});

test("a fingerprint does not depend on how a body is cut", async () => {
  const bytes = new Uint8Array(300_000).map((_, index) => index * 7);
  const printOf = async (piece, changed = bytes) => {
    const print = await Fingerprint.of("x");
    for (let at = 0; at < changed.length; at += piece) await print.push(changed.subarray(at, at + piece));
    return print.end();
  };
  const whole = await printOf(bytes.length);
  for (const piece of [1000, 65_504, 65_536, 100_001]) assert.equal(await printOf(piece), whole);
  for (const at of [0, 65_503, 65_504, 299_999]) {
    const changed = bytes.slice();
    changed[at] ^= 1;
    assert.notEqual(await printOf(bytes.length, changed), whole);
  }
  assert.notEqual(await printOf(bytes.length, bytes.subarray(1)), whole);
});
