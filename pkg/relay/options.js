import { check } from "../models/check.js";
import { isSafe } from "./address.js";
import { providers } from "./routes.js";
import { mostMicroUsd, routesOf, soldModels } from "./sold.js";
import { memoryStore } from "./store.js";

/**
 * Parses and checks the options of `createRelay`.
 *
 * @throws {TypeError} naming the wrong option and what it should be, without its value
 */
export function parseOptions(value) {
  const given = record("options", value);
  known("option", given, OPTIONS);
  const { keys, limits = {}, upstream = {}, path = "/api/plantain" } = given;
  const options = {
    authorize: authorizeOf(given),
    path: pathOf(path),
    publicUrl: given.publicUrl === undefined ? null : address("publicUrl", given.publicUrl),
    origins: given.origins === "any" ? "any" : originList(given.origins),
    headers: new Set([
      "content-type",
      "idempotency-key",
      "authorization",
      ...headerNames(given.headers ?? []),
    ]),
    limits: limitsOf(limits),
    store: storeOf(given.store ?? memoryStore()),
    onError: optionalFunction("onError", given.onError) ?? ((error) => console.error(error)),
    fetch: optionalFunction("fetch", given.fetch) ?? ((...call) => fetch(...call)),
    providers: {},
    secret: secretOf(given.secret ?? null),
  };
  known("keys", record("keys", keys), Object.keys(providers));
  known("upstream", record("upstream", upstream), Object.keys(keys));
  const own = ownModels(given.models ?? []);
  if (Object.keys(keys).length === 0) fail("keys must hold a key for one provider or more");
  for (const id of Object.keys(providers)) {
    options.providers[id] = providerOptions(id, { keys, upstream, own, limits: options.limits });
  }
  return options;
}

/** What the relay needs to know of one provider, besides the data of `routes.js`. */
function providerOptions(id, { keys, upstream, own, limits }) {
  const models = soldModels(id, own);
  const replaced = upstream[id] === undefined ? null : address(`upstream.${id}`, upstream[id]);
  const isGiven = Object.hasOwn(keys, id);
  const list = isGiven ? keyList(`keys.${id}`, keys[id]) : [];
  return {
    keys: list,
    isKeyMissing: isGiven && list.length === 0,
    base: replaced ?? providers[id].base,
    ownHost: replaced === null ? null : new URL(replaced).origin,
    mostMicroUsd: prices(id, models, limits),
    routes: routesOf(providers[id].routes, models),
  };
}

function authorizeOf({ authorize, origins }) {
  if (typeof authorize === "function") return authorize;
  if (authorize === "none" && origins === "any") return () => "anyone";
  fail(
    'authorize must be a function that tells who is calling: without one, anyone who finds the relay can spend your money. Where you want that, write both origins: "any" and authorize: "none"',
  );
}

function pathOf(path) {
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(path) || /\/\.+(\/|$)/.test(path)) {
    fail('path must be a path such as "/api/plantain", without a slash at its end');
  }
  return path;
}

function secretOf(secret) {
  if (secret !== null && !(typeof secret === "string" && secret.length >= 32)) {
    fail("secret must be a string of 32 characters or more, the same on every machine");
  }
  return secret;
}

/** Reports an error thrown by the operator's own functions to `onError`. */
export async function reportTo(options, error) {
  try {
    await options.onError(error);
  } catch {
    // One that throws or rejects must fail neither the call nor the process.
  }
}

function limitsOf(given) {
  known("limits", record("limits", given), [...Object.keys(LIMITS), "microUsdPerDay", "prices"]);
  const limits = { microUsdPerDay: null, prices: {}, ...LIMITS, ...given };
  for (const name of [...Object.keys(LIMITS), "microUsdPerDay"]) {
    const value = limits[name];
    const isLeftOut = name === "microUsdPerDay" && value === null;
    if (!isLeftOut && !(Number.isSafeInteger(value) && value >= 1)) {
      fail(`limits.${name} must be a whole number, 1 or more`);
    }
  }
  limits.seconds = Math.min(limits.seconds, LONGEST_SECONDS);
  record("limits.prices", limits.prices);
  known("limits.prices", limits.prices, Object.keys(providers));
  return limits;
}

