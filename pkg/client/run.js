// Purchases: of one model, of a family at the first provider that can, and many at once.

import { call, notify } from "./calls.js";
import { toPlantainError } from "./error.js";
import { configured, findOffers } from "./find-offers.js";
import { snapshotRequest } from "./images.js";
import { FROM_ONE_ON, invalid, invalidRequest, isFromOneOn, optional } from "./options.js";
import { countdown, DEFAULT_TIMEOUT_MS } from "./time.js";

/** Returns a function that runs a request as it is now, with the options of the call and the client. */
export function runner(request, options) {
  const copy = snapshotRequest(request);
  const isOfFamily = request?.family !== undefined;
  return async () => (isOfFamily ? runFamily(copy, options) : call("run", copy, options));
}

/** Runs a request of a family at the first provider that can. All of them share the time of the call. */
async function runFamily(copy, options) {
  const left = countdown(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const { runFirst, withoutGoingBack, offers, ...found } = await findOffers(copy, options, configured);
  const { family, task, provider, model, ...fields } = found.request;
  checkFamily(found.request, offers, found);
  const onProgress = withoutGoingBack(options.onProgress);
  const runAt = ({ provider, model }, hasAlternative) => {
    const more = { timeoutMs: Math.max(1, left()), onProgress };
    return call("run", { ...fields, provider, model }, { ...options, ...more }, hasAlternative);
  };
  return runFirst(offers, runAt, () => left() <= 0 || options.signal?.aborted === true);
}

/** Throws where a request names a family and a model, or no provider takes it. */
function checkFamily(request, offers, { whyNone, providers, others }) {
  const double = ["provider", "model"].find((name) => request[name] !== undefined);
  if (double) throw invalid(double, "conflict", "must be left out where `family` is given");
  if (offers.length > 0) return;
  const wrong = whyNone(request.family, providers, others);
  throw toPlantainError(invalidRequest([{ field: "family", ...wrong }]));
}

/**
 * Runs requests, as many at a time as the caller wants. Resolves to their outcomes, in order.
 *
 * @param {Iterable<any>} requests
 * @param {any} given the options of the call
 * @param {(options: any) => any} merge puts options over those of the client
 */
export async function runMany(requests, given, merge) {
  const { concurrency = 10, onResult, labels = [], ...options } = optional(given);
  if (!isFromOneOn(concurrency)) throw invalid("concurrency", ...FROM_ONE_ON);
  if (typeof requests?.[Symbol.iterator] !== "function")
    throw invalid("requests", "wrongType", "must be a list of requests");
  if (!Array.isArray(labels))
    throw invalid("labels", "wrongType", "must be a list with a label for each request");
  const all = merge(options);
  // Taken now, like that of a single call.
  const runs = Array.from(requests, (request, index) =>
    runner(request, merge({ ...withIndex(all, index), label: labels[index] ?? all.label })),
  );
  const left = runs.entries();
  const results = [];
  const work = async () => {
    for (const [index, run] of left) {
      results[index] = await run().then(
        (value) => ({ status: "fulfilled", value }),
        (reason) => ({ status: "rejected", reason }),
      );
      notify(onResult, results[index], index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, runs.length) }, work));
  return results;
}

/** Returns options whose listeners are called with the index of a request too. */
function withIndex(options, index) {
  const listeners = LISTENERS.map((name) => [name, options[name]])
    .filter(([, listener]) => typeof listener === "function")
    .map(([name, listener]) => [name, (subject) => listener(subject, index)]);
  return { ...options, ...Object.fromEntries(listeners) };
}

/** The listeners of a call that `runMany` calls with the index of the request too. */
const LISTENERS = ["onAccepted", "onCancel", "onProgress"];
