// Who sells a family of models, and a run that takes the next provider where the first cannot.

/** @import { ModelOffer, OtherModel } from "../index.js" */

import { isPlantainError } from "./error.js";

/**
 * Returns the models of a family that take a request, cheapest first, and why the others do not.
 *
 * @param {any} request `family`, and the fields that matter; `task` follows from `images` where it is not given
 * @param {Map<string, readonly any[]>} tables the models of each provider
 * @param {{ validate: Function, estimateCost: Function, prefer?: readonly string[] }} tools
 * @returns {Promise<{ offers: ModelOffer[], others: OtherModel[] }>}
 */
export async function listOffers(request, tables, { validate, estimateCost, prefer = [] }) {
  const { family, task = hasImages(request) ? "edit" : "generate", ...fields } = request;
  const offers = [];
  const others = [];
  for (const [provider, models] of tables) {
    for (const model of models.filter((one) => one.family === family && one.tasks.includes(task))) {
      const named = { ...fields, provider, model: model.id };
      const problems = await problemsOf(validate, filled(named, model), models);
      const { id, name, seconds, confidence } = model;
      if (problems.length > 0) {
        others.push({ provider, model: id, name, problems });
        continue;
      }
      const cost = await estimateCost(named, models).catch(() => null);
      offers.push({ provider, model: id, name, cost, seconds, confidence });
    }
  }
  const rank = ({ provider }) => (prefer.includes(provider) ? prefer.indexOf(provider) : prefer.length);
  offers.sort((one, other) => rank(one) - rank(other) || most(one.cost) - most(other.cost));
  return { offers, others };
}

/**
 * Returns why no provider takes a request of a family.
 *
 * @param {string} family
 * @param {readonly string[]} providers those that the client may reach
 * @param {readonly OtherModel[]} others
 */
export function whyNone(family, providers, others) {
  if (providers.length === 0) {
    const message = "needs a provider: give `providers`, a `relay`, or others in `among`";
    return { code: "notConfigured", message };
  }
  const why = others.map(
    ({ provider, model, problems: [{ field, message }] }) => `${provider} ${model}: ${field} ${message}`,
  );
  const message =
    others.length === 0
      ? `is "${family}", which none of ${providers.join(", ")} sells for this task`
      : `is sold, but no model takes this request: ${why.join("; ")}`;
  return { code: "noOffer", message };
}

/**
 * Runs a request of a family: at the cheapest provider that takes it, then at the next, as long as nothing can have been billed and the cause is
 * the provider's or the account's.
 *
 * @param {readonly ModelOffer[]} offers
 * @param {(offer: ModelOffer, hasAlternative: boolean) => Promise<any>} run
 * @param {() => boolean} isOver whether the caller has aborted or the time is over
 */
export async function runFirst(offers, run, isOver) {
  // One for each provider: its errors and those of the account are the same for all of its models.
  const firsts = offers.filter(
    ({ provider }, index) => offers.findIndex((one) => one.provider === provider) === index,
  );
  const tried = [];
  for (const [index, offer] of firsts.entries()) {
    const { provider, model } = offer;
    const hasAlternative = index + 1 < firsts.length;
    try {
      const result = await run(offer, hasAlternative);
      return Object.assign(result, { tried: [...tried, { provider, model, kind: "done" }] });
    } catch (error) {
      if (!isPlantainError(error)) throw error;
      tried.push({ provider, model, kind: error.kind });
      if (hasAlternative && !isOver() && mayGoOn(error)) continue;
      throw Object.assign(error, { tried });
    }
  }
}

/**
 * Returns a listener for progress whose fraction does not go back where the next provider begins anew. What is no listener stays as it is.
 *
 * @param {any} listener
 */
export function withoutGoingBack(listener) {
  let most = 0;
  if (typeof listener !== "function") return listener;
  return (progress) => {
    most = Math.max(most, progress.fraction);
    return listener({ ...progress, fraction: most });
  };
}

/** Whether another provider may be tried: nothing was billed, and the cause is this provider or its account. */
function mayGoOn(error) {
  return error.billed === "no" && PASSING.includes(error.kind) && !error.ticket;
}

const PASSING = ["insufficientCredit", "network", "rateLimited", "unauthorized", "unavailable"];

/** What a list of offers needs not say, so that the request can be checked. */
function filled(request, model) {
  const { images, mask } = model.fields;
  const more = {};
  if (images && images.min !== 0 && (request.images ?? []).length === 0)
    more.images = Array(images.min ?? 1).fill(PLACEHOLDER);
  if (mask?.min > 0) more.mask = request.mask ?? PLACEHOLDER;
  return { prompt: "-", ...request, ...more };
}

async function problemsOf(validate, request, models) {
  try {
    await validate(request, models);
    return [];
  } catch (error) {
    if (error?.problems) return error.problems;
    throw error;
  }
}

const hasImages = ({ images }) => (images?.length ?? 0) > 0;

/** The most that a cost may be; an unknown one is last. */
const most = (cost) => (cost === null ? Number.POSITIVE_INFINITY : (cost.microUsd ?? cost.max.microUsd));

/** A file that is not read: it has whatever size the request needs. */
const PLACEHOLDER = new Blob();
