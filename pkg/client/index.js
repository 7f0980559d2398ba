import { causeOf, finish, PlantainError } from "./error.js";
import { bytesOf, peekRequest, snapshot, snapshotRequest } from "./images.js";
import { loadOffers, modelsOf, PROVIDERS, problemsOf } from "./models.js";
import { callModule } from "./module.js";
import {
  copyLabel,
  countdown,
  DEFAULT_TIMEOUT_MS,
  defect,
  invalidRequest,
  isFromOneOn,
  isRelayed,
  isSignal,
  readOptions,
  timeLimit,
} from "./options.js";
import load, * as wasm from "./plantain.js";
import { drop, openStore, readAll, storeAdapter } from "./store.js";

export { version } from "../package.json";
export { isPlantainError, PlantainError } from "./error.js";
export { requestFor } from "./request-for.js";

export function createClient(shared) {
  const merge = (options) => {
    const given = Object.entries(optional(options)).filter(([, value]) => value !== undefined);
    const all = { ...shared, ...Object.fromEntries(given) };
    all.store = openStore(all.store);
    // Taken now, like the request.
    all.label = copyLabel(all.label);
    return all;
  };
  const call = async (name, copy, options, hasAlternative = false) => {
    const all = merge(options);
    all.store = storeAdapter(all.store);
    const { onCancel } = all;
    if (typeof onCancel === "function") {
      // In a task of its own, after the caller has seen the rejection.
      all.onCancel = (state, error) => setTimeout(() => onCancel(settled(state, error)));
    }
    const act = (more, _, [subject, models, problems]) =>
      callModule(
        wasm,
        name,
        subject,
        { ...all, ...more },
        { providers: PROVIDERS, models, problems, hasAlternative },
      );
    return withModule(all, act, async () => {
      const subject = await copy;
      const known = knownModels(subject?.provider, all.models);
      // A job that is paid for is polled without them too.
      const isPaid = ["wait", "status", "cancel"].includes(name);
      return [subject, ...(await (isPaid ? known.catch(() => [[], []]) : known))];
    });
  };
  const method = (name) => async (subject, options) => call(name, snapshotRequest(subject), options);
  /** Runs a request of one model, or of a family at the first provider that can. */
  const run = async (copy, isOfFamily, options) =>
    isOfFamily ? runFamily(copy, merge(options)) : call("run", copy, options);
  const runFamily = async (copy, options) => {
    const left = countdown(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const { runFirst, withoutGoingBack, whyNone, request, providers, offers, others } = await findOffers(
      copy,
      options,
      configured,
    );
    const { family, task, provider, model, ...fields } = request;
    const double = ["provider", "model"].find((name) => request[name] !== undefined);
    if (double) throw invalid(double, "conflict", "must be left out where `family` is given");
    if (offers.length === 0) {
      const wrong = whyNone(family, providers, others);
      throw toPlantainError(invalidRequest([{ field: "family", ...wrong }]));
    }
    const onProgress = withoutGoingBack(options.onProgress);
    return runFirst(
      offers,
      ({ provider, model }, hasAlternative) => {
        const more = { timeoutMs: Math.max(1, left()), onProgress };
        return call("run", { ...fields, provider, model }, { ...options, ...more }, hasAlternative);
      },
      () => left() <= 0 || options.signal?.aborted === true,
    );
  };
  return Object.freeze({
    run: async (subject, options) => run(snapshotRequest(subject), namesFamily(subject), options),
    async offers(request, options) {
      const { offers, others } = await findOffers(peekRequest(request), merge(options), configured);
      return { offers, others };
    },
    async runMany(requests, given) {
      const { concurrency = 10, onResult, labels = [], ...options } = optional(given);
      if (!isFromOneOn(concurrency)) throw invalid("concurrency", ...FROM_ONE_ON);
      if (typeof requests?.[Symbol.iterator] !== "function")
        throw invalid("requests", "wrongType", "must be a list of requests");
      if (!Array.isArray(labels))
        throw invalid("labels", "wrongType", "must be a list with a label for each request");
      const all = merge(options);
      const optionsOf = (index) => {
        const listeners = LISTENERS.map((name) => [name, all[name]])
          .filter(([, listener]) => typeof listener === "function")
          .map(([name, listener]) => [name, (subject) => listener(subject, index)]);
        return { ...all, ...Object.fromEntries(listeners), label: labels[index] ?? all.label };
      };
      // Taken now, like that of a single call.
      const queue = Array.from(requests, (request, index) => [
        snapshotRequest(request),
        namesFamily(request),
        merge(optionsOf(index)),
      ]);
      const left = queue.entries();
      const results = [];
      const work = async () => {
        for (const [index, [copy, isOfFamily, options]] of left) {
          results[index] = await run(copy, isOfFamily, options).then(
            (value) => ({ status: "fulfilled", value }),
            (reason) => ({ status: "rejected", reason }),
          );
          try {
            onResult?.(results[index], index);
          } catch (error) {
            globalThis.reportError?.(error);
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(concurrency, queue.length) }, work));
      return results;
    },
    submit: method("submit"),
    wait: method("wait"),
    status: method("status"),
    cancel: method("cancel"),
    checkAccess: method("checkAccess"),
    buildRequest: method("buildRequest"),
    async findJob(subject, options) {
      // Whatever has a ticket needs no search.
      if (subject?.ticket) return subject.ticket;
      const all = merge(options);
      const { store } = all;
      all.store = storeAdapter(store);
      const act = (more, _, known) =>
        callModule(
          wasm,
          "findJob",
          subject?.intent ?? subject,
          { ...all, ...more },
          { providers: PROVIDERS },
          [known],
        );
      return withModule(all, act, () => (store ? readAll(store) : []));
    },
    async pending(options) {
      const { store, ...all } = merge(options);
      const stored = store ? await readAll(store) : [];
      if (stored.length > 0) await init();
      const time = ({ ticket, intent }) => (ticket ?? intent).submittedAt;
      return stored
        .map((record) => wasm.readPending(record, isRelayed(all, record.provider)))
        .filter(Boolean)
        .sort((one, other) => time(one) - time(other));
    },
    async forget(subject, options) {
      const record = subject?.ticket ?? subject?.intent ?? subject;
      if (typeof record !== "object" || record === null)
        throw invalid("subject", "notOfPackage", "must be what `pending` or an error gave");
      await drop(merge(options).store, record);
    },
  });
}

/** The listeners of a call that `runMany` tells the index of the request. */
const LISTENERS = ["onAccepted", "onCancel", "onProgress"];

/** Returns the providers that a client can reach. */
function configured({ relay, providers }) {
  return PROVIDERS.filter((id) => relay !== undefined || providers?.[id] !== undefined);
}

const namesFamily = (request) => request?.family !== undefined;

/** Returns the models of a provider, and what is wrong with the caller's own: none, where anything is. */
async function knownModels(provider, own) {
  const problems = await problemsOf(own);
  return [problems.length > 0 ? [] : await modelsOf(provider, own), problems];
}

/** Throws what is wrong with the options of a call that goes to no provider, and with the caller's own models. */
function checkOptions(options, wrongModels) {
  const { problems } = readOptions({ ...options, store: storeAdapter(options.store) }, undefined, PROVIDERS);
  const all = [...problems, ...wrongModels];
  if (all.length > 0) throw invalidRequest(all);
}

/** Lists offers for a copy of a request, of those providers that `reachable` returns. */
function findOffers(copy, options, reachable) {
  const { among, models: own, prefer } = options;
  const providers = reachable(options).filter((id) => !Array.isArray(among) || among.includes(id));
  const act = async (_, __, [{ listOffers, ...tools }, request, wrongModels, tables]) => {
    checkOptions(options, wrongModels);
    const { validate, estimateCost } = wasm;
    const found = await listOffers(request, new Map(tables), { validate, estimateCost, prefer });
    return { ...found, ...tools, request, providers };
  };
  const loadTables = () => Promise.all(providers.map(async (id) => [id, await modelsOf(id, own)]));
  return withModule(options, act, () => Promise.all([loadOffers(), copy, problemsOf(own), loadTables()]));
}

export const validate = async (request, options) => look("validate", request, options);
export const estimateCost = async (request, options) => look("estimateCost", request, options);
export const inspect = async (file) =>
  withModule(
    {},
    async (_, __, copy) => wasm.inspect(copy),
    () => snapshot(file),
  );

/** Lists who sells a family, at all providers. */
export async function offers(request, options) {
  const { offers, others } = await findOffers(
    peekRequest(request),
    { ...optional(options) },
    () => PROVIDERS,
  );
  return { offers, others };
}

export async function toDataUri(file, options) {
  const { keepMetadata, signal } = optional(options);
  const copy = snapshot(file);
  return withModule({ signal }, async () => wasm.toDataUri(await copy, keepMetadata === true));
}

export async function download(image, options) {
  const given = optional(options);
  for (const name of ["timeoutMs", "maxBytes"]) {
    if (!isFromOneOn(given[name] ?? 1)) throw invalid(name, ...FROM_ONE_ON);
  }
  const address = image?.url ?? image?.href ?? image;
  if (typeof address !== "string" || !/^(https?:\/\/|blob:|data:image\/)/i.test(address)) {
    throw invalid("image", "wrongType", "must be an image of a result, or its address");
  }
  // An image of a result is paid for; of another address nothing is known, and this buys nothing.
  const billed = address === image?.url ? "yes" : "no";
  return withModule(given, ({ timeoutMs }, own) =>
    within(
      timeoutMs ?? DEFAULT_TIMEOUT_MS,
      fetchImage(address, given, own.signal).catch((error) => {
        throw error instanceof PlantainError ? Object.assign(error, { billed }) : error;
      }),
      (error) => own.abort(error),
      {
        code: "PLANTAIN_DOWNLOAD_FAILED",
        message: `${TIMED_OUT} The image was not there yet.`,
        billed,
      },
    ),
  );
}

let loaded;

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

function optional(options = {}) {
  if (options === null) return {};
  const isObject = typeof options === "object" && !Array.isArray(options);
  // It has no members of its own, so that all of it would be overlooked.
  if (isObject && !isSignal(options)) return options;
  throw invalid("options", "wrongType", "must be an object such as { signal }");
}

function invalid(field, code, message, facts) {
  const problems = [{ field, ...defect(code, message, facts) }];
  return new PlantainError({
    kind: "invalidRequest",
    code: "PLANTAIN_INVALID_REQUEST",
    message: `\`${field}\` ${message}.`,
    billed: "no",
    problems,
  });
}

/** As the module words it. */
const TIMED_OUT = "The time that `timeoutMs` allows is over.";

/** Calls a function of the module that takes a request and models. */
function look(name, request, options) {
  const given = optional(options);
  const act = (_, __, [copy, [models, problems]]) => {
    checkOptions(given, problems);
    return wasm[name](copy, models);
  };
  return withModule({}, act, async () => {
    const copy = await peekRequest(request);
    return [copy, await knownModels(copy?.provider, given.models)];
  });
}

/**
 * Runs `work` with the loaded module and the result of `prepare`, within the caller's timeout. An abort wins over every other outcome.
 *
 * A signal may be of another realm or a polyfill, so `work` gets one of our own.
 */
async function withModule({ signal, timeoutMs }, work, prepare) {
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
    const ready = within(limit, Promise.all([init(), prepare?.()]), () => {}, {
      code: "PLANTAIN_NOT_READY",
      message: `${TIMED_OUT} The WebAssembly module, an image or the \`store\` was not ready; nothing was sent.`,
      billed: "no",
    });
    const more = () => ({
      signal: follows ? own.signal : signal,
      timeoutMs: timeoutMs === undefined || timeoutMs === limit ? Math.max(1, left()) : timeoutMs,
    });
    const acting = ready.then(async ([, prepared]) => {
      await yieldToPage();
      return work(more(), own, prepared);
    });
    const outcome = await Promise.race([acting, aborted]);
    return withError(outcome);
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

/** How many calls began in this turn of the event loop. */
let callsThisTurn = 0;

/** Awaits a promise with a timeout. When that is over, it calls `stop` and rejects. */
function within(milliseconds, promise, stop, record) {
  const limit = timeLimit(milliseconds);
  const over = limit.passed.then(() => {
    const error = new PlantainError({ kind: "timedOut", ...record });
    stop(error);
    throw error;
  });
  return Promise.race([promise, over]).finally(limit.clear);
}

/** Fetches an image, again where that may help. Reading is free. */
async function fetchImage(address, { fetch: send = fetch, maxBytes }, signal) {
  for (const pause of PAUSES_MS) {
    let status, cause;
    try {
      const answer = await send(address, { credentials: "omit", referrerPolicy: "no-referrer", signal });
      status = answer.status;
      if (answer.ok) return await readImage(answer, maxBytes ?? MOST_BYTES);
    } catch (error) {
      if (signal.aborted || error instanceof PlantainError) throw error;
      cause = error;
      status = undefined;
    }
    const passes = status === undefined || status >= 500 || PASSING_STATUSES.includes(status);
    if (!passes || pause === undefined) throw lost(status, passes, cause);
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      const stop = () => resolve(clearTimeout(timer));
      signal.addEventListener("abort", stop);
    });
    signal.throwIfAborted();
  }
}

