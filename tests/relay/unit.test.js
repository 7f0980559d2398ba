import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import http2 from "node:http2";
import { describe, test } from "node:test";
import { Attempt } from "../../pkg/relay/attempt.js";
import { pickKey } from "../../pkg/relay/digest.js";
import { keepKeysOut } from "../../pkg/relay/redact.js";
import { providers } from "../../pkg/relay/routes.js";
import { mostMicroUsd, routesOf, soldModels } from "../../pkg/relay/sold.js";
import { rewriteStrings } from "../../pkg/relay/strings.js";
import { createRelay, memoryStore } from "../../pkg/relay.js";
import { signed } from "./attacks/submit.js";
import { clientOf } from "./client.js";
import { SECRET } from "./site.js";

const EDIT = "https://example.com/api/plantain/mulerun/vendors/google/v1/nano-banana-pro/edit";
const JOB = `${EDIT}/an-id`;
const GOOD = { keys: { mulerun: "a-key" }, origins: ["https://example.com"], authorize: () => "ann" };

const OWN = {
  provider: "mulerun",
  name: "A model",
  tasks: ["edit"],
  page: "https://example.com",
  confidence: "documented",
  fields: { prompt: { wire: "prompt" }, images: { wire: "images", formats: ["jpeg"] } },
  price: null,
  seconds: 30,
};

test("an upstream may have the addresses to which the module and the client send keys", async () => {
  const table = JSON.parse(await readFile(new URL("../addresses.json", import.meta.url), "utf8"));
  for (const address of table.allowed) createRelay({ ...GOOD, upstream: { mulerun: address } });
  for (const address of table.refused) {
    const create = () => createRelay({ ...GOOD, upstream: { mulerun: address } });
    assert.throws(create, /upstream\.mulerun must be an https/, address);
  }
});

describe("a relay that is set up wrongly does not start", () => {
  const HIDDEN = "a-key-that-nobody-may-see";
  const ROWS = [
    [undefined, /options must be an object/],
    [{ ...GOOD, authorize: undefined }, /authorize must be a function.*write both/],
    [{ ...GOOD, authorize: "none" }, /authorize must be a function/],
    [{ ...GOOD, origins: "any", authorize: undefined }, /authorize must be a function/],
    [{ ...GOOD, origins: undefined }, /origins must be a list/],
    [{ ...GOOD, origins: [] }, /origins must be a list/],
    [{ ...GOOD, origins: ["*"] }, /origins must hold origins/],
    [{ ...GOOD, origins: ["https://example.com/"] }, /no slash at the end/],
    [{ ...GOOD, origins: ["example.com"] }, /origins must hold origins/],
    [{ ...GOOD, keys: {} }, /keys must hold/],
    [{ ...GOOD, keys: { mulerun: 5 } }, /keys\.mulerun must be a string/],
    [{ ...GOOD, keys: { mulerun: null } }, /keys\.mulerun must be a string/],
    [{ ...GOOD, keys: { mulerun: `${HIDDEN}\n` } }, /keys\.mulerun has a space/],
    [{ ...GOOD, keys: { mulerun: [] } }, /keys\.mulerun must be a key/],
    [{ ...GOOD, keys: { openai: HIDDEN } }, /keys "openai" is not known/],
    [{ ...GOOD, kyes: {} }, /option "kyes" is not known/],
    [{ ...GOOD, limits: { perMinute: 3 } }, /limits "perMinute" is not known/],
    [{ ...GOOD, limits: { seconds: 0 } }, /limits\.seconds must be a whole number/],
    [{ ...GOOD, limits: { microUsdPerDay: 1.5 } }, /limits\.microUsdPerDay must be/],
    [{ ...GOOD, models: [{ ...OWN, id: "a/b" }] }, /models\[0\]\.path is missing/],
    [{ ...GOOD, models: {} }, /models must be a list of models/],
    [
      { ...GOOD, models: [{ provider: "veo", id: 3 }] },
      /models\[0\]\.provider must be one of.*models\[0\]\.id must be string/,
    ],
    [{ ...GOOD, store: {} }, /store must have a function add/],
    [{ ...GOOD, limits: { prices: { mulerun: { veo: 1 } } } }, /limits\.prices\.mulerun "veo" is not known/],
    [{ ...GOOD, path: "api" }, /path must be/],
    [{ ...GOOD, path: "/api/" }, /path must be/],
    [{ ...GOOD, path: "/../api" }, /path must be/],
    [{ ...GOOD, secret: "short" }, /secret must be a string of 32/],
    [{ ...GOOD, upstream: { mulerun: "http://10.0.0.1" } }, /upstream\.mulerun must be an https/],
    [{ ...GOOD, upstream: { mulerun: "https://user@example.com" } }, /upstream\.mulerun must be/],
    [{ ...GOOD, upstream: { pixazo: "https://example.com" } }, /upstream "pixazo" is not known/],
    [{ ...GOOD, publicUrl: "/api" }, /publicUrl must be/],
  ];
  for (const [options, sentence] of ROWS) {
    test(String(sentence), () => {
      assert.throws(
        () => createRelay(options),
        (error) =>
          error instanceof TypeError && sentence.test(error.message) && !error.message.includes(HIDDEN),
      );
    });
  }

  test("and one that is set up rightly does", () => {
    createRelay(GOOD);
    createRelay({ ...GOOD, origins: "any", authorize: "none" });
    const prices = { mulerun: { "google/nano-banana-pro/edit": 100_000 } };
    createRelay({ ...GOOD, limits: { microUsdPerDay: 1_000_000, prices } });
  });
});

