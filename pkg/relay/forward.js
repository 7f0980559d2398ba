import { idempotencyKey } from "./address.js";
import { answerOf } from "./answer.js";
import { lengthOf } from "./exchange.js";
import { reserve } from "./limits.js";
import { submitOnce } from "./once.js";
import { readBody } from "./read-body.js";
import { Refusal, tooLarge } from "./reply.js";
import { requireKey, send } from "./send.js";

/** Sends a call to the provider, and returns the response with its links rewritten to the relay's. A submit with an idempotency key is sent once. */
export async function forward(call) {
  const key = submitKeyOf(call);
  const sent = await checkedBody(call);
  if (key !== null) return submitOnce(call, sent, key);
  requireKey(call);
  if (call.route.purpose === "submit") return submitWithoutKey(call, sent);
  return answerOf(call, await send(call, { ...sent, reserved: null }), null);
}

/** Sends a submit that has no idempotency key. A repetition would be another purchase, so the response says where the outcome is unknown. */
async function submitWithoutKey(call, sent) {
  const reserved = await reserve(call);
  try {
    return answerOf(call, await send(call, { ...sent, reserved }), reserved);
  } catch (error) {
    if (error.isUnsent === false && error.status >= 500) error.headers["relay-outcome"] = "unknown";
    throw error;
  }
}

/** The idempotency key of a submit; `null` without one. The header is a string in quotes (RFC 8941) or without. */
function submitKeyOf({ request, route }) {
  const header = request.headers.get("idempotency-key");
  if (header === null || route.purpose !== "submit") return null;
  const key = idempotencyKey(header.replace(/^"(.*)"$/, "$1"));
  if (key !== null) return key;
  throw new Refusal(
    400,
    "RELAY_IDEMPOTENCY_KEY",
    "The idempotency key must be 1 to 128 letters, digits, - or _.",
  );
}

/** The body, its limit in bytes, and its length if known. Throws a `Refusal` before anything is sent. */
async function checkedBody(call) {
  const { request, route, options } = call;
  const most = route.purpose === "submit" ? options.limits.bodyBytes : SMALL_BYTES;
  const length = lengthOf(request);
  if (length !== null && Number(length) > most) throw tooLarge();
  if (request.body === null || length === "0") {
    if (route.purpose === "submit") throw new Refusal(400, "RELAY_BODY", "The request has no body.");
    return { body: null, most, length: null };
  }
  if (!route.isNamed) return { body: request.body, most, length };
  // The body names the model. It holds image URLs, no images.
  const text = await readText(request.body, Math.min(most, NAMING_BYTES), options.limits.seconds);
  const { body, model } = namedModel(text, route.models);
  route.models = [model];
  const bytes = new TextEncoder().encode(body);
  // A stream: `fetch` itself sends any other body again, after a 421 or, on Deno, when a used connection is cut.
  return { body: new Response(bytes).body, most, length: String(bytes.byteLength) };
}

/** The model that a body names, and the body serialized anew: with duplicate members the provider might read the other one. */
function namedModel(text, models) {
  let body;
  let written;
  try {
    body = JSON.parse(text);
    written = JSON.stringify(body);
  } catch {
    // Not JSON, or nested too deeply for the runtime.
    throw new Refusal(400, "RELAY_BODY", "The request is no JSON.");
  }
  if (!models.includes(body?.model)) {
    throw new Refusal(422, "RELAY_MODEL", "The relay does not offer this model.");
  }
  return { body: written, model: body.model };
}

/** Reads a small body as text, within a time limit in seconds. */
async function readText(stream, most, seconds) {
  const decoder = new TextDecoder();
  let text = "";
  await readBody(stream, { most, milliseconds: seconds * 1000 }, (piece) => {
    text += decoder.decode(piece, { stream: true });
  });
  return text + decoder.decode();
}

/** The limit for bodies other than of a submit: an id, or the name and type of a file. */
const SMALL_BYTES = 16 * 1024;
/** The limit for a submit that must be buffered because its body names the model. */
const NAMING_BYTES = 1024 * 1024;
