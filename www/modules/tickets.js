import { SESSION } from "./simulator.js";

/**
 * What is kept of a bought job, so that it goes on after a reload. No key, no address of a provider, no image.
 *
 * @typedef {{
 *   id: string,
 *   ticket: import("../pkg/index.js").Ticket,
 *   prompt: string,
 *   shape: string | null,
 *   session: string | null,
 * }} KeptJob `shape` is the aspect ratio asked for; `session` is the simulator's, `null` for a real provider.
 */

/**
 * Keeps a job until it is delivered or dismissed.
 *
 * @param {KeptJob} job
 */
export function keepJob(job) {
  try {
    localStorage.setItem(PREFIX + job.id, JSON.stringify(job));
  } catch {
    // Full or forbidden. The job goes on in this page; only a reload would lose sight of it.
  }
}

/** @param {string} id */
export function dropJob(id) {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // Forbidden: then nothing was kept either.
  }
}

/**
 * Gives the jobs that an earlier visit left running, oldest first. Drops what is no job.
 *
 * @returns {KeptJob[]}
 */
export function keptJobs() {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
  return names
    .map((name) => {
      const job = read(name);
      if (!job) localStorage.removeItem(name);
      return job;
    })
    .filter((job) => job !== null)
    .sort((one, other) => one.ticket.submittedAt - other.ticket.submittedAt);
}

/**
 * @param {string} name
 * @returns {KeptJob | null}
 */
function read(name) {
  try {
    const job = JSON.parse(localStorage.getItem(name) ?? "null");
    const whole =
      job?.id === name.slice(PREFIX.length) &&
      typeof job.prompt === "string" &&
      typeof job.ticket?.job === "string" &&
      (job.session === null || SESSION.test(job.session));
    return whole ? job : null;
  } catch {
    return null;
  }
}

const PREFIX = "plantain-page:";