describe("a key that is not set", () => {
  const heard = [];
  const sent = [];
  const options = {
    ...GOOD,
    keys: { mulerun: undefined, pixelbyte: ["a-key", undefined], mulerouter: "a-key" },
    limits: { microUsdPerDay: 1_000_000 },
    onError: (error) => heard.push(error.message),
    fetch: async (address) => {
      sent.push(address);
      return Response.json({ task_info: { id: "an-id", status: "pending" } });
    },
  };
  const refused = async (relay, path, headers) => {
    const answer = await submit(relay, path, headers);
    return [
      answer.status,
      /RELAY_NO_KEY|has no key/.test(await answer.text()),
      answer.headers.get("relay-outcome"),
    ];
  };
  const body = { model: "google/nano-banana-dev/text-to-image" };

  test("is no reason not to start, and the first call says so, with nothing sent", async () => {
    for (const none of [undefined, "", [""], [undefined, undefined]]) {
      createRelay({ ...options, keys: { mulerun: none } });
    }
    const relay = createRelay(options);
    assert.deepEqual([heard, sent], [[], []]);
    assert.deepEqual(await refused(relay, "mulerun/vendors/google/v1/nano-banana-pro/edit"), [
      403,
      true,
      null,
    ]);
    assert.match(heard[0], /keys\.mulerun is not set\. Is the variable set/);
    const many = await submit(relay, "pixelbyte/v1/jobs/submit", {}, body);
    assert.deepEqual([many.status, sent], [403, []]);
    assert.match(heard[1], /keys\.pixelbyte is not set/);
  });

  test("leaves the idempotency key free, and the day as it was", async () => {
    const relay = createRelay(options);
    const headers = { "idempotency-key": "a-key-1" };
    const path = "mulerun/vendors/google/v1/nano-banana-pro/edit";
    for (let times = 0; times < 2; times += 1) {
      assert.deepEqual(await refused(relay, path, headers), [403, true, "unsent"]);
    }
    assert.equal((await limitsOf(relay)).day.spentMicroUsd, 0);
  });

  test("of a provider that is not listed is refused the same way, and reported nowhere", async () => {
    const relay = createRelay(options);
    heard.length = 0;
    assert.deepEqual(await refused(relay, "pixazo/flux-dev/v1/dev/textToImage"), [403, true, null]);
    const preflight = new Request("https://example.com/api/plantain/pixazo/flux-dev/v1/dev/textToImage", {
      method: "OPTIONS",
      headers: { origin: "https://example.com", "access-control-request-method": "POST" },
    });
    assert.equal((await relay(preflight)).status, 204);
    assert.deepEqual([heard, sent], [[], []]);
  });

  test("does not stop the others", async () => {
    const relay = createRelay({ ...options, limits: {} });
    const answer = await submit(relay, "mulerouter/vendors/google/v1/nano-banana-pro/edit");
    assert.deepEqual([answer.status, sent.length], [200, 1]);
  });

  test("makes links good with a secret alone: without both the signature could be guessed", async () => {
    const path = signed("GET", "https://cdn.muvi.video/a.png");
    const answer = async (more) => {
      const relay = createRelay({ ...options, keys: { pixelbyte: undefined }, ...more });
      const reply = await relay(new Request(`https://example.com${path}`));
      return [reply.status, (await reply.text()).includes("RELAY_NO_KEY")];
    };
    assert.deepEqual(await answer({ secret: SECRET }), [200, false]);
    assert.deepEqual(await answer({}), [403, true]);
    const other = createRelay({ ...options, keys: { pixelbyte: "a-key" }, secret: SECRET });
    assert.equal((await other(new Request(`https://example.com${path}`))).status, 200);
  });
});

