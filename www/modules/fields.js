import { choiceField } from "./choice.js";
import { element } from "./element.js";
import { maskField, numberField, switchField, textField } from "./inputs.js";

/**
 * The fields of a model beside prompt and images, from its data.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").FieldInfo} FieldInfo
 */

/**
 * Fills `container` with the fields of the shown model. What a person chose for one model stays chosen for the next where that has it.
 *
 * @param {HTMLElement} container
 * @param {(field: string) => void} onChange called with the name of the changed field
 */
export function modelFields(container, onChange) {
  /** What a person chose, by field, whatever the model. @type {Map<string, unknown>} */
  const chosen = new Map();
  /** What the shown model is sent, by field. @type {Map<string, unknown>} */
  let values = new Map();

  /** @param {FieldInfo} field */
  function make(field) {
    const { name, label } = field;
    /** @param {unknown} value */
    const choose = (value) => {
      chosen.set(name, value);
      values.set(name, value);
      onChange(name);
    };
    const before = chosen.get(name);
    switch (field.kind) {
      case "boolean":
        if (before !== undefined) values.set(name, before);
        return switchField(field, /** @type {boolean | undefined} */ (before), choose);
      case "choice":
      case "size": {
        const choice = { values: valuesOf(field), default: textOf(field.default) };
        if (choice.values.length === 0) break;
        const wanted = name === "aspectRatio" && choice.values.includes("match") ? "match" : choice.default;
        const was = typeof before === "string" && choice.values.includes(before) ? before : wanted;
        if (was !== undefined && (before !== undefined || was === "match")) values.set(name, was);
        return choiceField(name, label, choice, was, choose);
      }
      case "integer":
      case "number":
        if (isCount(field)) {
          const choice = { values: counts(field), default: "1" };
          if (typeof before === "string") values.set(name, before);
          return choiceField(name, label, choice, /** @type {string | undefined} */ (before), choose);
        }
        if (before !== undefined) values.set(name, before);
        return numberField(field, before, choose);
      case "mask":
        return maskField(field, choose);
      case "json":
      case "url":
        return null;
    }
    if (before !== undefined) values.set(name, before);
    return textField(field, before, choose);
  }

  return {
    /** @param {ModelInfo} model */
    show(model) {
      values = new Map();
      const fields = model.fields.filter(({ name }) => name !== "prompt" && name !== "images");
      const made = (/** @type {boolean} */ isExtra) =>
        fields.filter((field) => field.isExtra === isExtra).flatMap((field) => make(field) ?? []);
      const own = made(false);
      const extra = made(true);
      const folded = element(
        "details",
        { class: "more-fields", id: "extra-fields" },
        element("summary", {}, "More options of the provider"),
        element("div", { class: "model-fields" }, ...extra),
      );
      container.replaceChildren(...own, ...(extra.length > 0 ? [folded] : []));
      container.hidden = fields.length === 0;
    },

    /** Returns the values as `requestFor` takes them. */
    values: () => Object.fromEntries(values),
  };
}

/** @param {FieldInfo} field */
const isCount = ({ name, max }) => name === "count" && max !== undefined && max <= 10;

/** @param {FieldInfo} field */
const counts = ({ max = 1 }) => Array.from({ length: max }, (_, index) => String(index + 1));

/** @param {FieldInfo} field */
const valuesOf = ({ values = [] }) => values.map((value) => /** @type {string} */ (textOf(value)));

/**
 * Writes a value as a menu shows it.
 *
 * @param {FieldInfo["default"]} value
 */
function textOf(value) {
  if (typeof value === "object") return `${value.width}x${value.height}`;
  return value === undefined ? undefined : String(value);
}
