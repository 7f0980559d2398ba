import { errorOf, nameOf, recordOf, soldBy, withStatus } from "./job.js";

/** @import { Client, Intent, Pending, Ticket } from "../index.js" */
/** @import { Job } from "./index.js" */
/** @import { Entries, Entry } from "./entries.js" */

/** How long a submit may be on its way in another tab, or after an abort. */
export const SUBMIT_GRACE_MS = 30_000;

/** When to look again for a record that was not found. */
const MISSED_MS = 1000;

/** What the client's own entries of a store begin with. */
const PREFIX = "plantain:";

/** Goes on with the jobs that the store holds and the list does not: from before a reload, or from another tab. */
export class StoreWatch {
  #client;
  #entries;
  #wait;
  /** What the store has or had of jobs in the list, by name. */
  #known = new Set();
  #isOn = false;
  #timer;
  /** When the timer fires. */
  #due = Number.POSITIVE_INFINITY;
  /** How many looks of its own are under way. */
  #looks = 0;

  /**
   * @param {Client} client
   * @param {Entries} entries
   * @param {(entry: Entry, ticket: Ticket) => Promise<Job>} wait waits for a job that was bought
   */
  constructor(client, entries, wait) {
    this.#client = client;
    this.#entries = entries;
    this.#wait = wait;
  }

  /** Looks now, and from now on whenever the store may have changed. Touches globals. */
  start() {
    if (!this.#isOn) {
      this.#isOn = true;
      for (const target of targets())
        for (const [type, handler] of this.#events) target.addEventListener(type, handler);
    }
    if (this.#looks === 0) this.#lookQuietly();
  }

  stop() {
    this.#isOn = false;
    this.#clearTimer();
    for (const target of targets())
      for (const [type, handler] of this.#events) target.removeEventListener(type, handler);
  }

  /** Looks once more within a time, where the watch is on. */
  lookSoon(delay = 0) {
    const at = Date.now() + delay;
    if (!this.#isOn || at >= this.#due) return;
    this.#clearTimer();
    this.#due = at;
    this.#timer = setTimeout(() => {
      this.#clearTimer();
      this.#lookQuietly();
    }, delay);
  }

  /** Looks into the store. Throws where it cannot be read. */
  async look() {
    const found = await this.#client.pending();
    this.#removeSettled(new Set(found.map((pending) => nameOf(recordOf(pending)))));
    for (const pending of found) {
      const record = recordOf(pending);
      this.#update(pending);
      if (this.#known.has(nameOf(record))) continue;
      if (this.#mayBeOwn(record)) this.lookSoon(SUBMIT_GRACE_MS);
      else this.#resumeStored(pending);
    }
  }

  /**
   * Keeps in mind that a record is that of a job in the list, so that no look adds the job once more.
   *
   * @param {Ticket | Intent} record
   */
  know(record) {
    this.#known.add(nameOf(record));
  }

  /**
   * Returns whether the list has the job of a record.
   *
   * @param {Ticket | Intent} record
   */
  knows(record) {
    return this.#known.has(nameOf(record));
  }

  /**
   * Looks for the job of a submit whose outcome is unknown, and waits for it.
   *
   * @param {Entry} entry
   */
  search(entry) {
    entry.search ??= this.#search(entry).finally(() => {
      entry.search = undefined;
    });
    return entry.search;
  }

  async #search(entry) {
    const { intent, advice } = entry.job;
    const isRemoved = () => this.#entries.of(entry.job) !== entry;
    try {
      const ticket = await this.#client.findJob(intent, { throwIfNone: true });
      // The store has the ticket in the place of the intent.
      if (entry.isForgotten) this.#client.forget(ticket).catch(() => {});
      if (isRemoved()) {
        this.lookSoon();
        return entry.job;
      }
      if (this.#isOfAnother(entry, ticket)) return this.#entries.remove(entry);
      entry.isHidden = false;
      return this.#wait(entry, ticket);
    } catch (thrown) {
      if (isRemoved()) return entry.job;
      return this.#showUnknown(entry, { intent, advice, error: errorOf(thrown) });
    }
  }

  // --- What a look finds ------------------------------------------------------------------------------------------

  /** Removes the unknown jobs that the store has no more: another tab has found them, or forgot them. */
  #removeSettled(stored) {
    for (const entry of this.#entries.all()) {
      const { status, intent } = entry.job;
      if (status !== "unknown" || !entry.isStored || stored.has(nameOf(intent))) continue;
      if (!entry.isMissed) {
        // A store that could not be read has nothing either: look once more.
        entry.isMissed = true;
        this.lookSoon(MISSED_MS);
        continue;
      }
      this.#known.delete(nameOf(intent));
      this.#entries.remove(entry);
    }
  }

  /** Brings the advice of an unknown job up to date. */
  #update(pending) {
    const name = nameOf(recordOf(pending));
    const entry = this.#entries.all().find(({ job }) => job.intent && nameOf(job.intent) === name);
    if (!entry) return;
    entry.isStored = true;
    entry.isMissed = false;
    const { advice } = pending;
    const { intent, error } = entry.job;
    if (advice === entry.job.advice) return;
    this.#entries.replace(entry, withStatus(entry.job, "unknown", { intent, error, advice }));
  }

