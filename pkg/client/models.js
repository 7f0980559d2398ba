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
 * @param {readonly (Model & { provider: string })[]} [own]
 * @returns {Promise<readonly Model[]>}
 * @throws {PlantainError} `network` if the table does not load
 */
export async function modelsOf(provider, own = []) {
  if (typeof provider !== "string" || !PROVIDERS.includes(provider)) return [];
  const table = await tableOf(provider);
  return own.length > 0 ? [...own.filter((model) => model.provider === provider), ...table] : table;
}

async function tableOf(provider) {
  if (!loading.has(provider)) loading.set(provider, tables[provider]());
  try {
    return (await loading.get(provider)).table;
  } catch (cause) {
    // The next call tries again: the network may be back.
    loading.delete(provider);
    const message = `The models of ${provider} did not load: ${cause}. Nothing was sent. The server must give the folder models/ beside this script.`;
    throw new PlantainError({ kind: "network", message, billed: "no", cause });
  }
}

/**
 * Returns what is wrong with the caller's own models.
 *
 * @returns {Promise<Problem[]>}
 */
export async function problemsOf(own) {
  if (own === undefined || own === null) return [];
  const { check } = await import("./models/check.js");
  return check(own, PROVIDERS);
}
