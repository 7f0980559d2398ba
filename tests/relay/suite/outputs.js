import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { signed } from "../attacks/submit.js";
import { PHOTO } from "../mirror.js";

export function testOutputs(scene) {
  const open = (name, at = "/mirror") =>
    scene.client.open({
      method: "GET",
      path: signed("GET", `${scene.mirror.address}/outputs/${name}`, { at }),
    });

  describe("hands outputs on", () => {
    test("as they are, to a page that reads them late", async () => {
      const { status, headers, body } = await open("photo");
      await pause(500);
      assert.ok((await bytesOf(body)).equals(PHOTO));
      assert.equal(status, 200);
      assert.equal(headers["content-type"], "image/jpeg");
      assert.equal(headers["set-cookie"], undefined);
    });

    test("as bytes where they are no images that every browser only shows", async () => {
      for (const name of ["page", "drawing"]) {
        const { headers, body } = await open(name);
        await bytesOf(body);
        assert.equal(headers["content-type"], "application/octet-stream");
        assert.match(headers["content-security-policy"], /sandbox/);
      }
    });

    test("without what a refusal says", async () => {
      const { status, body } = await open("gone");
      assert.deepEqual([status, String(await bytesOf(body))], [404, ""]);
    });

    test("from no other address than the link's", async () => {
      const { status } = await open("moved");
      assert.equal(status, 502);
    });

    test("up to the limit of replies, and breaks off there", async () => {
      const { status, body } = await open("photo", "/short");
      assert.equal(status, 200);
      await assert.rejects(bytesOf(body));
    });
  });
}

async function bytesOf(body) {
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
