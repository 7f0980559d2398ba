// Labels: plain JSON of the caller's own, which comes back from a store as it was.

/** Returns a copy of a label. What is not a label is returned as it is, and reported as a problem. */
export const copyLabel = (label) => (isLabel(label) ? JSON.parse(JSON.stringify(label)) : label);

/** Whether this is JSON that an entry of a store can carry. */
export function isLabel(value) {
  try {
    return JSON.stringify(value).length <= LONGEST_LABEL && isJson(value, 0);
  } catch {}
}

/** Whether a value is the same after a round through JSON and the module, but for members that are `undefined`. */
function isJson(value, depth) {
  if (typeof value === "string") return !LONE_SURROGATE.test(value);
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return true;
  if (typeof value !== "object" || depth === DEEPEST_LABEL || typeof value.toJSON === "function")
    return false;
  const isList = Array.isArray(value);
  const names = isList ? [...value.keys(), "length"] : Object.keys(value);
  // Another one is an instance of a class, or has members that JSON leaves out.
  const isPlain = isOfNoClass(value, isList) && Reflect.ownKeys(value).length === names.length;
  const members = isList ? [...value] : Object.values(value).filter((member) => member !== undefined);
  return (
    isPlain &&
    names.every((name) => name !== "__proto__" && isJson(name, depth)) &&
    members.every((member) => isJson(member, depth + 1))
  );
}

/** Whether this is a list or an object as a literal makes it, of any realm: only `Object.prototype` has no prototype. */
function isOfNoClass(value, isList) {
  let prototype = Object.getPrototypeOf(value);
  if (isList) prototype = prototype && Object.getPrototypeOf(prototype);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** In characters of JSON: a few of them fit into every store. */
export const LONGEST_LABEL = 10_000;
/** In levels. */
const DEEPEST_LABEL = 32;
/** Half of a character, which the module and UTF-8 cannot hold. */
const LONE_SURROGATE = /\p{Surrogate}/u;
