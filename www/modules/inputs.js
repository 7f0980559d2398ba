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
      placeholder: String(field.default ?? (field.kind === "size" ? "1024x1024" : "")),
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
      placeholder: String(field.default ?? ""),
      "aria-describedby": `${field.name}-hint ${field.name}-problem`,
    })
  );
  if (field.min !== undefined) input.min = String(field.min);
  if (field.max !== undefined) input.max = String(field.max);
  if (typeof value === "string") input.value = value;
  input.addEventListener("input", () => onChange(input.value));
  return labelled(field, input);
}

/**
 * @param {FieldInfo} field
 * @param {boolean | undefined} value
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
  box.checked = value ?? field.default === true;
  box.addEventListener("change", () => onChange(box.checked));
  return element(
    "div",
    { class: "field switch" },
    element("label", { class: "switch-label" }, box, element("span", {}, field.label)),
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
  return labelled(field, input);
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

/** @param {FieldInfo} field */
function hint({ name, help }) {
  return element("p", { class: "hint", id: `${name}-hint`, hidden: help === undefined }, help ?? "");
}

/** @param {FieldInfo} field */
function problemLine({ name }) {
  return element("p", { class: "problem", id: `${name}-problem`, hidden: true });
}
