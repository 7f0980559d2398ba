import { byId, element } from "./element.js";

/** @param {string} field */
export function problemLine(field) {
  return element("p", { class: "problem", id: `${field}-problem`, hidden: true });
}

/** Shows what is wrong with a field, and returns what to focus. @param {string} field @param {string} text */
export function showProblem(field, text) {
  const line = byId(`${field}-problem`);
  if (!line.textContent.includes(text)) line.textContent = `${line.textContent} ${text}`.trim();
  line.hidden = false;
  line.closest("details")?.setAttribute("open", "");
  const control = document.getElementById(field);
  control?.setAttribute("aria-invalid", "true");
  /** @type {NodeListOf<HTMLElement> | undefined} */
  const parts = control?.querySelectorAll("input:checked, select, [type=number]");
  return parts?.[0] ?? control ?? line;
}

/** @param {string} field */
export function clearProblem(field) {
  const line = document.getElementById(`${field}-problem`);
  if (line) Object.assign(line, { hidden: true, textContent: "" });
  document.getElementById(field)?.removeAttribute("aria-invalid");
}
