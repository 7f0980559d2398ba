import assert from "node:assert/strict";
import { test } from "node:test";
import { purchases } from "./purchases.js";

for (const [name, options] of Object.entries({
  "two relays with one Redis": { store: "redis", count: 100, kills: 2, storeKills: 1 },
  "workerd with Durable Objects": { store: "workerd", count: 40, kills: 1 },
})) {
  test(`${name} pay for each submit once, whatever is cut, repeated or killed`, async () => {
    const { failures, answered, unknown } = await purchases(options);
    assert.deepEqual(failures, []);
    assert.equal(answered + unknown, options.count);
    assert.ok(answered > options.count / 2);
  });
}
