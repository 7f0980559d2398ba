import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KEY } from "./scene.js";

export function testSecrets(scene) {
  describe("keeps its secrets", () => {
    test("the provider sees none of the caller's headers, and the page none of the provider's", async () => {
      const visit = scene.mirror.next();
      const { headers } = await scene.submit("/mirror", "x", {
        authorization: "Bearer of-the-site",
        cookie: "session=of-the-site",
        forwarded: "for=192.0.2.1",
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-host": "evil.example",
        "x-real-ip": "192.0.2.1",
        referer: "https://page.example/private",
        "ocp-apim-subscription-key": "of-the-site",
        te: "trailers",
      });
      const seen = (await visit).headers;
      assert.equal(seen.authorization, `Bearer ${KEY}`);
      const text = JSON.stringify({ ...seen, host: "", connection: "" });
      for (const word of ["of-the-site", "192.0.2.1", "evil.example", "private", "ann", "page.example"]) {
        assert.ok(!text.includes(word), `${word} in ${text}`);
      }
      assert.equal(headers["set-cookie"], undefined);
      assert.equal(headers["x-powered-by"], undefined);
      assert.equal(headers["cache-control"], "no-store");
    });

    test("a key that the provider repeats does not come back", async () => {
      const { status, headers, text } = await scene.submit("/mirror", "echo");
      assert.equal(status, 400);
      assert.equal(JSON.parse(text).error, "wrong key <key> <key> <key>");
      assert.ok(!JSON.stringify(headers).includes(KEY));
    });

    test("a page in place of JSON is no page", async () => {
      const { headers } = await scene.submit("/mirror", "page");
      assert.equal(headers["content-type"], "application/json");
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.match(headers["content-security-policy"], /sandbox/);
    });

    test("a caller has one key of several, always the same", async () => {
      const keys = new Map();
      for (let round = 0; round < 2; round += 1) {
        for (let caller = 0; caller < 12; caller += 1) {
          const visit = scene.mirror.next();
          await scene.submit("/keys", "x", { "x-caller": `caller ${caller}` });
          const { authorization } = (await visit).headers;
          assert.equal(keys.get(caller) ?? authorization, authorization);
          keys.set(caller, authorization);
        }
      }
      assert.equal(new Set(keys.values()).size, 3);
    });
  });
}
