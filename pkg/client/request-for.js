// Requests for models that are chosen at run time, from values as forms have them.

/**
 * Returns a request: numbers and sizes that are written as strings become what they are, and what is empty is left out.
 *
 * @param {any} model a `ModelInfo`, or a model as data
 * @param {{ [field: string]: unknown }} values
 */
export function requestFor(model, values) {
  const request = { provider: model.provider, model: model.model ?? model.id };
  const extra = { .../** @type {object} */ (values.extra) };
  for (const [name, value] of Object.entries(values)) {
    if (name === "extra" || value === undefined || value === null || isBlank(value)) continue;
    if (name in (model.extra ?? {}) || isExtra(model.fields, name))
      extra[name] = read(kindOf(model, name), value);
    else request[name] = read(kindOf(model, name), value);
  }
  return Object.keys(extra).length > 0 ? { ...request, extra } : request;
}

const isBlank = (value) => typeof value === "string" && value.trim() === "";

const isExtra = (fields, name) =>
  Array.isArray(fields) && fields.some((field) => field.name === name && field.isExtra);

function kindOf({ fields, extra }, name) {
  if (Array.isArray(fields)) return fields.find((field) => field.name === name)?.kind;
  const field = fields[name] ?? extra?.[name] ?? {};
  if (name === "size") return "size";
  return ["integer", "number", "boolean"].find((kind) => kind in field);
}

function read(kind, value) {
  if (typeof value !== "string") return value;
  if (kind === "integer" || kind === "number") return Number.isNaN(Number(value)) ? value : Number(value);
  if (kind === "boolean")
    return value === "on" || value === "true" ? true : value === "false" ? false : value;
  const size = kind === "size" && /^(\d+)\s*[x*×]\s*(\d+)$/i.exec(value);
  return size ? { width: Number(size[1]), height: Number(size[2]) } : value;
}
