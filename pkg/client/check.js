// The entry of pkg/models/check.js: checks the caller's own models by the schema and the rules of the tables.

import { brokenRules } from "../models/rules.js";
import checkSchema from "./schema.js";

/**
 * Returns what is wrong with the caller's own models: each broken rule, with the path to it.
 *
 * @param {unknown} models
 * @param {readonly string[]} providers the ids of all providers
 * @returns {{ field: string, code: "wrongModel" | "wrongType", message: string }[]}
 */
export function check(models, providers) {
  if (!Array.isArray(models))
    return [{ field: "models", code: "wrongType", message: "must be a list of models" }];
  const problems = [];
  models.forEach((given, index) => {
    const { provider, ...model } = typeof given === "object" && given !== null ? given : { model: given };
    const add = (path, message) =>
      problems.push({ field: fieldOf(index, path), code: "wrongModel", message });
    if (!providers.includes(provider)) add("/provider", `must be one of ${providers.join(", ")}`);
    if (!checkSchema([model])) {
      for (const { instancePath, keyword, message, params } of checkSchema.errors) {
        // Which of several forms was meant is not known: the other errors say what is wrong with each.
        if (keyword === "if") continue;
        const path = instancePath.replace(/^\/0/, "");
        const more = params.additionalProperty ?? params.allowedValues?.join(", ");
        add(path, more ? `${message}: ${more}` : message);
      }
      return;
    }
    for (const { path, message } of brokenRules(model)) add(path, message);
    const isTwice =
      models.findIndex((other) => other?.provider === provider && other.id === model.id) !== index;
    if (isTwice) add("/id", `is "${model.id}", which another of these models has too`);
  });
  return problems;
}

/** `models[0].fields.seed.integer` */
function fieldOf(index, path) {
  const names = path
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce(
    (field, name) => (/^\d+$/.test(name) ? `${field}[${name}]` : `${field}.${name}`),
    `models[${index}]`,
  );
}
