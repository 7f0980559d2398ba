import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import Ioredis from "ioredis";
import { createClient } from "redis";
import { redisStore } from "../../pkg/relay/redis.js";
import { createRelay } from "../../pkg/relay.js";
import { startRedis } from "./runtimes/redis.js";

const EDIT = "https://example.com/api/plantain/mulerun/vendors/google/v1/nano-banana-pro/edit";

describe("the store in Redis", () => {
  let redis;
  const clients = {};
  before(async () => {
    redis = await startRedis();
    const url = `redis://127.0.0.1:${redis.port}`;
    clients.redis = await createClient({ url, disableOfflineQueue: true })
      .on("error", () => {})
      .connect();
    clients.ioredis = new Ioredis(redis.port, { enableOfflineQueue: true }).on("error", () => {});
  });
  after(async () => {
    clients.redis.destroy();
    clients.ioredis.disconnect();
    await redis.stop();
  });

  for (const name of ["redis", "ioredis"]) {
    test(`keeps what is added, set and counted, over ${name}`, async () => {
      const store = redisStore(clients[name], { prefix: `${name}:` });
      const ttl = { ttl: 100 };
      assert.deepEqual([await store.add("a", "1", ttl), await store.add("a", "2", ttl)], [true, false]);
      assert.deepEqual([await store.get("a"), await store.get("none")], ["1", null]);
      await store.set("a", "3", ttl);
      assert.equal(await store.get("a"), "3");
      assert.deepEqual([await store.increment("n", 5, ttl), await store.increment("n", -7, ttl)], [5, -2]);
      for (const key of ["a", "n"]) {
        const left = await clients.ioredis.ttl(`${name}:${key}`);
        assert.ok(left > 0 && left <= 100, `${key} expires in ${left}`);
      }
    });
  }

  test("needs a client of either", () => {
    assert.throws(() => redisStore({}), TypeError);
    assert.throws(() => redisStore(undefined), TypeError);
  });

  test("holds limits across relays, and lets nothing past them when it dies", async () => {
    let sent = 0;
    const relays = ["redis", "ioredis"].map((name) =>
      createRelay({
        keys: { mulerun: "a-key" },
        origins: ["https://example.com"],
        authorize: () => "ann",
        limits: { microUsdPerDay: 300_000, prices: { mulerun: { "google/nano-banana-pro/edit": 100_000 } } },
        store: redisStore(clients[name], { prefix: "limits:" }),
        onError() {},
        async fetch() {
          sent += 1;
          return new Response('{"task_info":{"id":"an-id"}}', { status: 202 });
        },
      }),
    );
    const submit = async (number) => {
      const headers = { origin: "https://example.com", "content-type": "application/json" };
      headers["idempotency-key"] = `key-${number}`;
      const relay = relays[number % 2];
      return (await relay(new Request(EDIT, { method: "POST", headers, body: "{}" }))).status;
    };
    const statuses = await Promise.all(Array.from({ length: 10 }, (_, number) => submit(number)));
    assert.equal(statuses.filter((status) => status === 202).length, 3);
    assert.equal(statuses.filter((status) => status === 402).length, 7);
    await redis.kill();
    assert.deepEqual(await Promise.all([submit(10), submit(11)]), [503, 503]);
    assert.equal(sent, 3);
    await redis.start();
    let status = 503;
    for (; status === 503; await pause(50)) status = await submit(12);
    assert.equal(status, 402, "it is back, and has forgotten nothing");
  });
});
