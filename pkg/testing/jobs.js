// The jobs that a test fetch has accepted, and the clients that wait for their end.

import { LONGEST_MS } from "./clock.js";
import { image } from "./image.js";

/**
 * Returns the list of accepted jobs, `accept` and `find` for the calls of the providers, and the listeners of the test fetch.
 *
 * @param {any} options `clock`, `delayMs`, `jobMs` and `images` of the test fetch, and `failureOf`
 */
export function createJobs({ clock, delayMs, jobMs, images, failureOf }) {
  const jobs = [];
  const states = new Map();
  const listeners = createListeners(clock, states);

  /** Creates a job. */
  function accept(job) {
    const fails = failureOf(job.provider, "job");
    const spec = { ...job, job: crypto.randomUUID() };
    const endsAt = clock.now() + jobMs;
    const over = { notifyAt: endsAt, notifyUntil: endsAt + delayMs + NOTIFY_FOR_MS };
    const state = {
      job: spec,
      submittedAt: Date.now(),
      endsAt,
      ...over,
      fails,
      cancelled: false,
      polled: false,
    };
    states.set(spec.job, state);
    jobs.push(spec);
    listeners.schedule();
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

  return { accept, find, jobs, listeners };
}

/**
 * The clients that sleep until their next poll. While it sleeps, a client listens to the event `online` of its `fetch`, and polls at once after it
 * (`Connection::network` in src/browser). There is a timer only while a client listens.
 */
function createListeners(clock, states) {
  const listeners = new Set();
  let timer;

  function schedule() {
    clearTimeout(timer);
    if (listeners.size === 0) return;
    const unpolled = Array.from(states.values()).filter(
      (state) => !state.polled && state.notifyAt <= state.notifyUntil,
    );
    const next = Math.min(...unpolled.map(({ notifyAt }) => notifyAt)) - clock.now();
    if (next <= LONGEST_MS) timer = setTimeout(notify, Math.max(0, next));
  }

  function notify() {
    const now = clock.now();
    // A client that does not listen now is notified soon.
    for (const state of states.values()) if (state.notifyAt <= now) state.notifyAt = now + NOTIFY_EVERY_MS;
    for (const listener of [...listeners]) listener();
    schedule();
  }

  return {
    schedule,
    notify,
    addEventListener(_, listener) {
      listeners.add(listener);
      schedule();
    },
    removeEventListener(_, listener) {
      listeners.delete(listener);
      schedule();
    },
  };
}

/** The default images of a job: one colour each, in its number and shape. */
export function drawn({ input, count, prompt }) {
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

/** In pixels. */
const LONGER_SIDE = 64;
/** How often a client is notified of a job that is over, and how long after its end: while a reply is on its way it does not listen. */
const NOTIFY_EVERY_MS = 100;
const NOTIFY_FOR_MS = 10_000;