function storeOf(store) {
  const missing = ["add", "get", "set", "increment"].find((name) => typeof store?.[name] !== "function");
  if (missing !== undefined) fail(`store must have a function ${missing}`);
  return store;
}

/** The highest price of one request for each model of a provider; `null` where it is not known. */
function prices(id, models, { prices: given }) {
  const own = record(`limits.prices.${id}`, given[id] ?? {});
  const published = Object.fromEntries(models.map((model) => [model.id, mostMicroUsd(model)]));
  known(`limits.prices.${id}`, own, Object.keys(published));
  for (const [model, price] of Object.entries(own)) {
    if (!(Number.isSafeInteger(price) && price >= 0)) {
      fail(`limits.prices.${id}[${JSON.stringify(model)}] must be a whole number of micro-dollars`);
    }
  }
  return { ...published, ...own };
}

/** The operator's own models. */
function ownModels(models) {
  const [problem, ...more] = check(models, Object.keys(providers));
  if (problem !== undefined) {
    const sentences = [problem, ...more].map(({ field, message }) => `${field} ${message}`);
    fail(sentences.join("; "));
  }
  const isAtPath = ({ path }) => path.includes("{path}");
  const pathless = models.findIndex(
    ({ path, provider }) => path === undefined && providers[provider].routes.some(isAtPath),
  );
  if (pathless >= 0) {
    fail(`models[${pathless}].path is missing: this provider has a path for each model`);
  }
  return models;
}

/** The keys of a provider; none if one is `undefined` or empty: a build may load this without the variables that hold the keys. */
function keyList(name, value) {
  const keys = Array.isArray(value) ? value : [value];
  if (keys.length === 0) fail(`${name} must be a key, or a list of keys`);
  const isMissing = (key) => key === undefined || key === "";
  for (const key of keys.filter((key) => !isMissing(key))) {
    if (typeof key !== "string") fail(`${name} must be a string, or a list of strings`);
    if (!/^[!-~]+$/.test(key)) {
      fail(`${name} has a space, a line break or another character that no key has`);
    }
  }
  return keys.some(isMissing) ? [] : [...new Set(keys)];
}

function originList(origins) {
  const isList = Array.isArray(origins) && origins.length > 0;
  if (!isList) fail('origins must be a list of origins such as ["https://example.com"], or "any"');
  for (const origin of origins) {
    const isOrigin = /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
    if (!isOrigin) {
      fail(
        `origins must hold origins such as "https://example.com": scheme and host, no path, no slash at the end`,
      );
    }
  }
  return new Set(origins);
}

function headerNames(names) {
  const isList = Array.isArray(names) && names.every((name) => /^[A-Za-z0-9-]+$/.test(name));
  if (!isList) fail('headers must be a list of header names such as ["X-Session"]');
  return names.map((name) => name.toLowerCase());
}

function address(name, value) {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : null;
  if (url === null || !isSafe(url) || /[?#]/.test(value)) {
    fail(`${name} must be an https: address without query (http: for this machine alone)`);
  }
  return url.href.replace(/\/+$/, "");
}

function optionalFunction(name, value) {
  if (value !== undefined && typeof value !== "function") fail(`${name} must be a function`);
  return value;
}

function record(name, value) {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isRecord) fail(`${name} must be an object`);
  return value;
}

function known(name, value, names) {
  const unknown = Object.keys(value).find((key) => !names.includes(key));
  if (unknown !== undefined) {
    fail(`${name} ${JSON.stringify(unknown)} is not known; there are ${names.join(", ")}`);
  }
}

function fail(sentence) {
  throw new TypeError(`The relay does not start: ${sentence}.`);
}

const OPTIONS = [
  "authorize",
  "fetch",
  "headers",
  "keys",
  "limits",
  "models",
  "onError",
  "origins",
  "path",
  "publicUrl",
  "secret",
  "store",
  "upstream",
];
/** The longest time of a timer, which treats a longer one as 0: 24 days. */
const LONGEST_SECONDS = 2_147_483;
/** The default limits. */
const LIMITS = {
  bodyBytes: 64 * 1024 * 1024,
  callsPerMinute: 600,
  linkSeconds: 24 * 60 * 60,
  replyBytes: 64 * 1024 * 1024,
  seconds: 300,
};
