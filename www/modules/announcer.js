import { byId } from "./element.js";

/**
 * Makes screen readers read a sentence aloud, after the present one.
 *
 * @param {string} sentence
 */
export function announce(sentence) {
  const region = byId("announcer");
  // The same words twice are no change, and would not be read the second time.
  region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
}
