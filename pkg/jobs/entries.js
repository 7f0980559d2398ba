import { withStatus } from "./job.js";

/** @import { Job } from "./index.js" */

/**
 * A job of the list: what is shown of it, and what is not.
 *
 * @typedef {object} Entry
 * @property {any} job what is shown; replaced, never changed
 * @property {AbortController} controller ends the call that works on it
 * @property {boolean} isForgotten whether the caller forgot it, so that what a search finds of it goes too
 * @property {boolean} isHidden
 * @property {boolean} isStored whether the store had it, so that another tab may settle it
 * @property {boolean} isMissed whether the last look into the store did not find it
 * @property {Promise<Job> | undefined} search the search for its job that is under way
 * @property {boolean} isSubmitting whether its submit may be on its way
 * @property {number} submitsUntil until when an unknown record of the store may be its own
 * @property {"cancel" | "forget" | "cancelAndForget" | undefined} wish what to do once there is a ticket
 */

/** The entries of a list, and the listeners that are called after each change of what is shown. */
export class Entries {
  /** @type {Map<string, Entry>} */
  #byId = new Map();
  #listeners = new Set();
  /** The jobs that are shown, oldest first: another array after each change. */
  jobs = NONE;

  get isListenedTo() {
    return this.#listeners.size > 0;
  }

  /** Calls a function after each change, until the function that it returns is called. */
  listen(listener) {
    // Each subscription is one of its own, though the listener may be the same.
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Returns all entries, the hidden ones too. */
  all() {
    return [...this.#byId.values()];
  }

  /**
   * Returns the entry of a job.
   *
   * @param {Job} job as it is or was shown
   * @returns {Entry | undefined} nothing where the list does not have it
   */
  of(job) {
    return this.#byId.get(job?.id);
  }

  /**
   * Adds a job.
   *
   * @param {any} fields of the job
   * @param {Partial<Entry>} [more] what is not shown of it
   */
  add(fields, more) {
    /** @type {Entry} */
    const entry = {
      job: { progress: 0, ...fields },
      controller: new AbortController(),
      isForgotten: false,
      isHidden: false,
      isStored: false,
      isMissed: false,
      search: undefined,
      isSubmitting: false,
      submitsUntil: 0,
      wish: undefined,
      ...more,
    };
    this.#byId.set(fields.id, entry);
    this.replace(entry, withStatus(entry.job, fields.status, fields));
    return entry;
  }

  /** Replaces the job of an entry, which it returns. */
  replace(entry, job) {
    entry.job = job;
    if (!entry.isHidden) this.#publish();
    return job;
  }

  /** Removes an entry. Returns its job. */
  remove(entry) {
    this.#byId.delete(entry.job.id);
    if (!entry.isHidden) this.#publish();
    return entry.job;
  }

  hide(entry) {
    entry.isHidden = true;
    this.#publish();
  }

  #publish() {
    const shown = this.all().filter(({ isHidden }) => !isHidden);
    this.jobs = Object.freeze(
      shown.map(({ job }) => job).sort((one, other) => one.startedAt - other.startedAt),
    );
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        // A listener that fails must not lose a job that is paid for.
        const report = globalThis.reportError ?? console.error;
        report(error);
      }
    }
  }
}

/**
 * What a server renders, and a page first.
 *
 * @type {readonly Job[]}
 */
export const NONE = Object.freeze([]);