describe("a caller's limits", () => {
  const options = {
    ...GOOD,
    keys: { pixelbyte: "a-key", mulerun: "a-key" },
    authorize: ({ headers }) => headers.get("authorization"),
  };
  const model = { provider: "pixelbyte", model: "google/nano-banana-pro-extra/edit-image" };

  test("are what is left of the minute and of the day, for each caller", async (context) => {
    context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 10, 28, 22) });
    const fetch = async () => Response.json({ jobId: "job-1", costMicroCents: 134_000 });
    const relay = createRelay({ ...options, fetch, limits: { microUsdPerDay: 700_000, callsPerMinute: 10 } });
    const headers = { authorization: "ann" };
    assert.deepEqual(await limitsOf(relay, model, headers), {
      callsLeft: 9,
      day: {
        limitMicroUsd: 700_000,
        spentMicroUsd: 0,
        leftMicroUsd: 700_000,
        endsAt: "2026-11-29T00:00:00.000Z",
      },
      model: { mostMicroUsd: 241_200, submitsLeft: 2 },
    });
    const answer = await submit(relay, "pixelbyte/v1/jobs/submit", headers, { ...model, input: {} });
    assert.equal(answer.status, 200);
    await answer.text();
    const { callsLeft, day } = await limitsOf(relay, undefined, headers);
    assert.deepEqual([callsLeft, day.spentMicroUsd, day.leftMicroUsd], [7, 134_000, 566_000]);
    assert.equal((await limitsOf(relay, model, { authorization: "bob" })).day.leftMicroUsd, 700_000);
    context.mock.timers.tick(2 * 60 * 60 * 1000);
    assert.equal((await limitsOf(relay, model, headers)).day.leftMicroUsd, 700_000);
  });

  test("without a day's limit have no day, and any number of submits", async () => {
    const relay = createRelay({ ...options, authorize: () => "ann" });
    const { day, model: found } = await limitsOf(relay, model);
    assert.deepEqual([day, found], [null, { mostMicroUsd: 241_200, submitsLeft: null }]);
    assert.equal((await limitsOf(relay)).model, null);
  });

  test("allow no submit to a provider for which the relay has no key", async () => {
    for (const limits of [{}, { microUsdPerDay: 700_000 }]) {
      const relay = createRelay({ ...options, keys: { mulerun: "a-key" }, authorize: () => "ann", limits });
      assert.deepEqual((await limitsOf(relay, model)).model, { mostMicroUsd: 241_200, submitsLeft: 0 });
    }
  });

  test("allow no submit of a model whose price is not known", async () => {
    const relay = createRelay({ ...options, authorize: () => "ann", limits: { microUsdPerDay: 700_000 } });
    const unknown = { provider: "mulerun", model: "google/nano-banana-pro/edit" };
    assert.deepEqual((await limitsOf(relay, unknown)).model, { mostMicroUsd: null, submitsLeft: 0 });
  });

  test("are for callers that are known, from pages that may call, and of models that there are", async () => {
    const relay = createRelay(options);
    const status = async (query, headers, method) => {
      const url = `https://example.com/api/plantain/limits${query}`;
      return (await relay(new Request(url, { headers, method }))).status;
    };
    assert.equal(await status("", {}), 401);
    assert.equal(await status("", { authorization: "ann", origin: "https://other.example" }), 403);
    const known = { authorization: "ann" };
    assert.equal(await status("", known), 200);
    assert.equal(await status("", { ...known, origin: "https://example.com" }, "POST"), 405);
    for (const wrong of ["?", "?provider=veo&model=a", "?provider=mulerun&model=a", "?provider=mulerun"]) {
      assert.equal(await status(wrong, known), 404, wrong);
    }
  });
});

describe("as a middleware", () => {
  const serve = async (listener, path) => {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    const answer = await clientOf(server.address()).ask({ method: "GET", path });
    server.close();
    await once(server, "close");
    return answer;
  };
  const relay = createRelay({ ...GOOD, fetch: async () => Response.json({}) });
  const next = (outgoing) => () => outgoing.writeHead(200).end("the next one");
  const middleware = (incoming, outgoing) => relay.node(incoming, outgoing, next(outgoing));

  test("the relay leaves what is outside of its path to the next one", async () => {
    for (const path of ["/", "/hello", "/api/plantain", "/api/plantains/a", "//api/plantain/mulerun"]) {
      assert.equal((await serve(middleware, path)).text, "the next one", path);
    }
  });

  test("it answers what is in its path, also where there is no such route, and all of it without a next one", async () => {
    for (const path of ["/api/plantain/a", "/api/plantain/mulerun/b?c"]) {
      const answer = await serve(middleware, path);
      assert.deepEqual(
        [answer.status, JSON.parse(answer.text).error.code],
        [404, "RELAY_NO_SUCH_ROUTE"],
        path,
      );
    }
    assert.equal((await serve(relay.node, "/hello")).status, 404);
  });

  test("below a path that a router takes off, it is the whole path that counts", async () => {
    const below = (incoming, outgoing) => {
      incoming.originalUrl = incoming.url;
      incoming.url = incoming.url.replace("/api/plantain", "");
      return middleware(incoming, outgoing);
    };
    const path = JOB.replace("https://example.com", "");
    assert.equal((await serve(below, path)).status, 200);
  });
});

