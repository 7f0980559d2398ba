import { explain, explainProblem } from "../pkg/explain.js";
import { isPlantainError, requestFor, validate } from "../pkg/index.js";
import { models } from "../pkg/models/index.js";
import { announce } from "./announcer.js";
import { costLine } from "./cost.js";
import { byId, element } from "./element.js";
import { modelFields } from "./fields.js";
import { ImageField } from "./images.js";
import { ModelSearch } from "./model-search.js";
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

export class Composer {
  #access;
  #onSend;
  #form = /** @type {HTMLFormElement} */ (byId("composer"));
  #prompt = /** @type {HTMLTextAreaElement} */ (byId("prompt"));
  #providerMenu = /** @type {HTMLSelectElement} */ (byId("provider"));
  #send = /** @type {HTMLButtonElement} */ (byId("send"));
  #cost = costLine({ amount: byId("cost"), note: byId("cost-note") });
  #images = new ImageField(() => this.changed("images"));
  #fields = modelFields(byId("model-fields"), (field) => this.changed(field));
  #search = new ModelSearch(firstModel(), () => this.#showModel());
  #isChecking = false;
  /** Counts the changes, to tell whether the form still shows what was sent. */
  revision = 0;

  /**
   * @param {import("./access.js").AccessField} access
   * @param {(checked: { request: ChosenRequest, model: ModelInfo, files: readonly File[] }) => void} onSend gets what passed the checks
   */
  constructor(access, onSend) {
    this.#access = access;
    this.#onSend = onSend;
    this.#listen();
    const providers = new Map(models.map((one) => [one.provider, one.providerName]));
    this.#providerMenu.replaceChildren(
      ...Array.from(providers, ([provider, name]) => element("option", { value: provider }, name)),
    );
    this.#showModel();
  }

  /**
   * Follows a change of a field.
   *
   * @param {string} field
   */
  changed(field) {
    this.revision += 1;
    clearProblem(field);
    clearProblem("request");
    const model = this.#model;
    const { provider, providerName } = model;
    const accepted = fieldOf(model, "images");
    const isEdit = accepted !== undefined && ((accepted.min ?? 0) > 0 || this.#images.files().length > 0);
    this.#send.textContent = isEdit ? "Edit" : "Make";
    const most = fieldOf(model, "prompt")?.max;
    byId("prompt-hint").textContent =
      most === undefined ? "" : `${this.#prompt.value.trim().length} of ${most} characters`;
    this.#cost.update(this.#request(), {
      simulated: this.#access.sessionOf(provider) !== null,
      providerName,
    });
  }

  /**
   * Shows each problem at its field and focuses the first.
   *
   * @param {readonly Problem[]} problems
   */
  show(problems) {
    this.#clear();
    const lacksImage = this.#images.files().length === 0 && problems.some(({ field }) => field === "images");
    // The shape that matches the first image is not wrong: the image is missing.
    const own = problems.filter(({ field }) => !lacksImage || field !== "aspectRatio");
    const wrong = own.map((problem) => this.#showAtField(problem));
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

  /**
   * Opens the key field of a provider.
   *
   * @param {string} provider
   */
  askForKey(provider) {
    this.#access.useReal(provider);
    if (provider === this.#model.provider) {
      this.#access.show(provider, this.#model.providerName);
      this.changed("mode");
    } else this.#showProvider(provider);
    byId("apiKey").focus();
  }

  get #model() {
    return this.#search.chosen;
  }

  /** @returns {ChosenRequest} */
  #request() {
    const model = this.#model;
    const accepted = fieldOf(model, "images");
    return requestFor(model, {
      prompt: this.#prompt.value.trim(),
      ...(accepted && { images: this.#images.files() }),
      ...this.#fields.values(),
    });
  }

  #listen() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    this.#prompt.addEventListener("input", () => this.changed("prompt"));
    this.#prompt.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat)
        this.#form.requestSubmit();
    });
    // A double click buys once, and so does a key that is held down.
    this.#send.addEventListener("click", (event) => {
      if (event.detail > 1) event.preventDefault();
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.repeat && event.target !== this.#prompt) event.preventDefault();
    });
    byId("use-sample").addEventListener("click", () => {
      if (this.#prompt.value !== "") return;
      this.#prompt.value = "Give the man a red hat";
      this.changed("prompt");
    });
    this.#providerMenu.addEventListener("change", () => this.#showProvider(this.#providerMenu.value));
  }

  #showModel() {
    const model = this.#model;
    this.#providerMenu.value = model.provider;
    for (const field of ["images", "model", "provider"]) clearProblem(field);
    const accepted = fieldOf(model, "images");
    this.#images.show(accepted);
    this.#fields.show(model);
    this.#access.show(model.provider, model.providerName);
    this.#prompt.placeholder = accepted ? "Give the man a red hat" : "A mountain lake at sunrise";
    const does = accepted ? "Edits your images" : "Makes images from words";
    const both = model.tasks.length > 1 ? ", or makes new ones" : "";
    const ends = model.endsOn ? ` The provider ends it on ${model.endsOn}.` : "";
    byId("model-hint").replaceChildren(
      `${does}${both} in about ${duration(model.seconds * 1000)}.${ends} `,
      element("a", { href: model.page, target: "_blank", rel: "noopener noreferrer" }, "The provider’s page"),
    );
    this.changed("model");
  }

  /** @param {string} provider */
  #showProvider(provider) {
    this.#search.show(counterpart(this.#model, provider));
    this.#showModel();
  }

  /**
   * Shows a problem, and returns what to focus.
   *
   * @param {Problem} problem
   */
  #showAtField(problem) {
    const { field, name, index, text } = explainProblem(problem, { texts: TEXTS });
    const shown = [name, PARTS.get(name)].find((one) => document.getElementById(`${one}-problem`));
    const focus = shown ? showProblem(shown, text) : showProblem("request", `${field}: ${text}`);
    return (index === undefined ? null : this.#images.mark(index)) ?? focus;
  }

  #clear() {
    for (const { id } of this.#form.querySelectorAll(".problem")) clearProblem(id.replace(/-problem$/, ""));
  }

  async #check() {
    if (this.#isChecking) return;
    this.#isChecking = true;
    this.#clear();
    const checked = { request: this.#request(), model: this.#model, files: this.#images.files() };
    try {
      const problems = [...(await problemsOf(checked.request)), ...this.#missingKey(checked.model)];
      if (problems.length > 0) this.show(problems);
      else this.#onSend(checked);
    } catch (error) {
      const { title, detail } = explain(error, { provider: checked.model.providerName });
      showProblem("request", `${title}. ${detail}`).focus();
    } finally {
      this.#isChecking = false;
    }
  }

  /**
   * @param {ModelInfo} model
   * @returns {Problem[]}
   */
  #missingKey({ provider }) {
    if (this.#access.sessionOf(provider) !== null || this.#access.reachable(provider)) return [];
    return [{ field: "apiKey", code: "required", message: "is missing" }];
  }
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

/** Texts that replace the package's. */
const TEXTS = { "problem.required.apiKey": "Enter your key, or the address of a relay that adds it." };

/** The field of the form that shows a field's problems, where it has another name. */
const PARTS = new Map([
  ["baseUrl", "relay"],
  ["height", "size"],
  ["width", "size"],
]);
