// What the package exports. Each function copies what it was given before it waits for anything.

import { call, checkOptions } from "./calls.js";
import { configured, findOffers } from "./find-offers.js";
import { peekRequest, snapshot, snapshotRequest } from "./images.js";
import { copyLabel } from "./label.js";
import { knownModels, PROVIDERS } from "./models.js";
import { optional } from "./options.js";
import { wasm, withModule } from "./ready.js";
import { runMany, runner } from "./run.js";
import { drop, openStore } from "./store.js";
import { findJob, pending, storedRecord } from "./stored.js";

export { version } from "../package.json";
export { download } from "./download.js";
export { isPlantainError, PlantainError } from "./error.js";
export { init } from "./ready.js";
export { requestFor } from "./request-for.js";

export function createClient(shared) {
  const merge = (options) => mergeOptions(shared, options);
  const method = (name) => async (subject, options) => call(name, snapshotRequest(subject), merge(options));
  return Object.freeze({
    run: async (request, options) => runner(request, merge(options))(),
    runMany: async (requests, options) => runMany(requests, options, merge),
    offers: async (request, options) => sellersOf(request, merge(options), configured),
    submit: method("submit"),
    wait: method("wait"),
    status: method("status"),
    cancel: method("cancel"),
    checkAccess: method("checkAccess"),
    buildRequest: method("buildRequest"),
    pending: async (options) => pending(merge(options)),
    // What has a ticket needs no search.
    findJob: async (subject, options) => subject?.ticket || findJob(subject, merge(options)),
    forget: async (subject, options) => drop(storedRecord(subject), merge(options).store),
  });
}

/** Returns the options of a call over those of the client, as they are now. */
function mergeOptions(shared, options) {
  const given = Object.entries(optional(options)).filter(([, value]) => value !== undefined);
  const { store, label, ...all } = { ...shared, ...Object.fromEntries(given) };
  return { ...all, store: openStore(store), label: copyLabel(label) };
}

/** Lists who sells a family, at all providers. */
export const offers = async (request, options) =>
  sellersOf(request, { ...optional(options) }, () => PROVIDERS);

async function sellersOf(request, options, reachable) {
  const { offers, others } = await findOffers(peekRequest(request), options, reachable);
  return { offers, others };
}

export const validate = async (request, options) => look("validate", request, options);
export const estimateCost = async (request, options) => look("estimateCost", request, options);

/** Calls a function of the module that takes a request and models. */
function look(name, request, options) {
  const given = optional(options);
  const act = ({ prepared: [copy, [models, problems]] }) => {
    checkOptions(given, problems);
    return wasm[name](copy, models);
  };
  return withModule({}, act, async () => {
    const copy = await peekRequest(request);
    return [copy, await knownModels(copy?.provider, given.models)];
  });
}

export const inspect = async (file) =>
  withModule(
    {},
    async ({ prepared: copy }) => wasm.inspect(copy),
    () => snapshot(file),
  );

export async function toDataUri(file, options) {
  const { keepMetadata, signal } = optional(options);
  const copy = snapshot(file);
  return withModule({ signal }, async () => wasm.toDataUri(await copy, keepMetadata === true));
}
