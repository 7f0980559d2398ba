import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { submitAt } from "./scene.js";

export function testLimits(scene) {
  describe("has limits", () => {
    test("a body that grows too long on its way is cut off, and the provider has not got all of it", async () => {
      let end;
      const isAnswered = new Promise((resolve) => {
        end = resolve;
      });
      async function* body() {
        yield Buffer.from('{"prompt":"x","images":["');
        // A little more than the limit, whose end the relay does not wait for.
        for (let part = 0; part < 17; part += 1) yield Buffer.alloc(16 * 1024, "a");
        await isAnswered;
        yield Buffer.from('"]}');
      }
      await scene.fresh();
      const { status } = await scene.send("/small", body()).finally(end);
      assert.equal(status, 413);
      assert.deepEqual(await scene.session.jobs(), []);
    });

    test("a body that does not arrive in time is given up", async () => {
      let end;
      const isAnswered = new Promise((resolve) => {
        end = resolve;
      });
      async function* body() {
        yield Buffer.from('{"prompt":"x","images":["');
        await isAnswered;
        yield Buffer.from('"]}');
      }
      await scene.fresh();
      const { status } = await scene.send("/tight", body()).finally(end);
      assert.equal(status, 504);
      assert.deepEqual(await scene.session.jobs(), []);
    });

    test("lists in lists are followed, or refused where a runtime cannot: the relay does not fail", async () => {
      await scene.fresh();
      const lists = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
      const body = `{"model":"google/nano-banana-dev/text-to-image","input":${lists}}`;
      const { status } = await scene.call("/api/plantain/pixelbyte/v1/jobs/submit", body);
      assert.equal(status, 400, "by the relay or by the provider");
      assert.deepEqual(await scene.session.jobs(), []);
    });

    test("calls of a minute are counted for each caller", async () => {
      const statuses = async (caller) => {
        const all = [];
        const minute = minuteNow();
        for (let number = 0; number < 5; number += 1) {
          all.push(await scene.call(`${submitAt("/few")}/an-id`, undefined, { "x-caller": caller }));
        }
        // Where the next minute has begun meanwhile, another caller is counted.
        return minuteNow() === minute ? all : statuses(`${caller}-again`);
      };
      const mine = await statuses("ann");
      assert.deepEqual(
        mine.map(({ status }) => status),
        [404, 404, 404, 429, 429],
      );
      assert.match(mine[4].headers["retry-after"], /^[1-9]\d?$/);
      const theirs = await statuses("bob");
      assert.equal(theirs[0].status, 404);
    });
  });
}

const minuteNow = () => Math.floor(Date.now() / 60_000);
