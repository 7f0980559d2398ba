import { byId, element } from "./element.js";

/**
 * Makes the place for what is wrong with a field.
 *
 * @param {string} field
 */
export function problemLine(field) {
  return element("p", { class: "problem", id: `${field}-problem`, hidden: true });
}

/**
 * Shows a problem at its field. The field's element has the field's name as its id, and the sentence goes to `<id>-problem`,
 * by which the field is described.
 *
 * @param {string} field
 * @param {string} message
 * @returns {HTMLElement} what to focus so that the field can be put right
 */
export function showProblem(field, message) {
  const control = byId(field);
  const sentence = byId(`${field}-problem`);
  sentence.textContent = sentence.hidden ? message : `${sentence.textContent} ${message}`;
  sentence.hidden = false;
  const folded = sentence.closest("details");
  if (folded) folded.open = true;
  if (control === sentence) return sentence;
  control.setAttribute("aria-invalid", "true");
  const parts = Array.from(control.querySelectorAll("input, select"));
  const part = parts.find((one) => one.matches(":checked")) ?? parts.find((one) => one.checkVisibility());
  return part instanceof HTMLElement ? part : control;
}

/**
 * Removes the problem shown at a field.
 *
 * @param {string} field
 */
export function clearProblem(field) {
  const sentence = document.getElementById(`${field}-problem`);
  if (!sentence || sentence.hidden) return;
  sentence.hidden = true;
  sentence.textContent = "";
  document.getElementById(field)?.removeAttribute("aria-invalid");
}