  /** Whether a record may be that of a submit of this page, whose call has not reported it yet. */
  #mayBeOwn({ provider, model, submittedAt }) {
    const now = Date.now();
    const isLike = ({ job }) =>
      (job.provider ?? provider) === provider &&
      (job.model ?? model) === model &&
      submittedAt >= job.startedAt;
    return this.#entries.all().some((entry) => entry.submitsUntil > now && isLike(entry));
  }

  /** @param {Pending} pending */
  #resumeStored(pending) {
    const record = recordOf(pending);
    const { label } = pending;
    const fields = { id: nameOf(record), label, startedAt: record.submittedAt, ...soldBy(record) };
    this.know(record);
    if (pending.state === "accepted") {
      this.#wait(this.#entries.add({ ...fields, status: "queued" }), pending.ticket);
      return;
    }
    const { intent, advice, error } = pending;
    const shown = { ...fields, status: "unknown", intent, advice };
    const entry = this.#entries.add(shown, { isHidden: true, isStored: true });
    if (advice === "findJob") this.search(entry);
    else this.#showUnknown(entry, { intent, advice, error });
  }

  /** Shows a submit whose outcome stays unknown; one that another tab may be at a little later. */
  #showUnknown(entry, { intent, ...more }) {
    // Of one after now, the clock was set back.
    if (entry.isHidden && Math.abs(Date.now() - intent.submittedAt) < SUBMIT_GRACE_MS) {
      this.#known.delete(nameOf(intent));
      this.lookSoon(SUBMIT_GRACE_MS);
      return this.#entries.remove(entry);
    }
    entry.isHidden = false;
    return this.#entries.replace(entry, withStatus(entry.job, "unknown", { intent, ...more }));
  }

  #isOfAnother(entry, ticket) {
    const isOf = ({ job }) => job.ticket && nameOf(job.ticket) === nameOf(ticket);
    return this.#entries.all().some((other) => other !== entry && isOf(other));
  }

  // --- When it looks ----------------------------------------------------------------------------------------------

  /** Another tab has written into the store. */
  #onStorage = ({ key }) => {
    if (key === null || key.startsWith(PREFIX)) this.lookSoon();
  };

  /** Time has passed, in a store without events. */
  #onVisible = () => {
    if (globalThis.document?.visibilityState !== "hidden") this.lookSoon();
  };

  /** @type {[type: string, handler: (event: any) => void][]} */
  #events = [
    ["storage", this.#onStorage],
    ["visibilitychange", this.#onVisible],
    ["online", this.#onVisible],
  ];

  async #lookQuietly() {
    this.#looks += 1;
    try {
      await this.look();
    } catch {
      // Where the store or the module cannot be read, the next call of the page says so.
    }
    this.#looks -= 1;
  }

  #clearTimer() {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
  }
}

function targets() {
  return [globalThis, globalThis.document].filter((target) => target?.addEventListener);
}