describe("links in replies", () => {
  const TEXT = JSON.stringify({
    "https://a.example/not-a-value": 1,
    images: ["https://a.example/1", { url: 'https://a.example/\u00e9"\\2' }, "plain", ""],
    number: 12345678901234567890n.toString(),
    polling_url: "https://a.example/3",
    inline: `data:image/png;base64,${"A".repeat(20_000)}`,
    long: `https://a.example/${"b".repeat(20_000)}`,
    nested: { deep: [[["https://a.example/4"]]] },
  });
  const rewrite = async (text, size) => {
    const asked = [];
    const push = rewriteStrings(async (member, value) => {
      asked.push([member, value]);
      return member === "polling_url" ? null : value.replace("a.example", "relay.example");
    });
    let out = "";
    for (let at = 0; at < text.length; at += size) out += await push(text.slice(at, at + size), false);
    return { out: out + (await push("", true)), asked };
  };

  test("are replaced wherever the pieces end", async () => {
    const whole = await rewrite(TEXT, TEXT.length);
    const { images, nested, polling_url, inline, long } = JSON.parse(whole.out);
    assert.deepEqual(images, [
      "https://relay.example/1",
      { url: 'https://relay.example/\u00e9"\\2' },
      "plain",
      "",
    ]);
    assert.equal(nested.deep[0][0][0], "https://relay.example/4");
    assert.equal(polling_url, "https://a.example/3");
    assert.ok(inline.length > 20_000 && long.startsWith("https://a.example/b"));
    assert.ok(whole.asked.some(([member, value]) => member === "images" && value === "https://a.example/1"));
    for (const size of [1, 2, 3, 7, 64, 8191, 8192, 8193]) {
      assert.equal((await rewrite(TEXT, size)).out, whole.out, `pieces of ${size}`);
    }
  });

  test("of text that is no JSON are left, and nothing of it is lost", async () => {
    for (const text of ['{"a":"https://a.ex', "<html>\"'", '"', "\\", '{"a":"\\"']) {
      for (const size of [1, 3, 100]) assert.equal((await rewrite(text, size)).out, text);
    }
  });
});

test("a key does not come through, wherever the pieces end and however it is written", () => {
  const key = 'k/"+=9ZyXwVu';
  const text = `a ${key} b ${JSON.stringify(key)} c ${encodeURIComponent(key)} d ${key.replace("/", "\\/")} e ${key.slice(0, 5)}`;
  for (let size = 1; size < text.length; size += 1) {
    const clean = keepKeysOut([key, "another"]);
    let out = "";
    for (let at = 0; at < text.length; at += size) out += clean(text.slice(at, at + size), false);
    out += clean("", true);
    assert.ok(!out.includes("9ZyXwVu"), out);
    assert.ok(out.endsWith(key.slice(0, 5)));
  }
});

test("docs/relay.md lists every code", async () => {
  const root = new URL("../../", import.meta.url);
  const folder = new URL("pkg/relay/", root);
  const scripts = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const files = [new URL("pkg/relay.js", root), ...scripts.map((name) => new URL(name, folder))];
  const codesOf = (text) => text.match(/RELAY_[A-Z_]+/g) ?? [];
  const used = (await Promise.all(files.map((file) => readFile(file, "utf8")))).flatMap(codesOf);
  const document = await readFile(new URL("docs/relay.md", root), "utf8");
  const [, section] = /\n## Codes\n(.*?)\n## /s.exec(document);
  const listed = codesOf(section);
  assert.deepEqual(listed.toSorted(), [...new Set(used)].toSorted());
});

test("a placeholder for a key changes no reply", async () => {
  for (const key of ["k", "a", "1", "id", "any", "status"]) {
    const reply = { task_info: { id: "a-1", status: "pending" } };
    const relay = createRelay({ ...GOOD, keys: { mulerun: key }, fetch: async () => Response.json(reply) });
    assert.deepEqual(await (await relay(new Request(JOB))).json(), reply, key);
  }
});

test("a key that the provider repeats beside an output, or in place of a time, does not come through", async () => {
  const key = "muk-0123456789";
  const images = [`https://x.muleusercontent.com/${key}/a.png`, "https://x.muleusercontent.com/b.png"];
  const fetch = async () => Response.json({ images }, { headers: { "retry-after": key } });
  const relay = createRelay({ ...GOOD, keys: { mulerun: key }, fetch });
  const answer = await relay(new Request(JOB));
  assert.equal(answer.headers.get("retry-after"), null);
  const links = (await answer.json()).images;
  const seen = links.map((link) => Buffer.from(link.split("/relay-links/")[1], "base64url").toString());
  assert.ok(seen[1].includes("https://x.muleusercontent.com/b.png"));
  assert.ok(seen[0].includes("https://x.muleusercontent.com/<key>/a.png"));
});

test("a time to wait comes through in seconds: a date is read by the provider's clock", async () => {
  const date = "Sun, 06 Nov 1994 08:49:30 GMT";
  for (const [time, seconds] of [
    ["30", "30"],
    ["0", "0"],
    ["Sun, 06 Nov 1994 08:49:37 GMT", "7"],
    ["Sunday, 06-Nov-94 08:49:37 GMT", "7"],
    ["Sun Nov  6 08:49:37 1994", "7"],
    ["Sun, 06 Nov 1994 08:49:23 GMT", "0"],
    ["-5", null],
    ["1.5", null],
    ["2s", null],
    ["1, 2", null],
    ["1e3", null],
    ["Sun, 06 Nov 1994", null],
    ["Sun, 99 Foo 1994 08:49:37 GMT", null],
    ["tomorrow", null],
  ]) {
    const headers = { "retry-after": time, date };
    const fetch = async () => new Response("{}", { status: 429, headers });
    const answer = await createRelay({ ...GOOD, fetch })(new Request(JOB));
    assert.equal(answer.headers.get("retry-after"), seconds, time);
  }
  const headers = { "retry-after": new Date(Date.now() + 1_000_000).toUTCString() };
  const fetch = async () => new Response("{}", { status: 429, headers });
  const answer = await createRelay({ ...GOOD, fetch })(new Request(JOB));
  const seconds = Number(answer.headers.get("retry-after"));
  assert.ok(seconds > 0 && seconds <= 1001, "without a clock of the provider's by that of this machine");
});

