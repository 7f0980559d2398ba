import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { run } from "../support/programs.js";
import { binary, here } from "./runtimes/index.js";

const TIMES = 100;
/** The commits of writers that never conflict: each adds to one sum, and together they add the entries. */
const commitsWithout = (writers) => writers * TIMES + TIMES;

test("processes that write to one Deno KV at the same moment lose nothing, and add each entry once", async () => {
  const all = await write(3);
  const added = all.flatMap((one) => one.added).sort((one, other) => one - other);
  assert.deepEqual(
    added,
    Array.from({ length: TIMES }, (_, number) => number),
  );
  assert.equal(Math.max(...all.map(({ sum }) => sum)), 3 * TIMES);
  const commits = all.reduce((sum, one) => sum + one.commits, 0);
  assert.ok(commits > commitsWithout(3), "some were tried again");
});

test("a process that adds to one entry many times at once never conflicts with itself", async () => {
  const [{ sum, commits }] = await write(1);
  assert.deepEqual({ sum, commits }, { sum: TIMES, commits: commitsWithout(1) });
});

/** Starts so many processes that write to the same database, and returns what each did. */
async function write(processes) {
  const folder = await mkdtemp(join(tmpdir(), "plantain-kv-"));
  const may = ["--unstable-kv", `--allow-read=${folder}`, `--allow-write=${folder}`];
  const given = JSON.stringify({ disk: join(folder, "plantain.kv"), times: TIMES });
  const deno = await binary("@deno", "deno");
  const writer = async () =>
    JSON.parse(await run(deno, ["run", "--quiet", ...may, here("deno-writer.js"), given], folder));
  try {
    return await Promise.all(Array.from({ length: processes }, writer));
  } finally {
    await rm(folder, { recursive: true });
  }
}
