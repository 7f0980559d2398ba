// Words for people: what an error means, what it cost, and what to do.

import { FIRST, situationOf } from "./explain/situations.js";
import { textsOf } from "./explain/texts.js";

export function explain(error, options) {
  const record = readError(error, read(options, "signal"));
  const sentence = textsOf(options?.texts, namesOf(record, options));
  const { situation, next, action } = situationOf(record);
  const { retryAfterMs, providerMessage } = record;
  const facts = { retryAfterMs, ...(providerMessage && { words: providerMessage }) };
  const mustActFirst = record.isOurs && FIRST.includes(next);
  const sentences = [
    sentence([`${situation}.detail`], facts),
    facts.words && QUOTING.includes(situation) ? sentence(["says"], facts) : "",
    sentence(nextOf(situation, next, record), facts),
    mustActFirst ? sentence([`after.${record.billed}`]) : "",
  ];
  const explanation = {
    situation,
    title: sentence([`${situation}.title`], facts),
    detail: sentences.filter(Boolean).join(" "),
    cost: sentence([`${situation}.cost`, `cost.${record.billed}`]),
    action,
    actionLabel: sentence([`${situation}.label`, `action.${action}`]),
    problems: record.problems.map((problem) => explainProblem(problem, options)),
  };
  return retryAfterMs === undefined ? explanation : { ...explanation, retryAfterMs };
}

export function explainProblem(problem, options) {
  const { field, code, message, facts } = readProblem(problem);
  const sentence = textsOf(options?.texts, {});
  const { name, index } = locate(field);
  const ends = [...limitsOf(facts), ...(facts.allowed?.length > 0 ? ["listed"] : [])];
  const keys = [`${code}.${name}`, ...ends.map((end) => `${code}.${end}`), code].map(
    (key) => `problem.${key}`,
  );
  const fallbacks = code === undefined ? ["problem.other", "problem.app"] : ["problem.app"];
  const text = sentence([...keys, ...fallbacks], { ...facts, ...(message && { message }) });
  const named = code === undefined ? { field, name } : { field, name, code };
  if (index === undefined) return { ...named, text };
  return { ...named, index, text: sentence(["image"], { number: index + 1, text }) };
}

/** Returns what an error says, read from anything that may have been thrown. */
function readError(error, signal) {
  const text = (name) => textOf(error, name);
  const retryAfterMs = read(error, "retryAfterMs");
  const billed = read(error, "billed");
  const isOurs = text("kind") !== undefined && ["no", "yes", "unknown"].includes(billed);
  const isReason = () => read(signal, "aborted") === true && read(signal, "reason") === error;
  return {
    isOurs,
    kind: isOurs ? text("kind") : undefined,
    isAbort: !isOurs && (ABORTS.includes(text("name")) || isReason()),
    code: text("code") ?? "",
    billed: isOurs ? billed : "unknown",
    provider: text("provider"),
    providerMessage: text("providerMessage"),
    relayed: read(error, "relayed") === true,
    hasTicket: isObject(read(error, "ticket")),
    hasIntent: isObject(read(error, "intent")),
    problems: isOurs ? listOf(read(error, "problems"), MOST_PROBLEMS).map(readProblem) : [],
    retryAfterMs: Number.isFinite(retryAfterMs) && retryAfterMs > 0 ? retryAfterMs : undefined,
  };
}

/** Returns what a problem says, read from anything. */
function readProblem(problem) {
  return {
    field: textOf(problem, "field") ?? "",
    code: textOf(problem, "code"),
    message: (textOf(problem, "message") ?? "").replace(/([^.!?])$/, "$1."),
    facts: factsOf(read(problem, "facts")),
  };
}

/** Returns the facts that a sentence can hold: texts, finite numbers, and lists of these. */
function factsOf(facts) {
  const isPlain = (value) => typeof value === "string" || Number.isFinite(value);
  const plain = (value) => {
    if (isPlain(value)) return value;
    const list = listOf(value, MOST_ALLOWED).filter(isPlain);
    return list.length > 0 ? list : undefined;
  };
  const entries = FACTS.map((name) => [name, plain(read(facts, name))]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Returns a member; nothing where it cannot be read. */
function read(value, name) {
  try {
    return value?.[name];
  } catch {}
}

/** Returns a member that is a text with more than blanks. */
function textOf(value, name) {
  const text = read(value, name);
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}

/** Returns the first members of a list, those that cannot be read as `undefined`; none of anything else. */
function listOf(value, most) {
  try {
    const length = Array.isArray(value) ? Math.min(value.length, most) : 0;
    return Array.from({ length }, (_, index) => read(value, index));
  } catch {
    return [];
  }
}

/** Returns the keys of the sentence that says what to do, the most special first. */
function nextOf(situation, action, { relayed, retryAfterMs }) {
  const special = [`${situation}.next.${action}`, `next.${action}`];
  const timed = retryAfterMs === undefined ? [] : [`next.${action}.timed`];
  const ofOperator = relayed ? special.map((key) => `${key}.relayed`) : [];
  return [...ofOperator, special[0], ...timed, special[1]];
}

/** Which of its limits a fact names: `"between"`, `"from"`, `"upTo"`. */
function limitsOf({ min, max }) {
  if (typeof min === "number" && typeof max === "number") return ["between"];
  if (typeof min === "number") return ["from"];
  return typeof max === "number" ? ["upTo"] : [];
}

/** Finds the name and the index in `images[2]`, `extra.seed`, `providers.pixazo.apiKey`. */
function locate(field) {
  const [, name = field, index] = /([A-Za-z]\w*)(?:\[(\d+)\])?$/.exec(field) ?? [];
  return { name, index: Number.isSafeInteger(Number(index)) ? Number(index) : undefined };
}

/** Returns the words for the provider: as the caller says, as it writes itself, or none. */
function namesOf({ provider }, options) {
  const name = textOf(options, "provider") ?? NAMES[provider] ?? provider;
  return { name: typeof name === "string" ? name : undefined };
}

const isObject = (value) => typeof value === "object" && value !== null;

/** Where the provider's own words say what to change. */
const QUOTING = ["jobFailed", "refused"];
const ABORTS = ["AbortError", "TimeoutError"];
/** What a problem may know, by `ProblemFacts` of index.d.ts. */
const FACTS = ["allowed", "given", "max", "min", "suggestion", "unit"];
const MOST_PROBLEMS = 20;
/** More than any text lists. */
const MOST_ALLOWED = 100;
const NAMES = { mulerouter: "MuleRouter", mulerun: "MuleRun", pixazo: "Pixazo", pixelbyte: "PixelByte" };
