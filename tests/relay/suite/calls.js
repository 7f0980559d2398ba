import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { SUBMIT } from "../attacks/submit.js";
import { PAGE, RENAMED } from "../site.js";
import { PICTURE, PNG } from "./scene.js";

export function testCalls(scene) {
  describe("lets the client's calls through", () => {
    for (const provider of ["mulerun", "mulerouter"]) {
      test(`a picture goes to ${provider} in the request, and the edited one comes back by the relay`, async () => {
        await scene.fresh();
        const path = SUBMIT.path.replace("mulerun", provider);
        const bought = await scene.call(path, { prompt: "a red hat", images: [PICTURE] });
        assert.equal(bought.status, 202, bought.text);
        const { id } = JSON.parse(bought.text).task_info;
        const done = await finished(() => scene.call(`${path}/${id}`));
        const { images } = JSON.parse(done.text);
        await assertPicture(scene, images[0]);
        await assertNoKeyOutsideTheApi(scene);
      });
    }

    test("an image that Pixazo sends at once comes by the relay", async () => {
      await scene.fresh();
      const body = { prompt: "a red hat", size: "1024x1024" };
      const done = await scene.call("/api/plantain/pixazo/recraft/v4/generate", body);
      assert.equal(done.status, 200, done.text);
      await assertPicture(scene, JSON.parse(done.text).output);
      await assertNoKeyOutsideTheApi(scene);
    });

    test("a model of the operator's own is bought at its own path, and the one that it replaces is not", async () => {
      await scene.fresh({ models: [RENAMED] });
      const body = { prompt: "a red hat", image_urls: [PICTURE] };
      const bought = await scene.call(`/own/pixazo${RENAMED.path}`, body);
      assert.equal(bought.status, 202, bought.text);
      const { request_id } = JSON.parse(bought.text);
      const done = await finished(() => scene.call(`/own/pixazo/v2/requests/status/${request_id}`));
      await assertPicture(scene, JSON.parse(done.text).output.media_url[0]);
      const old = "pixazo/nano-banana/v1/nano-banana/generateEditImageRequest";
      assert.equal((await scene.call(`/own/${old}`, body)).status, 404);
      assert.equal((await scene.call(`/api/plantain/pixazo${RENAMED.path}`, body)).status, 404);
    });

    test("a picture goes to Pixazo in the request, and is asked for in both of its queues", async () => {
      for (const queue of ["getStatus", "v2"]) {
        await scene.fresh({ queue });
        const at = "/api/plantain/pixazo";
        const bought = await scene.call(`${at}/nano-banana/v1/nano-banana/generateEditImageRequest`, {
          prompt: "a red hat",
          image_urls: [PICTURE],
        });
        assert.equal(bought.status, queue === "v2" ? 202 : 200, bought.text);
        const id = JSON.parse(bought.text).request_id;
        const done = await finished(() =>
          queue === "v2"
            ? scene.call(`${at}/v2/requests/status/${id}`)
            : scene.call(`${at}/nano-banana-polling/nano-banana/getStatus`, { requestId: id }),
        );
        assert.equal(done.status, 200, done.text);
        await assertPicture(scene, /http[^"]*relay-links[^"]*/.exec(done.text)[0]);
        await assertNoKeyOutsideTheApi(scene);
      }
    });

    const MODELS = {
      "google/nano-banana-pro-extra/edit-image": true,
      "google/nano-banana-dev/text-to-image": false,
      "pixelbyte-plus/pixel-image-1.0-pro/image-to-image": true,
    };
    for (const [model, takesImages] of Object.entries(MODELS)) {
      test(`${model} at PixelByte, uploads and all`, async () => {
        await scene.fresh();
        const at = "/api/plantain/pixelbyte/v1";
        const input = { prompt: "a red hat" };
        if (takesImages) {
          const place = await scene.call(`${at}/uploads/presign`, {
            filename: "a.png",
            contentType: "image/png",
          });
          const { uploadUrl, fileUrl } = JSON.parse(place.text).data;
          assert.ok(
            uploadUrl.startsWith(`${scene.client.base}/api/plantain/pixelbyte/relay-links/`),
            uploadUrl,
          );
          assert.ok(fileUrl.startsWith(`${scene.session.api}/storage/`), fileUrl);
          const headers = { origin: PAGE, "content-type": "image/png" };
          const path = uploadUrl.slice(scene.client.base.length);
          const put = await scene.client.ask({ method: "PUT", path, headers, body: PNG });
          assert.equal(put.status, 200);
          input.image_urls = [fileUrl];
          const upload = (await scene.session.log()).find(({ method }) => method === "PUT");
          const length = upload.headers.find(([name]) => name === "content-length");
          assert.equal(length?.[1], String(PNG.length), "storage wants the length beforehand");
        }
        const bought = await scene.call(`${at}/jobs/submit`, { model, input });
        assert.equal(bought.status, 200, bought.text);
        const done = await finished(() => scene.call(`${at}/jobs/${JSON.parse(bought.text).jobId}`));
        const { output } = JSON.parse(done.text);
        await assertPicture(scene, output);
        await assertNoKeyOutsideTheApi(scene);
      });
    }

    test("a provider for which there is no key is refused in its own words, to callers that are known", async () => {
      await scene.fresh();
      const path = "/keys/pixelbyte/v1/jobs/submit";
      const body = { model: "google/nano-banana-dev/text-to-image", input: { prompt: "a lake" } };
      const headers = { origin: PAGE, "access-control-request-method": "POST" };
      const preflight = await scene.client.ask({ method: "OPTIONS", path, headers });
      assert.equal(preflight.status, 204, "a page reads the refusal");
      const refused = await scene.call(path, body, { "idempotency-key": "no-key" });
      const { success, error } = JSON.parse(refused.text);
      assert.deepEqual([refused.status, success, error.code], [403, false, "RELAY_NO_KEY"]);
      assert.equal(refused.headers["relay-outcome"], "unsent");
      assert.equal((await scene.call(path, body, { "x-caller": "" })).status, 401);
      assert.equal((await scene.call(path, body, { origin: "https://evil.example" })).status, 403);
      assert.equal((await scene.call("/keys/pixelbyte/v1/chat", body)).status, 404);
      assert.deepEqual(await scene.session.log(), []);
    });

    test("a longer list of jobs is not given, in words that the client takes for that", async () => {
      const asked = await scene.call("/api/plantain/pixelbyte/v1/jobs?limit=100");
      const { success, error } = JSON.parse(asked.text);
      assert.deepEqual([asked.status, success, error.code], [501, false, "RELAY_NO_LIST"]);
    });

    test("a check of the key shows no jobs of others", async () => {
      await scene.fresh();
      await scene.call("/api/plantain/pixelbyte/v1/jobs/submit", {
        model: "google/nano-banana-dev/text-to-image",
        input: { prompt: "a lake" },
      });
      const checked = await scene.call("/api/plantain/pixelbyte/v1/jobs?limit=1");
      assert.deepEqual([checked.status, checked.text], [200, "{}"]);
    });

    test("a cancel without a body", async () => {
      await scene.fresh({ jobMs: 60_000 });
      const bought = await scene.call("/api/plantain/pixelbyte/v1/jobs/submit", {
        model: "google/nano-banana-dev/text-to-image",
        input: { prompt: "a lake" },
      });
      const path = `/api/plantain/pixelbyte/v1/jobs/${JSON.parse(bought.text).jobId}/cancel`;
      const { origin, "x-caller": caller } = SUBMIT.headers;
      const cancelled = await scene.client.ask({ path, headers: { origin, "x-caller": caller } });
      assert.equal(cancelled.status, 200, cancelled.text);
      assert.equal(JSON.parse(cancelled.text).status, "cancelled");
    });

    test("a page of ours may call, and hears so exactly", async () => {
      const preflight = await scene.client.ask({
        method: "OPTIONS",
        path: SUBMIT.path,
        headers: {
          origin: PAGE,
          "access-control-request-method": "POST",
          "access-control-request-headers": "content-type,x-caller",
        },
      });
      assert.equal(preflight.status, 204);
      const allowed = (name) => preflight.headers[`access-control-allow-${name}`];
      assert.deepEqual(
        [allowed("origin"), allowed("methods"), allowed("headers"), allowed("credentials")],
        [PAGE, "POST", "content-type, x-caller", "true"],
      );
      assert.match(preflight.headers.vary, /\bOrigin\b/);
      const { headers } = await scene.submit("/mirror", "x");
      assert.equal(headers["access-control-allow-origin"], PAGE);
      assert.equal(headers["access-control-expose-headers"], "Relay-Outcome, Retry-After");
    });

    test("every page may call where the operator wrote so, but with no cookies", async () => {
      await scene.fresh();
      const { status, headers } = await scene.submit("/open", "x", {
        origin: "https://anywhere.example",
        "x-caller": "",
      });
      assert.equal(status, 202);
      assert.equal(headers["access-control-allow-origin"], "*");
      assert.equal(headers["access-control-allow-credentials"], undefined);
    });
  });
}

/** Asks until there are links to pictures, and returns that answer. */
async function finished(poll) {
  for (;;) {
    const answer = await poll();
    if (answer.text.includes("/relay-links/")) return answer;
    await pause(50);
  }
}

async function assertPicture(scene, address) {
  assert.ok(address.startsWith(`${scene.client.base}/`), address);
  // As an image element asks: no origin, nobody's headers.
  const headers = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "no-cors",
    "sec-fetch-dest": "image",
  };
  const picture = await scene.client.ask({
    method: "GET",
    path: address.slice(scene.client.base.length),
    headers,
  });
  assert.equal(picture.status, 200);
  assert.match(picture.headers["content-type"], /^image\/(png|jpeg)$/);
  assert.ok(picture.bytes.length > 100);
}

async function assertNoKeyOutsideTheApi(scene) {
  const log = await scene.session.log();
  assert.ok(log.some(({ sawKey }) => sawKey));
  for (const { path, sawKey } of log) {
    const isApi = !/^\/[^/]+\/(storage|files)\//.test(path);
    assert.equal(sawKey, isApi, path);
  }
}
