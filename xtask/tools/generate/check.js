import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import { brokenRules } from "../../../pkg/models/rules.js";

const schema = new URL("../../../src/provider/model.schema.json", import.meta.url);
const check = new Ajv({ allErrors: true, strictTypes: false }).compile(
  JSON.parse(readFileSync(schema, "utf8")),
);

/** Returns each rule that the models of a provider break, with the file and the path in it. */
export function brokenModels({ id, models }) {
  const sentence = (place, rule) => `src/providers/${id}/models.json: ${place} ${rule}`;
  if (!check(models)) {
    return check.errors.map(({ instancePath, message, params }) => {
      const more = params.additionalProperty ?? params.allowedValues?.join(", ") ?? "";
      return sentence(instancePath || "/", `${message} ${more}`);
    });
  }
  const ids = models.map(({ id }) => id);
  return models.flatMap((model, index) => {
    const broken = brokenRules(model).map(({ path, message }) =>
      sentence(`/${index}${path}`, `${message} (${model.id})`),
    );
    const isTwice = ids.indexOf(model.id) !== index;
    return isTwice
      ? [...broken, sentence(`/${index}/id`, `is "${model.id}", which another model has too`)]
      : broken;
  });
}
