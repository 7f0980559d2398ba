import { announce } from "./announcer.js";
import { byId, element } from "./element.js";
import { findModels, priceAndTime } from "./models.js";

/**
 * The field in which a model is searched and chosen: a combobox with a list, after the pattern of WAI-ARIA.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 */

export class ModelSearch {
  #input = /** @type {HTMLInputElement} */ (byId("model"));
  #popup = byId("model-popup");
  #list = byId("model-list");
  #onChoice;
  /** The chosen model. */
  chosen;
  /** The models in the list, in its order. @type {ModelInfo[]} */
  #listed = [];
  /** The place in the list that Enter chooses, or -1. */
  #active = -1;

  /**
   * @param {ModelInfo} first
   * @param {(model: ModelInfo) => void} onChoice
   */
  constructor(first, onChoice) {
    this.chosen = first;
    this.#onChoice = onChoice;
    this.#listen();
    this.#close();
  }

  /** @param {ModelInfo} model */
  show(model) {
    this.chosen = model;
    this.#close();
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", () => this.#open(input.value.trim()));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("click", () => !this.#isOpen && this.#open(""));
    input.addEventListener("blur", () => this.#close());
    input.addEventListener("keydown", (event) => this.#onKey(event));
    // The field keeps the focus while the list is pressed or scrolled.
    this.#popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
      if (option) this.#choose(this.#listed[Array.from(this.#options).indexOf(option)]);
    });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    // These keys belong to the input method.
    if (event.isComposing) return;
    const step = STEPS.get(event.key);
    if (step !== undefined) {
      event.preventDefault();
      this.#move(step);
    } else if (event.key === "Enter") {
      // Enter chooses; it does not send the form.
      event.preventDefault();
      if (this.#isOpen) this.#choose(this.#listed[this.#active]);
    } else if (event.key === "Escape" && this.#isOpen) {
      event.preventDefault();
      this.#close();
      this.#input.select();
    }
  }

  get #options() {
    return this.#list.querySelectorAll('[role="option"]');
  }

  get #isOpen() {
    return !this.#popup.hidden;
  }

  /** @param {string} search */
  #open(search) {
    const groups = findModels(search);
    this.#listed = groups.flatMap(({ members }) => members);
    let place = 0;
    this.#list.replaceChildren(
      ...groups.map(({ family, members }, index) =>
        element(
          "ul",
          { role: "group", class: "model-group", "aria-labelledby": `model-family-${index}` },
          element("li", { role: "presentation", class: "model-family", id: `model-family-${index}` }, family),
          ...members.map((model) => row(model, place++, model === this.chosen)),
        ),
      ),
    );
    const count = this.#listed.length;
    byId("model-none").hidden = count > 0;
    this.#list.hidden = count === 0;
    this.#popup.hidden = false;
    this.#input.setAttribute("aria-expanded", String(count > 0));
    if (search) announce(count === 1 ? "1 model" : `${count} models`);
    this.#mark(search ? Math.min(0, count - 1) : this.#listed.indexOf(this.chosen));
    this.#popup.scrollIntoView({ block: "nearest" });
  }

  /** Closes the list, and shows the chosen model again. */
  #close() {
    this.#popup.hidden = true;
    this.#list.replaceChildren();
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#input.value = `${this.chosen.name} · ${this.chosen.providerName}`;
    this.#input.title = this.#input.value;
  }

  /** @param {number} place */
  #mark(place) {
    this.#options[this.#active]?.classList.remove("active");
    this.#active = place;
    const option = this.#options[place];
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.classList.add("active");
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} by */
  #move(by) {
    if (!this.#isOpen) return this.#open("");
    const end = this.#listed.length - 1;
    const next = this.#active + by;
    if (Math.abs(by) > 1) return this.#mark(Math.max(0, Math.min(end, next)));
    this.#mark(next > end ? 0 : next < 0 ? end : next);
  }

  /** @param {ModelInfo | undefined} model */
  #choose(model) {
    if (model === undefined) return;
    this.show(model);
    this.#input.select();
    this.#onChoice(model);
  }
}

/**
 * @param {ModelInfo} model
 * @param {number} place
 * @param {boolean} isChosen
 */
function row(model, place, isChosen) {
  return element(
    "li",
    {
      role: "option",
      class: "model-option",
      id: `model-option-${place}`,
      "aria-selected": String(isChosen),
      "data-model": model.model,
      "data-provider": model.provider,
    },
    element("span", { class: "model-name" }, model.name),
    " ",
    element("span", { class: "model-facts" }, `${model.providerName} · ${priceAndTime(model)}`),
  );
}

/** By how many models each key moves in the list. */
const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
  ["PageDown", 8],
  ["PageUp", -8],
]);
