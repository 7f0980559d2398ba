// What the schema cannot say of a model.

/**
 * Returns what is wrong with a model beyond its schema.
 *
 * @param {import("../index.js").Model} model
 * @returns {{ path: string, message: string }[]} `path` as in JSON Pointer: `/fields/seed/default`
 */
export function brokenRules(model) {
  const broken = [];
  const breaks = (path, message) => broken.push({ path, message });
  for (const group of ["fields", "extra"]) {
    for (const [name, field] of Object.entries(model[group] ?? {})) {
      const path = `/${group}/${name}`;
      if (field.default !== undefined && !allows(field, field.default))
        breaks(`${path}/default`, "is not a value that the field may have");
      const isFilled =
        name === "prompt" || name === "images" || name === "mask" || field.default !== undefined;
      if (field.required && !isFilled) breaks(`${path}/default`, "is missing: the provider needs the field");
      if (field.max !== undefined && field.max < (field.min ?? 0)) breaks(`${path}/max`, "is less than min");
      const [least, greatest] = field.integer ?? field.number ?? [null, null];
      if (least !== null && greatest !== null && least > greatest)
        breaks(`${path}/${field.integer ? "integer" : "number"}`, "has its limits in the wrong order");
      for (const value of Object.keys(field.spelling ?? {}))
        if (!field.values.includes(value)) breaks(`${path}/spelling/${value}`, "is not one of the values");
      if ((field.form === "members") !== Array.isArray(field.wire) && name === "size" && group === "fields")
        breaks(`${path}/wire`, "must be two names where form is members, and one name elsewhere");
    }
  }
  checkWires(model, breaks);
  checkTasks(model, breaks);
  checkPrice(model, breaks);
  return broken;
}

/** Each name of the provider is used once. */
function checkWires(model, breaks) {
  const seen = new Set(Object.keys(model.constants ?? {}));
  for (const [name, field] of Object.entries(model.fields)) {
    for (const wire of [field.wire ?? []].flat()) {
      if (seen.has(wire)) breaks(`/fields/${name}/wire`, `is "${wire}", which another member sets too`);
      seen.add(wire);
    }
  }
  for (const name of Object.keys(model.extra ?? {})) {
    if (seen.has(name)) breaks(`/extra/${name}`, "is set by another member too");
  }
}

function checkTasks(model, breaks) {
  const { images } = model.fields;
  if (model.tasks.includes("edit") && !images) breaks("/tasks", 'has "edit", but the model takes no images');
  if (model.tasks.includes("generate") && images && (images.min ?? 1) > 0)
    breaks("/tasks", 'has "generate", but the model needs images');
}

function checkPrice(model, breaks) {
  if (!model.price) return;
  const { by, amounts, factors = [], range } = model.price;
  if (range && range[0] > range[1]) breaks("/price/range", "has its limits in the wrong order");
  const tables = factors.map((factor, index) => [`/price/factors/${index}`, factor.by, factor.thousandths]);
  if (by) tables.push(["/price", by, amounts]);
  for (const [path, name, table] of tables) {
    const field = model.fields[name];
    if (!field) {
      breaks(`${path}/by`, `is "${name}", which is not a field of the model`);
      continue;
    }
    for (const value of field.values ?? []) {
      if (value !== "auto" && !(value in table)) breaks(path, `has nothing for ${name} ${value}`);
    }
  }
}

function allows(field, value) {
  // The default of a required field is sent as it is.
  const isMatch = value === "match" && field.match !== undefined && !field.required;
  if (field.values) return field.values.includes(value) || isMatch;
  if (field.presets?.includes(value)) return true;
  if (Array.isArray(value)) {
    const isListed = field.sizes?.some(([width, height]) => width === value[0] && height === value[1]);
    return isListed ?? (field.free ? value.every((side) => isWithin(field.free.side, side)) : false);
  }
  if (field.sizes || field.presets || field.free) return false;
  const range = field.integer ?? field.number;
  if (range)
    return typeof value === "number" && isWithin(range, value) && (!field.integer || Number.isInteger(value));
  if (field.boolean) return typeof value === "boolean";
  return (
    typeof value === "string" && Array.from(value).length <= (field.maxLength ?? Number.POSITIVE_INFINITY)
  );
}

function isWithin([least, greatest] = [null, null], number) {
  return (least === null || number >= least) && (greatest === null || number <= greatest);
}
