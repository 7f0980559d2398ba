// The module, loaded once, and work with it within the caller's time and until the caller's abort.

import { finish, PlantainError, toPlantainError, withError } from "./error.js";
import { isFromOneOn } from "./options.js";
import load, * as wasm from "./plantain.js";
import { countdown, DEFAULT_TIMEOUT_MS, timeLimit } from "./time.js";

export { wasm };

/** Loads the module, once. */
export function init(source) {
  loaded ??= load(source).then(
    () => {},
    (error) => {
      // The next call tries again: the network may be back.
      loaded = undefined;
      const why = String(error?.message ?? error);
      // Browsers name `unsafe-eval` there, which allows far more than is needed.
      const advice = why.includes("unsafe-eval")
        ? "The page's Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src."
        : 'The server must give the whole file plantain_bg.wasm beside this script; "plantain/inline" needs no file.';
      const message = `The WebAssembly module did not load: ${finish(why)} Nothing was sent. ${advice}`;
      throw new PlantainError({
        kind: "network",
        code: "PLANTAIN_NOT_LOADED",
        message,
        billed: "no",
        cause: error,
      });
    },
  );
  return loaded;
}

/**
 * Runs `work` with the loaded module, within the caller's timeout. An abort wins over every other outcome.
 *
 * `work` gets `{ prepared, limits, controller }`: what `prepare` resolves to, the signal and the time that is left, and what aborts that signal. A
 * signal may be of another realm or a polyfill, so it is one of our own.
 */
export async function withModule({ signal, timeoutMs }, work, prepare) {
  const own = new AbortController();
  let stop;
  const aborted = new Promise((_, reject) => {
    stop = () => {
      own.abort(signal.reason);
      reject(own.signal.reason);
    };
  });
  // Whatever else it is, the module refuses by its name.
  const follows = typeof signal?.addEventListener === "function" && typeof signal.aborted === "boolean";
  if (follows && signal.aborted) {
    stop();
    return aborted;
  }
  if (follows) signal.addEventListener("abort", stop);
  const limit = isFromOneOn(timeoutMs) ? timeoutMs : DEFAULT_TIMEOUT_MS;
  const left = countdown(limit);
  try {
    const ready = within(limit, Promise.all([init(), prepare?.()]), () => {}, NOT_READY);
    const acting = ready.then(async ([, prepared]) => {
      await yieldToPage();
      const limits = {
        signal: follows ? own.signal : signal,
        timeoutMs: timeoutMs === undefined || timeoutMs === limit ? Math.max(1, left()) : timeoutMs,
      };
      return work({ prepared, limits, controller: own });
    });
    return withError(await Promise.race([acting, aborted]));
  } catch (error) {
    throw own.signal.aborted ? own.signal.reason : toPlantainError(error);
  } finally {
    try {
      if (follows) signal.removeEventListener("abort", stop);
    } catch {}
  }
}

/** Yields to the page while hundreds of calls begin at once: twenty-five of them take a few milliseconds. */
function yieldToPage() {
  if (callsThisTurn === 0) setTimeout(() => (callsThisTurn = 0));
  const pause = Math.floor(callsThisTurn++ / 25);
  return pause > 0 ? new Promise((resolve) => setTimeout(resolve, pause)) : undefined;
}

/** Awaits a promise with a timeout. When that is over, it calls `stop` and rejects. */
export function within(milliseconds, promise, stop, record) {
  const limit = timeLimit(milliseconds);
  const over = limit.passed.then(() => {
    const error = new PlantainError({ kind: "timedOut", ...record });
    stop(error);
    throw error;
  });
  return Promise.race([promise, over]).finally(limit.clear);
}

/** As the module words it. */
export const TIMED_OUT = "The time that `timeoutMs` allows is over.";
const NOT_READY = {
  code: "PLANTAIN_NOT_READY",
  message: `${TIMED_OUT} The WebAssembly module, an image or the \`store\` was not ready; nothing was sent.`,
  billed: "no",
};
/** The promise of the module; nothing while it is not requested, or where it did not load. */
let loaded;
/** How many calls began in this turn of the event loop. */
let callsThisTurn = 0;
