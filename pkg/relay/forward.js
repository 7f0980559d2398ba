import { pickKey } from "./digest.js";
import { exchange, lengthOf, transform } from "./exchange.js";
import { boughtBy, isCertainRefusal, refund, reserve } from "./limits.js";
import { linkTo } from "./links.js";
import { keepKeysOut } from "./redact.js";
import { openTo, Refusal, tooLarge } from "./reply.js";
import { rewriteStrings } from "./strings.js";

/** Sends a call to the provider with the key, and returns the reply with its links rewritten to the relay's. */
export async function forward(call) {
  const { route, target, caller } = call;
  const { provider } = target;
  const isSubmit = route.purpose === "submit";
  const { body, most, length } = await bodyOf(call);
  const reserved = isSubmit ? await reserve(call, route.model) : null;
  const key = await pickKey(provider.keys, caller.id);
  const headers = { accept: "application/json", [provider.key.header]: provider.key.prefix + key };
  if (body !== null) headers["content-type"] = "application/json";
  if (length !== null && typeof body !== "string") headers["content-length"] = length;
  const address = provider.base + route.path;
  try {
    const reply = await exchange({ address, method: route.method, headers, body, most, call });
    if (isCertainRefusal(reply.response.status)) await reserved?.settle(0);
    return answerOf(call, reply, reserved);
  } catch (error) {
    if (error.isUnsent) await reserved?.settle(0);
    throw error;
  }
}

/** The body, its limit in bytes, and its length if known. Throws a `Refusal` before anything is sent. */
async function bodyOf(call) {
  const { request, route, options } = call;
  const most = route.purpose === "submit" ? options.limits.bodyBytes : SMALL_BYTES;
  const length = lengthOf(request);
  if (length !== null && Number(length) > most) throw tooLarge();
  if (request.body === null || length === "0") {
    if (route.purpose === "submit") throw new Refusal(400, "RELAY_BODY", "The request has no body.");
    return { body: null, most, length: null };
  }
  if (route.models === undefined) return { body: request.body, most, length };
  // The body names the model. It holds image URLs, no images.
  const text = await textOf(request.body, Math.min(most, NAMING_BYTES), options.limits.seconds);
  const { body, model } = namedModel(text, route.models);
  route.model = model;
  return { body, most, length };
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

/** The response made of the provider's reply: status, `Retry-After` and JSON. No other header passes. */
function answerOf(call, reply, reserved) {
  const { response } = reply;
  const headers = { ...openTo(call), "content-type": "application/json" };
  const retryAfter = response.headers.get("retry-after");
  if (retryAfter !== null && RETRY_AFTER.test(retryAfter)) headers["retry-after"] = retryAfter;
  const { status } = response;
  if (response.body === null || status === 204 || status === 205) {
    reply.drop();
    return new Response(null, { status, headers });
  }
  // The reply may list other callers' jobs.
  if (call.route.purpose === "probe" && response.ok) {
    reply.drop();
    return new Response("{}", { status, headers });
  }
  return new Response(readable(call, reply, reserved), { status, headers });
}

/** A stream of a reply's JSON with keys redacted and links rewritten, in this order: in a signed link a key could not be found. */
function readable(call, { response, reader, finish }, reserved) {
  const { provider } = call.target;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const links = rewriteStrings((member, text) => linkTo(call, member, text));
  const clean = keepKeysOut(provider.keys);
  let head = "";
  const isRead = reserved !== null || (call.route.job !== undefined && provider.refunded.length > 0);
  const pass = async (text, isLast) => {
    if (isRead && head.length < HEAD_CHARACTERS) head += text;
    return encoder.encode(await links(clean(text, isLast), isLast));
  };
  return transform(reader, {
    each: (chunk) => pass(decoder.decode(chunk, { stream: true }), false),
    last: () => pass(decoder.decode(), true),
    async end(isWhole) {
      finish();
      if (!isWhole || !response.ok || !isRead) return;
      if (reserved === null) return refund(call, call.route.job, head);
      const { cost, job } = boughtBy(provider, head);
      await reserved.settle(cost, job);
    },
  });
}

/** Reads a small body as text, within a time limit in seconds. */
async function textOf(stream, most, seconds) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, seconds * 1000);
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > most) throw tooLarge();
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
  if (late) throw new Refusal(408, "RELAY_SLOW", "The request did not arrive in time.");
  return text + decoder.decode();
}

/** The limit for bodies other than of a submit: an id, or the name and type of a file. */
const SMALL_BYTES = 16 * 1024;
/** The limit for a submit that must be buffered because its body names the model. */
const NAMING_BYTES = 1024 * 1024;
/** Seconds or an HTTP date. Anything else could be a repeated key. */
const RETRY_AFTER = /^(\d{1,9}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/;
/** How many characters of a reply are searched for its cost and status. */
const HEAD_CHARACTERS = 64 * 1024;
