/** The time by which jobs and delays end: the machine's, and what a test has added to it. */
export function createClock() {
  let ahead = 0;
  const sleepers = new Set();
  const now = () => Date.now() + ahead;
  return {
    now,
    advance(ms) {
      ahead += ms;
      for (const { until, wake } of [...sleepers]) if (until <= now()) wake();
    },
    sleep(ms, signal) {
      if (ms <= 0) return;
      return new Promise((resolve, reject) => {
        const end = (settle) => {
          clearTimeout(timer);
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", abort);
          settle();
        };
        const abort = () => end(() => reject(signal.reason));
        const sleeper = { until: now() + ms, wake: () => end(resolve) };
        const timer = setTimeout(sleeper.wake, Math.min(ms, LONGEST_MS));
        sleepers.add(sleeper);
        signal?.addEventListener("abort", abort);
      });
    },
  };
}

/** In milliseconds. Longer timers fire at once. */
export const LONGEST_MS = 2 ** 31 - 1;
