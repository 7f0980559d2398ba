import { download } from "./download.js";
import { element, icon } from "./element.js";
import { dollars } from "./money.js";
import { preparedWords } from "./prepared.js";
import { clockWords, stageWords } from "./progress.js";

/**
 * Shows one job: the request, its progress and its result.
 *
 * @param {{ prompt: string, modelName: string, providerName: string, simulated: boolean, files: readonly File[], shape: string | null, count: number }} job
 * @param {() => void} onDismiss after the card is gone
 */
export function jobCard(job, onDismiss) {
  const originals = job.files.map((file) => ({ name: file.name, url: URL.createObjectURL(file) }));
  const status = element("p", { class: "status" });
  const body = element("div", { class: "job-body" });
  const acts = element("div", { class: "job-acts" });
  const notes = element("ul", {
    class: "prepared hint",
    "aria-label": "Done to your images before they were sent",
    hidden: true,
  });
  const heading = element("h3", { class: "job-prompt", tabindex: "-1" }, job.prompt || "No prompt");
  const card = element(
    "li",
    { class: "job" },
    element(
      "div",
      {},
      heading,
      element(
        "p",
        { class: "hint" },
        [job.modelName, job.providerName, ...(job.simulated ? ["simulated"] : [])].join(" · "),
      ),
    ),
    element(
      "div",
      { class: originals.length ? "job-images compare" : "job-images" },
      originals.length ? before(originals) : null,
      body,
    ),
    notes,
    element("div", { class: "job-foot" }, status, acts),
  );
  /** @type {string[]} */
  let results = [];

  /**
   * @param {"cancelled" | "done" | "failed" | "running" | "stopped"} state
   * @param {(Node | string)[]} words
   * @param {Act[]} buttons
   */
  function enter(state, words, buttons) {
    const hadFocus = acts.contains(document.activeElement);
    card.dataset.state = state;
    status.replaceChildren(...words);
    acts.replaceChildren(...buttons.map(button));
    // The pressed button is removed: keep the focus near it instead of at the top of the page.
    if (hadFocus) heading.focus({ preventScroll: true });
  }

  function dismiss() {
    for (const { url } of originals) URL.revokeObjectURL(url);
    for (const url of results) if (url.startsWith("blob:")) URL.revokeObjectURL(url);
    card.remove();
    onDismiss();
  }

  return {
    card,
    dismiss,

    /** @param {() => void} onCancel */
    running(onCancel) {
      const stage = element("p", { class: "stage" }, "Starting");
      const clock = element("p", { class: "clock" });
      const bar = element("progress", { class: "bar", max: "1", "aria-label": "Progress" });
      body.replaceChildren(
        element("div", { class: "slots" }, ...slots(job)),
        element("div", { class: "running" }, bar, element("div", { class: "stage-row" }, stage, clock)),
      );
      enter("running", [], [{ words: "Cancel", act: onCancel }]);

      /**
       * @param {import("../pkg/index.js").Progress} progress
       * @returns {string | null} the stage in words, if it changed
       */
      return (progress) => {
        const words = stageWords(progress, job.providerName);
        const changed = words !== stage.textContent;
        stage.textContent = words;
        clock.textContent = clockWords(progress);
        bar.value = progress.fraction;
        return changed ? words : null;
      };
    },

    /**
     * @param {import("../pkg/index.js").Result} result
     */
    done(result) {
      results = result.images.map(({ url }) => url);
      body.replaceChildren(
        element(
          "div",
          { class: "slots" },
          ...result.images.map((image, index) =>
            resultFigure(image, index, results.length, job, result.ticket.job),
          ),
        ),
      );
      const cost =
        result.cost &&
        (job.simulated
          ? `Would have cost ${dollars(result.cost.microUsd)}`
          : `Cost ${dollars(result.cost.microUsd)}`);
      enter(
        "done",
        [icon("done"), element("span", {}, ["Done", cost].filter(Boolean).join(" · "))],
        [{ words: "Dismiss", act: dismiss }],
      );
      notes.replaceChildren(...preparedItems(result.prepared, job.files));
      notes.hidden = notes.childElementCount === 0;
      if (result.description) body.append(element("p", { class: "description" }, result.description));
    },

    /**
     * @param {import("../pkg/explain.js").Explanation} explanation
     * @param {readonly string[]} problems
     * @param {string} exact the error in its own words
     * @param {Act[]} buttons
     * @param {string} [dismissWords]
     */
    failed({ title, cost, detail }, problems, exact, buttons, dismissWords = "Dismiss") {
      body.replaceChildren(
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
      enter("failed", [], [...buttons, { words: dismissWords, act: dismiss }]);
    },

    /**
     * @param {string} words what became of the job
     * @param {Act[]} buttons
     * @param {string} [dismissWords]
     */
    stopped(words, buttons, dismissWords = "Dismiss") {
      body.replaceChildren(element("div", { class: "failure calm" }, element("p", {}, words)));
      enter("stopped", [], [...buttons, { words: dismissWords, act: dismiss }]);
    },
  };
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
    const way = await download(url, `plantain-${jobId.slice(0, NAME_LENGTH)}-${index + 1}`);
    note.textContent = WAYS[way];
  });
  return element("figure", { class: "result-figure" }, slot, element("figcaption", {}, save, note));
}

/** What is said of each way in which an image was saved, or was not. */
const WAYS = {
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
