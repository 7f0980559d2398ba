/**
 * How far a job is, in words.
 *
 * @typedef {import("../pkg/index.js").Progress} Progress
 */

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
