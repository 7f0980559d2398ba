// The only error of the package.

/** @import { CauseRecord, ErrorRecord } from "./call.js" */

export class PlantainError extends Error {
  /** @param {ErrorRecord & { cause?: unknown }} record */
  constructor({ cause, ...record }) {
    super(record.message, cause === undefined ? undefined : { cause });
    Object.assign(this, record);
    Object.defineProperty(this, "name", { value: NAME });
  }

  /**
   * Makes an error of a record again that `toJSON` made, in another thread or later.
   *
   * @throws {TypeError} if it is not such a record
   */
  static fromJSON(record) {
    if (!isPlantainError(record)) throw new TypeError("This is not the JSON of a PlantainError.");
    const { name, ...own } = record;
    return new PlantainError(own);
  }

  /** Returns the error as plain data; of its cause, and of what caused that, the sentences alone. */
  toJSON() {
    const { cause } = this;
    const ofCause = cause ? { cause: sentenceOf(cause) } : {};
    return { ...this, name: NAME, message: this.message, ...ofCause };
  }
}

/**
 * Returns an error made of the cause that the module reports.
 *
 * @param {CauseRecord} record
 * @returns {Error}
 */
function causeOf({ name, message, code, cause }) {
  const error = new Error(message, cause && { cause: causeOf(cause) });
  if (name !== undefined) Object.defineProperty(error, "name", { value: name });
  return code === undefined ? error : Object.assign(error, { code });
}

/** Returns the sentences of an error and of what caused it. */
function sentenceOf(cause) {
  const sentences = [];
  for (let one = cause; one && sentences.length < MOST_CAUSES; one = one.cause) {
    sentences.push(String(one));
  }
  return sentences.join(": ");
}

export function isPlantainError(error) {
  return (
    typeof error === "object" && error !== null && error.name === NAME && "kind" in error && "billed" in error
  );
}

/** Returns what became of a cancel, as `Promise.allSettled` would. */
export const settled = (state, error) =>
  error
    ? { status: "rejected", reason: toPlantainError(error) }
    : { status: "fulfilled", value: withError(state) };

/** Converts the record in the state of a failed job, or in an entry of a store, to an error; returns any other outcome as it is. */
export function withError(outcome) {
  if (outcome?.error) outcome.error = toPlantainError(outcome.error);
  return outcome;
}

/** Converts the plain record that the module rejects with to an error. What a function of the caller threw stays as it is. */
export function toPlantainError(thrown) {
  const isPlain = typeof thrown === "object" && thrown && Object.getPrototypeOf(thrown) === Object.prototype;
  if (!isPlain || !("kind" in thrown && "billed" in thrown)) return thrown;
  const { cause, ...record } = thrown;
  return new PlantainError({ ...record, cause: cause && causeOf(cause) });
}

/** Returns a text with one mark at its end. */
export const finish = (text) =>
  String(text)
    .replace(/[.\s]*$/, "")
    .replace(/([^!?…])$/, "$1.");

const NAME = "PlantainError";
const MOST_CAUSES = 5;
