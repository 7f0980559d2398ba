// Calls of the WebAssembly module.

/** @import { Model, Problem } from "../index.js" */

import { invalidRequest, readOptions } from "./options.js";

/**
 * Checks the options of a call and calls the module. Problems with options and with the request are in one `invalidRequest`.
 *
 * @param {any} wasm the functions of the module
 * @param {string} name of the module's function
 * @param {unknown} subject a request, a ticket, an intent or a provider
 * @param {unknown} given the options as the caller wrote them
 * @param {{ providers: readonly string[], models?: readonly Model[], problems?: Problem[], hasAlternative?: boolean }} known the ids of all providers, the models that the call may name, what is wrong with the caller's own, and whether another provider can make the images
 * @param {unknown[]} more what the function takes between subject and options
 */
export async function callModule(wasm, name, subject, given, known, more = []) {
  const { providers, models = [], problems: wrongModels = [], hasAlternative = false } = known;
  const { options, problems: wrongOptions } = readOptions(given, providerOf(subject), providers);
  options.access.models = models;
  const problems = [...wrongOptions, ...wrongModels];
  if (name !== "buildRequest" && !options.fetch && typeof globalThis.fetch !== "function")
    problems.push({ field: "fetch", code: "notConfigured", message: "is missing: there is no global one" });
  if (problems.length > 0) {
    const before = PURCHASES.includes(name) ? await wasm.requestProblems(subject, options) : [];
    throw invalidRequest([...before, ...problems]);
  }
  return wasm[name](subject, ...more, { ...options, hasAlternative });
}

/** Returns the provider of a request, a ticket or an intent; a provider is its own. */
function providerOf(subject) {
  try {
    return typeof subject === "string" ? subject : subject.provider;
  } catch {}
}

/** The functions that take a request. */
const PURCHASES = ["run", "submit", "buildRequest"];
