import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { PHOTO } from "../mirror.js";
import { ENDLESS } from "../site.js";

export function testStreams(scene) {
  describe("streams", () => {
    test("the provider gets the first bytes before the page has sent the last", async () => {
      const visit = scene.mirror.next();
      let go;
      const seen = new Promise((resolve) => {
        go = resolve;
      });
      async function* body() {
        yield Buffer.from(`{"prompt":"x","images":["${"a".repeat(200_000)}`);
        await seen;
        yield Buffer.from('"]}');
      }
      const answer = scene.send("/mirror", body());
      const { whole } = await visit;
      assert.equal(whole, false);
      go();
      assert.equal((await answer).status, 202);
    });

    test("the page gets the first bytes before the provider has sent the last", {
      timeout: 60_000,
    }, async () => {
      const visit = scene.mirror.next();
      const { body } = await scene.openMirror("slow-reply");
      let text = "";
      for await (const chunk of body) {
        (await visit).resume();
        text += Buffer.from(chunk);
      }
      assert.equal(JSON.parse(text).task_info.id, "an-id");
    });

    test("a provider that stops reading makes the page stop sending", async () => {
      scene.mirror.stall();
      const visit = scene.mirror.next();
      const digest = createHash("sha256");
      let sent = 0;
      let isEnough = false;
      async function* body() {
        for (; sent < ENDLESS && !isEnough; sent += PIECE_BYTES) {
          const at = sent % PHOTO.length;
          const piece = PHOTO.subarray(at, at + PIECE_BYTES);
          digest.update(piece);
          yield piece;
        }
      }
      const answer = scene.send("/mirror", body());
      const seen = await visit;
      await standstill(() => sent);
      assert.ok(sent < ENDLESS, `${sent} bytes were taken`);
      isEnough = true;
      scene.mirror.resume();
      assert.equal((await answer).status, 202);
      assert.equal(seen.bytes, sent);
      assert.equal(seen.digest.digest("hex"), digest.digest("hex"));
    });

    test("a page that stops reading makes the provider stop sending", async () => {
      const visit = scene.mirror.next();
      const { status, body } = await scene.openMirror("large-reply");
      const seen = await visit;
      await standstill(() => seen.written);
      assert.ok(seen.written < ENDLESS, `${seen.written} bytes were taken`);
      seen.finish();
      let read = 0;
      for await (const chunk of body) read += chunk.length;
      assert.equal(status, 200);
      assert.ok(read > seen.written);
    });

    // workerd by itself takes a connection that the caller closed for one that the caller only stopped writing to.
    const isReset = scene.runtime === "workerd";
    for (const [when, prompt] of [
      ["before the reply", "hang"],
      ["in the reply", "half-reply"],
    ]) {
      test(`the page's abort ${when} reaches the provider`, async () => {
        const visit = scene.mirror.next();
        const stop = new AbortController();
        const answer = scene.openMirror(prompt, { signal: stop.signal, isReset });
        answer.catch(() => {});
        const seen = await visit;
        const left = new Promise((resolve) => {
          seen.left = resolve;
        });
        if (prompt === "half-reply") (await answer).body.on?.("error", () => {});
        stop.abort();
        await left;
        assert.equal(seen.gone, true);
      });
    }
  });
}

/** Waits until a number has not changed for a while. */
async function standstill(number) {
  for (let before = -1; before !== number(); await pause(400)) before = number();
}

const PIECE_BYTES = 64 * 1024;
