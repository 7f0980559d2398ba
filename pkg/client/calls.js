// Calls of the module for one request, job or provider, with the models that it may name and the caller's store.

import { settled } from "./error.js";
import { knownModels, PROVIDERS } from "./models.js";
import { callModule } from "./module.js";
import { invalidRequest, readOptions } from "./options.js";
import { wasm, withModule } from "./ready.js";
import { storeAdapter } from "./store.js";

/**
 * Calls a function of the module.
 *
 * @param {string} name of the function
 * @param {any} subject a copy of a request, a ticket or a provider, or a promise of it
 * @param {any} options of the call and the client
 * @param {boolean} hasAlternative whether another provider can make the images
 */
export function call(name, subject, options, hasAlternative = false) {
  const { onProgress, ...others } = options;
  const listeners = { onProgress: listening(onProgress), onCancel: cancelListener(options) };
  const adapted = { ...others, store: storeAdapter(options.store), ...listeners };
  const act = ({ prepared: [subject, models, problems], limits }) => {
    const known = { providers: PROVIDERS, models, problems, hasAlternative };
    return callModule(wasm, name, subject, { ...adapted, ...limits }, known);
  };
  return withModule(options, act, async () => {
    const copy = await subject;
    const known = knownModels(copy?.provider, options.models);
    // A job that is paid for is polled without them too.
    return [copy, ...(await (OF_JOBS.includes(name) ? known.catch(() => [[], []]) : known))];
  });
}

/** Throws what is wrong with the options of a call that goes to no provider, and with the caller's own models. */
export function checkOptions(options, wrongModels) {
  const { problems } = readOptions({ ...options, store: storeAdapter(options.store) }, undefined, PROVIDERS);
  const all = [...problems, ...wrongModels];
  if (all.length > 0) throw invalidRequest(all);
}

/** Returns what the module calls once a cancel has ended, where the caller listens to it. */
function cancelListener({ onCancel }) {
  if (typeof onCancel !== "function") return onCancel;
  // In a task of its own, after the caller has seen the rejection.
  return (state, error) => setTimeout(() => notify(onCancel, settled(state, error)));
}

/** Returns a listener whose failures end nothing; anything else as it is. */
function listening(listener) {
  return typeof listener === "function" ? (value) => notify(listener, value) : listener;
}

/** Calls a listener. What it throws, or rejects with, goes to the page's `error` event, and has no other effect. */
export function notify(listener, ...values) {
  const report = (error) => (globalThis.reportError ?? console.error)(error);
  try {
    Promise.resolve(listener?.(...values)).catch(report);
  } catch (error) {
    report(error);
  }
}

/** The functions of the module that take a ticket. */
const OF_JOBS = ["wait", "status", "cancel"];
