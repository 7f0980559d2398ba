import { readable, retryAfterOf } from "./answer.js";
import { Attempt } from "./attempt.js";
import { transform } from "./exchange.js";
import { Fingerprint } from "./fingerprint.js";
import { isCertainRefusal, reserve } from "./limits.js";
import { readBody } from "./read-body.js";
import { openTo, Refusal, safeStatus } from "./reply.js";
import { requireKey, send } from "./send.js";

/**
 * Sends a submit under its idempotency key once, however often it arrives, and answers each time with the first reply.
 *
 * A submit whose body has not left as a whole may be sent again by the next call, and one that the provider refused with 429. The caller's abort does not
 * end one that has left: its reply is kept.
 */
export function submitOnce(call, sent, key) {
  const response = sendOrReplay(call, sent, key);
  call.waitUntil(response.catch(() => {}));
  return response;
}

async function sendOrReplay(call, sent, key) {
  const until = Date.now() + call.options.limits.seconds * 1000;
  for await (const attempt of Attempt.of(call, key)) {
    let state;
    do {
      if (await attempt.claim()) return sendClaimed(call, sent, attempt);
      state = await attempt.wait(
        until,
        ({ isReleased, isGo, reply }) => isReleased || isGo || reply !== null,
      );
      // One that expired in between is claimed again: a call that comes later would claim it too.
    } while (!state.isClaimed);
    if (state.isReleased || state.reply?.kind === "retryable") continue;
    if (!state.isGo) throw stillPending();
    const print = await printOf(call, sent, until);
    if (state.print !== null && state.print !== print) {
      throw refusalWithOutcome(
        422,
        "unsent",
        "RELAY_KEY_REUSED",
        "This idempotency key was used for another request.",
      );
    }
    const { reply } = await attempt.wait(until, ({ reply }) => reply !== null);
    if (reply === null) throw stillPending();
    return replay(call, reply);
  }
}

/** Sends the submit of an attempt that this call has claimed, and keeps the reply. */
async function sendClaimed(call, sent, attempt) {
  const gate = await gateOf(call, attempt);
  // No earlier attempt was bought, or this one could not be claimed.
  call.isUnsent = true;
  try {
    requireKey(call);
    const reserved = await reserve(call, attempt);
    const reply = await send(call, { ...sent, reserved, gate });
    return await keep(call, reply, { reserved, attempt, gate });
  } catch (error) {
    if (gate.isOpen) await attempt.finish({ kind: "unknown", status: error.status ?? 502 });
    else await attempt.release();
    if (error instanceof Refusal) error.headers["relay-outcome"] ??= gate.isOpen ? "unknown" : "unsent";
    throw error;
  }
}

/** Reads a reply whole, keeps it and returns the response. A reply that breaks off is kept as far as it was read. */
async function keep(call, reply, { reserved, attempt, gate }) {
  const { response } = reply;
  const isRefused = isCertainRefusal(response.status);
  // The provider did not wait for the end of the body. What is no refusal counts for every body.
  const isEarly = !gate.isOpen;
  if (isEarly && !isRefused) await gate.open(null).catch(() => {});
  const { text, rest, isBroken } = await readReply(call, reply, reserved);
  const isKnown = (response.ok && !isBroken) || isRefused;
  const kind = response.status === 429 ? "retryable" : isKnown ? "answered" : "unknown";
  const kept = storable({
    kind,
    status: safeStatus(response.status),
    retryAfter: retryAfterOf(response),
    text,
  });
  if (isEarly && isRefused) await attempt.release();
  else await attempt.finish(kept);
  return responseOf(call, kept, rest ?? text);
}

/** A reply as it is kept: without its text where that is too long for a store. In JSON, a control character takes six. */
function storable(reply) {
  return JSON.stringify(reply).length > RECORD_CHARACTERS ? { ...reply, text: null } : reply;
}