test("a reply of the provider's is told from one of another server, also where it is a web page", async () => {
  const page = () => new Response("<!doctype html>", { status: 503 });
  const answer = await createRelay({ ...GOOD, fetch: async () => page() })(new Request(JOB));
  assert.equal(answer.headers.get("relay-outcome"), "answered");
  const unsigned = await createRelay({ ...GOOD, authorize: () => null })(new Request(JOB));
  assert.equal(unsigned.headers.get("relay-outcome"), null);
});

test("a status that is no redirect is not told as one", async () => {
  for (const [status, code] of [
    [302, "RELAY_REDIRECT"],
    [307, "RELAY_REDIRECT"],
    [304, "RELAY_NO_ANSWER"],
  ]) {
    const fetch = async () => new Response(null, { status });
    const answer = await createRelay({ ...GOOD, fetch })(new Request(JOB));
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), new RegExp(code));
  }
});

test("a key more or less changes the key of few callers", async () => {
  const callers = Array.from({ length: 400 }, (_, number) => `caller ${number}`);
  const before = await Promise.all(callers.map((id) => pickKey(["a", "b", "c"], id)));
  const after = await Promise.all(callers.map((id) => pickKey(["c", "d", "a", "b"], id)));
  const changed = callers.filter((_, index) => before[index] !== after[index]);
  assert.ok(changed.every((id) => after[callers.indexOf(id)] === "d"));
  assert.ok(changed.length > 50 && changed.length < 150, String(changed.length));
});

test("the store in memory adds up, and forgets in time", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 0 });
  const store = memoryStore();
  assert.equal(store.increment("a", 5, { ttl: 10 }), 5);
  assert.equal(store.increment("a", -2, { ttl: 10 }), 3);
  assert.equal(store.increment("b", 1, { ttl: 10 }), 1);
  assert.equal(store.add("c", "first", { ttl: 10 }), true);
  assert.equal(store.add("c", "second", { ttl: 10 }), false);
  assert.equal(store.get("c"), "first");
  context.mock.timers.tick(10_001);
  assert.equal(store.increment("a", 1, { ttl: 10 }), 1);
  assert.equal(store.get("c"), null);
  assert.equal(store.add("c", "second", { ttl: 10 }), true);
});

test("a store that is out of order lets nothing through, and a submit hears that nothing was bought", async () => {
  const heard = [];
  let forwarded = 0;
  const relay = createRelay({
    ...GOOD,
    onError: (error) => heard.push(error.message),
    fetch: async () => {
      forwarded += 1;
      return new Response("{}");
    },
    store: failingStore(new Error("no database")),
  });
  const headers = { origin: "https://example.com", "content-type": "application/json" };
  assert.equal((await relay(new Request(EDIT, { method: "POST", headers, body: "{}" }))).status, 424);
  assert.equal((await relay(new Request(JOB, { headers }))).status, 503);
  assert.deepEqual([heard, forwarded], [["no database", "no database"], 0]);
});

test("a job is asked about as the client writes its id, and given back whatever that looks like", async () => {
  const model = "google/nano-banana-pro-extra/edit-image";
  const origin = "https://example.com";
  for (const [jobId, part] of [
    ["job_1", "job_1"],
    [1234567890, "1234567890"],
    ["q83v+A0w==:7", "q83v%2bA0w%3d%3d%3a7"],
  ]) {
    const asked = [];
    const relay = createRelay({
      ...GOOD,
      keys: { pixelbyte: "a-key" },
      limits: { microUsdPerDay: 241_200 },
      fetch: async (address, { method }) => {
        asked.push(address);
        return Response.json(method === "POST" ? { jobId, costMicroCents: 134_000 } : { status: "failed" });
      },
    });
    const call = async (path, body) => {
      const method = body === undefined ? "GET" : "POST";
      const headers = { origin, "content-type": "application/json" };
      const url = `https://example.com/api/plantain/pixelbyte/v1/jobs/${path}`;
      const reply = await relay(new Request(url, { method, headers, body }));
      await reply.text();
      return reply.status;
    };
    const buy = () => call("submit", JSON.stringify({ model, input: {} }));
    assert.deepEqual([await buy(), await buy()], [200, 402]);
    assert.deepEqual([await call(part), await buy()], [200, 200], part);
    assert.equal(asked[1], `https://api.muvi.video/v1/jobs/${part}`);
  }
});

