import { models } from "../pkg/models/index.js";
import { byId, element } from "./element.js";
import { dollars } from "./money.js";
import { duration } from "./progress.js";

/**
 * The choice of a model: a search by family, name and task, and a menu with price and time of what it finds.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").Price} Price
 */

/**
 * @param {HTMLSelectElement} providerMenu
 * @param {() => void} onChange
 */
export function modelMenu(providerMenu, onChange) {
  const search = /** @type {HTMLInputElement} */ (byId("model-search"));
  const menu = /** @type {HTMLSelectElement} */ (byId("model"));
  const found = byId("model-found");

  /** @returns {ModelInfo[]} */
  const offered = () => models.filter(({ provider }) => provider === providerMenu.value);

  /** @returns {ModelInfo} */
  const chosen = () => offered().find(({ model }) => model === menu.value) ?? offered()[0] ?? models[0];

  function list() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = offered().filter((model) => words.every((word) => textOf(model).includes(word)));
    const before = menu.value;
    const groups = new Map(
      fitting.map((model) => [model.family ?? model.name, /** @type {ModelInfo[]} */ ([])]),
    );
    for (const model of fitting) groups.get(model.family ?? model.name)?.push(model);
    menu.replaceChildren(
      ...Array.from(groups, ([family, group]) =>
        element(
          "optgroup",
          { label: family },
          ...group.map((model) => element("option", { value: model.model }, lineOf(model))),
        ),
      ),
    );
    if (fitting.some(({ model }) => model === before)) menu.value = before;
    else menu.value = (fitting.find(isUsual) ?? fitting[0])?.model ?? "";
    found.textContent = words.length === 0 ? "" : `${fitting.length} of ${offered().length} models`;
    if (menu.value !== before) onChange();
  }

  search.addEventListener("input", list);
  // Enter chooses what was found; it does not send the form.
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "ArrowDown") menu.focus();
  });
  providerMenu.addEventListener("change", () => {
    list();
    onChange();
  });
  menu.addEventListener("change", onChange);

  return { chosen, show: list };
}

/** What a page shows at first: an edit with a Nano Banana. @param {ModelInfo} model */
const isUsual = ({ family, tasks, confidence }) =>
  tasks.includes("edit") && /^nano-banana/.test(family ?? "") && confidence === "documented";

/** What the search looks at. @param {ModelInfo} model */
function textOf({ family, model, name, tasks }) {
  return [family, family?.replaceAll("-", " "), model, name, ...tasks].join(" ").toLowerCase();
}

/** A model with its price and time. @param {ModelInfo} model */
function lineOf({ name, price, seconds }) {
  return `${name} · ${priceWords(price)} · ${duration(seconds * 1000)}`;
}

/** @param {Price | null} price */
function priceWords(price) {
  if (price === null) return "price not known";
  const amounts = Object.values(price.amounts ?? {});
  const least = price.amount ?? price.range?.[0] ?? Math.min(...amounts);
  if (least === 0) return "free";
  const isFixed = price.amount !== undefined && !price.factors;
  return `${isFixed ? "" : "from "}${dollars(least)}${price.per === "image" ? " an image" : ""}`;
}
