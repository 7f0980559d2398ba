import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readOptions } from "../../../pkg/client/options.js";
import { expect, test } from "../harness.js";

// The module has the same rule for the fields of requests: tests/names.rs tries it on the same names.
test("the name of an option is shown unless it may be a key", async () => {
  const place = join(resolve(import.meta.dirname, "..", "..", "names"), "names.json");
  const { mayBeKeys, names } = JSON.parse(await readFile(place, "utf8"));
  const fieldOf = (name) => readOptions({ [name]: 1 }, "mulerun", []).problems[0].field;
  expect(mayBeKeys.map(fieldOf)).toEqual(mayBeKeys.map(() => "(what may be a key)"));
  expect(names.map(fieldOf)).toEqual(names);
});
