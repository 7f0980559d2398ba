import { image } from "./testing/image.js";
import { wireOf } from "./testing/wires.js";

export function createTestFetch({ delayMs = 0, jobMs = 0, failures = [], images = drawn } = {}) {
  // A test may put this one in its place.
  const localFetch = globalThis.fetch;
  const calls = [];
  const jobs = [];
  const states = new Map();
  const clock = createClock();
  const waiting = createWaiting(clock, states);
  const left = failures.map(failureFrom);

  /** Returns the first failure that matches and is not used up, and counts its use. */
  function failureOf(provider, stage) {
    const fits = (failure) => failure.stage === stage && (failure.provider ?? provider) === provider;
    const found = left.find((failure) => fits(failure) && failure.times > 0);
    if (found) found.times -= 1;
    return found;
  }

  async function testFetch(input, init) {
    const { url, method, headers, signal, content } = callOf(input, init);
    if (signal?.aborted) throw signal.reason;
    // What is local already, such as a result.
    if (url.startsWith("data:")) return decoded(url);
    // Without its signal, which may be jsdom's: Node's `fetch` refuses it.
    if (url.startsWith("blob:")) return localFetch(url);
    const { host, pathname } = new URL(url);
    const wire = wireOf(method, { host, pathname });
    if (!wire) throw new TypeError(`plantain/testing does not know ${method} ${url}`);
    const { provider, stage } = wire;
    const body = await bodyOf(await content(), stage, headers);
    calls.push({ provider, stage, method, url, headers, body });

    await clock.sleep(delayMs, signal);
    const failure = failureOf(provider, stage);
    if (failure?.status !== undefined) return refusal(wire, failure);
    const answer = await wire.answer({
      body,
      pathname,
      provider,
      accept,
      find,
      jobs: jobs.filter((job) => job.provider === provider),
    });
    if (failure?.lost) throw new TypeError("Failed to fetch");
    return reply(answer.status ?? 200, answer.json);
  }

  /** Creates a job. */
  function accept(job) {
    const fails = failureOf(job.provider, "job");
    const spec = { ...job, job: crypto.randomUUID() };
    const endsAt = clock.now() + jobMs;
    const state = {
      job: spec,
      submittedAt: Date.now(),
      endsAt,
      tellAt: endsAt,
      tellUntil: endsAt + delayMs + TELL_FOR_MS,
      fails,
      cancelled: false,
      polled: false,
    };
    states.set(spec.job, state);
    jobs.push(spec);
    waiting.plan();
    return state;
  }

  /** Returns the state of a job; `undefined` where the id is unknown. */
  async function find(id) {
    const state = states.get(id);
    if (!state) return undefined;
    const left = state.endsAt - clock.now();
    if (!state.cancelled && left > 0) return { state, status: left > (jobMs * 2) / 3 ? "queued" : "running" };
    state.polled = true;
    if (state.cancelled) return { state, status: "cancelled" };
    if (state.fails)
      return { state, status: "failed", message: state.fails.message ?? "The job was told to fail" };
    state.images ??= Promise.resolve(images(state.job)).then((list) => Promise.all(list.map(addressOf)));
    return { state, status: "done", images: await state.images };
  }

  function advance(ms) {
    if (!(ms >= 0)) throw new RangeError("advance takes milliseconds, 0 or more");
    clock.advance(ms);
    waiting.tell();
  }

  /** Adds a failure, before those that are there. Returns a function that removes it. */
  function fail(failure) {
    const added = failureFrom(failure);
    left.unshift(added);
    return () => {
      added.times = 0;
    };
  }

  const { addEventListener, removeEventListener } = waiting;
  return Object.assign(testFetch, { calls, jobs, advance, fail, addEventListener, removeEventListener });
}

/** Returns a copy of a failure that counts its uses. Throws where it would never apply. */
function failureFrom(failure) {
  if (!STAGES.includes(failure?.stage)) throw new TypeError(`a failure has a stage: ${STAGES.join(", ")}`);
  return { ...failure, times: failure.times ?? 1 };
}

