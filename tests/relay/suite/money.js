import assert from "node:assert/strict";
import { describe, test } from "node:test";

export function testMoney(scene) {
  describe("keeps to the day's money", () => {
    const headersOf = (caller) => ({ "x-caller": `${caller} of ${scene.runtime}` });
    /** Buys an image of 45,000, of which at most 180,000 have to be set aside. */
    const spend = (caller, prompt = "x") => {
      const input = { prompt, image_urls: ["https://example.com/a.png"] };
      return scene.call("/spend/pixelbyte/v1/jobs/submit", { model: DEAR, input }, headersOf(caller));
    };
    const spendCheaply = (caller) => {
      const body = { model: CHEAP, input: { prompt: "x" } };
      return scene.call("/spend/pixelbyte/v1/jobs/submit", body, headersOf(caller));
    };

    test("a submit counts as what the provider says that it costs", async () => {
      await scene.fresh();
      const statuses = await statusesOf(9, () => spend("ann"));
      // After eight there are 140,000 left.
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 200, 200, 402]);
      assert.equal((await scene.session.jobs()).length, 8);
      const over = await spend("ann");
      assert.equal(over.status, 402);
      const { success, error } = JSON.parse(over.text);
      assert.deepEqual([success, error.code], [false, "RELAY_DAILY_LIMIT"]);
      assert.equal((await spendCheaply("ann")).status, 200, "a cheaper one still goes");
      assert.equal((await spend("bob")).status, 200, "another caller has a day of their own");
    });

    test("fifty submits at the same moment are as many as the day allows", async () => {
      await scene.fresh();
      const all = await Promise.all(Array.from({ length: 50 }, () => spendCheaply("kim")));
      const passed = all.filter(({ status }) => status === 200).length;
      assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([200, 402]));
      assert.equal((await scene.session.jobs()).length, passed);
      // 500,000 a day, 40,000 each. Two that come at once may both be over the limit.
      assert.ok(passed > 0 && passed <= 12, String(passed));
      const rest = await statusesOf(13, () => spendCheaply("kim"));
      assert.equal(passed + rest.filter((status) => status === 200).length, 12, "nothing stays counted");
    });

    test("a submit that was refused for certain costs nothing, one that may have been bought costs the most", async () => {
      await scene.fresh();
      await scene.session.faults([{ stage: "submit", times: 10, fault: { status: 422 } }]);
      for (let number = 0; number < 10; number += 1) {
        assert.equal((await spend("eve")).status, 422);
      }
      await scene.session.faults([{ stage: "submit", times: null, fault: { status: 503 } }]);
      const statuses = await statusesOf(3, () => spend("eve"));
      assert.deepEqual(statuses, [503, 503, 402]);
    });

    test("a job that failed is given back, once, and to the caller who bought it", async () => {
      await scene.fresh();
      const ask = (caller, id) => scene.call(`/spend/pixelbyte/v1/jobs/${id}`, undefined, headersOf(caller));
      const failed = async (caller) => {
        const bought = await spend(caller, "[fail]");
        assert.equal(bought.status, 200, bought.text);
        const id = JSON.parse(bought.text).jobId;
        for (let round = 0; round < 3; round += 1) {
          await ask("gus", id);
          assert.equal(JSON.parse((await ask("fay", id)).text).status, "failed");
        }
      };
      // More than a day holds, were they not given back.
      for (let number = 0; number < 12; number += 1) await failed("fay");
      const statuses = await statusesOf(9, () => spend("fay"));
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 200, 200, 402], "and no more than they cost");
      for (let number = 0; number < 8; number += 1) await failed("hal");
      assert.equal((await spend("hal")).status, 402, "fay asked for hal's jobs");
    });

    test("a provider that tells no cost counts at the most that the operator named", async () => {
      await scene.fresh();
      const statuses = await statusesOf(6, () => scene.submit("/spend", "x", headersOf("dan")));
      assert.deepEqual(statuses, [202, 202, 202, 202, 202, 402]);
    });
  });
}

/** Calls so many times, one after the other, and returns the statuses. */
async function statusesOf(times, call) {
  const statuses = [];
  for (let number = 0; number < times; number += 1) statuses.push((await call()).status);
  return statuses;
}

const CHEAP = "google/nano-banana-dev/text-to-image";
const DEAR = "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";
