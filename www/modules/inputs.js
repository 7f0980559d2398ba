import { element } from "./element.js";

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
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      class: "input",
      id: field.name,
      name: field.name,
      type: "text",
      placeholder: field.default ?? "",
      "aria-describedby": `${field.name}-hint ${field.name}-problem`,
    })
  );
  if (typeof value === "string") input.value = value;
  input.addEventListener("input", () => onChange(input.value.trim()));
  return labelled(field, input);
}

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 * @param {(value: string) => void} onChange
 */
export function numberField(field, value, onChange) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      class: "input",
      id: field.name,
      name: field.name,
      type: "number",
      inputmode: field.kind === "integer" ? "numeric" : "decimal",
      step: field.kind === "integer" ? "1" : "any",
      placeholder: field.default ?? limits(field),
      "aria-describedby": `${field.name}-hint ${field.name}-problem`,
    })
  );
  // The check before sending names what is out of bounds; these are for the arrow keys and screen readers.
  if (field.min !== undefined) input.min = String(field.min);
  if (field.max !== undefined) input.max = String(field.max);
  if (typeof value === "string") input.value = value;
  input.addEventListener("input", () => onChange(input.value));
  return labelled(field, input);
}

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 * @param {(value: boolean) => void} onChange
 */
export function switchField(field, value, onChange) {
  const box = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "checkbox",
      id: field.name,
      name: field.name,
      "aria-describedby": `${field.name}-hint ${field.name}-problem`,
    })
  );
  box.checked = (value ?? field.default) === true;
  box.addEventListener("change", () => onChange(box.checked));
  return element(
    "div",
    { class: "field" },
    element("label", { class: "check" }, box, field.label),
    hint(field),
    problemLine(field),
  );
}

/**
 * @param {FieldInfo} field
 * @param {(value: File | undefined) => void} onChange
 */
export function maskField(field, onChange) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      class: "input",
      type: "file",
      id: field.name,
      name: field.name,
      accept: "image/*",
      "aria-describedby": `${field.name}-hint ${field.name}-problem`,
    })
  );
  input.addEventListener("change", () => onChange(input.files?.[0]));
  const made = labelled(field, input);
  made.classList.add("wide");
  return made;
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
    problemLine(field),
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

/** @param {FieldInfo} field */
export function problemLine({ name }) {
  return element("p", { class: "problem", id: `${name}-problem`, hidden: true });
}

/** Greater bounds, as those of seeds, are not for people. */
const MOST_SHOWN = 100_000;
