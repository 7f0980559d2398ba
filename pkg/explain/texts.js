// Sentences from a table of texts.

import { en } from "./en.js";

/**
 * Returns a function that makes a sentence for the first of several keys: from the caller's table, or else from the English one. A text with a
 * placeholder that has no value is skipped.
 *
 * @param {any} own the caller's table
 * @param {{ name?: string }} provider
 */
export function textsOf(own, { name }) {
  const tables = [typeof own === "object" && own !== null ? own : {}, en];
  const find = (keys, values = {}) => {
    const texts = tables.flatMap((table) =>
      keys.filter((key) => Object.hasOwn(table, key)).map((key) => table[key]),
    );
    const isKnown = (text) =>
      [...text.matchAll(PLACEHOLDERS)].every(([, name]) => Object.hasOwn(values, name));
    return texts.find((text) => typeof text === "string" && isKnown(text)) ?? "";
  };
  const locale = localeOf(find(["locale"]));
  const words = {
    provider: name ?? find(["provider"]),
    atProvider: name === undefined ? find(["atProvider"]) : fill(find(["atNamed"], { name }), { name }),
  };
  return (keys, facts = {}) => {
    const values = { ...words, ...written(facts, locale, find) };
    const filled = fill(find(keys, values), values);
    return filled && filled[0].toLocaleUpperCase(locale) + filled.slice(1);
  };
}

/** Returns facts as they are written in a language. */
function written(facts, locale, find) {
  const { given, min, max, allowed, retryAfterMs, unit } = facts;
  const measure = (value) => (unit === "bytes" ? megabytes(value, locale) : String(number(value, locale)));
  const list = Array.isArray(allowed) ? allowed.map(String) : [];
  const shown = list.length > MOST_LISTED ? [...list.slice(0, MOST_LISTED), find(["more"])] : list;
  const strings = Object.entries(facts).filter(([, value]) => typeof value === "string");
  return {
    ...Object.fromEntries(strings),
    ...(typeof given === "number" ? { given: measure(given) } : {}),
    ...(typeof min === "number" ? { min: measure(min) } : {}),
    ...(typeof max === "number" ? { max: measure(max) } : {}),
    ...(typeof facts.number === "number" ? { number: String(facts.number) } : {}),
    ...(list.length > 0 ? { allowed: shown.join(", ") } : {}),
    ...(retryAfterMs === undefined ? {} : { time: duration(retryAfterMs, locale) }),
  };
}

const fill = (text, values) => text.replaceAll(PLACEHOLDERS, (_, name) => values[name]);

const number = (value, locale) => new Intl.NumberFormat(locale).format(value);

/** Never more than the limit says. */
function megabytes(bytes, locale) {
  const tenths = Math.floor(bytes / 100_000) / 10;
  return unit(tenths || bytes / 1_000_000, "megabyte", locale, "short");
}

/** Rounded up: a call that comes too early is refused again. */
function duration(milliseconds, locale) {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return unit(seconds, "second", locale, "long");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100
    ? unit(minutes, "minute", locale, "long")
    : unit(Math.ceil(minutes / 60), "hour", locale, "long");
}

function unit(value, name, locale, display) {
  return new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: display }).format(value);
}

/** A language that this engine knows. */
function localeOf(wanted) {
  try {
    return Intl.getCanonicalLocales(wanted)[0] ?? "en";
  } catch {
    return "en";
  }
}

const MOST_LISTED = 12;
const PLACEHOLDERS = /\{(\w+)\}/g;