test("a job that fails after midnight is given back to the day on which it was bought", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 10, 28, 23, 59) });
  const spent = [];
  const store = memoryStore();
  const relay = createRelay({
    ...GOOD,
    keys: { pixelbyte: "a-key" },
    limits: { microUsdPerDay: 700_000 },
    store: {
      ...store,
      increment(name, amount, kept) {
        const value = store.increment(name, amount, kept);
        if (name.startsWith("spent:")) spent.push(`${name.slice(-10)}: ${value}`);
        return value;
      },
    },
    fetch: async (_, { method }) =>
      Response.json(method === "POST" ? { jobId: "job-1", costMicroCents: 134_000 } : { status: "failed" }),
  });
  const input = { model: "google/nano-banana-pro-extra/edit-image", input: {} };
  await (await submit(relay, "pixelbyte/v1/jobs/submit", {}, input)).text();
  assert.equal(spent.at(-1), "2026-11-28: 134000");
  context.mock.timers.tick(2 * 60_000);
  await (await relay(new Request("https://example.com/api/plantain/pixelbyte/v1/jobs/job-1"))).text();
  assert.equal(spent.at(-1), "2026-11-28: 0");
});

test("where every page may call, no cookie tells who is calling", async () => {
  const seen = [];
  const authorize = ({ headers }) =>
    seen.push([headers.get("cookie"), headers.get("authorization")]) && "ann";
  const headers = { cookie: "session=1", authorization: "Bearer of-the-site" };
  for (const origins of ["any", ["https://example.com"]]) {
    const relay = createRelay({ ...GOOD, origins, authorize, fetch: async () => Response.json({}) });
    assert.equal((await relay(new Request(JOB, { headers }))).status, 200);
  }
  assert.deepEqual(seen, [
    [null, "Bearer of-the-site"],
    ["session=1", "Bearer of-the-site"],
  ]);
});

describe("an `authorize` that does not settle", () => {
  const refusals = async (context, seconds, ms) => {
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const heard = [];
    const relay = createRelay({
      ...GOOD,
      authorize: () => new Promise(() => {}),
      limits: { seconds },
      onError: ({ message }) => heard.push(message),
      fetch: () => assert.fail("sent"),
    });
    const path = "mulerun/vendors/google/v1/nano-banana-pro/edit";
    const answers = [
      relay(new Request(JOB)),
      submit(relay, path),
      submit(relay, path, { "idempotency-key": "a-key-1" }),
    ];
    let settled = 0;
    for (const answer of answers) answer.then(() => (settled += 1));
    context.mock.timers.tick(ms - 1);
    await new Promise(setImmediate);
    assert.equal(settled, 0);
    context.mock.timers.tick(1);
    const found = (await Promise.all(answers)).map((answer) => [
      answer.status,
      answer.headers.get("relay-outcome"),
      answer.text(),
    ]);
    for (const [, , text] of found) assert.match(await text, /RELAY_NOT_READY/);
    assert.deepEqual(
      heard,
      found.map(() => `authorize has not settled within limits.seconds, which is ${ms / 1000}`),
    );
    return found.map(([status, outcome]) => [status, outcome]);
  };
  const expected = [
    [503, null],
    [424, "unsent"],
    [503, "unknown"],
  ];

  test("ends with the time limit of an exchange, with nothing sent", async (context) => {
    assert.deepEqual(await refusals(context, 7, 7000), expected);
  });

  test("is waited for no shorter where the limit is longer than any timer", async (context) => {
    assert.deepEqual(await refusals(context, Number.MAX_SAFE_INTEGER, 2_147_483_000), expected);
  });
});

test("the relay never rejects, whatever it is called with, and says so to `onError`", async () => {
  const throwing = (names) =>
    Object.fromEntries(names.map((name) => [name, { get: () => assert.fail(`no ${name}`) }]));
  const hostile = [
    null,
    undefined,
    7,
    "https://example.com/",
    {},
    { url: 7 },
    { url: EDIT },
    { url: EDIT, method: "POST", headers: {} },
    { url: "https://example.com/other" },
    Object.defineProperties({}, throwing(["url"])),
    Object.defineProperties({ url: EDIT, method: "POST" }, throwing(["headers"])),
  ];
  for (const request of hostile) {
    let heard = 0;
    const onError = async () => {
      heard += 1;
      throw new Error("onError fails too");
    };
    const answer = await createRelay({ ...GOOD, onError })(request);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    const { code } = (await answer.json()).error;
    assert.deepEqual([answer.status, code, heard], [500, "RELAY_FAILED", 1]);
  }
  const context = Object.defineProperties({}, throwing(["waitUntil"]));
  assert.equal((await createRelay({ ...GOOD, onError() {} })(new Request(JOB), context)).status, 500);
});

test("on Node, what was written of an output is given back at once, but for a `fetch` of the operator's", async (context) => {
  for (const isOperators of [false, true]) {
    const bytes = new Uint8Array(100_000).fill(7);
    const fetch = async () => new Response(ReadableStream.from([bytes]));
    context.mock.method(globalThis, "fetch", fetch);
    const options = { ...GOOD, keys: { pixelbyte: "a-key" }, secret: SECRET };
    const server = createServer(createRelay(isOperators ? { ...options, fetch } : options).node);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const path = signed("GET", "https://cdn.muvi.video/a.png");
    const answer = await clientOf(server.address()).ask({ method: "GET", path });
    server.close();
    await once(server, "close");
    assert.ok(answer.bytes.equals(Buffer.alloc(100_000, 7)));
    assert.equal(bytes.byteLength, isOperators ? 100_000 : 0);
  }
});

