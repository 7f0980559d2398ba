import { models } from "../pkg/models/index.js";
import { dollars } from "./money.js";
import { duration } from "./progress.js";

/**
 * The search of models, and the price and time of each in words.
 *
 * @typedef {import("../pkg/index.js").ModelInfo} ModelInfo
 * @typedef {import("../pkg/index.js").Price} Price
 */

/**
 * Finds the models that have every word in their family, name, id, provider or task, in groups by family.
 *
 * @param {string} search
 * @returns {{ family: string, members: ModelInfo[] }[]}
 */
export function findModels(search) {
  const words = search
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  /** @type {Map<string, { family: string, members: ModelInfo[] }>} */
  const groups = new Map();
  for (const model of models.filter((one) => words.every((word) => textOf(one).includes(word)))) {
    const key = model.family ?? model.name;
    const group = groups.get(key) ?? { family: familyName(model), members: [] };
    group.members.push(model);
    groups.set(key, group);
  }
  return Array.from(groups.values());
}

/**
 * Returns the default: an edit with a Nano Banana at the first provider.
 *
 * @returns {ModelInfo}
 */
export function firstModel() {
  return models.find(isUsual) ?? models[0];
}

/**
 * Returns the model at another provider that does the same, else the one that is usual there.
 *
 * @param {ModelInfo} model
 * @param {string} provider
 * @returns {ModelInfo}
 */
export function counterpart(model, provider) {
  const sold = models.filter((one) => one.provider === provider);
  const same = sold.filter((one) => one.family === model.family && sameTasks(one, model) && !isBatch(one));
  return same.find(isSound) ?? same[0] ?? sold.find(isUsual) ?? sold[0] ?? model;
}

/**
 * Writes the price and the time of a model: "$0.134 · about 30 s".
 *
 * @param {ModelInfo} model
 */
export function priceAndTime({ price, seconds }) {
  const time = duration(seconds * 1000).replace(/ 0 s$/, "");
  return `${priceWords(price)} · ${`about ${time}`.replaceAll(" ", "\u00a0")}`;
}

/** @param {Price | null} price */
function priceWords(price) {
  if (price === null) return "price not known";
  const amounts = price.amount ?? price.range ?? Object.values(price.amounts ?? {});
  const known = [amounts].flat();
  const least = Math.min(...known);
  const factors = (price.factors ?? []).flatMap(({ thousandths }) => Object.values(thousandths));
  if (known.length === 0) return "price not known";
  if (Math.max(...known) === 0) return "free";
  const isFixed = known.every((amount) => amount === least) && factors.length === 0;
  return `${isFixed ? "" : "from "}${dollars(leastOf(price, least))}${price.per === "image" ? " an image" : ""}`;
}

/**
 * @param {Price} price
 * @param {number} amount
 */
function leastOf({ factors = [] }, amount) {
  return factors.reduce(
    (product, { thousandths }) => (product * Math.min(...Object.values(thousandths), 1000)) / 1000,
    amount,
  );
}

/** @param {ModelInfo} model */
const isUsual = (model) =>
  isSound(model) && model.tasks.includes("edit") && /^nano-banana/.test(model.family ?? "");

/** Whether it may be the default: its provider documents it, and it does not wait for a batch. @param {ModelInfo} model */
const isSound = (model) => model.confidence === "documented" && !isBatch(model);

/** @param {ModelInfo} model */
const isBatch = ({ model }) => /-batch\b/.test(model);

/**
 * @param {ModelInfo} one
 * @param {ModelInfo} other
 */
const sameTasks = (one, other) => one.tasks.join() === other.tasks.join();

/** The family as its first model writes it: "Nano Banana Pro". @param {ModelInfo} model */
const familyName = ({ name }) => name.replace(/, (edit|text to image)$/, "");

/** What the search looks at. @param {ModelInfo} model */
function textOf({ family, model, name, provider, providerName, tasks }) {
  const words = [family, family?.replaceAll("-", " "), family?.replaceAll("-", ""), model, name];
  return [...words, provider, providerName, ...tasks].join(" ").toLowerCase();
}
