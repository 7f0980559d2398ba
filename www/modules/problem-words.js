/**
 * What is wrong with one field of the form, as a sentence.
 *
 * @typedef {import("../pkg/index.js").Problem} Problem
 * @typedef {{ field: string, sentence: string, images: number[] }} FieldProblem `images`: which of them are wrong, from 0
 */

/**
 * Puts together what is wrong with the same field of the form. What belongs to no field comes under `request`.
 *
 * @param {readonly Problem[]} problems
 * @param {{ prompt: string, images: number }} form what it holds: its prompt and the number of its images
 * @returns {FieldProblem[]}
 */
export function fieldProblems(problems, form) {
  /** @type {Map<string, FieldProblem>} */
  const found = new Map();
  for (const { field: path, message } of problems) {
    const { field, subject, image } = locate(path);
    const problem = found.get(field) ?? { field, sentence: "", images: [] };
    const sentence = emptySentence(field, form) ?? `${subject} ${message}.`;
    if (!problem.sentence.includes(sentence)) problem.sentence = `${problem.sentence} ${sentence}`.trim();
    if (image !== null) problem.images.push(image);
    found.set(field, problem);
  }
  return Array.from(found.values());
}

/** The fields of the form that something can be wrong with, but for those of a provider's own words. */
const FIELDS = [
  "apiKey",
  "aspectRatio",
  "background",
  "count",
  "enhancePrompt",
  "guidance",
  "images",
  "mask",
  "model",
  "negativePrompt",
  "outputFormat",
  "outputQuality",
  "prompt",
  "provider",
  "quality",
  "relay",
  "request",
  "resolution",
  "seed",
  "size",
  "steps",
  "strength",
  "style",
  "thinking",
  "webSearch",
];

/**
 * Finds the field of a path such as `prompt`, `images[2]` or `providers.pixazo.apiKey`.
 *
 * @param {string} path
 * @returns {{ field: string, subject: string, image: number | null }}
 */
function locate(path) {
  const extra = EXTRA.exec(path)?.[1];
  if (extra !== undefined) return { field: extra, subject: "This", image: null };
  const [, name = "", index] = PATH.exec(path) ?? [];
  const field = FIELDS.find((one) => one === (PARTS.get(name) ?? name));
  if (!field) return { field: "request", subject: `“${path}”`, image: null };
  if (index === undefined) return { field, subject: SUBJECTS.get(field) ?? "This", image: null };
  return { field, subject: `Image ${Number(index) + 1}`, image: Number(index) };
}

/**
 * Returns the sentence for a field that is still empty.
 *
 * @param {string} field
 * @param {{ prompt: string, images: number }} form
 */
function emptySentence(field, { prompt, images }) {
  if (field === "images" && images === 0) return "Choose an image to edit.";
  if (field === "prompt" && prompt === "") return "Write what the image should become.";
  return null;
}

/** What is part of a field of the form, or is in it. */
const PARTS = new Map([
  ["baseUrl", "relay"],
  ["height", "size"],
  ["width", "size"],
]);

const SUBJECTS = new Map([
  ["apiKey", "The key"],
  ["relay", "The address"],
  ["images", "The list"],
  ["prompt", "The prompt"],
]);

/** A field of the provider's own words. */
const EXTRA = /^extra\.(\w+)/;

const PATH = /(?:^|\.)(\w+)(?:\[(\d+)\])?$/;
