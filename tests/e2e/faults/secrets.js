import { randomBytes } from "node:crypto";

/** Stands in every key of a run, and is written alike in headers, addresses and JSON. */
const MARK = randomBytes(12).toString("hex");

/** Makes a key of every character that is written otherwise somewhere. */
export const keyOf = (row) => `k%2B/+&=~"'\\${MARK}-${row}`;

/** Returns the parts of a key that a text holds: plainly, in hexadecimal digits, or in base64, which has three forms by where it begins. */
export function keysIn(text) {
  return FORMS.filter((form) => text.includes(form));
}

/** Returns a function that returns the parts of a text, of at least 24 characters, that are base64 of these bytes. */
export function partsOf(bytes) {
  const windows = new Set();
  for (const offset of [0, 1, 2]) {
    const base64 = Buffer.from(bytes).subarray(offset).toString("base64").replace(/=+$/, "");
    for (let at = 0; at + WINDOW <= base64.length; at += 1) windows.add(base64.slice(at, at + WINDOW));
  }
  return (text) => {
    const found = [];
    for (const [run] of text.matchAll(/[A-Za-z0-9+/]{24,}/g)) {
      for (let at = 0; at + WINDOW <= run.length; at += 1) {
        const part = run.slice(at, at + WINDOW);
        if (windows.has(part)) found.push(part);
      }
    }
    return found;
  };
}

const WINDOW = 24;

const FORMS = [
  MARK,
  Buffer.from(MARK).toString("hex"),
  ...[0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(MARK)]).toString("base64");
    // The ends depend on what stands beside it.
    return text.slice(4, -4);
  }),
];
