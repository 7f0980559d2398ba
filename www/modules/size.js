import { wordsOf } from "./choice.js";
import { element } from "./element.js";
import { hint } from "./inputs.js";
import { problemLine } from "./problems.js";

/**
 * The field of a size in pixels: one of the model's own sizes in a menu, or width and height where the model takes any.
 *
 * @typedef {import("../pkg/index.js").FieldInfo} FieldInfo
 * @typedef {{ width?: number, height?: number }} Sides
 */

/**
 * @param {FieldInfo} field
 * @param {unknown} value what is chosen at first: a value of the menu, or sides
 * @param {(value: string | Sides | undefined) => void} onChange
 */
export function sizeField(field, value, onChange) {
  const { name, free } = field;
  const hasMenu = (field.values ?? []).length > 0;
  const isOwn = typeof value === "object" && value !== null;
  const chosen = /** @type {Sides} */ (isOwn ? { ...value } : {});
  const initial = field.default === undefined ? "" : textOf(field.default);
  const menu = sizeMenu(field);
  menu.value = isOwn ? OWN : String(value ?? initial);
  /** A missing side, and text that is not a number, are sent too: the check names them. */
  const sidesChosen = () =>
    Object.keys(chosen).length > 0 || menu.value === OWN ? { ...chosen } : undefined;
  const sides = element(
    "div",
    { class: "sides", hidden: hasMenu && !isOwn },
    sideInput(field, "width", chosen, () => onChange(sidesChosen())),
    element("span", { class: "times", "aria-hidden": "true" }, "×"),
    sideInput(field, "height", chosen, () => onChange(sidesChosen())),
  );
  const id = `${name}-limits`;
  const limits = element("p", { class: "hint", id, hidden: sides.hidden }, limitWords(free));
  menu.addEventListener("change", () => {
    sides.hidden = limits.hidden = menu.value !== OWN;
    if (menu.value === OWN) sides.querySelector("input")?.focus();
    onChange(menu.value === OWN ? sidesChosen() : menu.value);
  });
  return element(
    "fieldset",
    { class: "field", id: name },
    element("legend", { class: "label" }, `${field.label} (${field.unit ?? "px"})`),
    hasMenu ? menu : null,
    free ? sides : null,
    free ? limits : null,
    hint(field),
    problemLine(name),
  );
}

/**
 * Makes the menu of the model's own sizes, with an entry for width and height where any size will do.
 *
 * @param {FieldInfo} field
 */
function sizeMenu(field) {
  const initial = field.default === undefined ? undefined : textOf(field.default);
  const options = (field.values ?? []).map((one) => {
    const words = typeof one === "string" ? wordsOf(one) : `${one.width} × ${one.height}`;
    return option(textOf(one), textOf(one) === initial ? `${words} (default)` : words);
  });
  return element(
    "select",
    {
      class: "input",
      name: field.name,
      "aria-label": field.label,
      "aria-describedby": `${field.name}-problem`,
    },
    initial === undefined ? option("", "Provider’s choice") : null,
    ...options,
    field.free ? option(OWN, "Width and height…") : null,
  );
}

/**
 * Makes the input of one side, which keeps its number in `chosen`.
 *
 * @param {FieldInfo} field
 * @param {"width" | "height"} which
 * @param {Sides} chosen
 * @param {() => void} onChange
 */
function sideInput(field, which, chosen, onChange) {
  const { name, free } = field;
  const given = typeof field.default === "object" ? field.default[which] : undefined;
  const input = element("input", {
    class: "input",
    id: `${name}-${which}`,
    type: "number",
    inputmode: "numeric",
    step: 1,
    min: free?.side?.[0] ?? 1,
    max: free?.side?.[1],
    placeholder: given ?? (which === "width" ? "Width" : "Height"),
    "aria-label": which === "width" ? "Width in pixels" : "Height in pixels",
    "aria-describedby": `${name}-limits ${name}-problem`,
  });
  input.value = String(chosen[which] ?? "");
  input.addEventListener("input", () => {
    if (input.value !== "") chosen[which] = Number(input.value);
    else if (input.validity.badInput) chosen[which] = Number.NaN;
    else delete chosen[which];
    onChange();
  });
  return input;
}

/**
 * Writes what the sides may be: "Each side 512 to 2,048".
 *
 * @param {FieldInfo["free"]} free
 */
function limitWords({ side, pixels, ratio } = {}) {
  const parts = [
    side && `each side ${between(side)}`,
    pixels && `${between(pixels)} pixels in all`,
    ratio && `width divided by height ${between(ratio)}`,
  ].filter((part) => part !== undefined);
  const words = parts.join("; ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {readonly [number | null, number | null]} range */
function between([least, most]) {
  if (most === null) return `at least ${number(least ?? 0)}`;
  return least === null ? `at most ${number(most)}` : `${number(least)} to ${number(most)}`;
}

/**
 * Writes a value as a menu has it.
 *
 * @param {any} value
 * @returns {string}
 */
export function textOf(value) {
  return typeof value === "object" ? `${value.width}x${value.height}` : String(value);
}

/** @param {number} value */
const number = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 2 });

/**
 * @param {string} value
 * @param {string} words
 */
const option = (value, words) => element("option", { value }, words);

/** No model has a size of this name. */
const OWN = "width-and-height";
