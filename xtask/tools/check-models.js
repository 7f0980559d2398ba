// Checks the models of every provider against their schema. Prints each broken rule with the file and the path in it, and fails.
// Argument: the root of the repository.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { brokenRules } from "../../pkg/models/rules.js";

const [root] = process.argv.slice(2);
const read = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const check = new Ajv({ allErrors: true, strictTypes: false }).compile(
  read("src", "provider", "model.schema.json"),
);
const providers = readdirSync(join(root, "src", "providers"), { withFileTypes: true });
for (const { name } of providers.filter((entry) => entry.isDirectory())) {
  const path = ["src", "providers", name, "models.json"];
  const models = read(...path);
  const errors = check(models) ? [] : check.errors;
  const report = (place, rule) => {
    console.error(`${path.join("/")}: ${place} ${rule}`);
    process.exitCode = 1;
  };
  for (const { instancePath, message, params } of errors) {
    const more = params.additionalProperty ?? params.allowedValues?.join(", ") ?? "";
    report(instancePath || "/", `${message} ${more}`);
  }
  if (errors.length > 0) continue;
  const ids = models.map(({ id }) => id);
  models.forEach((model, index) => {
    for (const broken of brokenRules(model))
      report(`/${index}${broken.path}`, `${broken.message} (${model.id})`);
    if (ids.indexOf(model.id) !== index)
      report(`/${index}/id`, `is "${model.id}", which another model has too`);
  });
}
