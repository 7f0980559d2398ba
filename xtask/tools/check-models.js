// Checks the models of every provider against their schema. Prints each broken rule with the file and the path in it, and fails.
// Argument: the root of the repository.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";

const [root] = process.argv.slice(2);
const read = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const check = new Ajv({ allErrors: true, strictTypes: false }).compile(
  read("src", "provider", "model.schema.json"),
);
const providers = readdirSync(join(root, "src", "providers"), { withFileTypes: true });
for (const { name } of providers.filter((entry) => entry.isDirectory())) {
  const path = ["src", "providers", name, "models.json"];
  if (check(read(...path))) continue;
  process.exitCode = 1;
  for (const { instancePath, message, params } of check.errors) {
    const more = params.additionalProperty ?? params.allowedValues?.join(", ") ?? "";
    console.error(`${path.join("/")}: ${instancePath || "/"} ${message} ${more}`);
  }
}
