// Time limits of calls and stores.

/** How long a call may take where `timeoutMs` is not given, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 600_000;

/**
 * Begins a time limit: `passed` resolves when it has passed, and what arrived in that time has been read; after `clear`, never.
 *
 * A timer that fires does not show that there is no answer: the page may have stood still, and the answer be queued behind the timer. So
 * the event loop runs on for a while, and for longer where the timer was late.
 */
export function timeLimit(milliseconds) {
  let timer;
  /** Resolves to whether the timer was later than a page that does not stand still explains. */
  const pause = (length) =>
    new Promise((resolve) => {
      const began = performance.now();
      timer = setTimeout(() => resolve(performance.now() - began > length + LATE_MS), length);
    });
  const pass = async () => {
    // `setTimeout` treats a longer time as 0.
    let isLate = await pause(Math.min(milliseconds, 2 ** 31 - 1));
    for (let turn = 0; isLate && turn < MOST_CATCH_UPS; turn += 1) isLate = await pause(CATCH_UP_MS);
    if (!isLate) await pause(TURN_MS);
  };
  const passed = pass();
  return { passed, clear: () => clearTimeout(timer) };
}

/** Returns a function that returns how many of these milliseconds are left, by the clock: all of them where it was set back. */
export function countdown(milliseconds) {
  const began = Date.now();
  return () => milliseconds - Math.max(0, Date.now() - began);
}

/** The time that a page gets after its main thread was blocked, to read replies that arrived meanwhile. */
const CATCH_UP_MS = 2000;
/** How often in a row, if it is blocked again. */
const MOST_CATCH_UPS = 2;
/** A timer that is later than this shows that the main thread was blocked. */
const LATE_MS = 30;
/** The time that any page gets to read a reply that arrived just before its timer. */
const TURN_MS = 100;
