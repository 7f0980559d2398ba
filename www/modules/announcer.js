import { byId } from "./element.js";

/**
 * Has a sentence read aloud by a screen reader, after what it is reading now.
 *
 * @param {string} sentence
 */
export function announce(sentence) {
  const region = byId("announcer");
  // The same words twice are no change, and would not be read the second time.
  region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
}
