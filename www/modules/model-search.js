import { announce } from "./announcer.js";
import { byId, element } from "./element.js";
import { findModels, priceAndTime } from "./models.js";

/**
 * The field in which a model is searched and chosen: a combobox with a list, after the pattern of WAI-ARIA.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 */

/**
 * @param {ModelInfo} first
 * @param {(model: ModelInfo) => void} onChoice
 */
export function modelSearch(first, onChoice) {
  const input = /** @type {HTMLInputElement} */ (byId("model"));
  const popup = byId("model-popup");
  const list = byId("model-list");
  let chosen = first;
  /** The models in the list, in its order. @type {ModelInfo[]} */
  let listed = [];
  /** The place in the list that Enter chooses, or -1. */
  let active = -1;

  const options = () => list.querySelectorAll('[role="option"]');
  const isOpen = () => !popup.hidden;

  /** @param {string} search */
  function open(search) {
    const groups = findModels(search);
    listed = groups.flatMap(({ members }) => members);
    let place = 0;
    list.replaceChildren(
      ...groups.map(({ family, members }, index) =>
        element(
          "ul",
          { role: "group", class: "model-group", "aria-labelledby": `model-family-${index}` },
          element("li", { role: "presentation", class: "model-family", id: `model-family-${index}` }, family),
          ...members.map((model) => row(model, place++, model === chosen)),
        ),
      ),
    );
    byId("model-none").hidden = listed.length > 0;
    list.hidden = listed.length === 0;
    popup.hidden = false;
    input.setAttribute("aria-expanded", String(listed.length > 0));
    if (search) announce(listed.length === 1 ? "1 model" : `${listed.length} models`);
    mark(search ? Math.min(0, listed.length - 1) : listed.indexOf(chosen));
    popup.scrollIntoView({ block: "nearest" });
  }

  /** Closes the list, and shows the chosen model again. */
  function close() {
    popup.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.value = `${chosen.name} · ${chosen.providerName}`;
    input.title = input.value;
  }

  /** @param {number} place */
  function mark(place) {
    options()[active]?.classList.remove("active");
    active = place;
    const option = options()[place];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.classList.add("active");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} by */
  function move(by) {
    if (!isOpen()) return open("");
    const end = listed.length - 1;
    if (Math.abs(by) > 1) return mark(Math.max(0, Math.min(end, active + by)));
    mark(active + by > end ? 0 : active + by < 0 ? end : active + by);
  }

  /** @param {ModelInfo | undefined} model */
  function choose(model) {
    if (model === undefined) return;
    chosen = model;
    close();
    input.select();
    onChoice(model);
  }

  input.addEventListener("input", () => open(input.value.trim()));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => !isOpen() && open(""));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    // These keys belong to the input method.
    if (event.isComposing) return;
    const step = STEPS.get(event.key);
    if (step !== undefined) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Enter") {
      // Enter chooses; it does not send the form.
      event.preventDefault();
      if (isOpen()) choose(listed[active]);
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
      input.select();
    }
  });
  // The field keeps the focus while the list is pressed or scrolled.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option) choose(listed[Array.from(options()).indexOf(option)]);
  });

  close();

  return {
    chosen: () => chosen,

    /** @param {ModelInfo} model */
    show(model) {
      chosen = model;
      close();
    },
  };
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

/** How far the keys go in the list. */
const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
  ["PageDown", 8],
  ["PageUp", -8],
]);