/** Reads an image to its end, and calls it by what its bytes are. */
async function readImage(answer, maxBytes) {
  const parts = [];
  let bytes = 0;
  for await (const part of partsOf(answer)) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw badImage(`is longer than ${maxBytes} bytes, which is \`maxBytes\``);
    parts.push(part);
  }
  const blob = new Blob(parts);
  const type = (await wasm.inspect(blob))?.mediaType ?? "of no known format";
  if (!type.startsWith("image/") || type === "image/svg+xml") throw badImage(`is not an image, but ${type}`);
  return new File([blob], `image.${type.slice(6).replace("jpeg", "jpg")}`, { type });
}

/** Yields the bytes of an answer by what it has: a stream, or the methods of a `Response`. */
async function* partsOf(answer) {
  if (typeof answer.body?.getReader !== "function") {
    const method = ["arrayBuffer", "bytes", "blob"].find((name) => typeof answer[name] === "function");
    const whole = await answer[method]();
    yield bytesOf(method === "blob" ? await whole.arrayBuffer() : whole);
    return;
  }
  const reader = answer.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield bytesOf(value);
    }
  } finally {
    // Nothing after the end; before it, the rest is not wanted.
    Promise.resolve(reader.cancel?.()).catch(() => {});
  }
}

/** Whether the image is billed is known to the caller alone. */
function badImage(what) {
  return new PlantainError({
    kind: "badResponse",
    code: "PLANTAIN_DOWNLOAD_WRONG",
    message: `What came from the image's address ${what}.`,
  });
}

