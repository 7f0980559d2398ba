import { explain, explainProblem } from "../pkg/explain.js";
import { isPlantainError, requestFor, validate } from "../pkg/index.js";
import { models } from "../pkg/models/index.js";
import { announce } from "./announcer.js";
import { costLine } from "./cost.js";
import { byId, element } from "./element.js";
import { modelFields } from "./fields.js";
import { imageField } from "./images.js";
import { modelSearch } from "./model-search.js";
import { counterpart, firstModel } from "./models.js";
import { clearProblem, showProblem } from "./problems.js";
import { duration } from "./progress.js";

/**
 * The form: everything that makes a request.
 *
 * @typedef {import("../pkg/index.js").ChosenRequest} ChosenRequest
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").Problem} Problem
 */

/**
 * @param {ReturnType<typeof import("./access.js").accessField>} access
 * @param {(checked: { request: ChosenRequest, model: ModelInfo, files: readonly File[] }) => void} onSend gets what passed the checks
 */
export function composer(access, onSend) {
  const form = /** @type {HTMLFormElement} */ (byId("composer"));
  const prompt = /** @type {HTMLTextAreaElement} */ (byId("prompt"));
  const providerMenu = /** @type {HTMLSelectElement} */ (byId("provider"));
  const send = /** @type {HTMLButtonElement} */ (byId("send"));
  const cost = costLine({ amount: byId("cost"), note: byId("cost-note") });
  const images = imageField(() => changed("images"));
  const fields = modelFields(byId("model-fields"), changed);
  /** Counts the changes, to tell whether the form still shows what was sent. */
  let revision = 0;
  let checking = false;

  const search = modelSearch(firstModel(), showModel);
  const model = search.chosen;

  /** @returns {ChosenRequest} */
  function request() {
    const shown = model();
    const accepted = fieldOf(shown, "images");
    return requestFor(shown, {
      prompt: prompt.value.trim(),
      ...(accepted && { images: images.files() }),
      ...fields.values(),
    });
  }

  /** @param {string} field */
  function changed(field) {
    revision += 1;
    clearProblem(field);
    clearProblem("request");
    const shown = model();
    const { provider, providerName } = shown;
    const accepted = fieldOf(shown, "images");
    const isEdit = accepted !== undefined && ((accepted.min ?? 0) > 0 || images.files().length > 0);
    send.textContent = isEdit ? "Edit" : "Make";
    const most = fieldOf(shown, "prompt")?.max;
    byId("prompt-hint").textContent =
      most === undefined ? "" : `${prompt.value.trim().length} of ${most} characters`;
    cost.update(request(), { simulated: access.sessionOf(provider) !== null, providerName });
  }

  function showModel() {
    const shown = model();
    providerMenu.value = shown.provider;
    for (const field of ["images", "model", "provider"]) clearProblem(field);
    const accepted = fieldOf(shown, "images");
    images.show(accepted);
    fields.show(shown);
    access.show(shown.provider, shown.providerName);
    prompt.placeholder = accepted ? "Give the man a red hat" : "A mountain lake at sunrise";
    const does = accepted ? "Edits your images" : "Makes images from words";
    const both = shown.tasks.length > 1 ? ", or makes new ones" : "";
    const ends = shown.endsOn ? ` The provider ends it on ${shown.endsOn}.` : "";
    byId("model-hint").replaceChildren(
      `${does}${both} in about ${duration(shown.seconds * 1000)}.${ends} `,
      element("a", { href: shown.page, target: "_blank", rel: "noopener noreferrer" }, "The provider’s page"),
    );
    changed("model");
  }

  /** @param {string} provider */
  function showProvider(provider) {
    search.show(counterpart(model(), provider));
    showModel();
  }

  /**
   * Shows each problem at its field and focuses the first.
   *
   * @param {readonly Problem[]} problems
   */
  function show(problems) {
    clear();
    const lacksImage = images.files().length === 0 && problems.some(({ field }) => field === "images");
    // The shape that matches the first image is not wrong: the image is missing.
    const own = problems.filter(({ field }) => !lacksImage || field !== "aspectRatio");
    const wrong = own.map((problem) => {
      const { field, name, index, text } = explainProblem(problem, { texts: TEXTS });
      const shown = [name, PARTS.get(name)].find((one) => document.getElementById(`${one}-problem`));
      const focus = shown ? showProblem(shown, text) : showProblem("request", `${field}: ${text}`);
      return (index === undefined ? null : images.mark(index)) ?? focus;
    });
    wrong.sort((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    wrong[0]?.focus();
    announce(
      own.length === 1
        ? "Nothing was sent. One field needs a change."
        : `Nothing was sent. ${own.length} things need a change.`,
    );
  }

  function clear() {
    for (const { id } of form.querySelectorAll(".problem")) clearProblem(id.replace(/-problem$/, ""));
  }

  async function check() {
    if (checking) return;
    checking = true;
    clear();
    const checked = { request: request(), model: model(), files: images.files() };
    try {
      const problems = [...(await problemsOf(checked.request)), ...missingKey(checked.model)];
      if (problems.length > 0) show(problems);
      else onSend(checked);
    } catch (error) {
      const { title, detail } = explain(error, { provider: checked.model.providerName });
      showProblem("request", `${title}. ${detail}`).focus();
    } finally {
      checking = false;
    }
  }

  /**
   * @param {ModelInfo} at
   * @returns {Problem[]}
   */
  function missingKey({ provider }) {
    if (access.sessionOf(provider) !== null || access.reachable(provider)) return [];
    return [{ field: "apiKey", code: "required", message: "is missing" }];
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void check();
  });
  prompt.addEventListener("input", () => changed("prompt"));
  prompt.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) form.requestSubmit();
  });
  // A double click buys once, and so does a key that is held down.
  send.addEventListener("click", (event) => {
    if (event.detail > 1) event.preventDefault();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.repeat && event.target !== prompt) event.preventDefault();
  });
  byId("use-sample").addEventListener("click", () => {
    if (prompt.value !== "") return;
    prompt.value = "Give the man a red hat";
    changed("prompt");
  });
  const providers = new Map(models.map((one) => [one.provider, one.providerName]));
  providerMenu.replaceChildren(
    ...Array.from(providers, ([provider, name]) => element("option", { value: provider }, name)),
  );
  providerMenu.addEventListener("change", () => showProvider(providerMenu.value));
  showModel();

  return {
    show,
    changed,
    revision: () => revision,

    /**
     * Opens the key field of a provider.
     *
     * @param {string} provider
     */
    askForKey(provider) {
      access.useReal(provider);
      if (provider === model().provider) {
        access.show(provider, model().providerName);
        changed("mode");
      } else showProvider(provider);
      byId("apiKey").focus();
    },
  };
}

/**
 * @param {ModelInfo} model
 * @param {string} name
 */
function fieldOf(model, name) {
  return model.fields.find((field) => field.name === name && !field.isExtra);
}

/**
 * Returns the problems of a request that `validate` finds, before any file is read.
 *
 * @param {ChosenRequest} request
 * @returns {Promise<readonly Problem[]>}
 */
async function problemsOf(request) {
  try {
    await validate(request);
    return [];
  } catch (error) {
    if (isPlantainError(error) && error.problems) return error.problems;
    throw error;
  }
}

/** What this form says in other words than the package. */
const TEXTS = { "problem.required.apiKey": "Enter your key, or the address of a relay that adds it." };

/** What is part of a field of the form, or is in it. */
const PARTS = new Map([
  ["baseUrl", "relay"],
  ["height", "size"],
  ["width", "size"],
]);
