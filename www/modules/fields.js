import { choiceField } from "./choice.js";
import { element } from "./element.js";
import { maskField, numberField, switchField, textField } from "./inputs.js";
import { sizeField, textOf } from "./size.js";

/**
 * The fields of a model beside prompt and images, from its data.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").FieldInfo} FieldInfo
 */

/**
 * Fills `container` with the fields of the shown model. A value that was chosen for one model stays chosen for the next one that accepts it.
 * No other field has a value, except the aspect ratio of an edit: that of the first image.
 *
 * @param {HTMLElement} container
 * @param {(field: string) => void} onChange called with the name of the changed field
 */
export function modelFields(container, onChange) {
  /** What a person chose, by field and kind, whatever the model. @type {Map<string, unknown>} */
  const chosen = new Map();
  /** What the shown model is sent, by field. @type {Map<string, unknown>} */
  let values = new Map();

  /**
   * @param {FieldInfo} field
   * @param {boolean} isEdit whether there is always a first image
   */
  function make(field, isEdit) {
    const { name } = field;
    const key = `${name} ${field.kind}`;
    /** @param {unknown} value */
    const choose = (value) => {
      chosen.set(key, value);
      values.set(name, value);
      onChange(name);
    };
    const before = accepts(field, chosen.get(key)) ? chosen.get(key) : undefined;
    const matches = name === "aspectRatio" && isEdit && field.values?.includes("match");
    const value = before ?? (matches ? "match" : undefined);
    if (value !== undefined) values.set(name, value);
    return inputFor(field, value, choose);
  }

  return {
    /** @param {ModelInfo} model */
    show(model) {
      values = new Map();
      const fields = model.fields.filter(({ name, isExtra }) => isExtra || !BASIC.includes(name));
      const isEdit = model.fields.some(({ name, min = 0 }) => name === "images" && min > 0);
      const made = (/** @type {boolean} */ isExtra) =>
        fields.filter((field) => field.isExtra === isExtra).flatMap((field) => make(field, isEdit) ?? []);
      const own = made(false);
      const extra = made(true);
      const folded = element(
        "details",
        // What was chosen for another model is sent, so it is shown.
        { class: "more more-fields", open: fields.some(({ name, isExtra }) => isExtra && values.has(name)) },
        element("summary", {}, "More options of the provider"),
        element("div", { class: "model-fields" }, ...extra),
      );
      container.replaceChildren(...own, ...(extra.length > 0 ? [folded] : []));
      container.hidden = own.length + extra.length === 0;
    },

    /** Returns the values as `requestFor` takes them. */
    values: () => Object.fromEntries(values),
  };
}

/**
 * Makes the input of a field; `null` for what only a program has: JSON, and the address of a server.
 *
 * @param {FieldInfo} field
 * @param {unknown} value what is chosen at first
 * @param {(value: unknown) => void} choose
 */
function inputFor(field, value, choose) {
  const { name, label } = field;
  switch (field.kind) {
    case "boolean":
      // A box that is not checked would say that it is off, where only the provider knows.
      return field.default === undefined
        ? choiceField(name, label, { values: ["true", "false"] }, writtenOf(value), (chosen) =>
            choose(chosen === "" ? undefined : chosen === "true"),
          )
        : switchField(field, value, choose);
    case "choice": {
      const choice = { values: listed(field.values), default: writtenOf(field.default) };
      return choiceField(name, label, choice, writtenOf(value), choose);
    }
    case "size":
      return sizeField(field, value, choose);
    case "integer":
    case "number": {
      if (!isCount(field)) return numberField(field, value, choose);
      const choice = { values: counts(field), default: "1" };
      return choiceField(name, label, choice, writtenOf(value), choose);
    }
    case "mask":
      return maskField(field, choose);
    case "text":
      return textField(field, value, choose);
    default:
      return null;
  }
}

/**
 * Whether a field of this model may have what was chosen for another model.
 *
 * @param {FieldInfo} field
 * @param {unknown} value
 */
function accepts(field, value) {
  const { kind, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, values, free } = field;
  if (value === undefined || value === "" || kind === "mask") return false;
  if (kind === "size" && typeof value === "object")
    return free !== undefined && Object.values(value ?? {}).every(Number.isFinite);
  if (kind === "size" || kind === "choice") return listed(values).includes(textOf(value));
  if (isCount(field)) return counts(field).includes(textOf(value));
  if (kind === "integer" && !Number.isInteger(Number(value))) return false;
  if (kind === "integer" || kind === "number") return Number(value) >= min && Number(value) <= max;
  return true;
}

/** @param {FieldInfo["values"]} values */
const listed = (values = []) => values.map(textOf);

/** @param {unknown} value */
const writtenOf = (value) => (value === undefined ? undefined : textOf(value));

/** @param {FieldInfo} field */
const isCount = ({ name, max }) => name === "count" && max !== undefined && max <= MOST_COUNTS;

/** @param {FieldInfo} field */
const counts = ({ min = 1, max = 1 }) =>
  Array.from({ length: max - min + 1 }, (_, index) => String(min + index));

/** They have their own places in the form. */
const BASIC = ["prompt", "images"];

const MOST_COUNTS = 12;
