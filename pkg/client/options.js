// Options as callers write them: checked completely, and made into what the module takes.

/** @import { Access, CallOptions, ErrorRecord, Problem } from "./call.js" */

import { PlantainError } from "./error.js";
import { reencode } from "./images.js";
import { isLabel, LONGEST_LABEL } from "./label.js";
import { DEFAULT_TIMEOUT_MS } from "./time.js";

/**
 * Returns the options of a call, or none.
 *
 * @throws {PlantainError} `invalidRequest` where they are something else, such as a signal
 */
export function optional(options = {}) {
  if (options === null) return {};
  const isObject = typeof options === "object" && !Array.isArray(options);
  // A signal has no members of its own, so that all of it would be overlooked.
  if (isObject && !isSignal(options)) return options;
  throw invalid("options", "wrongType", "must be an object such as { signal }");
}

/**
 * Reads the options of a call field by field, so that a misspelt one is found.
 *
 * @param {unknown} given
 * @param {unknown} provider the id of the provider that the call goes to, as the caller wrote it
 * @param {readonly string[]} known the ids of all providers
 * @returns {{ options: CallOptions, problems: Problem[] }} `options` leaves out what is wrong
 */
export function readOptions(given, provider, known) {
  /** @type {Problem[]} */
  const problems = [];
  const {
    providers,
    relay,
    reencode: wish,
    label,
    among,
    models,
    prefer,
    ...read
  } = readMembers(given, "options", OPTIONS, problems);
  const reached = new Map();
  for (const [id, own] of entriesOf(providers) ?? []) {
    if (known.includes(id)) reached.set(id, readProvider(id, own, relay, problems));
    else problems.push(unknownProvider(`providers.${id}`, known));
  }
  problems.push(...misspelt("among", among, known), ...misspelt("prefer", prefer, known));
  const isMissing =
    typeof provider === "string" && known.includes(provider) && !reached.has(provider) && relay === undefined;
  if (isMissing && problems.length === 0) {
    const missing = defect("notConfigured", "is missing: give `{ apiKey }`, or a `relay`");
    problems.push(problemOf(`providers.${provider}`, missing));
  }
  const options = {
    timeoutMs: DEFAULT_TIMEOUT_MS,
    ...read,
    label: JSON.stringify(label),
    reencode: wish === "never" ? undefined : reencode,
    access: accessTo(provider, reached.get(provider) ?? Object.create(null), relay),
  };
  return { options, problems };
}

/**
 * Makes the record of an `invalidRequest`.
 *
 * @param {readonly Problem[]} problems everything that is wrong; the first twenty are named
 * @returns {ErrorRecord}
 */
export function invalidRequest(problems) {
  const named = problems.slice(0, MOST_PROBLEMS);
  const sentences = named.map(({ field, message }) => `\`${field}\` ${message}`);
  if (problems.length > named.length) sentences.push(`and ${problems.length - named.length} more`);
  const message = `The request was not sent: ${sentences.join("; ")}.`;
  return { kind: "invalidRequest", code: "PLANTAIN_INVALID_REQUEST", message, billed: "no", problems: named };
}

/** Makes the error of one wrong field of a call that sends nothing. */
export function invalid(field, code, message, facts) {
  const problems = [{ field, ...defect(code, message, facts) }];
  return new PlantainError({
    kind: "invalidRequest",
    code: "PLANTAIN_INVALID_REQUEST",
    message: `\`${field}\` ${message}.`,
    billed: "no",
    problems,
  });
}

/** Whether a provider is reached through a relay, by the options as the caller wrote them. */
export function isRelayed({ relay, providers }, provider) {
  const own = providers?.[provider];
  return own?.baseUrl === undefined && (own?.relay ?? relay) !== undefined;
}

/** The arguments of {@link defect} for a number that is less than 1. */
export const FROM_ONE_ON = ["outOfRange", "must be a number from 1 on", { min: 1 }];

/** Whether this is a number from 1 on. */
export const isFromOneOn = (value) => typeof value === "number" && value >= 1;

/** Returns a problem for each id of a list that no provider has. */
const misspelt = (field, ids = [], known) =>
  ids.flatMap((id, index) => (known.includes(id) ? [] : [unknownProvider(`${field}[${index}]`, known)]));

const unknownProvider = (field, allowed) =>
  problemOf(field, defect("notOneOf", "is not a provider that Plantain knows", { allowed }));

