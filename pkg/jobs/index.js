// The jobs of a client as a list that a user interface subscribes to. Knows no framework, and touches no global before the first subscriber.

/** @import { Client, Intent, Pending, Progress, Ticket } from "../index.js" */
/** @import { Job, JobList } from "./index.js" */

/**
 * Returns the list of a client: always the same one, so that every component of a page shares it.
 *
 * @param {Client} client
 * @returns {JobList}
 */
export function jobsOf(client) {
  const list = lists.get(client) ?? createList(client);
  lists.set(client, list);
  return list;
}

/** @type {WeakMap<Client, JobList>} */
const lists = new WeakMap();

/**
 * A job at work: what is shown of it, and what is not.
 *
 * @typedef {object} Entry
 * @property {any} job what is shown; replaced, never changed
 * @property {AbortController} controller ends the call that works on it
 * @property {boolean} isHidden
 * @property {boolean} isStored whether the store had it, so that another tab may settle it
 * @property {boolean} isSubmitting whether its submit may be on its way
 * @property {number} submitsUntil until when an unknown record of the store may be its own
 * @property {"cancel" | "forget" | undefined} wish what to do once there is a ticket
 */

/**
 * @param {Client} client
 * @returns {JobList}
 */
function createList(client) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** What the store has or had of jobs in this list, by name. */
  const known = new Set();
  const listeners = new Set();
  let jobs = NONE;

  const publish = () => {
    const shown = [...entries.values()].filter(({ isHidden }) => !isHidden).map(({ job }) => job);
    jobs = Object.freeze(shown.sort((one, other) => one.startedAt - other.startedAt));
    for (const listener of [...listeners]) listener();
  };

  /** Replaces what is shown of a job. What belongs to its earlier status goes. */
  const change = (entry, status, changes = {}) => {
    const { id, request, label, provider, model, ticket, startedAt, progress } = entry.job;
    const { isCancelling, cancelError } = entry.job;
    const kept = { id, request, label, provider, model, ticket, startedAt, progress, images: [] };
    const active = ACTIVE.includes(status) ? { isCancelling: isCancelling === true, cancelError } : {};
    entry.job = Object.freeze({ ...kept, ...active, status, ...changes });
    if (!entry.isHidden) publish();
    return entry.job;
  };

  const add = (id, fields, more) => {
    const entry = {
      job: undefined,
      controller: new AbortController(),
      isHidden: false,
      isStored: false,
      isSubmitting: false,
      submitsUntil: 0,
      wish: undefined,
      ...more,
    };
    entry.job = { id, progress: 0, ...fields };
    entries.set(id, entry);
    change(entry, fields.status, fields);
    return entry;
  };

  const remove = (entry) => {
    entries.delete(entry.job.id);
    if (!entry.isHidden) publish();
    return entry.job;
  };

  const entryOf = (job) => entries.get(job?.id);

  // --- A job at work ----------------------------------------------------------------------------------------------

  /** Shows how a call ends. Resolves to the job as it then is. */
  const follow = async (entry, call) => {
    const { signal } = entry.controller;
    try {
      const result = await call;
      const { images, ticket } = result;
      change(entry, "done", { images, result, ticket, ...soldBy(ticket), progress: 1 });
    } catch (thrown) {
      // What aborted it has changed the job already.
      if (!signal.aborted) fail(entry, errorOf(thrown));
    }
    if (!signal.aborted) entry.submitsUntil = 0;
    lookSoon();
    return entry.job;
  };

  const fail = (entry, error) => {
    const { intent, ticket = entry.job.ticket } = error;
    if (intent && !error.ticket) {
      known.add(nameOf(intent));
      change(entry, "unknown", { intent, error });
    } else {
      const canResume = ticket !== undefined && error.kind !== "jobFailed";
      change(entry, "failed", { error, ticket, canResume });
    }
  };

  const onProgress = (entry, { stage, fraction, status }) => {
    entry.isSubmitting = stage === "submitting";
    const before = entry.job.status === "running" ? "running" : "queued";
    const next = stage === "waiting" ? (status ?? before) : "preparing";
    const progress = Math.max(entry.job.progress, fraction);
    if (next !== entry.job.status || progress !== entry.job.progress) change(entry, next, { progress });
  };

  const onAccepted = (entry, ticket) => {
    entry.submitsUntil = 0;
    known.add(nameOf(ticket));
    const { wish, controller } = entry;
    if (wish === "forget") {
      remove(entry);
      client.forget(ticket).catch(() => {});
      return;
    }
    const wasAborted = controller.signal.aborted;
    change(entry, "queued", { ticket, ...soldBy(ticket) });
    if (wish === "cancel") cancelAtProvider(entry);
    if (wasAborted) wait(entry, ticket);
    lookSoon();
  };

  /** Waits for a job that was bought. */
  const wait = (entry, ticket) => {
    known.add(nameOf(ticket));
    entry.controller = new AbortController();
    change(entry, "queued", { ticket, ...soldBy(ticket) });
    const { signal } = entry.controller;
    const tell = (progress) => onProgress(entry, progress);
    return follow(entry, client.wait(ticket, { signal, onProgress: tell }));
  };

  const cancelAtProvider = async (entry) => {
    const { status, ticket } = entry.job;
    entry.wish = undefined;
    change(entry, status, { isCancelling: true, cancelError: undefined });
    let cancelError;
    try {
      const state = await client.cancel(ticket);
      if (state.status === "cancelled") {
        entry.controller.abort();
        return change(entry, "cancelled");
      }
    } catch (thrown) {
      cancelError = errorOf(thrown);
    }
    // Meanwhile it may have ended by itself.
    if (ACTIVE.includes(entry.job.status))
      change(entry, entry.job.status, { isCancelling: false, cancelError });
    return entry.job;
  };

  // --- The store --------------------------------------------------------------------------------------------------

  /** Goes on with what the store holds and the list does not. */
  const look = async () => {
    const found = await client.pending();
    const stored = new Set(found.map((pending) => nameOf(recordOf(pending))));
    for (const entry of entries.values()) {
      const { status, intent } = entry.job;
      if (status !== "unknown" || !entry.isStored || stored.has(nameOf(intent))) continue;
      // Another tab has found its job, or forgot it.
      known.delete(nameOf(intent));
      remove(entry);
    }
    for (const pending of found) {
      const record = recordOf(pending);
      const name = nameOf(record);
      const entry = [...entries.values()].find(({ job }) => job.intent && nameOf(job.intent) === name);
      if (entry) {
        entry.isStored = true;
        const { advice } = pending;
        const { intent, error } = entry.job;
        if (advice !== entry.job.advice) change(entry, "unknown", { intent, error, advice });
      }
      if (known.has(name)) continue;
      if (mayBeOwn(record)) lookSoon(YOUNG_MS);
      else goOn(name, pending);
    }
  };

  /** Whether a record may be that of a submit of this page, which has not said so yet. */
  const mayBeOwn = ({ submittedAt }) =>
    [...entries.values()].some(
      ({ job, submitsUntil }) => submitsUntil > Date.now() && submittedAt >= job.startedAt,
    );

  const goOn = (name, pending) => {
    const record = recordOf(pending);
    const fields = { label: pending.label, startedAt: record.submittedAt, ...soldBy(record) };
    known.add(name);
    if (pending.state === "accepted") {
      wait(add(name, { ...fields, status: "queued" }), record);
      return;
    }
    const { advice } = pending;
    const shown = { ...fields, status: "unknown", intent: record, advice };
    const entry = add(name, shown, { isHidden: true, isStored: true });
    if (advice === "findJob") search(entry);
    else showUnknown(entry, { intent: record, advice });
  };

  /** Looks for the job of a submit whose outcome is unknown, and waits for it. */
  const search = async (entry) => {
    const { id, intent, advice } = entry.job;
    let error;
    try {
      const ticket = await client.findJob(intent);
      if (entries.get(id) !== entry) return entry.job;
      if (ticket && isOfAnother(entry, ticket)) return remove(entry);
      if (ticket) {
        entry.isHidden = false;
        return wait(entry, ticket);
      }
    } catch (thrown) {
      error = errorOf(thrown);
    }
    return showUnknown(entry, { intent, advice, error });
  };

  /** Shows a submit whose outcome stays unknown; one that another tab may be at a little later. */
  const showUnknown = (entry, { intent, ...more }) => {
    if (entry.isHidden && Date.now() - intent.submittedAt < YOUNG_MS) {
      known.delete(nameOf(intent));
      lookSoon(YOUNG_MS);
      return remove(entry);
    }
    entry.isHidden = false;
    return change(entry, "unknown", { intent, ...more });
  };

  const isOfAnother = (entry, ticket) =>
    [...entries.values()].some(
      (other) => other !== entry && other.job.ticket && nameOf(other.job.ticket) === nameOf(ticket),
    );

  let timer;
  let due = Number.POSITIVE_INFINITY;
  /** Looks once more within a time, where anything is subscribed. */
  const lookSoon = (delay = 0) => {
    const at = Date.now() + delay;
    if (listeners.size === 0 || at >= due) return;
    lookNoMore();
    due = at;
    timer = setTimeout(() => {
      lookNoMore();
      lookQuietly();
    }, delay);
  };
  const lookNoMore = () => {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  };
  let looks = 0;
  const lookQuietly = async () => {
    looks += 1;
    try {
      await look();
    } catch {
      // Where the store or the module cannot be read, the next call of the page says so.
    }
    looks -= 1;
  };

  // Another tab has written into the store; or time has passed, in a store that does not tell.
  const onStorage = ({ key }) => {
    if (key === null || key.startsWith(PREFIX)) lookSoon();
  };
  const onVisible = () => {
    if (globalThis.document?.visibilityState !== "hidden") lookSoon();
  };
  const events = [
    ["storage", onStorage],
    ["visibilitychange", onVisible],
    ["online", onVisible],
  ];
  const targets = () => [globalThis, globalThis.document].filter((target) => target?.addEventListener);

  // --- What a user interface calls --------------------------------------------------------------------------------

  return Object.freeze({
    getSnapshot: () => jobs,
    getServerSnapshot: () => NONE,
    subscribe(listener) {
      // Each subscription is one of its own, though the listener may be the same.
      const own = () => listener();
      listeners.add(own);
      if (listeners.size === 1) {
        for (const target of targets())
          for (const [type, handler] of events) target.addEventListener(type, handler);
      }
      if (looks === 0) lookQuietly();
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        lookNoMore();
        for (const target of targets())
          for (const [type, handler] of events) target.removeEventListener(type, handler);
      };
    },
    run(request, options = {}) {
      const { label, onProgress: tell, onAccepted: keep, ...others } = options;
      const { provider, model } = request ?? {};
      const fields = { status: "preparing", request, label, provider, model, startedAt: Date.now() };
      const entry = add(`job-${++count}`, fields, { submitsUntil: Number.POSITIVE_INFINITY });
      const call = client.run(request, {
        ...others,
        ...(label === undefined ? {} : { label }),
        signal: entry.controller.signal,
        onProgress(progress) {
          onProgress(entry, progress);
          tell?.(progress);
        },
        onAccepted(ticket) {
          onAccepted(entry, ticket);
          return keep?.(ticket);
        },
      });
      return follow(entry, call);
    },
    async cancel(job) {
      const entry = entryOf(job);
      if (!entry || !ACTIVE.includes(entry.job.status)) return entry?.job ?? job;
      if (entry.job.ticket) return cancelAtProvider(entry);
      stop(entry, "cancel");
      return change(entry, "cancelled");
    },
    async resume(job) {
      if (job === undefined) {
        await look();
        for (const entry of entries.values()) if (canResume(entry)) resumeEntry(entry);
        return;
      }
      const entry = entryOf(job);
      return entry && canResume(entry) ? resumeEntry(entry) : (entry?.job ?? job);
    },
    async forget(job) {
      const entry = entryOf(job);
      if (!entry) return;
      const { ticket, intent, status } = entry.job;
      if (ACTIVE.includes(status) && !ticket) stop(entry, "forget");
      else entry.controller.abort();
      const mayBeAccepted = entry.wish === "forget" && entry.isSubmitting;
      if (!mayBeAccepted) remove(entry);
      entry.isHidden = true;
      publish();
      if (status !== "done" && (ticket ?? intent)) await client.forget(ticket ?? intent);
    },
  });

  /** Ends a call before its job is accepted. A submit on its way goes on for a while. */
  function stop(entry, wish) {
    entry.submitsUntil = entry.isSubmitting ? Date.now() + YOUNG_MS : 0;
    entry.wish = wish;
    entry.controller.abort();
  }

  function resumeEntry(entry) {
    const { status, ticket } = entry.job;
    return status === "unknown" ? search(entry) : wait(entry, ticket);
  }
}

const canResume = ({ isHidden, job: { status, canResume } }) =>
  !isHidden && (status === "unknown" || (status === "failed" && canResume));

/** @param {Pending} pending */
const recordOf = (pending) => (pending.state === "accepted" ? pending.ticket : pending.intent);

/** The name of a record within a store. */
const nameOf = (record) => (record.job ? `${record.provider}:${record.job}` : record.id);

/** @param {Ticket | Intent} record */
const soldBy = ({ provider, model }) => ({ provider, model });

/** An error, whatever was thrown. */
const errorOf = (thrown) =>
  typeof thrown?.message === "string" ? thrown : new Error(String(thrown), { cause: thrown });

/** @type {readonly Job[]} */
const NONE = Object.freeze([]);
const ACTIVE = ["preparing", "queued", "running"];
/** What the client's own entries of a store begin with. */
const PREFIX = "plantain:";
/** How long a submit may be on its way in another tab, or after an abort. */
const YOUNG_MS = 30_000;
let count = 0;
