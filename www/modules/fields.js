import { choiceField } from "./choice.js";

/**
 * The fields that only some models have: aspect ratio, resolution, count, output format.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {{ aspectRatio?: string, resolution?: string, count?: number, outputFormat?: string }} FieldValues
 */

/**
 * Fills `container` with the fields of the shown model. What a person chose for one model stays chosen for the next where that has it.
 *
 * @param {HTMLElement} container
 * @param {(field: string) => void} onChange called with the name of the changed field
 */
export function modelFields(container, onChange) {
  /** @type {Map<string, string>} */
  const chosen = new Map();
  /** @type {Map<string, string>} */
  let values = new Map();

  return {
    /** @param {ModelInfo} model */
    show(model) {
      values = new Map();
      const fields = choicesOf(model).map(([field, choice]) => {
        const wanted = chosen.get(field);
        values.set(field, wanted !== undefined && choice.values.includes(wanted) ? wanted : choice.default);
        return choiceField(field, LABELS[field], choice, wanted, (value) => {
          chosen.set(field, value);
          values.set(field, value);
          onChange(field);
        });
      });
      container.replaceChildren(...fields);
      container.hidden = fields.length === 0;
    },

    /** @returns {FieldValues} */
    values() {
      const { count, ...others } = Object.fromEntries(values);
      return count === undefined ? others : { ...others, count: Number(count) };
    },
  };
}

/**
 * @param {ModelInfo} model
 * @returns {[keyof typeof LABELS, { values: readonly string[], default: string }][]}
 */
function choicesOf(model) {
  const { aspectRatio, resolution, count, outputFormat } = model;
  const counts = count && {
    values: Array.from({ length: count.max }, (_, index) => String(index + 1)),
    default: String(count.default),
  };
  const all = /** @type {const} */ ([
    ["aspectRatio", aspectRatio],
    ["resolution", resolution],
    ["count", counts],
    ["outputFormat", outputFormat],
  ]);
  return all.flatMap(([field, choice]) => (choice ? [[field, choice]] : []));
}

const LABELS = {
  aspectRatio: "Aspect ratio",
  resolution: "Resolution",
  count: "Number of images",
  outputFormat: "File format",
};
