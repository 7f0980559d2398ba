// The models that a call may name: the provider's table, and the caller's own.

/** @import { Model, Problem } from "../index.js" */

import { PlantainError } from "./error.js";
import { tables } from "./tables.js";

/** The ids of all providers. */
export const PROVIDERS = Object.keys(tables);

/** Promises of tables by provider. */
const loading = new Map();

/**
 * Returns the models of a provider: the caller's own, then the provider's. None for an unknown provider.
 *
 * @param {unknown} provider
 * @param {readonly (Model & { provider: string })[] | null} [own] in place of those of the provider with the same ids
 * @returns {Promise<readonly Model[]>}
 * @throws {PlantainError} `network` if the table does not load
 */
export async function modelsOf(provider, own = []) {
  if (typeof provider !== "string" || !PROVIDERS.includes(provider)) return [];
  const table = await tableOf(provider);
  const ours = Array.isArray(own) ? own.filter((model) => model?.provider === provider) : [];
  return [...ours, ...table.filter(({ id }) => !ours.some((model) => model.id === id))];
}

async function tableOf(provider) {
  if (!loading.has(provider)) loading.set(provider, tables[provider]());
  try {
    return (await loading.get(provider)).table;
  } catch (cause) {
    loading.delete(provider);
    if (globalThis.navigator?.onLine !== false) throw notLoaded(`models/${provider}.js`, cause);
    // As a submit does, it waits for the network; the call has its time limit.
    await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
    return tableOf(provider);
  }
}

/**
 * Returns the error of a script that did not load.
 *
 * @param {string} file beside the client
 * @param {unknown} cause
 */
function notLoaded(file, cause) {
  const message = `The script ${file} did not load: ${cause}. Nothing was sent. The server must give it beside the client's own script.`;
  return new PlantainError({ kind: "network", message, billed: "no", cause });
}

/** Loads what requests of a family need. */
export async function loadOffers() {
  try {
    return await import("./offers.js");
  } catch (cause) {
    throw notLoaded("offers.js", cause);
  }
}

/**
 * Returns what is wrong with the caller's own models.
 *
 * @returns {Promise<Problem[]>}
 */
export async function problemsOf(own) {
  // What is no list is a problem of the options.
  if (!Array.isArray(own)) return [];
  try {
    const { check } = await import("./models/check.js");
    return check(own, PROVIDERS);
  } catch (cause) {
    throw notLoaded("models/check.js", cause);
  }
}
