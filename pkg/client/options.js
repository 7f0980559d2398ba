// Options as callers write them.

import { reencode } from "./images.js";

/**
 * Reads options field by field, so that a misspelt one is seen, and gives what the module takes: those of the right type, and
 * `problems`, which the module says together with those of the request. What keys and addresses may be, the module knows.
 */
export function readOptions(given) {
  const problems = [];
  const options = read(given, "options", OPTIONS, "is not an option; the options are", problems);
  const providers = {};
  for (const [id, provider] of entriesOf(options.providers) ?? [])
    providers[id] = providerOf(provider, `providers.${id}`, relayFor(id, options.relay), problems);
  const relay = options.relay && { credentials: "same-origin", ...frontEnd(options.relay) };
  return {
    ...options,
    providers,
    relay,
    problems,
    reencode: options.reencode === "never" ? undefined : reencode,
  };
}

/** Reads how a provider is reached. `shared` is its address at the relay of all providers, if there is one. */
function providerOf(given, field, shared, problems) {
  const before = problems.length;
  const provider = read(
    given,
    field,
    PROVIDER_OPTIONS,
    "is not an option of a provider; the options are",
    problems,
  );
  const { apiKey, baseUrl, relay, headers = {}, credentials } = provider;
  if (baseUrl !== undefined && relay !== undefined) {
    problems.push({ field, message: "has both `relay` and `baseUrl`: give one of them" });
  }
  const address = baseUrl ?? relay ?? shared;
  if (address === undefined) {
    if (problems.length === before && (credentials || Object.keys(headers).length > 0)) {
      const message =
        "has headers or credentials, which are sent only to a `relay` or `baseUrl`, but neither of them";
      problems.push({ field, message });
    }
    return { apiKey };
  }
  // As `fetch` does, a relay on the page's own origin gets its cookies.
  const usual = baseUrl === undefined ? "same-origin" : "omit";
  return { apiKey, headers, credentials: credentials ?? usual, ...frontEnd(address) };
}

/** The address of a provider at the relay of all providers. */
const relayFor = (id, relay) => (relay === undefined ? undefined : `${frontEnd(relay).baseUrl}/${id}`);

/** Returns the members of an object that have no problem according to a table. */
function read(given, field, table, unknown, problems) {
  const right = {};
  const entries = entriesOf(given);
  if (!entries) problems.push({ field, wanted: "an object", found: given });
  for (const [name, value] of entries ?? []) {
    const problem = Object.hasOwn(table, name)
      ? table[name](value)
      : { message: `${unknown} ${Object.keys(table).join(", ")}` };
    if (!problem) right[name] = value;
    else problems.push({ field: field === "options" ? name : `${field}.${name}`, found: value, ...problem });
  }
  return right;
}

/** Returns the members of an object that are not `undefined`; nothing if it is not an object, or a getter throws. */
function entriesOf(value) {
  try {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return Object.entries(value).filter(([, member]) => member !== undefined);
  } catch {}
}

/** Reads the address of a relay or another front end: absolute, or a path on the page's origin. Returns nothing if a key must not be sent there. */
function frontEnd(address) {
  const page = globalThis.location;
  try {
    const isPath = /^\/(?!\/)/.test(address);
    const url = new URL(address, isPath ? page.href : undefined);
    const isOwn = url.origin === page?.origin;
    const isLocal = url.protocol === "http:" && LOOPBACK.test(url.hostname);
    const isAllowed = isPath ? isOwn : url.protocol === "https:" || isLocal;
    const isBare = [url.search, url.hash, url.username, url.password].every((part) => part === "");
    if (typeof address === "string" && isAllowed && isBare) {
      return { baseUrl: url.href.replace(/\/+$/, ""), worksOffline: isOwn || isLocal };
    }
  } catch {}
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const must = (fits, problem) => (value) => (fits(value) ? undefined : problem);
const flag = must((value) => typeof value === "boolean", { wanted: "true or false" });
const address = must(frontEnd, {
  message: 'must be an `https:` address without query, or a path on this page\'s origin such as "/api"',
});
const callable = must((value) => typeof value === "function", { wanted: "a function" });

/** For each option, what finds the problem with a value. What it must be is `wanted`, where what was found says what is wrong. */
const OPTIONS = {
  cancelOnAbort: flag,
  fetch: callable,
  reencode: must((value) => ["auto", "never"].includes(value), { message: 'must be "auto" or "never"' }),
  keepMetadata: flag,
  maxBodyBytes: must((value) => typeof value === "number" && value >= 1, {
    message: "must be a number of bytes",
  }),
  onProgress: callable,
  onAccepted: callable,
  providers: must(entriesOf, { wanted: "an object" }),
  relay: address,
  signal: must((value) => value === null || isSignal(value), { wanted: "an AbortSignal" }),
  store: must((value) => value === null || has(value, "function", "put", "drop"), {
    wanted: "an object with getItem, setItem, removeItem, key and length, as localStorage is",
  }),
  // 31 days: longer than any job, and short enough for every clock.
  timeoutMs: must((value) => typeof value === "number" && value >= 1 && value <= 2_678_400_000, {
    message: "must be a number of milliseconds, from 1 to 31 days",
  }),
  upload: callable,
};

const PROVIDER_OPTIONS = {
  apiKey: () => {},
  baseUrl: address,
  relay: address,
  headers: must(areHeaders, { message: "must be an object of header names and values" }),
  credentials: must((value) => ["omit", "same-origin", "include"].includes(value), {
    message: 'must be "omit", "same-origin" or "include"',
  }),
};

/** Also for signals of other realms. */
function isSignal(value) {
  return (
    has(value, "function", "addEventListener", "removeEventListener") && has(value, "boolean", "aborted")
  );
}

function has(value, type, ...names) {
  try {
    return names.every((name) => typeof value[name] === type);
  } catch {
    return false;
  }
}

/** Headers that a request can carry: names of letters, digits and dashes, values without line breaks. */
function areHeaders(value) {
  const fits = ([name, text]) => /^[\w-]+$/.test(name) && typeof text === "string" && /^[ -~]*$/.test(text);
  return entriesOf(value)?.every(fits);
}
