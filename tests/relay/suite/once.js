import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { SUBMIT } from "../attacks/submit.js";
import { PICTURE } from "./scene.js";

export function testOnce(scene) {
  describe("makes a submit happen once", () => {
    const at = "/api/plantain/pixelbyte/v1/jobs/submit";
    const ROUTES = {
      MuleRun: { path: SUBMIT.path, body: { prompt: "x", images: [PICTURE] } },
      PixelByte: {
        path: at,
        body: { model: "google/nano-banana-dev/text-to-image", input: { prompt: "x" } },
      },
      Pixazo: {
        path: "/api/plantain/pixazo/nano-banana/v1/nano-banana/generateEditImageRequest",
        body: { prompt: "x", image_urls: [PICTURE] },
      },
    };
    for (const [provider, { path, body }] of Object.entries(ROUTES)) {
      const send = (key) => scene.call(path, body, { "idempotency-key": key });
      const find = async (key) => {
        const found = await scene.call(`/api/plantain/${provider.toLowerCase()}/relay-submits/${key}`);
        assert.equal(found.status, 200, found.text);
        return JSON.parse(found.text);
      };

      test(`calls at once and later get one reply of ${provider}`, async () => {
        await scene.fresh();
        const key = `${provider}-once`;
        assert.deepEqual(await find(key), { state: "none" });
        const all = await Promise.all(Array.from({ length: 5 }, () => send(key)));
        all.push(await send(key));
        assert.equal(new Set(all.map(({ text }) => text)).size, 1, all.map(({ text }) => text).join());
        assert.equal((await scene.session.jobs()).length, 1);
        const { state, status, reply } = await find(key);
        assert.deepEqual([state, status, reply], ["answered", all[0].status, all[0].text]);
      });

      test(`a page that is cut off finds the reply of ${provider}`, async () => {
        await scene.fresh();
        // Long enough that the page is gone before the reply.
        await scene.session.faults([{ stage: "submit", times: 1, fault: { delayMs: 500 } }]);
        const key = `${provider}-cut`;
        const stop = new AbortController();
        const text = JSON.stringify(body);
        const headers = { ...SUBMIT.headers, "idempotency-key": key };
        const isReset = scene.runtime === "workerd";
        const lost = scene.client.open({ path, headers, body: text, signal: stop.signal, isReset });
        lost.catch(() => {});
        await sold(scene);
        stop.abort();
        const again = await send(key);
        assert.ok(again.status === 200 || again.status === 202, again.text);
        assert.equal((await scene.session.jobs()).length, 1);
        assert.equal((await find(key)).reply, again.text);
      });
    }

    test("what a server says before its reply (103) is not taken for it", async () => {
      const headers = { ...SUBMIT.headers, "idempotency-key": "early-hints" };
      const path = SUBMIT.path.replace("/api/plantain", "/mirror");
      const body = JSON.stringify({ prompt: "early-hints" });
      const { status, text } = await scene.client.ask({ path, headers, body });
      assert.deepEqual([status, JSON.parse(text).task_info.id], [202, "an-id"]);
    });

    test("the longest reply that is kept fits into the store, and a longer one is told as not kept", async () => {
      const send = async (prompt) => {
        const headers = { ...SUBMIT.headers, "idempotency-key": prompt };
        const {
          status,
          headers: more,
          text,
        } = await scene.client.ask({
          path: SUBMIT.path.replace("/api/plantain", "/mirror"),
          headers,
          body: JSON.stringify({ prompt }),
        });
        return { status, outcome: more["relay-outcome"], text };
      };
      const first = await send("longest-kept");
      assert.deepEqual([first.status, first.outcome, first.text.length > 16_000], [202, "answered", true]);
      assert.deepEqual(await send("longest-kept"), first);
      const long = await send("no-longer-kept");
      assert.deepEqual([long.status, long.outcome, long.text.length > 16_000], [202, "answered", true]);
      const again = await send("no-longer-kept");
      assert.deepEqual([again.status, again.outcome], [502, "unknown"]);
      assert.match(again.text, /RELAY_REPLY_NOT_KEPT|too long/);
    });

    test("another body under the key is refused", async () => {
      await scene.fresh();
      const key = { "idempotency-key": "another-body" };
      assert.equal((await scene.submit("/api/plantain", "x", key)).status, 202);
      assert.equal((await scene.submit("/api/plantain", "y", key)).status, 422);
      assert.equal((await scene.session.jobs()).length, 1);
    });
  });
}

/** Waits until the provider has all of the submit, and has sold the job. */
async function sold(scene) {
  while ((await scene.session.purchases()).length === 0) await pause(10);
}