/** The time by which jobs and delays end: the machine's, and what a test has added to it. */
function createClock() {
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

/**
 * The clients that sleep until their next poll. While it sleeps, a client listens to the event `online` of its `fetch`, and polls at once after it
 * (`Connection::network` in src/browser). There is a timer only while a client listens.
 */
function createWaiting(clock, states) {
  const listeners = new Set();
  let timer;

  function plan() {
    clearTimeout(timer);
    if (listeners.size === 0) return;
    const untold = Array.from(states.values()).filter(
      (state) => !state.polled && state.tellAt <= state.tellUntil,
    );
    const next = Math.min(...untold.map(({ tellAt }) => tellAt)) - clock.now();
    if (next <= LONGEST_MS) timer = setTimeout(tell, Math.max(0, next));
  }

  function tell() {
    const now = clock.now();
    // A client that does not listen now is told soon.
    for (const state of states.values()) if (state.tellAt <= now) state.tellAt = now + TELL_EVERY_MS;
    for (const listener of [...listeners]) listener();
    plan();
  }

  return {
    plan,
    tell,
    addEventListener(_, listener) {
      listeners.add(listener);
      plan();
    },
    removeEventListener(_, listener) {
      listeners.delete(listener);
      plan();
    },
  };
}

function drawn({ input, count, prompt }) {
  const [width, height] = (/^(\d+):(\d+)$/.exec(input.aspect_ratio) ?? [0, 1, 1]).slice(1).map(Number);
  const scale = LONGER_SIDE / Math.max(width, height);
  const [across, down] = [width, height].map((side) => Math.round(side * scale));
  return Array.from({ length: count }, (_, index) => image(across, down, `${prompt} ${index}`));
}

/** Converts an image to a URL that JSON can hold. */
async function addressOf(image) {
  if (typeof image === "string") return image;
  const bytes = new Uint8Array(await image.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:${image.type};base64,${btoa(text)}`;
}

/**
 * Reads the arguments of a `fetch` by what they have: the `Blob` and `AbortSignal` of jsdom are not those of Node's `Request`. `content` returns the
 * bytes of the body.
 */
function callOf(input, init = {}) {
  const request = typeof input?.url === "string" ? input : {};
  const { body = null, signal = request.signal } = init;
  return {
    url: new URL(request.url ?? input, globalThis.document?.baseURI).href,
    method: (init.method ?? request.method ?? "GET").toUpperCase(),
    headers: new Headers(init.headers ?? request.headers),
    signal,
    content: () => bytesOf(body === null && request.body ? request : body),
  };
}

async function bytesOf(body) {
  if (body === null) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  const source = typeof body.arrayBuffer === "function" ? body : new Response(body);
  return new Uint8Array(await source.arrayBuffer());
}

function bodyOf(bytes, stage, headers) {
  if (stage === "upload") return new Blob([bytes], { type: headers.get("content-type") ?? "" });
  return bytes.length === 0 ? null : JSON.parse(new TextDecoder().decode(bytes));
}

/** The response to a data URI. Node's `fetch` refuses the signals of jsdom. */
function decoded(uri) {
  const [, type, isBase64, data] = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(uri) ?? [];
  if (data === undefined) throw new TypeError("Failed to fetch");
  const text = decodeURIComponent(data);
  const body = isBase64 ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : text;
  return new Response(body, { headers: { "Content-Type": type } });
}

function refusal(wire, { status, message = `plantain/testing was told to answer ${status}`, retryAfter }) {
  const headers = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return reply(status, wire.refusal({ status, message, retryAfter }), headers);
}

function reply(status, json, headers = {}) {
  const body = json === undefined ? null : JSON.stringify(json);
  return new Response(body, { status, headers: { "Content-Type": "application/json", ...headers } });
}

/** Where a failure may be. */
const STAGES = ["cancel", "job", "list", "poll", "presign", "submit", "upload"];
const LONGER_SIDE = 64;
/** How often a client is told of a job that is over, and how long after its end: while a reply is on its way it does not listen. */
const TELL_EVERY_MS = 100;
const TELL_FOR_MS = 10_000;
/** Longer timers fire at once. */
const LONGEST_MS = 2 ** 31 - 1;