/** Reads the options of one provider; `shared` is the relay of all providers, where there is one. */
function readProvider(id, given, shared, problems) {
  const field = `providers.${id}`;
  const before = problems.length;
  const own = readMembers(given, field, PROVIDER_OPTIONS, problems);
  if (own.baseUrl !== undefined && own.relay !== undefined) {
    problems.push(problemOf(field, defect("conflict", "has both `relay` and `baseUrl`: give one of them")));
  }
  const hasFrontEnd = [own.baseUrl, own.relay, shared].some((address) => address !== undefined);
  const needsFrontEnd = own.credentials !== undefined || Object.keys(own.headers ?? {}).length > 0;
  if (needsFrontEnd && !hasFrontEnd && problems.length === before) {
    const message =
      "has headers or credentials, which go to a `relay` or `baseUrl` alone, but neither of them";
    problems.push(problemOf(field, defect("needsFrontEnd", message)));
  }
  return own;
}

/**
 * Returns how a provider is reached.
 *
 * @returns {Access}
 */
function accessTo(provider, { apiKey, baseUrl, credentials, headers = {}, relay }, sharedRelay) {
  const shared = readAddress(sharedRelay);
  const url = readAddress(baseUrl ?? relay) ?? (shared && `${shared}/${provider}`);
  // As with `fetch`, a relay on the page's own origin gets its cookies.
  const usual = baseUrl === undefined ? "same-origin" : "omit";
  return {
    apiKey: typeof apiKey === "function" ? () => promisedKey(provider, apiKey) : apiKey,
    frontEnd: url
      ? {
          url,
          headers,
          credentials: credentials ?? usual,
          isRelay: baseUrl === undefined,
        }
      : undefined,
  };
}

/** Returns the key from the caller's own function. */
async function promisedKey(provider, apiKey) {
  const key = await apiKey();
  const wrong = keyDefect(typeof key === "string" ? key : "");
  if (wrong) throw invalidRequest([problemOf(`providers.${provider}.apiKey`, wrong)]);
  return key;
}

/** Returns the members of an object with which its table finds no problem, and adds the problems of the others. */
function readMembers(given, field, table, problems) {
  const isOfCall = table === OPTIONS;
  // Without a prototype: one that a script has changed could name a relay.
  const right = Object.create(null);
  const entries = entriesOf(given);
  if (!entries) problems.push(problemOf(field, mustBe("an object", given)));
  for (const [name, value] of entries ?? []) {
    const unknown = isOfCall ? UNKNOWN : UNKNOWN_OF_A_PROVIDER;
    const wrong = Object.hasOwn(table, name)
      ? table[name](value)
      : defect("unknownField", `${unknown} ${Object.keys(table).join(", ")}`);
    if (wrong === undefined) right[name] = value;
    else problems.push(problemOf(isOfCall ? name : `${field}.${name}`, wrong));
  }
  return right;
}

/** Returns the members of an object that are not `undefined`; nothing for another value, or one that cannot be read. */
function entriesOf(value) {
  try {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return Object.entries(value).filter(([, member]) => member !== undefined);
  } catch {}
}

/** Reads the address of a relay or another front end: absolute, or a path on the page's own origin. Nothing for one that a key must not go to. */
function readAddress(address) {
  // The address of an `about:srcdoc` page or a `blob:` worker is no base, and only `origin` is that of their page.
  const origin = globalThis.origin ?? globalThis.location?.origin;
  try {
    const isPath = /^\/(?!\/)/.test(address);
    const url = new URL(address, isPath ? origin : undefined);
    const isOwn = url.origin === origin;
    const isLocal = url.protocol === "http:" && LOOPBACK.test(url.hostname);
    const isAllowed = isPath ? isOwn : url.protocol === "https:" || isLocal;
    const isBare = [url.search, url.hash, url.username, url.password].every((part) => part === "");
    if (typeof address === "string" && isAllowed && isBare) {
      return url.href.replace(/\/+$/, "");
    }
  } catch {}
}

/** The hosts to which `http:` is allowed, as in src/wire/url.rs and pkg/relay/address.js. Tested with tests/addresses.json. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Returns what is wrong with a key, without the key. */
function keyDefect(key) {
  if (key === "") return defect("required", "is empty");
  if (!/^[!-~]+$/.test(key)) {
    return defect(
      "invalidKey",
      "has a space, a line break or another character that no key has: paste it again",
    );
  }
}

/**
 * What is wrong with a field.
 *
 * @param {import("../index.js").ProblemCode} code
 * @param {string} message reads on from the name of the field
 * @param {import("../index.js").ProblemFacts} [facts]
 */
export const defect = (code, message, facts) => ({ code, message, ...(facts && { facts }) });

/** Returns that a value must be something else than what it is. */
function mustBe(wanted, value) {
  const found = describe(value);
  const message =
    wanted === found ? "cannot be read: one of its members throws" : `must be ${wanted}, not ${found}`;
  return defect("wrongType", message);
}

