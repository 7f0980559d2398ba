import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { run } from "../support/programs.js";
import { binary, here } from "./runtimes/index.js";

test("processes that write to one Deno KV at the same moment lose nothing, and add each entry once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plantain-kv-"));
  const times = 100;
  const writer = async () => {
    const may = ["--unstable-kv", `--allow-read=${folder}`, `--allow-write=${folder}`];
    const given = JSON.stringify({ disk: join(folder, "plantain.kv"), times });
    const deno = await binary("@deno", "deno");
    const said = await run(deno, ["run", "--quiet", ...may, here("deno-writer.js"), given], folder);
    return JSON.parse(said);
  };
  try {
    const all = await Promise.all([writer(), writer(), writer()]);
    const added = all.flatMap((one) => one.added).sort((one, other) => one - other);
    assert.deepEqual(
      added,
      Array.from({ length: times }, (_, number) => number),
    );
    assert.equal(Math.max(...all.map(({ sum }) => sum)), 3 * times);
    const commits = all.reduce((sum, one) => sum + one.commits, 0);
    assert.ok(commits > 4 * times, "some were tried again");
  } finally {
    await rm(folder, { recursive: true });
  }
});
