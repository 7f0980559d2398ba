import { Entries, NONE } from "./entries.js";
import {
  accepted,
  done,
  ended,
  errorOf,
  failed,
  isActive,
  isResumable,
  progressed,
  withStatus,
} from "./job.js";
import { StoreWatch, SUBMIT_GRACE_MS } from "./watch.js";

/** @import { Client, Progress, Ticket } from "../index.js" */
/** @import { Entry } from "./entries.js" */

/** The jobs of a client. What a user interface calls are properties, as they must need no `this`. */
export class JobList {
  #client;
  #entries = new Entries();
  #watch;

  /** @param {Client} client */
  constructor(client) {
    this.#client = client;
    this.#watch = new StoreWatch(client, this.#entries, (entry, ticket) => this.#wait(entry, ticket));
  }

  getSnapshot = () => this.#entries.jobs;

  getServerSnapshot = () => NONE;

  subscribe = (listener) => {
    const end = this.#entries.listen(listener);
    this.#watch.start();
    return () => {
      end();
      if (!this.#entries.isListenedTo) this.#watch.stop();
    };
  };

  run = (request, options) => {
    const { label, onProgress, onAccepted, ...others } = options ?? {};
    const { provider, model } = request ?? {};
    const fields = { status: "preparing", request, label, provider, model, startedAt: Date.now() };
    const shown = { id: `job-${++count}`, ...fields };
    const entry = this.#entries.add(shown, { submitsUntil: Number.POSITIVE_INFINITY });
    const call = this.#client.run(request, {
      ...others,
      ...(label === undefined ? {} : { label }),
      signal: entry.controller.signal,
      // What ends a call of the list may also be `forget`, which cancels nothing.
      cancelOnAbort: false,
      onProgress: (progress) => {
        this.#onProgress(entry, progress);
        onProgress?.(progress);
      },
      onAccepted: (ticket) => {
        this.#onAccepted(entry, ticket);
        return onAccepted?.(ticket);
      },
      onCancel: ({ reason }) => reason && this.#onSubmitEnded(entry, reason),
    });
    return this.#follow(entry, call);
  };

  cancel = async (job) => {
    const entry = this.#entries.of(job);
    if (!entry || !isActive(entry.job)) return entry?.job ?? job;
    if (entry.job.ticket) return this.#cancelAtProvider(entry);
    stop(entry, "cancel");
    return this.#entries.replace(entry, withStatus(entry.job, "cancelled"));
  };

  resume = async (job) => {
    if (job === undefined) {
      await this.#watch.look();
      for (const entry of this.#entries.all()) this.#resume(entry);
      return;
    }
    const entry = this.#entries.of(job);
    return entry ? this.#resume(entry) : job;
  };

  forget = async (job) => {
    const entry = this.#entries.of(job);
    if (!entry) return;
    const { ticket, intent, status } = entry.job;
    entry.isForgotten = true;
    if (entry.wish === "cancel" && entry.submitsUntil > Date.now()) entry.wish = "cancelAndForget";
    else if (isActive(entry.job) && !ticket) stop(entry, "forget");
    else entry.controller.abort();
    const mayBeAccepted = isDropped(entry) && entry.isSubmitting;
    if (!mayBeAccepted) this.#entries.remove(entry);
    this.#entries.hide(entry);
    if (status !== "done" && (ticket ?? intent)) await this.#client.forget(ticket ?? intent);
  };

  // --- A job at work ----------------------------------------------------------------------------------------------

  /** Shows how a call ends. Resolves to the job as it then is. */
  async #follow(entry, call) {
    const { signal } = entry.controller;
    try {
      const result = await call;
      this.#entries.replace(entry, done(entry.job, result));
    } catch (thrown) {
      // What aborted it has changed the job already.
      if (!signal.aborted) this.#fail(entry, errorOf(thrown));
    }
    if (!signal.aborted) entry.submitsUntil = 0;
    this.#watch.lookSoon();
    return entry.job;
  }

  #fail(entry, error) {
    const job = failed(entry.job, error);
    if (job.status === "unknown") this.#watch.know(error.intent);
    this.#entries.replace(entry, job);
  }

  /**
   * @param {Entry} entry
   * @param {Progress} report
   */
  #onProgress(entry, report) {
    entry.isSubmitting = report.stage === "submitting";
    const job = progressed(entry.job, report);
    if (job !== entry.job) this.#entries.replace(entry, job);
  }

  /**
   * @param {Entry} entry
   * @param {Ticket} ticket
   */
  #onAccepted(entry, ticket) {
    entry.submitsUntil = 0;
    this.#watch.know(ticket);
    if (isDropped(entry)) {
      this.#entries.remove(entry);
      this.#drop(ticket, entry.wish);
      return;
    }
    const wasAborted = entry.controller.signal.aborted;
    const { wish } = entry;
    this.#entries.replace(entry, accepted(entry.job, ticket));
    if (wish === "cancel") this.#cancelAtProvider(entry);
    if (wasAborted) this.#wait(entry, ticket);
    this.#watch.lookSoon();
  }

  /**
   * The submit of a call that was aborted has ended without a ticket.
   *
   * @param {Entry} entry
   * @param {any} error has the intent where the job may have been bought
   */
  #onSubmitEnded(entry, error) {
    const { intent } = error;
    entry.submitsUntil = 0;
    if (isDropped(entry)) {
      this.#entries.remove(entry);
      if (intent) this.#client.forget(intent).catch(() => {});
    } else if (intent && this.#entries.of(entry.job) && !this.#watch.knows(intent)) this.#fail(entry, error);
    this.#watch.lookSoon();
  }

  /** Cancels the job of a forgotten entry if that was the wish, and removes it from the store. */
  async #drop(ticket, wish) {
    // Where the provider cannot cancel, the job goes on there.
    if (wish === "cancelAndForget") await this.#client.cancel(ticket).catch(() => {});
    await this.#client.forget(ticket).catch(() => {});
  }

  /** Waits for a job that was bought. */
  #wait(entry, ticket) {
    this.#watch.know(ticket);
    entry.controller = new AbortController();
    this.#entries.replace(entry, accepted(entry.job, ticket));
    const { signal } = entry.controller;
    const onProgress = (progress) => this.#onProgress(entry, progress);
    return this.#follow(entry, this.#client.wait(ticket, { signal, cancelOnAbort: false, onProgress }));
  }

  async #cancelAtProvider(entry) {
    const { status, ticket } = entry.job;
    const change = (status, changes) => this.#entries.replace(entry, withStatus(entry.job, status, changes));
    entry.wish = undefined;
    change(status, { isCancelling: true, cancelError: undefined });
    let cancelError;
    try {
      const state = await this.#client.cancel(ticket);
      if (isActive(entry.job) && !isActive(state)) {
        // The client's store has the ticket no more: what the reply says must be shown.
        entry.controller.abort();
        return this.#entries.replace(entry, ended(entry.job, state));
      }
    } catch (thrown) {
      cancelError = errorOf(thrown);
    }
    // Meanwhile it may have ended by itself.
    if (isActive(entry.job)) change(entry.job.status, { isCancelling: false, cancelError });
    return entry.job;
  }

  /** Goes on with a job that can be resumed. Returns any other as it is. */
  #resume(entry) {
    const { job, isHidden } = entry;
    if (isHidden || !isResumable(job)) return job;
    return job.status === "unknown" ? this.#watch.search(entry) : this.#wait(entry, job.ticket);
  }
}

/** Whether the job of an entry is to be removed as soon as it is accepted. */
function isDropped({ wish }) {
  return wish === "forget" || wish === "cancelAndForget";
}

/** Ends a call before its job is accepted. A submit on its way goes on for a while. */
function stop(entry, wish) {
  entry.submitsUntil = entry.isSubmitting ? Date.now() + SUBMIT_GRACE_MS : 0;
  entry.wish = wish;
  entry.controller.abort();
}

let count = 0;
