/**
 * How far a job is, as the bar shows it.
 *
 * @typedef {import("../pkg/index.js").Progress} Progress
 */

/**
 * Returns how much of the bar is full, from 0 to 1. It never reaches 1 while the job runs, because its end is not known.
 *
 * @param {Progress} progress
 * @param {number} elapsedMs since the call began, which goes on between two reports
 */
export function fraction(progress, elapsedMs) {
  const [from, to] = SHARES[progress.stage];
  return (
    from + (to - from) * (progress.stage === "waiting" ? waited(progress, elapsedMs) : counted(progress))
  );
}

/**
 * Describes the stage. Changes with the stage, not with the clock.
 *
 * @param {Progress} progress
 * @param {string} providerName
 */
export function stageWords(progress, providerName) {
  switch (progress.stage) {
    case "preparing":
      return "Reading the image on this device";
    case "uploading":
      return (progress.total ?? 0) > 1
        ? `Uploading image ${Math.min((progress.loaded ?? 0) + 1, progress.total ?? 1)} of ${progress.total} to ${providerName}`
        : `Uploading the image to ${providerName}`;
    case "submitting":
      return `Sending the request to ${providerName}`;
    case "waiting":
      return `${providerName} is working on it`;
  }
}

/**
 * Returns the elapsed time and the expected one.
 *
 * @param {Progress} progress
 * @param {number} elapsedMs
 */
export function clockWords(progress, elapsedMs) {
  const expectedMs = progress.stage === "waiting" ? progress.expectedMs : undefined;
  if (expectedMs === undefined) return duration(elapsedMs);
  if (elapsedMs > expectedMs) return `${duration(elapsedMs)}, longer than usual`;
  return `${duration(elapsedMs)} of about ${duration(expectedMs)}`;
}

/**
 * Writes a duration: "42 s", "3 min 5 s".
 *
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {Progress} progress */
function counted(progress) {
  return progress.total ? Math.min(1, (progress.loaded ?? 0) / progress.total) : 0;
}

/**
 * Goes evenly to nine tenths at the expected time, then ever slower.
 *
 * @param {Progress} progress
 * @param {number} elapsedMs
 */
function waited(progress, elapsedMs) {
  const ratio = elapsedMs / Math.max(1, progress.expectedMs ?? UNKNOWN_MS);
  return ratio < 1 ? ratio * 0.9 : 1 - 0.1 / ratio;
}

/** Where each stage begins and ends on the bar. Nearly all of the time is the provider's. */
const SHARES = {
  preparing: [0, 0.06],
  uploading: [0.06, 0.14],
  submitting: [0.14, 0.18],
  waiting: [0.18, 1],
};

/** The assumed duration of a job, for the bar alone, where neither provider nor model has one. */
const UNKNOWN_MS = 30_000;
