import { isPlantainError } from "../pkg/index.js";

/**
 * An error in plain sentences: what happened, whether it was billed, what to do, and the exact message.
 *
 * @typedef {{ what: string, billed: string, todo: string, details: string }} Explanation
 * @typedef {import("../pkg/index.js").PlantainError} PlantainError
 * @typedef {PlantainError["billed"]} Billed
 */

/**
 * Explains what was caught.
 *
 * @param {unknown} error
 * @param {string} name the provider's
 * @returns {Explanation}
 */
export function explain(error, name) {
  if (!isPlantainError(error)) {
    return {
      what: "This page could not do it.",
      billed: "Whether it was billed is not known.",
      todo: "Reload the page and try again. If it happens again, please report it with the words below.",
      details: String(error),
    };
  }
  const { what, todo } = SENTENCES[error.kind] ?? SENTENCES.badResponse;
  return {
    what: fill(what, name),
    billed: BILLED[error.billed],
    todo: fill(typeof todo === "string" ? todo : todo[error.billed], name),
    details: [error.message, error.status && `HTTP ${error.status}`, error.code].filter(Boolean).join(" · "),
  };
}

/**
 * @param {string} sentence
 * @param {string} name
 */
function fill(sentence, name) {
  return sentence.replaceAll("{name}", name);
}

/** @type {Record<Billed, string>} */
const BILLED = {
  no: "Nothing was billed.",
  yes: "The job is bought and counts on your bill.",
  unknown: "Whether it was billed is not known.",
};

const ASK_FIRST = "Look into your account at {name} before you send it again: you might pay twice.";
const GO_ON = "You can go on waiting at no further cost.";

/** @type {Record<import("../pkg/index.js").ErrorKind, { what: string, todo: string | Record<Billed, string> }>} */
const SENTENCES = {
  ambiguous: {
    what: "Several jobs at {name} may be this one.",
    todo: "Look into your account at {name}: it shows which of them is yours.",
  },
  badResponse: {
    what: "{name} gave an answer that Plantain does not understand.",
    todo: {
      no: "Try again later. If it happens again, {name} has changed its answers: please report it with the words below.",
      yes: `${GO_ON} If it happens again, look for the image in your account at {name}.`,
      unknown: ASK_FIRST,
    },
  },
  insufficientCredit: {
    what: "Your account at {name} has not enough credit.",
    todo: "Add credit there, then try again.",
  },
  invalidRequest: {
    what: "Something in the request is not right.",
    todo: "Change what is named below, then try again.",
  },
  jobFailed: {
    what: "{name} took the job, but it failed there.",
    todo: {
      no: "Try again, perhaps with another prompt or image.",
      yes: "Trying again is billed again. Ask {name} for the money back if its terms allow.",
      unknown:
        "Look into your account at {name}: it may have been paid back. Trying again may be billed again.",
    },
  },
  network: {
    what: "No answer came from {name}.",
    todo: {
      no: "Check your connection, then try again. If only this provider fails, it may not let web pages call it: use a relay.",
      yes: `Check your connection. ${GO_ON}`,
      unknown: `The connection broke while the request was on its way. ${ASK_FIRST}`,
    },
  },
  rateLimited: {
    what: "{name} had too many requests from you. It needs a pause.",
    todo: {
      no: "Wait a minute, then try again.",
      yes: `Wait a minute. ${GO_ON}`,
      unknown: `Wait a minute. ${ASK_FIRST}`,
    },
  },
  refused: {
    what: "{name} said no to this request.",
    todo: "Change the prompt or the image as the words below say, then try again.",
  },
  timedOut: {
    what: "It took longer than this page waits.",
    todo: {
      no: "Try again later.",
      yes: `The job may still finish there. ${GO_ON}`,
      unknown: ASK_FIRST,
    },
  },
  unauthorized: {
    what: "{name} does not accept the key.",
    todo: {
      no: "Check that the key is complete, belongs to {name} and is still valid, then try again.",
      yes: `Put the key right. Then ${GO_ON.charAt(0).toLowerCase()}${GO_ON.slice(1)}`,
      unknown: `Put the key right. ${ASK_FIRST}`,
    },
  },
  unavailable: {
    what: "{name} cannot do this at the moment.",
    todo: {
      no: "Try again later.",
      yes: `The job may still finish there. ${GO_ON}`,
      unknown: ASK_FIRST,
    },
  },
  unreadableFile: {
    what: "An image file changed or was removed since you chose it.",
    todo: "Remove it, choose it again, and try again.",
  },
  unsupported: {
    what: "{name} cannot do this.",
    todo: "Choose another provider or model.",
  },
};
