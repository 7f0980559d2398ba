// The models that a call may name: the provider's table, and the caller's own.

/** @import { Model, Problem } from "../index.js" */

import { withOwn } from "../models/own.js";
import { finish, PlantainError } from "./error.js";
import { tables } from "./tables.js";

/** The ids of all providers. */
export const PROVIDERS = Object.keys(tables);

/**
 * Returns the models of a provider: the caller's own, then the provider's. None for an unknown provider.
 *
 * @param {unknown} provider
 * @param {readonly (Model & { provider: string })[] | null} [own] in place of those of the provider with the same ids
 * @returns {Promise<readonly Model[]>}
 * @throws {PlantainError} `network` if the table does not load
 */
export async function modelsOf(provider, own) {
  if (typeof provider !== "string" || !PROVIDERS.includes(provider)) return [];
  const { table } = await loaded(`models/${provider}.js`, tables[provider]);
  return withOwn(provider, Array.isArray(own) ? own : [], table);
}

/** Loads what requests of a family need. */
export const loadOffers = () => loaded("offers.js", () => import("./offers.js"));

/**
 * Returns what is wrong with the caller's own models.
 *
 * @returns {Promise<Problem[]>}
 */
export async function checkModels(own) {
  // What is no list is a problem of the options.
  if (!Array.isArray(own)) return [];
  const { check } = await loaded("models/check.js", () => import("./models/check.js"));
  return check(own, PROVIDERS);
}

/** Returns the models of a provider, and what is wrong with the caller's own: none, where anything is. */
export async function knownModels(provider, own) {
  const problems = await checkModels(own);
  return [problems.length > 0 ? [] : await modelsOf(provider, own), problems];
}

/**
 * Loads a script.
 *
 * @param {string} file beside the client
 * @param {() => Promise<any>} load imports it
 * @throws {PlantainError} `network` if it does not load
 */
async function loaded(file, load) {
  try {
    return await load();
  } catch (cause) {
    // Firefox does not request an address again that once did not load. `importAgain` is an `import()` that
    // bundlers leave alone: xtask/tools/bundle.js.
    const address = /^error loading.* (\S+)/.exec(cause?.message)?.[1];
    const again = address && (await importAgain(`${address}?${failures}`).catch(() => void failures++));
    if (again) return again;
    if (globalThis.navigator?.onLine === false) {
      // As a submit does, it waits for the network, and tries in between; the call has its time limit.
      await new Promise((resolve) => {
        addEventListener("online", resolve, { once: true });
        setTimeout(resolve, OFFLINE_PAUSE_MS);
      });
      return loaded(file, load);
    }
    const message = `The script ${file} did not load: ${finish(cause)} Nothing was sent. The server must give it beside the client's own script.`;
    throw new PlantainError({ kind: "network", code: "PLANTAIN_NOT_LOADED", message, billed: "no", cause });
  }
}

/** As between two tries of a submit. The browser's report of no network is a hint, and its event may never come. */
const OFFLINE_PAUSE_MS = 10_000;
/** Of scripts, in Firefox. An address that has loaded stays the same, and is requested once. */
let failures = 0;
