import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ATTACKS, SUBMIT } from "./attacks.js";
import { clientOf } from "./client.js";
import { FAULTS } from "./faults.js";
import { startMirror } from "./mirror.js";
import { loadPlantain } from "./plantain.js";
import { runtimes } from "./runtimes/index.js";
import { sessionOf, startSimulator } from "./simulator.js";
import { PAGE } from "./site.js";

/** Runs every test against one runtime. */
export function testRelayOn(runtime) {
  describe(`the relay on ${runtime}`, () => {
    let simulator;
    let mirror;
    let server;
    let session;
    let client;

    before(async () => {
      simulator = await startSimulator();
      mirror = await startMirror();
      session = sessionOf(simulator.api, runtime);
      await session.reset({ key: KEY });
      server = await runtimes[runtime].start({
        simulator: session.address,
        mirror: mirror.address,
        refused: simulator.refused,
        key: KEY,
      });
      client = clientOf(server);
    });
    after(async () => {
      await server?.stop();
      await mirror?.stop();
      await simulator?.stop();
    });

    const fresh = () =>
      session.reset({ key: KEY, jobMs: 0, longestSide: 64, cors: false, outputCors: false });
    const call = (path, body, headers) =>
      client.ask({
        method: body === undefined ? "GET" : "POST",
        path,
        body: typeof body === "object" ? JSON.stringify(body) : body,
        headers: { ...SUBMIT.headers, ...headers },
      });
    const submit = (mount, prompt, headers) =>
      call(SUBMIT.path.replace("/api/plantain", mount), { prompt, images: [PICTURE] }, headers);

    describe("lets the client's calls through", () => {
      test("a picture goes to MuleRun in the request, and the edited one comes back by the relay", async () => {
        await fresh();
        const bought = await submit("/api/plantain", "a red hat");
        assert.equal(bought.status, 202, bought.text);
        const { id } = JSON.parse(bought.text).task_info;
        const done = await finished(() => call(`${SUBMIT.path}/${id}`));
        const { images } = JSON.parse(done.text);
        await assertPicture(images[0]);
        await assertNoKeyOutsideTheApi();
      });

      test("a picture goes to Pixazo in the request, and is asked for in both of its queues", async () => {
        for (const queue of ["getStatus", "v2"]) {
          await fresh();
          await session.reset({ key: KEY, jobMs: 0, longestSide: 64, cors: false, queue });
          const at = "/api/plantain/pixazo";
          const bought = await call(`${at}/nano-banana/v1/nano-banana/generateEditImageRequest`, {
            prompt: "a red hat",
            image_urls: [PICTURE],
          });
          assert.equal(bought.status, 200, bought.text);
          const id = JSON.parse(bought.text).request_id;
          const done = await finished(() =>
            queue === "v2"
              ? call(`${at}/v2/requests/status/${id}`)
              : call(`${at}/nano-banana-polling/nano-banana/getStatus`, { requestId: id }),
          );
          assert.equal(done.status, 200, done.text);
          await assertPicture(/http[^"]*relay-links[^"]*/.exec(done.text)[0]);
          await assertNoKeyOutsideTheApi();
        }
      });

      const MODELS = {
        "google/nano-banana-pro-extra/edit-image": true,
        "google/nano-banana-dev/text-to-image": false,
        "pixelbyte-plus/pixel-image-1.0-pro/image-to-image": true,
      };
      for (const [model, takesImages] of Object.entries(MODELS)) {
        test(`${model} at PixelByte, uploads and all`, async () => {
          await fresh();
          const at = "/api/plantain/pixelbyte/v1";
          const input = { prompt: "a red hat" };
          if (takesImages) {
            const place = await call(`${at}/uploads/presign`, {
              filename: "a.png",
              contentType: "image/png",
            });
            const { uploadUrl, fileUrl } = JSON.parse(place.text).data;
            assert.ok(uploadUrl.startsWith(`${client.base}/api/plantain/pixelbyte/relay-links/`), uploadUrl);
            assert.ok(fileUrl.startsWith(`${session.address}/storage/`), fileUrl);
            const bytes = Buffer.from(PICTURE.split(",")[1], "base64");
            const headers = { origin: PAGE, "content-type": "image/png" };
            const path = uploadUrl.slice(client.base.length);
            const put = await client.ask({ method: "PUT", path, headers, body: bytes });
            assert.equal(put.status, 200);
            input.image_urls = [fileUrl];
            const upload = (await session.log()).find(({ method }) => method === "PUT");
            const length = upload.headers.find(([name]) => name === "content-length");
            assert.equal(length?.[1], String(bytes.length), "storage wants the length beforehand");
          }
          const bought = await call(`${at}/jobs/submit`, { model, input });
          assert.equal(bought.status, 200, bought.text);
          const done = await finished(() => call(`${at}/jobs/${JSON.parse(bought.text).jobId}`));
          const { output } = JSON.parse(done.text);
          await assertPicture(output);
          await assertNoKeyOutsideTheApi();
        });
      }

      test("a longer list of jobs is not given, in words that the client takes for that", async () => {
        const asked = await call("/api/plantain/pixelbyte/v1/jobs?limit=100");
        const { success, error } = JSON.parse(asked.text);
        assert.deepEqual([asked.status, success, error.code], [501, false, "RELAY_NO_LIST"]);
      });

      test("a check of the key shows no jobs of others", async () => {
        await fresh();
        await call("/api/plantain/pixelbyte/v1/jobs/submit", {
          model: "google/nano-banana-dev/text-to-image",
          input: { prompt: "a lake" },
        });
        const checked = await call("/api/plantain/pixelbyte/v1/jobs?limit=1");
        assert.deepEqual([checked.status, checked.text], [200, "{}"]);
      });

      test("a cancel without a body", async () => {
        await session.reset({ key: KEY, jobMs: 60_000, longestSide: 64 });
        const bought = await call("/api/plantain/pixelbyte/v1/jobs/submit", {
          model: "google/nano-banana-dev/text-to-image",
          input: { prompt: "a lake" },
        });
        const path = `/api/plantain/pixelbyte/v1/jobs/${JSON.parse(bought.text).jobId}/cancel`;
        const { origin, "x-caller": caller } = SUBMIT.headers;
        const cancelled = await client.ask({ path, headers: { origin, "x-caller": caller } });
        assert.equal(cancelled.status, 200, cancelled.text);
        assert.equal(JSON.parse(cancelled.text).status, "cancelled");
      });

      test("a page of ours may call, and is told so exactly", async () => {
        const preflight = await client.ask({
          method: "OPTIONS",
          path: SUBMIT.path,
          headers: {
            origin: PAGE,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,x-caller",
          },
        });
        assert.equal(preflight.status, 204);
        const told = (name) => preflight.headers[`access-control-${name}`];
        assert.deepEqual(
          [told("allow-origin"), told("allow-methods"), told("allow-headers"), told("allow-credentials")],
          [PAGE, "POST", "content-type, x-caller", "true"],
        );
        assert.match(preflight.headers.vary, /\bOrigin\b/);
        const { headers } = await submit("/mirror", "x");
        assert.equal(headers["access-control-allow-origin"], PAGE);
        assert.equal(headers["access-control-expose-headers"], "Retry-After");
      });

      test("every page may call where the operator wrote so, but with no cookies", async () => {
        await fresh();
        const { status, headers } = await submit("/open", "x", {
          origin: "https://anywhere.example",
          "x-caller": "",
        });
        assert.equal(status, 202);
        assert.equal(headers["access-control-allow-origin"], "*");
        assert.equal(headers["access-control-allow-credentials"], undefined);
      });
    });

    describe("keeps to itself what is nobody else's", () => {
      test("the provider sees none of the caller's headers, and the page none of the provider's", async () => {
        const visit = mirror.next();
        const { headers } = await submit("/mirror", "x", {
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
        const { status, headers, text } = await submit("/mirror", "echo");
        assert.equal(status, 400);
        assert.equal(JSON.parse(text).error, "wrong key <key> <key> <key>");
        assert.ok(!JSON.stringify(headers).includes(KEY));
      });

      test("a page in place of JSON is no page", async () => {
        const { headers } = await submit("/mirror", "page");
        assert.equal(headers["content-type"], "application/json");
        assert.equal(headers["x-content-type-options"], "nosniff");
        assert.match(headers["content-security-policy"], /sandbox/);
      });

      test("a caller has one key of several, always the same", async () => {
        const keys = new Map();
        for (let round = 0; round < 2; round += 1) {
          for (let caller = 0; caller < 12; caller += 1) {
            const visit = mirror.next();
            await submit("/keys", "x", { "x-caller": `caller ${caller}` });
            const { authorization } = (await visit).headers;
            assert.equal(keys.get(caller) ?? authorization, authorization);
            keys.set(caller, authorization);
          }
        }
        assert.equal(new Set(keys.values()).size, 3);
      });
    });

    describe("streams", () => {
      test("the provider gets the first bytes before the page has sent the last", async () => {
        const visit = mirror.next();
        let go;
        const seen = new Promise((resolve) => {
          go = resolve;
        });
        async function* body() {
          yield Buffer.from(`{"prompt":"x","images":["${"a".repeat(200_000)}`);
          await seen;
          yield Buffer.from('"]}');
        }
        const path = SUBMIT.path.replace("/api/plantain", "/mirror");
        const answer = client.ask({ path, headers: SUBMIT.headers, body: body() });
        const { whole } = await visit;
        assert.equal(whole, false);
        go();
        assert.equal((await answer).status, 202);
      });

      test("the page gets the first bytes before the provider has sent the last", async () => {
        const began = Date.now();
        const path = SUBMIT.path.replace("/api/plantain", "/mirror");
        const { body } = await client.open({
          path,
          headers: SUBMIT.headers,
          body: '{"prompt":"slow-reply"}',
        });
        let first;
        let text = "";
        for await (const chunk of body) {
          first ??= Date.now() - began;
          text += Buffer.from(chunk);
        }
        assert.ok(first < 1200, `${first} ms`);
        assert.equal(JSON.parse(text).task_info.id, "an-id");
      });

      test("a provider that stops reading makes the page stop sending", async () => {
        mirror.stall();
        const visit = mirror.next();
        let sent = 0;
        async function* body() {
          yield Buffer.from('{"prompt":"x","images":["');
          for (; sent < LARGE; sent += PIECE.length) yield PIECE;
          yield Buffer.from('"]}');
        }
        const path = SUBMIT.path.replace("/api/plantain", "/mirror");
        const answer = client.ask({ path, headers: SUBMIT.headers, body: body() });
        const seen = await visit;
        await standstill(() => sent);
        mirror.goOn();
        const before = sent;
        assert.equal((await answer).status, 202);
        assert.ok(seen.bytes > LARGE);
        assert.ok(before < HELD, `${before} bytes were taken`);
      });

      test("a page that stops reading makes the provider stop sending", async () => {
        const visit = mirror.next();
        const path = SUBMIT.path.replace("/api/plantain", "/mirror");
        const { status, body } = await client.open({
          path,
          headers: SUBMIT.headers,
          body: '{"prompt":"large-reply"}',
        });
        const seen = await visit;
        await standstill(() => seen.written);
        const before = seen.written;
        let read = 0;
        for await (const chunk of body) read += chunk.length;
        assert.equal(status, 200);
        assert.ok(read > LARGE);
        assert.ok(before < HELD, `${before} bytes were taken`);
      });

      // workerd by itself takes a connection that the caller closed for one that the caller only stopped writing to.
      const isReset = runtime === "workerd";
      for (const [when, prompt] of [
        ["before the reply", "hang"],
        ["in the reply", "half-reply"],
      ]) {
        test(`the page's abort ${when} reaches the provider`, async () => {
          const visit = mirror.next();
          const path = SUBMIT.path.replace("/api/plantain", "/mirror");
          const stop = new AbortController();
          const body = JSON.stringify({ prompt });
          const answer = client.open({ path, headers: SUBMIT.headers, body, signal: stop.signal, isReset });
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

    describe("has limits", () => {
      test("a body that grows too long on its way is cut off, and the provider has not got all of it", async () => {
        const path = SUBMIT.path.replace("/api/plantain", "/tight");
        async function* body() {
          yield Buffer.from('{"prompt":"x","images":["');
          for (let part = 0; part < 40; part += 1) {
            yield Buffer.alloc(16 * 1024, "a");
            await pause(5);
          }
          yield Buffer.from('"]}');
        }
        await fresh();
        const { status } = await client.ask({ path, headers: SUBMIT.headers, body: body() });
        assert.equal(status, 413);
        assert.deepEqual(await session.jobs(), []);
      });

      test("a body that does not arrive in time is given up", async () => {
        const path = SUBMIT.path.replace("/api/plantain", "/tight");
        async function* body() {
          yield Buffer.from('{"prompt":"x","images":["');
          await pause(3000);
          yield Buffer.from('"]}');
        }
        await fresh();
        const { status } = await client.ask({ path, headers: SUBMIT.headers, body: body() });
        assert.equal(status, 408);
        assert.deepEqual(await session.jobs(), []);
      });

      test("lists in lists are followed, or refused where a runtime cannot: the relay does not fail", async () => {
        await fresh();
        const lists = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
        const body = `{"model":"google/nano-banana-dev/text-to-image","input":${lists}}`;
        const { status } = await call("/api/plantain/pixelbyte/v1/jobs/submit", body);
        assert.equal(status, 400, "by the relay or by the provider");
        assert.deepEqual(await session.jobs(), []);
      });

      test("calls of a minute are counted for each caller", async () => {
        const statuses = async (caller) => {
          const all = [];
          for (let number = 0; number < 5; number += 1) {
            // Not across the end of a minute.
            const left = 60_000 - (Date.now() % 60_000);
            if (number === 0 && left < 5000) await pause(left);
            const path = SUBMIT.path.replace("/api/plantain", "/few");
            all.push(await call(`${path}/an-id`, undefined, { "x-caller": caller }));
          }
          return all;
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

    describe("answers for a submit so that the client knows what may have been bought", () => {
      let plantain;
      before(async () => {
        plantain = await loadPlantain();
      });

      test("a search for the job of an unknown submit hears that nobody can tell, not that there is none", async () => {
        await fresh();
        await session.faults([{ stage: "submit", times: null, fault: { status: 503, acceptAnyway: true } }]);
        const endpoint = `${client.base}/api/plantain/pixelbyte`;
        const pixelbyte = { endpoint, headers: { "x-caller": "ann" } };
        const { createClient } = plantain;
        const caller = createClient({ providers: { pixelbyte }, fetch: client.fetch, timeoutMs: 8000 });
        const model = "google/nano-banana-dev/text-to-image";
        const lost = await caller
          .run({ provider: "pixelbyte", model, prompt: "a lake" })
          .catch((error) => error);
        assert.equal(lost.billed, "unknown");
        await assert.rejects(caller.recover(lost), { kind: "unsupported", billed: "unknown" });
        const log = await session.log();
        assert.deepEqual(
          log.map(({ method }) => method),
          ["POST"],
          "no list was asked for",
        );
      });

      for (const { name, fault, isRefused = false, status, cut = false, jobs = 0, says } of FAULTS) {
        // Only where nothing comes is the relay's time needed.
        const isLate = fault?.hang || fault?.hangInBody;
        const mount = isRefused ? "/refused" : isLate ? "/tight" : "/api/plantain";
        const prepare = async () => {
          await fresh();
          const rule = { provider: "mulerun", stage: "submit", times: null, fault };
          await session.faults(isRefused ? [] : [rule]);
        };
        const sentOnce = async () => {
          const log = await session.log();
          const posts = log.filter(({ method }) => method === "POST");
          assert.equal(posts.length, isRefused ? 0 : 1, "sent once");
          assert.equal((await session.jobs()).length, jobs);
          assert.ok(log.every(({ host }) => host === "api"));
        };

        test(`${name}: ${status}${cut ? ", and the reply breaks off" : ""}`, async () => {
          await prepare();
          const path = SUBMIT.path.replace("/api/plantain", mount);
          const body = JSON.stringify({ prompt: "x", images: [PICTURE] });
          const reply = await client.open({ path, headers: { ...SUBMIT.headers, "x-caller": name }, body });
          assert.equal(reply.status, status);
          const chunks = [];
          const read = (async () => {
            for await (const chunk of reply.body) chunks.push(Buffer.from(chunk));
          })();
          if (cut) await assert.rejects(read);
          else await read;
          await sentOnce();
          assert.ok(!Buffer.concat(chunks).toString().includes(KEY));
        });

        test(`${name}: billed ${says.billed}, says the client`, async () => {
          await prepare();
          const endpoint = `${client.base}${mount}/mulerun`;
          const mulerun = { endpoint, headers: { "x-caller": `${name}, by the client` } };
          const { createClient } = plantain;
          const bought = createClient({ providers: { mulerun }, fetch: client.fetch, timeoutMs: 8000 }).run({
            provider: "mulerun",
            model: "google/nano-banana-pro/edit",
            prompt: "x",
            images: [new Blob([Buffer.from(PICTURE.split(",")[1], "base64")], { type: "image/png" })],
          });
          const error = await bought.then(
            () => null,
            ({ kind, billed }) => ({ kind, billed }),
          );
          assert.deepEqual({ ...error, ...says }, error);
          await sentOnce();
        });
      }
    });

    describe("keeps to the day's money", () => {
      const spend = async (caller, model, body) =>
        call(
          "/spend/pixelbyte/v1/jobs/submit",
          { model, input: { prompt: "x", ...body } },
          { "x-caller": `${caller} of ${runtime}` },
        );
      const DEV = "google/nano-banana-dev/text-to-image";
      const PRO = "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";

      test("a submit counts as what the provider says that it costs", async () => {
        await fresh();
        // The most is 180,000 for each; four images at 45,000 are as much, one is 45,000.
        const image_urls = ["https://example.com/a.png"];
        const statuses = [];
        for (let number = 0; number < 9; number += 1) {
          statuses.push((await spend("ann", PRO, { image_urls })).status);
        }
        // 45,000 each: after eight there are 140,000 left, and 180,000 have to be set aside.
        assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 200, 200, 402]);
        assert.equal((await session.jobs()).length, 8);
        const over = await spend("ann", PRO, { image_urls });
        assert.equal(over.status, 402);
        const { success, error } = JSON.parse(over.text);
        assert.deepEqual([success, error.code], [false, "RELAY_DAILY_LIMIT"]);
        assert.equal((await spend("ann", DEV)).status, 200, "a cheaper one still goes");
        assert.equal(
          (await spend("bob", PRO, { image_urls })).status,
          200,
          "another caller has a day of their own",
        );
      });

      test("a submit that was refused for certain costs nothing, one that may have been bought costs the most", async () => {
        await fresh();
        const image_urls = ["https://example.com/a.png"];
        await session.faults([{ stage: "submit", times: 10, fault: { status: 422 } }]);
        for (let number = 0; number < 10; number += 1) {
          assert.equal((await spend("eve", PRO, { image_urls })).status, 422);
        }
        await session.faults([{ stage: "submit", times: null, fault: { status: 503 } }]);
        const statuses = [];
        for (let number = 0; number < 3; number += 1) {
          statuses.push((await spend("eve", PRO, { image_urls })).status);
        }
        assert.deepEqual(statuses, [503, 503, 402]);
      });

      test("a job that failed is given back, once, and to the caller who bought it", async () => {
        await fresh();
        const image_urls = ["https://example.com/a.png"];
        const ask = (caller, id) =>
          call(`/spend/pixelbyte/v1/jobs/${id}`, undefined, { "x-caller": `${caller} of ${runtime}` });
        const failed = async (caller) => {
          const bought = await spend(caller, PRO, { image_urls, prompt: "[fail]" });
          assert.equal(bought.status, 200, bought.text);
          const id = JSON.parse(bought.text).jobId;
          for (let round = 0; round < 3; round += 1) {
            await ask("gus", id);
            assert.equal(JSON.parse((await ask("fay", id)).text).status, "failed");
          }
        };
        // 45,000 each: more than a day holds, were they not given back.
        for (let number = 0; number < 12; number += 1) await failed("fay");
        const statuses = [];
        for (let number = 0; number < 9; number += 1) {
          statuses.push((await spend("fay", PRO, { image_urls })).status);
        }
        assert.deepEqual(
          statuses,
          [200, 200, 200, 200, 200, 200, 200, 200, 402],
          "and no more than they cost",
        );
        for (let number = 0; number < 8; number += 1) await failed("hal");
        assert.equal((await spend("hal", PRO, { image_urls })).status, 402, "fay asked for hal's jobs");
      });

      test("a provider that tells no cost counts at the most that the operator named", async () => {
        await fresh();
        const statuses = [];
        for (let number = 0; number < 6; number += 1) {
          statuses.push((await submit("/spend", "x", { "x-caller": `dan of ${runtime}` })).status);
        }
        assert.deepEqual(statuses, [202, 202, 202, 202, 202, 402]);
      });
    });

    describe("refuses attacks, and passes nothing on", () => {
      before(fresh);

      test("the submit that the attacks change is let through by itself", async () => {
        assert.equal((await client.ask(SUBMIT)).status, 202);
        if (client.raw !== undefined)
          assert.equal(await client.raw(head({ raw: `POST ${SUBMIT.path}` })), 202);
      });

      for (const row of ATTACKS) {
        const isHere = row.runtimes?.includes(runtime) ?? true;
        if (!isHere || (row.raw !== undefined && runtime === "call")) continue;
        test(row.name, async () => {
          const before = (await session.log()).length;
          const status =
            row.raw === undefined ? (await client.ask(ask(row))).status : await client.raw(head(row));
          // Next itself sends some addresses on to how it would write them.
          const wanted = [row.status, runtime === "next" ? 308 : []].flat();
          assert.ok(wanted.includes(status), `${status}, not ${wanted.join(" or ")}`);
          const entries = (await session.log()).slice(before);
          assert.deepEqual(entries, [], "something was passed on");
        });
      }
    });

    /** Asks until there are links to pictures, and gives that answer. */
    async function finished(poll) {
      for (let round = 0; round < 100; round += 1) {
        const answer = await poll();
        if (answer.text.includes("/relay-links/")) return answer;
        await pause(50);
      }
      throw new Error("the job did not finish");
    }

    async function assertPicture(address) {
      assert.ok(address.startsWith(`${client.base}/`), address);
      // As an image element asks: no origin, nobody's headers.
      const headers = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "no-cors",
        "sec-fetch-dest": "image",
      };
      const picture = await client.ask({ method: "GET", path: address.slice(client.base.length), headers });
      assert.equal(picture.status, 200);
      assert.match(picture.headers["content-type"], /^image\/(png|jpeg)$/);
      assert.ok(picture.bytes.length > 100);
    }

    async function assertNoKeyOutsideTheApi() {
      const log = await session.log();
      assert.ok(log.some(({ sawKey }) => sawKey));
      for (const { path, sawKey } of log) {
        const isApi = !/^\/[^/]+\/(storage|files)\//.test(path);
        assert.equal(sawKey, isApi, path);
      }
    }
  });
}

/** Makes the call of a row of the attack table. */
function ask({ method = SUBMIT.method, path = SUBMIT.path, set = {}, only = SUBMIT.headers, ...row }) {
  const headers = Object.fromEntries(
    Object.entries({ ...only, ...set }).filter(([, value]) => value !== null),
  );
  return { method, path, headers, body: "body" in row ? row.body : SUBMIT.body };
}

/** Writes a row's call as it goes over the wire. */
function head({ raw, host = "127.0.0.1", version = "1.1", set = {}, body = SUBMIT.body }) {
  const length = Object.keys(set).some((name) => /^(content-length|transfer-encoding)/.test(name));
  const isRead = raw.startsWith("GET");
  const lengths = length || isRead ? {} : { "content-length": Buffer.byteLength(body) };
  const names = host === null ? {} : { host };
  const headers = { ...names, connection: "close", ...SUBMIT.headers, ...lengths, ...set };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${raw} HTTP/${version}\r\n${lines.join("\r\n")}\r\n\r\n${isRead ? "" : body}`;
}

/** Waits until a number has not changed for a while. */
async function standstill(number) {
  for (let before = -1; before !== number(); await pause(400)) before = number();
}

const LARGE = 48 * 1024 * 1024;
/** What the buffers of two connections hold, with room. */
const HELD = 32 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, "a");

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Long and random enough that it stands nowhere by chance; with characters that JSON and addresses write in other ways. */
const KEY = "muk-7Qz/3fK+9vLx=2wTn8RbY5cH1dJ6";

const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