/** The text of a reply; if it is longer than what is kept, `text` is `null` and `rest` a stream of all of it. */
async function readReply(call, reply, reserved) {
  if (reply.response.body === null) {
    reply.drop();
    return { text: "", rest: null, isBroken: false };
  }
  const source = endingWhereItBreaks(reply.reader);
  const reader = readable(call, { ...reply, reader: source }, reserved).getReader();
  const decoder = new TextDecoder();
  const chunks = [];
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), rest: null, isBroken: source.isBroken };
      chunks.push(value);
      text += decoder.decode(value, { stream: true });
      source.isLong = text.length > KEPT_CHARACTERS;
      if (source.isLong) return { text: null, rest: joined(chunks, reader), isBroken: source.isBroken };
    }
  } catch {
    return { text, rest: null, isBroken: true };
  }
}

/** A reader that ends where another one fails, unless it is long: what is held back to be read as a whole comes at the end. */
function endingWhereItBreaks(reader) {
  const source = {
    isBroken: false,
    isLong: false,
    read: () =>
      reader.read().catch((error) => {
        if (source.isLong) throw error;
        source.isBroken = true;
        return { done: true };
      }),
    cancel: (cause) => reader.cancel(cause),
  };
  return source;
}

/** A stream of chunks that were read and of those that are still to come. */
function joined(chunks, reader) {
  const source = {
    read: () => (chunks.length > 0 ? Promise.resolve({ done: false, value: chunks.shift() }) : reader.read()),
    cancel: (cause) => reader.cancel(cause),
  };
  return transform(source, { each: (chunk) => chunk, end() {} });
}

/** The response to a call that came while or after another call under its key was answered. */
function replay(call, reply) {
  const { kind, status, text } = reply;
  if (kind === "released")
    throw refusalWithOutcome(424, "unsent", "RELAY_NOT_READY", "The relay could not reach its store.");
  if (typeof text === "string") return responseOf(call, reply, text);
  if (kind === "unknown") {
    const sentence =
      "This was sent to the provider before, and the relay does not know whether it was accepted.";
    throw refusalWithOutcome(status, "unknown", "RELAY_UNCONFIRMED", sentence);
  }
  const sentence =
    "The provider has answered this before, with a reply that is too long for the relay to keep.";
  throw refusalWithOutcome(502, "unknown", "RELAY_REPLY_NOT_KEPT", sentence);
}

function responseOf(call, { kind, status, retryAfter }, body) {
  const headers = { ...openTo(call), "content-type": "application/json" };
  headers["relay-outcome"] = kind === "unknown" ? "unknown" : "answered";
  if (retryAfter !== null) headers["retry-after"] = retryAfter;
  return new Response(body === "" ? null : body, { status, headers });
}

/** Lets a body pass and its end only when the attempt is committed. */
async function gateOf(call, attempt) {
  const print = await fingerprintOf(call);
  const gate = {
    isOpen: false,
    push: (chunk) => print.push(chunk),
    async open(fixed) {
      if (gate.isOpen) return;
      await attempt.commit(fixed === undefined ? await print.end() : fixed);
      gate.isOpen = true;
    },
  };
  return gate;
}

/** The fingerprint of a body that is not sent. */
async function printOf(call, { body, most }, until) {
  const print = await fingerprintOf(call);
  await readBody(body, { most, milliseconds: until - Date.now() }, (piece) => print.push(piece));
  return print.end();
}

function fingerprintOf({ route, target }) {
  return Fingerprint.of(`${target.provider.id} ${route.path}`);
}

function stillPending() {
  return refusalWithOutcome(
    504,
    "pending",
    "RELAY_PENDING",
    "This request is still on its way to the provider.",
  );
}

function refusalWithOutcome(status, outcome, code, sentence) {
  return new Refusal(status, code, sentence, { "relay-outcome": outcome });
}

/** Submits are answered with some hundred characters. */
const KEPT_CHARACTERS = 16_384;
/** Deno KV holds 64 KiB, two bytes for each character. */
const RECORD_CHARACTERS = 32_000;
