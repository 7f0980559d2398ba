import { estimateCost } from "../pkg/index.js";
import { costWords } from "./money.js";

/**
 * Shows what a request costs before it is sent, a moment after the last change.
 *
 * @param {{ amount: HTMLElement, note: HTMLElement }} elements
 */
export function costLine({ amount, note }) {
  let timer = 0;
  let requested = 0;

  return {
    /**
     * @param {import("../pkg/index.js").ChosenRequest} request
     * @param {{ simulated: boolean, providerName: string }} at
     */
    update(request, at) {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        requested += 1;
        const mine = requested;
        const words = await wordsFor(request);
        // A newer request has replaced this one.
        if (mine !== requested) return;
        amount.textContent = words;
        note.textContent = at.simulated ? "Simulated, not billed" : `Billed by ${at.providerName}`;
      }, QUIET_MS);
    },
  };
}

/** @param {import("../pkg/index.js").ChosenRequest} request */
async function wordsFor(request) {
  try {
    return costWords(await estimateCost(request));
  } catch {
    return "Price not known yet";
  }
}

/** Long enough for quick typing to be one change, too short to be noticed. */
const QUIET_MS = 120;
