import { element } from "./element.js";
import { problemLine } from "./problems.js";

/**
 * Makes a field in which one of some values is chosen: side by side where they are few, else in a menu.
 *
 * @param {string} field also the id
 * @param {string} label
 * @param {{ values: readonly string[], default?: string | undefined }} choice without a default, nothing is chosen at first
 * @param {string | undefined} chosen what is chosen at first, if it is among the values; else the default
 * @param {(value: string) => void} onChoice
 */
export function choiceField(field, label, choice, chosen, onChoice) {
  const value = chosen !== undefined && choice.values.includes(chosen) ? chosen : (choice.default ?? "");
  const areFew = choice.values.length <= SIDE_BY_SIDE && choice.values.every(({ length }) => length <= SHORT);
  return (areFew && choice.default !== undefined ? segments : menu)(
    field,
    label,
    optionsOf(choice),
    value,
    onChoice,
  );
}

/**
 * Makes a field whose few options stand side by side.
 *
 * @param {string} field
 * @param {string} label
 * @param {readonly Option[]} options
 * @param {string} value
 * @param {(value: string) => void} onChoice
 */
export function segments(field, label, options, value, onChoice) {
  const group = element("fieldset", {
    class: "field",
    id: field,
    role: "radiogroup",
    "aria-describedby": `${field}-problem`,
  });
  const parts = options.map((option) =>
    element(
      "label",
      { class: "segment" },
      element("input", {
        type: "radio",
        name: field,
        value: option.value,
        checked: option.value === value,
        onchange: () => onChoice(option.value),
      }),
      element(
        "span",
        { class: "segment-words" },
        option.words,
        option.note ? element("small", {}, option.note) : null,
      ),
    ),
  );
  group.append(
    element("legend", { class: "label" }, label),
    element("div", { class: "segments" }, ...parts),
    problemLine(field),
  );
  return group;
}

/**
 * @param {string} field
 * @param {string} label
 * @param {readonly Option[]} options
 * @param {string} value
 * @param {(value: string) => void} onChoice
 */
function menu(field, label, options, value, onChoice) {
  const select = element("select", {
    class: "input",
    id: field,
    name: field,
    "aria-describedby": `${field}-problem`,
  });
  for (const option of options) {
    const words = option.note ? `${option.words} (${option.note})` : option.words;
    select.append(element("option", { value: option.value, selected: option.value === value }, words));
  }
  select.addEventListener("change", () => onChoice(select.value));
  return element(
    "div",
    { class: "field" },
    element("label", { class: "label", for: field }, label),
    select,
    problemLine(field),
  );
}

/** @param {{ values: readonly string[], default?: string | undefined }} choice */
function optionsOf(choice) {
  const none = choice.default === undefined ? [{ value: "", words: "Provider’s choice" }] : [];
  const options = choice.values.map((value) => ({
    value,
    words: WORDS[value] ?? wordsOf(value),
    ...(value === choice.default && { note: "default" }),
  }));
  return [...none, ...options];
}

/**
 * Writes a provider's own word for people: `landscape_16_9` is "landscape 16:9".
 *
 * @param {string} value
 */
export function wordsOf(value) {
  return value.replace(/_(\d+)_(\d+)$/, " $1:$2").replaceAll("_", " ");
}

/** @type {Record<string, string>} */
const WORDS = { false: "Off", match: "Like the first image", true: "On" };

/** @typedef {{ value: string, words: string, note?: string }} Option */

/** More values than this, or longer ones, go into a menu: on a narrow phone they would not fit. */
const SIDE_BY_SIDE = 4;
const SHORT = 8;
