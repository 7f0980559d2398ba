// Words for people: what an error means, what it cost, and what to do.

import { FIRST, situationOf } from "./explain/situations.js";
import { textsOf } from "./explain/texts.js";

export function explain(error, options) {
  const record = recordOf(error, options?.signal);
  const speak = textsOf(options?.texts, namesOf(record, options));
  const { situation, action } = situationOf(record);
  const { retryAfterMs } = record;
  const facts = { retryAfterMs, words: record.providerMessage };
  const isOthersFirst = record.isOurs && FIRST.includes(action);
  const sentences = [
    speak([`${situation}.detail`], facts),
    facts.words && QUOTING.includes(situation) ? speak(["says"], facts) : "",
    speak(nextOf(situation, action, record), facts),
    isOthersFirst ? speak([`after.${record.billed}`]) : "",
  ];
  const explanation = {
    situation,
    title: speak([`${situation}.title`], facts),
    detail: sentences.filter(Boolean).join(" "),
    cost: speak([`${situation}.cost`, `cost.${record.billed}`]),
    action,
    actionLabel: speak([`${situation}.label`, `action.${action}`]),
    problems: record.problems.map((problem) => explainProblem(problem, options)),
  };
  return retryAfterMs === undefined ? explanation : { ...explanation, retryAfterMs };
}

export function explainProblem(problem, options) {
  const { field, code, message, facts = {} } = problemOf(problem);
  const speak = textsOf(options?.texts, {});
  const { name, index } = locate(field);
  const ends = [...limitsOf(facts), ...(facts.allowed?.length > 0 ? ["listed"] : [])];
  const keys = [`${code}.${name}`, ...ends.map((end) => `${code}.${end}`), code].map(
    (key) => `problem.${key}`,
  );
  const fallback = code === undefined ? "problem.other" : "problem.app";
  const text = speak([...keys, fallback], { ...facts, message });
  const said = code === undefined ? { field, name } : { field, name, code };
  if (index === undefined) return { ...said, text };
  return { ...said, index, text: speak(["image"], { number: index + 1, text }) };
}

/** Returns what an error says, read from anything that may have been thrown. */
function recordOf(error, signal) {
  const read = (name) => {
    try {
      return error?.[name];
    } catch {}
  };
  const text = (name) => (typeof read(name) === "string" ? read(name) : undefined);
  const retryAfterMs = read("retryAfterMs");
  const problems = read("problems");
  const isOurs = text("kind") !== undefined && ["no", "yes", "unknown"].includes(read("billed"));
  return {
    isOurs,
    kind: isOurs ? text("kind") : undefined,
    isAbort:
      !isOurs && (ABORTS.includes(text("name")) || (signal?.aborted === true && signal.reason === error)),
    code: text("code") ?? "",
    billed: isOurs ? read("billed") : "unknown",
    provider: text("provider"),
    providerMessage: text("providerMessage"),
    relayed: read("relayed") === true,
    hasTicket: isObject(read("ticket")),
    hasIntent: isObject(read("intent")),
    problems: isOurs && Array.isArray(problems) ? problems : [],
    retryAfterMs: typeof retryAfterMs === "number" && retryAfterMs > 0 ? retryAfterMs : undefined,
  };
}

function problemOf(problem) {
  const { field, code, message, facts } = isObject(problem) ? problem : {};
  return {
    field: typeof field === "string" ? field : "",
    code: typeof code === "string" ? code : undefined,
    message: typeof message === "string" ? message.replace(/([^.!?])$/, "$1.") : "",
    facts: isObject(facts) ? facts : {},
  };
}

/** Returns the keys of the sentence that says what to do, the most special first. */
function nextOf(situation, action, { retryAfterMs }) {
  const timed = retryAfterMs === undefined ? [] : [`next.${action}.timed`];
  return [`${situation}.next.${action}`, ...timed, `next.${action}`];
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
  return { name, index: index === undefined ? undefined : Number(index) };
}

/** Returns the words for the provider: as the caller says, as it writes itself, or none. */
function namesOf({ provider }, options) {
  const name = options?.provider ?? NAMES[provider] ?? provider;
  return { name: typeof name === "string" ? name : undefined };
}

const isObject = (value) => typeof value === "object" && value !== null;

/** Where the provider's own words say what to change. */
const QUOTING = ["jobFailed", "refused"];
const ABORTS = ["AbortError", "TimeoutError"];
const NAMES = { mulerouter: "MuleRouter", mulerun: "MuleRun", pixazo: "Pixazo", pixelbyte: "PixelByte" };