function describe(value) {
  if (value === undefined || value === null) return String(value);
  try {
    if (Array.isArray(value)) return "an array";
  } catch {}
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/**
 * Describes what is wrong with a field, without a key that was pasted for its name.
 *
 * @param {string} field
 * @param {Omit<Problem, "field">} wrong
 * @returns {Problem}
 */
const problemOf = (field, wrong) => ({ field: mayHoldKey(field) ? HIDDEN : shorten(field), ...wrong });

/** Whether a name looks like a key: long words of letters and digits, or many digits. The module has the same rule for requests. */
function mayHoldKey(name) {
  const digits = (text) => text.replace(/\D/g, "").length;
  const isRandom = (word) =>
    word.length >= 24 || (word.length >= 20 && digits(word) > 0) || (word.length >= 12 && digits(word) > 2);
  return digits(name) > 9 || name.split(/[^A-Za-z0-9]/).some(isRandom);
}

function shorten(name) {
  const characters = Array.from(name);
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME).join("")}…` : name;
}

const must =
  (fits, ...wrong) =>
  (value) =>
    // @ts-expect-error the arguments of `defect`
    fits(value) ? undefined : defect(...wrong);
const oneOf = (...allowed) => {
  const quoted = allowed.map((one) => `"${one}"`);
  const last = quoted.pop();
  return must((value) => allowed.includes(value), "notOneOf", `must be ${quoted.join(", ")} or ${last}`, {
    allowed,
  });
};
const mustBeOfType = (fits, wanted) => (value) => (fits(value) ? undefined : mustBe(wanted, value));
const flag = mustBeOfType((value) => typeof value === "boolean", "true or false");
const address = must(
  readAddress,
  "notAnAddress",
  'must be an `https:` address without query, or a path on this page\'s origin such as "/api"',
);
const callable = mustBeOfType((value) => typeof value === "function", "a function");

const ids = must(
  (value) => Array.isArray(value) && value.every((id) => typeof id === "string"),
  "wrongType",
  "must be a list of the ids of providers",
);

/** 31 days: longer than any job, and short enough for every clock. */
const LONGEST_TIMEOUT_MS = 2_678_400_000;
/** What every store has, besides `length`. */
export const STORE_METHODS = ["getItem", "setItem", "removeItem", "key"];

/** For each option, what returns the problem with a value, or nothing. */
const OPTIONS = {
  among: ids,
  cancelOnAbort: flag,
  fetch: callable,
  reencode: oneOf("auto", "never"),
  keepMetadata: flag,
  label: must(
    isLabel,
    "wrongType",
    `must be plain JSON of at most ${LONGEST_LABEL} characters, without instances of classes`,
    { max: LONGEST_LABEL },
  ),
  maxBodyBytes: must(isFromOneOn, "outOfRange", "must be a number of bytes", { min: 1 }),
  models: mustBeOfType((value) => value === null || Array.isArray(value), "a list of models"),
  onProgress: callable,
  onAccepted: callable,
  onCancel: callable,
  prefer: ids,
  providers: mustBeOfType(entriesOf, "an object"),
  relay: address,
  signal: mustBeOfType((value) => value === null || isSignal(value), "an AbortSignal"),
  store: (value) => {
    if (value === null || has(value, "function", "put", "drop")) return undefined;
    if (typeof value !== "object")
      return mustBe("an object like localStorage, or a function that returns one", value);
    const lacking = STORE_METHODS.filter((name) => !has(value, "function", name)).join(", ");
    return defect("wrongType", `has no ${lacking}: it must be like localStorage`);
  },
  throwIfNone: flag,
  timeoutMs: must(
    (value) => isFromOneOn(value) && value <= LONGEST_TIMEOUT_MS,
    "outOfRange",
    "must be a number of milliseconds, from 1 to 31 days",
    { min: 1, max: LONGEST_TIMEOUT_MS },
  ),
  upload: callable,
};

const PROVIDER_OPTIONS = {
  apiKey: (value) => {
    if (typeof value === "string") return keyDefect(value);
    if (typeof value !== "function")
      return defect("wrongType", "must be a string, or a function that returns one");
  },
  baseUrl: address,
  relay: address,
  headers: must(areHeaders, "wrongType", "must be an object of header names and values"),
  credentials: oneOf("omit", "same-origin", "include"),
};

/** Whether this is an AbortSignal, of any realm. */
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

const UNKNOWN = "is not an option; the options are";
const UNKNOWN_OF_A_PROVIDER = "is not an option of a provider; the options are";
const HIDDEN = "(what may be a key)";
/** In characters. */
const LONGEST_NAME = 60;
const MOST_PROBLEMS = 20;
