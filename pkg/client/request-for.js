// Requests for models that are chosen at run time, from values as forms have them.

/**
 * Returns a request: numbers, sizes and JSON that are written as strings become what they are, and what is empty is left out.
 *
 * @param {any} model a `ModelInfo`, or a model as data
 * @param {any} values by field, or a `FormData`
 */
export function requestFor(model, values) {
  const request = { provider: model.provider, model: model.model ?? model.id };
  const extra = { .../** @type {object} */ (values.extra) };
  for (const [name, value] of given(values)) {
    if (NO_FIELDS.includes(name)) continue;
    if (Object.hasOwn(model.extra ?? {}, name) || isExtra(model.fields, name))
      extra[name] = read(kindOf(model, name), value);
    else request[name] = read(kindOf(model, name), value);
  }
  return Object.keys(extra).length > 0 ? { ...request, extra } : request;
}

/** Returns the fields with a value. A field of a form that has several has the list of them. */
function given(values) {
  const valuesOf = (name) => {
    const all = values.getAll(name).filter((value) => !isBlank(value));
    return all.length > 1 ? all : all[0];
  };
  const entries =
    typeof values.getAll === "function"
      ? [...new Set(values.keys())].map((name) => [name, valuesOf(name)])
      : Object.entries(values);
  return entries.filter(([, value]) => !isBlank(value));
}

/** Members of a request that a form does not choose, and the one whose members are fields. */
const NO_FIELDS = ["extra", "family", "model", "provider"];

/** Nothing, blank text, or the file that stands for none in a form. */
const isBlank = (value) =>
  (value ?? null) === null ||
  (typeof value === "string" ? value.trim() === "" : value.name === "" && value.size === 0);

const isExtra = (fields, name) =>
  Array.isArray(fields) && fields.some((field) => field.name === name && field.isExtra);

function kindOf({ fields, extra }, name) {
  if (name === "images") return name;
  if (Array.isArray(fields)) return fields.find((field) => field.name === name)?.kind;
  const field = fields[name] ?? extra?.[name] ?? {};
  if (name === "size") return "size";
  return ["integer", "number", "boolean", "json"].find((kind) => kind in field);
}

function read(kind, value) {
  if (kind === "images" && (value instanceof Blob || typeof value === "string")) return [value];
  if (typeof value !== "string") return value;
  if (kind === "integer" || kind === "number") return Number.isNaN(Number(value)) ? value : Number(value);
  if (kind === "boolean")
    return value === "on" || value === "true" ? true : value === "false" ? false : value;
  if (kind === "json") return parsed(value);
  const size = kind === "size" && /^(\d+)\s*[x*×]\s*(\d+)$/i.exec(value);
  return size ? { width: Number(size[1]), height: Number(size[2]) } : value;
}

/** Returns what the text is as JSON, or the text, which the call then names as wrong. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
