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
  const listed = (field.values ?? []).map((one) => [
    textOf(one),
    typeof one === "string" ? wordsOf(one) : `${one.width} × ${one.height}`,
  ]);
  const isOwn = typeof value === "object" && value !== null;
  const chosen = /** @type {Sides} */ (isOwn ? { ...value } : {});

  const sides = element(
    "div",
    { class: "sides", hidden: listed.length > 0 && !isOwn },
    side("width"),
    element("span", { class: "times", "aria-hidden": "true" }, "×"),
    side("height"),
  );
  const limits = element(
    "p",
    { class: "hint", id: `${name}-limits`, hidden: sides.hidden },
    limitWords(free),
  );
  const menu = element(
    "select",
    { class: "input", name, "aria-label": field.label, "aria-describedby": `${name}-problem` },
    field.default === undefined ? option("", "Provider’s choice") : null,
    ...listed.map(([one, words]) =>
      option(
        one,
        field.default !== undefined && one === textOf(field.default) ? `${words} (default)` : words,
      ),
    ),
    free ? option(OWN, "Width and height…") : null,
  );
  menu.value = isOwn ? OWN : String(value ?? (field.default === undefined ? "" : textOf(field.default)));
  menu.addEventListener("change", () => {
    sides.hidden = limits.hidden = menu.value !== OWN;
    if (menu.value === OWN) sides.querySelector("input")?.focus();
    onChange(menu.value === OWN ? sidesChosen() : menu.value);
  });

  /** @param {"width" | "height"} which */
  function side(which) {
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
      onChange(sidesChosen());
    });
    return input;
  }

  /** A missing side, and text that is no number, are sent too: the check names them. */
  function sidesChosen() {
    return Object.keys(chosen).length > 0 || menu.value === OWN ? { ...chosen } : undefined;
  }

  return element(
    "fieldset",
    { class: "field", id: name },
    element("legend", { class: "label" }, `${field.label} (${field.unit ?? "px"})`),
    listed.length > 0 ? menu : null,
    free ? sides : null,
    free ? limits : null,
    hint(field),
    problemLine(name),
  );
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