function lost(status, passes, cause) {
  const kind = status === undefined ? "network" : passes ? "unavailable" : "refused";
  const message =
    status === undefined
      ? "No answer from the image's address: offline, or its host lets no page read it (CORS). A link to it may still open."
      : `The image's address answers ${status}${passes ? "" : ": the link may have expired"}.`;
  const code = kind === "refused" ? "PLANTAIN_DOWNLOAD_GONE" : "PLANTAIN_DOWNLOAD_FAILED";
  return new PlantainError({ kind, code, message, status, cause });
}

/** Returns what became of a cancel, as `Promise.allSettled` would. */
const settled = (state, error) =>
  error
    ? { status: "rejected", reason: toPlantainError(error) }
    : { status: "fulfilled", value: withError(state) };

/** Converts the record in the state of a failed job to an error; returns any other outcome as it is. */
function withError(outcome) {
  if (outcome?.status === "failed") outcome.error = toPlantainError(outcome.error);
  return outcome;
}

/** Converts the plain record that the module rejects with to an error. What a function of the caller threw stays as it is. */
function toPlantainError(thrown) {
  const isPlain = typeof thrown === "object" && thrown && Object.getPrototypeOf(thrown) === Object.prototype;
  if (!isPlain || !("kind" in thrown && "billed" in thrown)) return thrown;
  const { cause, ...record } = thrown;
  return new PlantainError({ ...record, cause: cause && causeOf(cause) });
}

const FROM_ONE_ON = ["outOfRange", "must be a number from 1 on", { min: 1 }];
/** Before each repetition of the fetch of an image; none after the last. */
const PAUSES_MS = [500, 1000, 2000, undefined];
/** Besides 5xx. */
const PASSING_STATUSES = [408, 421, 425, 429];
/** Of an image, where `maxBytes` is not given. */
const MOST_BYTES = 64 << 20;
