// Who sells a family of models, and a run that takes the next provider where the first cannot.

/** @import { ModelOffer, OtherModel } from "../index.js" */

/**
 * Returns the models of a family that take a request, cheapest first, and why the others do not.
 *
 * @param {any} request `family`, and the fields that matter; `task` follows from `images` where it is not given
 * @param {readonly string[]} providers those to look at
 * @param {{ modelsOf: Function, validate: Function, estimateCost: Function, prefer?: readonly string[] }} tools
 * @returns {Promise<{ offers: ModelOffer[], others: OtherModel[] }>}
 */
export async function listOffers(request, providers, { modelsOf, validate, estimateCost, prefer = [] }) {
  const { family, task = hasImages(request) ? "edit" : "generate", ...fields } = request;
  const offers = [];
  const others = [];
  for (const provider of providers) {
    const models = await modelsOf(provider);
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
 * Runs a request of a family: at the cheapest provider that takes it, then at the next, as long as nothing can have been billed and the cause is
 * the provider's or the account's.
 *
 * @param {readonly ModelOffer[]} offers
 * @param {(offer: ModelOffer) => Promise<any>} run
 */
export async function runFirst(offers, run) {
  const tried = [];
  for (const [index, offer] of offers.entries()) {
    const { provider, model } = offer;
    try {
      return Object.assign(await run(offer), { tried: [...tried, { provider, model, kind: "done" }] });
    } catch (error) {
      tried.push({ provider, model, kind: error?.kind ?? "aborted" });
      if (index + 1 < offers.length && mayGoOn(error)) continue;
      if (typeof error === "object" && error !== null && "billed" in error) error.tried = tried;
      throw error;
    }
  }
}

/** Whether another provider may be asked: nothing was billed, and a request that is right failed for a reason of this provider. */
export function mayGoOn(error) {
  return error?.billed === "no" && PASSING.includes(error.kind) && !error.ticket;
}

const PASSING = ["insufficientCredit", "network", "rateLimited", "unauthorized", "unavailable"];

/** What a list of offers needs not say, so that the request can be checked. */
function filled(request, model) {
  const needsImages = (model.fields.images?.min ?? 1) > 0 && model.fields.images;
  const images = needsImages && !hasImages(request) ? { images: [PLACEHOLDER] } : {};
  return { prompt: "-", ...images, ...request };
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

const PLACEHOLDER = "https://example.com/image.png";