test("an address without a host is no reason to fail", async () => {
  const request = { url: "/api/plantain/mulerun/", method: "GET", headers: new Headers() };
  assert.equal((await createRelay(GOOD)(request)).status, 404);
});

test("links have https behind a proxy that ends TLS, and the address that the operator names", async () => {
  const reply = {
    task_info: { id: "a", status: "completed" },
    images: ["https://x.muleusercontent.com/a.png"],
  };
  const linkOf = async (options, url) => {
    const relay = createRelay({ ...GOOD, ...options, fetch: async () => Response.json(reply) });
    const answer = await relay(new Request(`${url}/mulerun/vendors/google/v1/nano-banana-pro/edit/a`));
    return (await answer.json()).images[0];
  };
  assert.match(
    await linkOf({}, "http://example.com/api/plantain"),
    /^https:\/\/example\.com\/api\/plantain\/mulerun\/relay-links\//,
  );
  assert.match(await linkOf({}, "http://127.0.0.1:8080/api/plantain"), /^http:\/\/127\.0\.0\.1:8080\//);
  const publicUrl = "https://example.com/shop/api/plantain";
  assert.match(
    await linkOf({ publicUrl }, "http://10.0.0.7/api/plantain"),
    /^https:\/\/example\.com\/shop\/api\/plantain\/mulerun/,
  );
});

function failingStore(error) {
  const fail = () => Promise.reject(error);
  return { add: fail, get: fail, set: fail, increment: fail };
}

test("a model without a highest price is refused where a day has a limit, with nothing sent", async () => {
  const limits = { microUsdPerDay: 1_000_000 };
  const keys = { mulerun: "a-key", pixazo: "a-key" };
  const fetch = () => assert.fail("sent");
  const relay = createRelay({ ...GOOD, keys, limits, fetch });
  for (const [path, model] of [
    ["mulerun/vendors/google/v1/nano-banana-pro/edit", "google/nano-banana-pro/edit"],
    ["pixazo/flux-dev/v1/dev/textToImage", "flux-dev/text-to-image"],
  ]) {
    const answer = await submit(relay, path);
    assert.equal(answer.status, 402);
    const text = await answer.text();
    assert.ok(text.includes(`does not know what ${model} costs at most`), text);
  }
});

test("a model of the operator's own has a route, and replaces one with the same id", async () => {
  const id = "google/nano-banana-pro/edit";
  const path = "/vendors/google/v2/edit";
  const sent = [];
  const fetch = async (address) => {
    sent.push(new URL(address).pathname);
    return Response.json({ task_info: { id: "job-1", status: "pending" } });
  };
  const relay = createRelay({ ...GOOD, models: [{ ...OWN, id, path }], fetch });
  assert.equal((await submit(relay, `mulerun${path}`)).status, 200);
  assert.equal((await submit(relay, "mulerun/vendors/google/v1/nano-banana-pro/edit")).status, 404);
  const url = "https://example.com/api/plantain/mulerun";
  assert.equal((await relay(new Request(`${url}${path}/job-1`))).status, 200);
  assert.deepEqual(sent, [path, `${path}/job-1`]);
});

test("a model of the operator's own has a price of its own", async () => {
  const model = { ...OWN, id: "new/model", path: "/new", price: { per: "request", amount: 400_000 } };
  const limits = { microUsdPerDay: 1_000_000 };
  const fetch = async () => Response.json({ task_info: { id: "job-1", status: "pending" } });
  const relay = createRelay({ ...GOOD, limits, models: [model], fetch });
  const statuses = [];
  for (let number = 0; number < 3; number += 1) statuses.push((await submit(relay, "mulerun/new")).status);
  assert.deepEqual(statuses, [200, 200, 402]);
});

test("a submit at the path of several models reserves the price of the dearest", async () => {
  const model = (id, amount) => ({
    ...OWN,
    id,
    path: "/new",
    constants: { model: id },
    price: priced(amount),
  });
  const priced = (amount) => ({ per: "request", amount });
  const fetch = async () => Response.json({ task_info: { id: "job-1", status: "pending" } });
  const models = [model("cheap", 1), model("dear", 600_000)];
  const relay = createRelay({ ...GOOD, limits: { microUsdPerDay: 1_000_000 }, models, fetch });
  assert.deepEqual(
    [(await submit(relay, "mulerun/new")).status, (await submit(relay, "mulerun/new")).status],
    [200, 402],
  );
});

describe("the most that a request costs", () => {
  const of = (id, model) => mostMicroUsd(soldModels(id).find((one) => one.id === model));

  test("is that of the dearest options", () => {
    assert.equal(of("pixelbyte", "google/nano-banana-pro-extra/edit-image"), 241_200);
    assert.equal(of("pixelbyte", "pixelbyte-plus/pixel-image-1.0-pro/image-to-image"), 180_000);
    assert.equal(of("pixazo", "nano-banana/edit"), 643_200);
    assert.equal(of("mulerouter", "midjourney/diffusion"), 680_000);
  });

  test("is not known without a price, or without a limit of the images", () => {
    assert.equal(of("mulerun", "google/nano-banana-pro/edit"), null);
    assert.equal(of("pixazo", "flux-dev/text-to-image"), null);
  });

  test("is a whole number, rounded up", () => {
    const price = {
      per: "image",
      amount: 40_001,
      factors: [{ by: "quality", thousandths: { low: 500, high: 1800 } }],
    };
    assert.equal(mostMicroUsd({ fields: { count: { integer: [1, 4] } }, price }), 288_008);
    assert.equal(mostMicroUsd({ fields: {}, makes: 2, price: { ...price, factors: [] } }), 80_002);
  });
});

test("every path of every model has its submit and its poll", () => {
  for (const [id, { routes }] of Object.entries(providers)) {
    const models = soldModels(id);
    const { fixed, open } = routesOf(routes, models);
    const submits = Array.from(fixed.values())
      .flat()
      .filter(({ purpose }) => purpose === "submit");
    const sold = submits.flatMap((route) => route.models);
    assert.deepEqual(sold.toSorted(), models.map((model) => model.id).toSorted(), id);
    assert.ok(
      open.some(({ purpose }) => purpose === "poll"),
      id,
    );
  }
});

test("an attempt whose end the store refuses to record is looked at with pauses", async (context) => {
  const { timers } = context.mock;
  timers.enable({ apis: ["Date", "setTimeout"] });
  let adds = 0;
  const store = {
    get: async (key) => (key === "an-attempt" ? "a-token" : null),
    add: async () => {
      adds += 1;
      if (adds > 100) throw new Error("again and again");
      return false;
    },
  };
  const call = { options: { store, onError() {} }, request: {} };
  let isOver = false;
  const waiting = new Attempt(call, "an-attempt", null).wait(30_000, () => false);
  const over = waiting.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    timers.tick(500);
  }
  await over;
  assert.ok(adds > 0 && adds <= 40, `${adds} times`);
});

