import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { ATTACKS } from "../attacks/index.js";
import { SUBMIT } from "../attacks/submit.js";

export function testAttacks(scene) {
  describe("refuses attacks, and passes nothing on", () => {
    before(() => scene.fresh());

    test("the submit that the attacks change is let through by itself", async () => {
      assert.equal((await scene.client.ask(SUBMIT)).status, 202);
      if (scene.client.raw !== undefined)
        assert.equal(await scene.client.raw(head({ raw: `POST ${SUBMIT.path}` })), 202);
    });

    for (const row of ATTACKS) {
      const isHere = row.runtimes?.includes(scene.runtime) ?? true;
      if (!isHere || (row.raw !== undefined && scene.runtime === "call")) continue;
      test(row.name, async () => {
        const before = (await scene.session.log()).length;
        const status =
          row.raw === undefined
            ? (await scene.client.ask(ask(row))).status
            : await scene.client.raw(head(row));
        // Next itself sends some addresses on to how it would write them.
        const wanted = [row.status, scene.runtime === "next" ? 308 : []].flat();
        assert.ok(wanted.includes(status), `${status}, not ${wanted.join(" or ")}`);
        const entries = (await scene.session.log()).slice(before);
        assert.deepEqual(entries, [], "something was passed on");
      });
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
