// A job as a user interface sees it. It is never changed: each function here returns the job that replaces it.

import { CANCELLING } from "./cancelling.js";

/** @import { Intent, Pending, Progress, Result, Ticket } from "../index.js" */
/** @import { Job } from "./index.js" */

/** Returns whether a job is at work. */
export function isActive({ status }) {
  return ACTIVE.includes(status);
}

/** Returns whether `resume` can do anything for a job. */
export function isResumable({ status, canResume }) {
  return status === "unknown" || (status === "failed" && canResume);
}

/**
 * Returns a job with another status, without what belongs to its earlier one.
 *
 * @param {any} job
 * @param {Job["status"]} status
 * @param {object} [changes] other fields that it gets
 */
export function withStatus(job, status, changes = {}) {
  const { id, request, label, provider, model, ticket, startedAt, progress } = job;
  const { isCancelling, cancelError } = job;
  const next = { id, request, label, provider, model, ticket, startedAt, progress, images: [], ...changes };
  const active = isActive({ status })
    ? { isCancelling: isCancelling === true, cancelError, canCancel: canCancel(status, next) }
    : {};
  return Object.freeze({ ...active, ...next, status });
}

/** Returns whether a cancel may stop a job: before a provider has it, and where that can cancel, before it runs there. */
function canCancel(status, { provider }) {
  return status === "preparing" || (status === "queued" && CANCELLING.includes(provider));
}

/**
 * Returns a job after a report of its call: the same where that changes nothing. Its progress never falls.
 *
 * @param {any} job
 * @param {Progress} report
 */
export function progressed(job, { stage, fraction, status }) {
  const before = job.status === "running" ? "running" : "queued";
  const next = stage === "waiting" ? (status ?? before) : "preparing";
  const progress = Math.max(job.progress, fraction);
  const isSame = next === job.status && progress === job.progress;
  return isSame ? job : withStatus(job, next, { progress });
}

/** Returns a job that a provider has accepted. */
export function accepted(job, ticket) {
  return withStatus(job, "queued", { ticket, ...soldBy(ticket) });
}

/**
 * Returns a job whose call delivered images.
 *
 * @param {any} job
 * @param {Result} result
 */
export function done(job, result) {
  const { images, ticket } = result;
  return withStatus(job, "done", { images, result, ticket, ...soldBy(ticket), progress: 1 });
}

/**
 * Returns a job that is over by the provider's reply to a cancel.
 *
 * @param {any} job
 * @param {any} state
 */
export function ended(job, { status, ...state }) {
  if (status === "done") return done(job, { ...state, ticket: job.ticket, prepared: [], raw: null });
  return status === "failed" ? failed(job, state.error) : withStatus(job, status, state);
}

/** Returns a job whose call ended with an error: `"unknown"` where it may have been bought and has no ticket. */
export function failed(job, error) {
  const { intent, ticket = job.ticket } = error;
  if (intent && !error.ticket) return withStatus(job, "unknown", { intent, error, ...soldBy(intent) });
  const canResume = ticket !== undefined && error.kind !== "jobFailed";
  return withStatus(job, "failed", { error, ticket, canResume });
}

/**
 * Returns the record of an entry in the store.
 *
 * @param {Pending} pending
 */
export function recordOf(pending) {
  return pending.state === "accepted" ? pending.ticket : pending.intent;
}

/** Returns the name of a record within a store. */
export function nameOf(record) {
  return record.job ? `${record.provider}:${record.job}` : record.id;
}

/**
 * Returns the fields of a job that say who sold it.
 *
 * @param {Ticket | Intent} record
 */
export function soldBy({ provider, model }) {
  return { provider, model };
}

/** Returns an error, whatever was thrown. */
export function errorOf(thrown) {
  return typeof thrown?.message === "string" ? thrown : new Error(String(thrown), { cause: thrown });
}

const ACTIVE = ["preparing", "queued", "running"];