test("an attempt whose process works is not given up when the clock is set", async (context) => {
  const { timers } = context.mock;
  timers.enable({ apis: ["setTimeout"] });
  let clock = 0;
  let turns = 0;
  context.mock.method(Date, "now", () => clock);
  const records = new Map([["an-attempt", "a-token"]]);
  const store = {
    get: async (key) => records.get(key) ?? null,
    add: async (key) => assert.fail(`${key} was recorded`),
  };
  const call = { options: { store, onError() {} }, request: {} };
  const waiting = new Attempt(call, "an-attempt", null).wait(600_000, ({ reply }) => reply !== null);
  const over = waiting.then(() => true);
  while (!(await Promise.race([over, new Promise((resolve) => setImmediate(resolve))]))) {
    turns += 1;
    timers.tick(1000);
    clock += turns === 5 ? 60_000 : 1000;
    if (turns % 2 === 0) records.set("an-attempt:beat", String(turns));
    if (turns === 20) records.set("an-attempt:reply", "{}");
  }
  assert.ok(turns >= 20);
});

test("a submit over HTTP/2 needs no length", async (context) => {
  const sent = [];
  const relay = createRelay({
    ...GOOD,
    fetch: async (_, { body }) => {
      sent.push(await new Response(body).json());
      return Response.json({ task_info: { id: "an-id", status: "pending" } }, { status: 202 });
    },
  });
  const server = http2.createServer((incoming, outgoing) => relay.node(incoming, outgoing));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
  context.after(() => {
    session.close();
    server.close();
  });
  const call = async (headers, body) => {
    const stream = session.request(
      { ":authority": "example.com", origin: "https://example.com", ...headers },
      { endStream: body === undefined },
    );
    if (body !== undefined) stream.end(body);
    const [reply] = await once(stream, "response");
    stream.resume();
    return reply[":status"];
  };
  const path = "/api/plantain/mulerun/vendors/google/v1/nano-banana-pro/edit";
  const post = { ":method": "POST", ":path": path, "content-type": "application/json" };
  const body = { prompt: "a hat", images: ["https://example.com/a.png"] };
  assert.equal(await call(post, JSON.stringify(body)), 202);
  assert.deepEqual(sent, [body]);
  assert.equal(await call(post), 400);
  assert.equal(await call({ ":path": "/api/plantain/limits" }), 200);
});

function submit(relay, path, more = {}, given = { prompt: "a hat", images: ["https://example.com/a.png"] }) {
  const headers = { origin: "https://example.com", "content-type": "application/json", ...more };
  const body = JSON.stringify(given);
  return relay(new Request(`https://example.com/api/plantain/${path}`, { method: "POST", headers, body }));
}

async function limitsOf(relay, model, headers) {
  const query = model === undefined ? "" : `?${new URLSearchParams(model)}`;
  const answer = await relay(new Request(`https://example.com/api/plantain/limits${query}`, { headers }));
  assert.equal(answer.status, 200);
  return answer.json();
}
