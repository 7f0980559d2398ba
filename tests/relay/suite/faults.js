import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { SUBMIT } from "../attacks/submit.js";
import { FAULTS } from "../faults.js";
import { loadPlantain } from "../plantain.js";
import { KEY, PICTURE, PNG, submitAt } from "./scene.js";

export function testFaults(scene) {
  describe("answers for a submit so that the client knows what may have been bought", () => {
    let plantain;
    before(async () => {
      plantain = await loadPlantain();
    });

    test("a search for the job of an unknown submit hears that the relay does not know, not that there is none", async () => {
      await scene.fresh();
      await scene.session.faults([
        { stage: "submit", times: null, fault: { status: 503, acceptAnyway: true } },
      ]);
      const relay = `${scene.client.base}/api/plantain/pixelbyte`;
      const pixelbyte = { relay, headers: { "x-caller": "ann" } };
      const { createClient } = plantain;
      const caller = createClient({ providers: { pixelbyte }, fetch: scene.client.fetch, timeoutMs: 8000 });
      const model = "google/nano-banana-dev/text-to-image";
      const lost = await caller
        .run({ provider: "pixelbyte", model, prompt: "a lake" })
        .catch((error) => error);
      assert.equal(lost.billed, "unknown");
      await assert.rejects(caller.findJob(lost), { kind: "unavailable", billed: "unknown" });
      const log = await scene.session.log();
      assert.deepEqual(
        log.map(({ method }) => method),
        ["POST"],
        "no list was asked for",
      );
    });

    for (const { provider, ...wish } of REQUESTS) {
      test(`a submit to ${provider} whose reply never came is sent again, and its job is found`, async () => {
        await scene.fresh();
        const access = {
          relay: `${scene.client.base}/api/plantain/${provider}`,
          headers: { "x-caller": "cut" },
        };
        const keys = [];
        const client = plantain.createClient({
          providers: { [provider]: access },
          timeoutMs: 6000,
          async fetch(...given) {
            const [input, init] = given;
            const key = new Headers(init?.headers ?? input.headers).get("idempotency-key");
            const reply = await scene.client.fetch(...given);
            if (key === null) return reply;
            keys.push(key);
            await reply.text();
            throw new TypeError("the reply is lost");
          },
        });
        const error = await client.submit({ provider, ...wish }).catch((error) => error);
        assert.equal(error.billed, "unknown", String(error));
        assert.deepEqual([new Set(keys).size, keys.length > 1], [1, true]);
        assert.equal(keys[0], error.intent.id);
        const ticket = await client.findJob(error);
        const jobs = await scene.session.jobs();
        assert.deepEqual(
          jobs.map(({ id }) => id),
          [ticket.job],
          "bought once",
        );
        assert.equal((await client.wait(ticket, { timeoutMs: 60_000 })).images.length, 1);
      });
    }

    for (const { provider, ...wish } of REQUESTS) {
      const twice = [
        ...[408, 421, 425, 503].map((status) => [`a ${status}`, { status, acceptAnyway: true }]),
        ["a reset", { resetBeforeReply: true, acceptAnyway: true }],
      ];
      for (const [what, fault] of twice) {
        for (const key of [undefined, `${provider}-${what.replaceAll(" ", "-")}`]) {
          test(`nothing but the caller sends a submit to ${provider} again after ${what}${key ? ", with a key" : ""}`, async () => {
            await scene.fresh();
            await scene.session.faults([{ provider, stage: "submit", times: 1, fault }]);
            const { method, path, body } = await built(plantain, scene, provider, wish);
            const headers = { ...SUBMIT.headers, ...(key && { "idempotency-key": key }) };
            const { status } = await scene.client.ask({ method, path, headers, body });
            assert.ok(status >= 500, String(status));
            assert.equal((await scene.session.jobs()).length, 1);
          });
        }
      }
    }

    for (const { name, fault, isRefused = false, status, cut = false, jobs = 0, says } of FAULTS) {
      // Only where nothing comes is the relay's time needed.
      const isLate = fault?.hang || fault?.hangInBody;
      const mount = isRefused ? "/refused" : isLate ? "/tight" : "/api/plantain";
      const prepare = async () => {
        await scene.fresh();
        const rule = { provider: "mulerun", stage: "submit", times: null, fault };
        await scene.session.faults(isRefused ? [] : [rule]);
      };
      const sentOnce = async () => {
        const log = await scene.session.log();
        const posts = log.filter(({ method }) => method === "POST");
        // What the provider has cut before its end may be sent again.
        if (!fault?.resetBeforeBody) assert.equal(posts.length, isRefused ? 0 : 1, "sent once");
        assert.equal((await scene.session.jobs()).length, jobs);
        assert.ok(log.every(({ host }) => host === "api"));
      };

      /** Runs the row again where a busy machine was slower with the submit than the relay's second allows: then the provider has not sold it. */
      const inTime = (attempt) => async () => {
        for (let left = isLate ? 4 : 0; ; left -= 1) {
          const failure = await attempt().catch((error) => error);
          const log = await scene.session.log();
          const isMet = log.some(({ bodyBytes, paid }) => bodyBytes !== null && paid === jobs > 0);
          if (failure === undefined) return;
          if (isMet || left === 0) throw failure;
        }
      };

      const isAnswered = async () => {
        const path = submitAt(mount);
        const body = JSON.stringify({ prompt: "x", images: [PICTURE] });
        const open = async () => {
          await prepare();
          return scene.client.open({ path, headers: { ...SUBMIT.headers, "x-caller": name }, body });
        };
        // A runtime may hear of the reset before it has sent the status: then there is none to see.
        const openAgain = (error) => (cut && error.code === "ECONNRESET" ? open() : Promise.reject(error));
        const reply = await open().catch(openAgain).catch(openAgain);
        assert.equal(reply.status, status);
        const chunks = [];
        const read = (async () => {
          for await (const chunk of reply.body) chunks.push(Buffer.from(chunk));
        })();
        if (cut) await assert.rejects(read);
        else await read;
        await sentOnce();
        assert.ok(!Buffer.concat(chunks).toString().includes(KEY));
      };
      test(`${name}: ${status}${cut ? ", and the reply breaks off" : ""}`, inTime(isAnswered));

      const isToldByClient = async () => {
        await prepare();
        const relay = `${scene.client.base}${mount}/mulerun`;
        const mulerun = { relay, headers: { "x-caller": `${name}, by the client` } };
        const { createClient } = plantain;
        const bought = createClient({
          providers: { mulerun },
          fetch: scene.client.fetch,
          // What is refused is tried again until then.
          timeoutMs: isRefused ? 2500 : 8000,
        }).run({
          provider: "mulerun",
          model: "google/nano-banana-pro/edit",
          prompt: "x",
          images: [new Blob([PNG], { type: "image/png" })],
        });
        const error = await bought.then(
          () => null,
          ({ kind, billed }) => ({ kind, billed }),
        );
        assert.deepEqual({ ...error, ...says }, error);
        if (!says.billed) assert.ok(["no", "unknown"].includes(error.billed), error.billed);
        await sentOnce();
      };
      test(`${name}: billed ${says.billed ?? "no, or unknown"}, says the client`, inTime(isToldByClient));
    }
  });
}

/** Returns the submit of a request as the client makes it, with the path at the relay. */
async function built(plantain, scene, provider, wish) {
  const relay = `${scene.client.base}/api/plantain/${provider}`;
  const client = plantain.createClient({ providers: { [provider]: { relay } } });
  const { method, url, body } = await client.buildRequest({ provider, ...wish });
  return { method, path: new URL(url).pathname, body: await new Response(body).text() };
}

const REQUESTS = [
  { provider: "mulerun", model: "google/nano-banana-pro/edit", prompt: "x", images: [PICTURE] },
  { provider: "pixazo", model: "nano-banana/edit", prompt: "x", images: [PICTURE] },
  { provider: "pixelbyte", model: "google/nano-banana-dev/text-to-image", prompt: "x" },
];
