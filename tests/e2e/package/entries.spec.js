import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { run } from "../../support/programs.js";
import { expect, test } from "../harness.js";

const PACKAGE = resolve(import.meta.dirname, "..", "..", "..", "pkg");

test("of the folder models, an entry is what has types, but for the check", async () => {
  const files = await readdir(resolve(PACKAGE, "models"));
  const names = files.filter((name) => name.endsWith(".js")).map((name) => name.slice(0, -3));
  // In the folder of a package, its name leads to its own entries.
  const program = `
    const open = [];
    for (const name of ${JSON.stringify(names)})
      await import("plantain/models/" + name).then(() => open.push(name), ({ code }) => {
        if (code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw new Error(code);
      });
    console.log(JSON.stringify(open));`;
  const open = JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", program], PACKAGE));
  const typed = files.filter((name) => name.endsWith(".d.ts")).map((name) => name.slice(0, -5));
  expect(open.sort()).toEqual(typed.filter((name) => name !== "check").sort());
});
