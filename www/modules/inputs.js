import { element } from "./element.js";
import { problemLine } from "./problems.js";

/**
 * Fields that are typed or switched.
 *
 * @typedef {import("../pkg/index.js").FieldInfo} FieldInfo
 */

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 * @param {(value: string) => void} onChange
 */
export function textField(field, value, onChange) {
  const input = inputOf(field, { type: "text", value, placeholder: field.default });
  input.addEventListener("input", () => onChange(input.value.trim()));
  return labelled(field, input);
}

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 * @param {(value: string | number) => void} onChange gets `NaN` for what is no number, so that the check before sending names it
 */
export function numberField(field, value, onChange) {
  const isWhole = field.kind === "integer";
  const input = inputOf(field, {
    type: "number",
    inputmode: isWhole ? "numeric" : "decimal",
    step: isWhole ? "1" : "any",
    // The check before sending names what is out of bounds; these are for the arrow keys and screen readers.
    min: field.min,
    max: field.max,
    value,
    placeholder: field.default ?? limits(field),
  });
  input.addEventListener("input", () => onChange(input.validity.badInput ? Number.NaN : input.value));
  return labelled(field, input);
}

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 * @param {(value: boolean) => void} onChange
 */
export function switchField(field, value, onChange) {
  const box = inputOf(field, {
    class: undefined,
    type: "checkbox",
    checked: (value ?? field.default) === true,
  });
  box.addEventListener("change", () => onChange(box.checked));
  return element(
    "div",
    { class: "field" },
    element("label", { class: "check" }, box, field.label),
    hint(field),
    problemLine(field.name),
  );
}

/**
 * @param {FieldInfo} field
 * @param {(value: File | undefined) => void} onChange
 */
export function maskField(field, onChange) {
  const input = inputOf(field, { type: "file", accept: "image/*" });
  input.addEventListener("change", () => onChange(input.files?.[0]));
  const made = labelled(field, input);
  made.classList.add("wide");
  return made;
}

/**
 * @param {FieldInfo} field
 * @param {Record<string, unknown>} properties as `element` takes them
 */
function inputOf({ name }, properties) {
  const described = `${name}-hint ${name}-problem`;
  return element("input", { class: "input", id: name, name, "aria-describedby": described, ...properties });
}

/**
 * @param {FieldInfo} field
 * @param {HTMLElement} control
 */
function labelled(field, control) {
  const unit = field.unit ? ` (${field.unit})` : "";
  return element(
    "div",
    { class: "field" },
    element("label", { class: "label", for: field.name }, `${field.label}${unit}`),
    control,
    hint(field),
    problemLine(field.name),
  );
}

/** Writes the bounds of a number: "1 to 50". @param {FieldInfo} field */
function limits({ min, max }) {
  if (min === undefined) return "";
  return max === undefined ? `${min} or more` : max > MOST_SHOWN ? "" : `${min} to ${max}`;
}

/** @param {FieldInfo} field */
export function hint({ name, help }) {
  return element("p", { class: "hint", id: `${name}-hint`, hidden: help === undefined }, help ?? "");
}

/** Greater bounds, as those of seeds, are not for people. */
const MOST_SHOWN = 100_000;
