// The table of docs/side-by-side.md: that its code compiles in the versions that it names, and has so many lines.

import { join } from "node:path";
import { run } from "../support/programs.js";
import { test } from "./harness.js";

test("the table of docs/side-by-side.md is that of its code, which compiles", async () => {
  const folder = join(import.meta.dirname, "../side-by-side");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  await run("npm", ["start"], folder);
});
