import { image } from "./testing/image.js";
import { wireOf } from "./testing/wires.js";

export function createTestFetch({ delayMs = 0, jobMs = 0, failures = [], images = drawn } = {}) {
  const calls = [];
  const jobs = [];
  const left = failures.map((failure) => ({ ...failure, times: failure.times ?? 1 }));

  /** Returns the first failure that matches and is not used up, and counts its use. */
  function failureOf(provider, stage) {
    const fits = (failure) => failure.stage === stage && (failure.provider ?? provider) === provider;
    const found = left.find((failure) => fits(failure) && failure.times > 0);
    if (found) found.times -= 1;
    return found;
  }

  async function testFetch(input, init) {
    const request = new Request(input, init);
    const { signal, method, url } = request;
    signal.throwIfAborted();
    // Data that is local already, such as a result.
    if (/^(blob|data):/.test(url)) return fetch(request);
    const { host, pathname } = new URL(url);
    const wire = wireOf(method, { host, pathname });
    if (!wire) throw new TypeError(`plantain/testing does not know ${method} ${url}`);
    const { provider, stage } = wire;
    const body = await bodyOf(request, stage);
    calls.push({ provider, stage, method, url, headers: request.headers, body });

    await sleep(delayMs, signal);
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
    const state = { job: spec, submittedAt: Date.now(), fails, cancelled: false, polled: false };
    states.set(spec.job, state);
    jobs.push(spec);
    setTimeout(() => pollSoon(state), jobMs);
    return state;
  }

  /** Returns the state of a job; `undefined` where the id is unknown. */
  async function find(id) {
    const state = states.get(id);
    if (!state) return undefined;
    const elapsed = Date.now() - state.submittedAt;
    if (!state.cancelled && elapsed < jobMs)
      return { state, status: elapsed < jobMs / 3 ? "queued" : "running" };
    state.polled = true;
    if (state.cancelled) return { state, status: "cancelled" };
    if (state.fails)
      return { state, status: "failed", message: state.fails.message ?? "The job was told to fail" };
    state.images ??= Promise.resolve(images(state.job)).then((list) => Promise.all(list.map(addressOf)));
    return { state, status: "done", images: await state.images };
  }
  const states = new Map();

  return Object.assign(testFetch, { calls, jobs });
}

/** Makes the page poll as soon as a job is over, with the event after which it polls at once. */
function pollSoon(state) {
  if (typeof globalThis.dispatchEvent !== "function") return;
  const since = Date.now();
  const timer = setInterval(() => {
    if (state.polled || Date.now() - since > POLL_SOON_FOR_MS) clearInterval(timer);
    else dispatchEvent(new Event("online"));
  }, POLL_SOON_EVERY_MS);
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

async function bodyOf(request, stage) {
  if (stage === "upload") return request.blob();
  const text = await request.text();
  return text === "" ? null : JSON.parse(text);
}

function refusal(wire, { status, message = `plantain/testing was told to answer ${status}`, retryAfter }) {
  const headers = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return reply(status, wire.refusal({ status, message, retryAfter }), headers);
}

function reply(status, json, headers = {}) {
  const body = json === undefined ? null : JSON.stringify(json);
  return new Response(body, { status, headers: { "Content-Type": "application/json", ...headers } });
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const LONGER_SIDE = 64;
const POLL_SOON_EVERY_MS = 100;
/** The page may have stopped polling. */
const POLL_SOON_FOR_MS = 10_000;
