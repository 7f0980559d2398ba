// The only error of the package.

/** @import { ErrorRecord } from "./call.js" */

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

  /** Returns all that the error says as plain data; of the cause its sentence alone. */
  toJSON() {
    const { cause } = this;
    // A string is what an earlier `toJSON` left of one.
    const said = cause instanceof Error || typeof cause === "string" ? { cause: String(cause) } : {};
    return { ...this, name: NAME, message: this.message, ...said };
  }
}

export function isPlantainError(error) {
  return (
    typeof error === "object" && error !== null && error.name === NAME && "kind" in error && "billed" in error
  );
}

const NAME = "PlantainError";
