import assert from "node:assert/strict";
import { test } from "node:test";
import { purchases } from "./purchases.js";

test("relays that finish their calls before they end leave no submit unknown", async () => {
  const options = { store: "redis", count: 60, kills: 3, isGentle: true };
  const { failures, answered, kills } = await purchases(options);
  assert.deepEqual([failures, answered], [[], options.count]);
  assert.ok(kills > 0);
});

for (const [name, options] of Object.entries({
  "two relays with one Redis": { store: "redis", count: 100, kills: 2, storeKills: 1 },
  "workerd with Durable Objects": { store: "workerd", count: 40, kills: 1 },
  "two Denos with one Deno KV": { store: "deno", count: 40, kills: 1 },
})) {
  test(`${name} pay for each submit once, whatever is cut, repeated or killed`, async () => {
    const { failures, answered, unknown } = await purchases(options);
    assert.deepEqual(failures, []);
    assert.equal(answered + unknown, options.count);
    assert.ok(answered > options.count / 2);
  });
}
