import { createClock } from "./testing/clock.js";
import { createFailures } from "./testing/failures.js";
import { createJobs, drawn } from "./testing/jobs.js";
import { wireOf } from "./testing/wires.js";

export function createTestFetch({ delayMs = 0, jobMs = 0, failures = [], images = drawn } = {}) {
  // A test may put this one in its place.
  const localFetch = globalThis.fetch;
  const calls = [];
  const clock = createClock();
  const { failureOf, fail } = createFailures(failures);
  const { accept, find, jobs, listeners } = createJobs({ clock, delayMs, jobMs, images, failureOf });

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
    const own = jobs.filter((job) => job.provider === provider);
    const answer = await wire.answer({ body, pathname, provider, accept, find, jobs: own });
    if (failure?.lost) throw new TypeError("Failed to fetch");
    return reply(answer.status ?? 200, answer.json);
  }

  function advance(ms) {
    if (!(ms >= 0)) throw new RangeError("advance takes milliseconds, 0 or more");
    clock.advance(ms);
    listeners.notify();
  }

  const { addEventListener, removeEventListener } = listeners;
  return Object.assign(testFetch, { calls, jobs, advance, fail, addEventListener, removeEventListener });
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
