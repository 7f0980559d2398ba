import load, * as wasm from "./plantain.js";
import { keeper, records } from "./store.js";

export { models } from "./models.js";
export const version = "0.1.0";

export function createClient(settings) {
  const merge = (options) => {
    const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
    return { ...settings, ...Object.fromEntries(given) };
  };
  const method = (name) => async (subject, options) => {
    const all = merge(options);
    all.store = keeper(all.store);
    const outcome = await settle(name, [snapshot(subject), all], all.signal);
    // Delivered, or over for good. Nobody waits for that.
    if (outcome?.images || OVER.includes(outcome?.status)) all.store?.drop(outcome.ticket ?? subject);
    return outcome;
  };
  return Object.freeze({
    run: method("run"),
    submit: method("submit"),
    wait: method("wait"),
    poll: method("poll"),
    cancel: method("cancel"),
    check: method("check"),
    buildRequest: method("buildRequest"),
    async pending(options) {
      const { store } = merge(options);
      if (!store) return [];
      const stored = await records(store);
      await init();
      const time = ({ ticket, intent }) => (ticket ?? intent).submittedAt;
      return stored
        .map((record) => wasm.readPending(record))
        .filter(Boolean)
        .sort((one, other) => time(one) - time(other));
    },
    async forget(subject, options) {
      await keeper(merge(options).store)?.drop(subject.ticket ?? subject.intent ?? subject);
    },
  });
}

const OVER = ["failed", "cancelled"];

export const validate = async (request) => settle("validate", [snapshot(request)]);
export const estimateCost = async (request) => settle("estimateCost", [snapshot(request)]);
export const inspect = (file) => settle("inspect", [file]);
export const toDataUri = (file, options) =>
  settle("toDataUri", [file, options?.keepMetadata === true], options?.signal);

let loaded;

export function init(source) {
  loaded ??= load(source).then(
    () => {},
    (error) => {
      // The next call tries again: the network may be back.
      loaded = undefined;
      const message = `The WebAssembly module did not load: ${error?.message ?? error}. Nothing was sent.`;
      throw new PlantainError({ kind: "network", message, billed: "no" });
    },
  );
  return loaded;
}

export class PlantainError extends Error {
  constructor(record) {
    super(record.message);
    Object.assign(this, record);
    Object.defineProperty(this, "name", { value: "PlantainError" });
  }
}

export function isPlantainError(error) {
  return (
    typeof error === "object" &&
    error !== null &&
    error.name === "PlantainError" &&
    "kind" in error &&
    "billed" in error
  );
}

/**
 * Takes a request as it is now: the caller may write the next one into the same object, or empty the input that the files are from,
 * while the module is loaded. What cannot be copied is left to the module to refuse.
 */
function snapshot(subject) {
  if (typeof subject !== "object" || subject === null || Array.isArray(subject)) return subject;
  const copy = { ...subject };
  const { images } = copy;
  if (Array.isArray(images) || typeof images?.item === "function") copy.images = Array.from(images);
  return copy;
}

/** Calls an exported function, and lets an abort win over everything. */
async function settle(name, values, given) {
  // Whatever else it is, the module refuses by its name.
  const signal = typeof given?.throwIfAborted === "function" ? given : undefined;
  signal?.throwIfAborted();
  let stop;
  const aborted = new Promise((_, reject) => {
    stop = () => reject(signal.reason);
    signal?.addEventListener("abort", stop, { once: true });
  });
  try {
    const outcome = await Promise.race([init().then(() => wasm[name](...values)), aborted]);
    if (outcome?.status === "failed") outcome.error = revive(outcome.error);
    return outcome;
  } catch (error) {
    throw signal?.aborted ? signal.reason : revive(error);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** Makes an error of the plain record that the module rejects with; what the caller's own functions threw stays as it is. */
function revive(thrown) {
  const isPlain = typeof thrown === "object" && thrown && Object.getPrototypeOf(thrown) === Object.prototype;
  return isPlain && "kind" in thrown && "billed" in thrown ? new PlantainError(thrown) : thrown;
}
