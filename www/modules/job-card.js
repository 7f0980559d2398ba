import { download } from "./download.js";
import { element, icon } from "./element.js";
import { dollars } from "./money.js";
import { preparedWords } from "./prepared.js";
import { clockWords, stageWords } from "./progress.js";

/** Shows one job: the request, its progress and its result. */
export class JobCard {
  /** The element of the card. */
  element;
  #job;
  #onDismiss;
  #originals;
  #status = element("p", { class: "status" });
  #body = element("div", { class: "job-body" });
  #acts = element("div", { class: "job-acts" });
  #notes = element("ul", {
    class: "prepared hint",
    "aria-label": "Done to your images before they were sent",
    hidden: true,
  });
  #heading;
  /** @type {string[]} */
  #results = [];

  /**
   * @param {{ prompt: string, modelName: string, providerName: string, simulated: boolean, files: readonly File[], shape: string | null, count: number }} job
   * @param {() => void} onDismiss after the card is gone
   */
  constructor(job, onDismiss) {
    this.#job = job;
    this.#onDismiss = onDismiss;
    this.#originals = job.files.map((file) => ({ name: file.name, url: URL.createObjectURL(file) }));
    this.#heading = element("h3", { class: "job-prompt", tabindex: "-1" }, job.prompt || "No prompt");
    const seller = [job.modelName, job.providerName, ...(job.simulated ? ["simulated"] : [])].join(" · ");
    const hasOriginals = this.#originals.length > 0;
    this.element = element(
      "li",
      { class: "job" },
      element("div", {}, this.#heading, element("p", { class: "hint" }, seller)),
      element(
        "div",
        { class: hasOriginals ? "job-images compare" : "job-images" },
        hasOriginals ? before(this.#originals) : null,
        this.#body,
      ),
      this.#notes,
      element("div", { class: "job-foot" }, this.#status, this.#acts),
    );
  }

  dismiss() {
    for (const { url } of this.#originals) URL.revokeObjectURL(url);
    for (const url of this.#results) if (url.startsWith("blob:")) URL.revokeObjectURL(url);
    this.element.remove();
    this.#onDismiss();
  }

  /**
   * Shows that the job runs.
   *
   * @param {() => void} onCancel
   * @returns {(progress: import("../pkg/index.js").Progress) => string | null} shows a progress, and returns the stage in words, if it changed
   */
  running(onCancel) {
    const stage = element("p", { class: "stage" }, "Starting");
    const clock = element("p", { class: "clock" });
    const bar = element("progress", { class: "bar", max: "1", "aria-label": "Progress" });
    this.#body.replaceChildren(
      element("div", { class: "slots" }, ...slots(this.#job)),
      element("div", { class: "running" }, bar, element("div", { class: "stage-row" }, stage, clock)),
    );
    this.#enter("running", [], [{ words: "Cancel", act: onCancel }]);
    return (progress) => {
      const words = stageWords(progress, this.#job.providerName);
      const changed = words !== stage.textContent;
      stage.textContent = words;
      clock.textContent = clockWords(progress);
      bar.value = progress.fraction;
      return changed ? words : null;
    };
  }

  /** @param {import("../pkg/index.js").Result} result */
  done({ images, cost, ticket, prepared, description }) {
    this.#results = images.map(({ url }) => url);
    const figures = images.map((image, index) =>
      resultFigure(image, index, images.length, this.#job, ticket.job),
    );
    this.#body.replaceChildren(element("div", { class: "slots" }, ...figures));
    const spent = cost && `${this.#job.simulated ? "Would have cost" : "Cost"} ${dollars(cost.microUsd)}`;
    const words = element("span", {}, ["Done", spent].filter(Boolean).join(" · "));
    this.#enter("done", [icon("done"), words], [this.#dismissal()]);
    this.#notes.replaceChildren(...preparedItems(prepared, this.#job.files));
    this.#notes.hidden = this.#notes.childElementCount === 0;
    if (description) this.#body.append(element("p", { class: "description" }, description));
  }

  /**
   * @param {import("../pkg/explain.js").Explanation} explanation
   * @param {readonly string[]} problems
   * @param {string} exact the error in its own words
   * @param {Act[]} buttons
   * @param {string} [dismissWords]
   */
  failed({ title, cost, detail }, problems, exact, buttons, dismissWords) {
    this.#body.replaceChildren(
      element(
        "div",
        { class: "failure" },
        element("p", { class: "failure-what" }, icon("alert"), element("span", {}, title)),
        element("p", { class: "failure-billed" }, cost),
        element("p", {}, detail),
        problems.length ? element("ul", {}, ...problems.map((one) => element("li", {}, one))) : null,
        element("p", { class: "details" }, exact),
      ),
    );
    this.#enter("failed", [], [...buttons, this.#dismissal(dismissWords)]);
  }

  /**
   * @param {string} words what became of the job
   * @param {Act[]} buttons
   * @param {string} [dismissWords]
   */
  stopped(words, buttons, dismissWords) {
    this.#body.replaceChildren(element("div", { class: "failure calm" }, element("p", {}, words)));
    this.#enter("stopped", [], [...buttons, this.#dismissal(dismissWords)]);
  }

  /**
   * @param {"done" | "failed" | "running" | "stopped"} state
   * @param {(Node | string)[]} words
   * @param {Act[]} buttons
   */
  #enter(state, words, buttons) {
    const hadFocus = this.#acts.contains(document.activeElement);
    this.element.dataset.state = state;
    this.#status.replaceChildren(...words);
    this.#acts.replaceChildren(...buttons.map(button));
    // The pressed button is removed: keep the focus near it instead of at the top of the page.
    if (hadFocus) this.#heading.focus({ preventScroll: true });
  }

  /** @returns {Act} */
  #dismissal(words = "Dismiss") {
    return { words, act: () => this.dismiss() };
  }
}

/** @param {{ name: string, url: string }[]} originals */
function before(originals) {
  return element(
    "div",
    { class: originals.length > 1 ? "before many" : "before" },
    ...originals.map(({ name, url }) =>
      element("img", { class: "original", src: url, alt: `Original: ${name}`, decoding: "async" }),
    ),
  );
}

/**
 * Describes what was done to each image; nothing for images that were left as they are.
 *
 * @param {readonly import("../pkg/index.js").Prepared[]} prepared
 * @param {readonly File[]} files
 */
function preparedItems(prepared, files) {
  return prepared.flatMap((one, index) => {
    const words = preparedWords(one);
    if (words === null) return [];
    const name = files.length > 1 ? element("b", {}, `${files[index].name}: `) : null;
    return [element("li", {}, name, words)];
  });
}

/**
 * Placeholders for the images, in the requested aspect ratio.
 *
 * @param {{ shape: string | null, count: number }} job
 */
function slots({ shape, count }) {
  return Array.from({ length: count }, () => {
    const slot = element("div", { class: "slot waiting" });
    slot.style.aspectRatio = ratio(shape);
    return slot;
  });
}

/**
 * @param {import("../pkg/index.js").OutputImage} image
 * @param {number} index
 * @param {number} total
 * @param {{ prompt: string, shape: string | null }} job
 * @param {string} jobId
 */
function resultFigure({ url, width, height }, index, total, job, jobId) {
  const which = total > 1 ? ` ${index + 1} of ${total}` : "";
  const image = element("img", {
    class: "result",
    src: url,
    alt: `Result${which}: ${job.prompt}`,
    referrerpolicy: "no-referrer",
  });
  const slot = element(
    "a",
    { class: "slot", href: url, target: "_blank", rel: "noopener noreferrer" },
    image,
  );
  slot.style.aspectRatio = width && height ? `${width} / ${height}` : ratio(job.shape);
  image.addEventListener("load", () => {
    slot.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`;
  });
  image.addEventListener("error", () => {
    image.replaceWith(
      element("p", { class: "lost" }, "The image could not be loaded: its link may have expired."),
    );
  });
  const note = element("p", { class: "hint", role: "status" });
  const save = element(
    "button",
    { class: "button", type: "button", "aria-label": `Download${which}` },
    icon("download"),
    "Download",
  );
  save.addEventListener("click", async () => {
    const outcome = await download(url, `plantain-${jobId.slice(0, NAME_LENGTH)}-${index + 1}`);
    note.textContent = DOWNLOAD_NOTES[outcome];
  });
  return element("figure", { class: "result-figure" }, slot, element("figcaption", {}, save, note));
}

/** The note under an image, by the outcome of its download. */
const DOWNLOAD_NOTES = {
  lost: "It is not there any more: its link has expired.",
  opened: "Its host lets no page save it: it opened in a new tab, save it from there.",
  saved: "",
};

/** @param {string | null} shape */
function ratio(shape) {
  return shape && RATIO.test(shape) ? shape.replace(":", " / ") : "1 / 1";
}

/** @param {Act} act */
function button({ words, act, primary }) {
  return element(
    "button",
    { class: primary ? "button primary" : "button", type: "button", onclick: act },
    words,
  );
}

/** @typedef {{ words: string, act: () => void, primary?: boolean }} Act */

const RATIO = /^\d+:\d+$/;
/** Enough of an id to tell two files apart. */
const NAME_LENGTH = 12;
