/** @typedef {import("../pkg/index.js").Progress} Progress */

/** Describes what a job is at. Does not change with the clock. @param {Progress} progress @param {string} provider */
export function stageWords({ stage, status, loaded = 0, total = 1 }, provider) {
  const image = total > 1 ? `image ${Math.min(loaded + 1, total)} of ${total}` : "the image";
  const words = {
    preparing: "Reading the image on this device",
    uploading: `Uploading ${image} to ${provider}`,
    submitting: `Sending the request to ${provider}`,
    waiting: `Accepted by ${provider}`,
    queued: `In the queue of ${provider}`,
    running: `${provider} is working on it`,
  };
  return words[status ?? stage];
}

/** @param {Progress} progress */
export function clockWords({ elapsedMs, expectedMs }) {
  const elapsed = duration(elapsedMs);
  if (expectedMs === undefined) return elapsed;
  return elapsedMs > expectedMs
    ? `${elapsed}, longer than usual`
    : `${elapsed} of about ${duration(expectedMs)}`;
}

/** Writes a duration: "42 s", "3 min 5 s". @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
