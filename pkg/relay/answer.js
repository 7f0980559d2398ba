import { transform } from "./exchange.js";
import { boughtBy, isCertainRefusal, refund } from "./limits.js";
import { linkTo } from "./links.js";
import { keepKeysOut } from "./redact.js";
import { openTo, safeStatus } from "./reply.js";
import { rewriteStrings } from "./strings.js";

/**
 * The response made of the provider's reply: status, `Retry-After` and JSON. No other header passes. After an unclear reply to a submit, which has
 * no idempotency key here, the outcome is unknown.
 */
export function answerOf(call, reply, reserved) {
  const { response } = reply;
  const headers = { ...openTo(call), "content-type": "application/json" };
  const retryAfter = retryAfterOf(response);
  if (retryAfter !== null) headers["retry-after"] = retryAfter;
  const status = safeStatus(response.status);
  const isUnclear = !response.ok && !isCertainRefusal(response.status);
  if (call.route.purpose === "submit" && isUnclear) headers["relay-outcome"] = "unknown";
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

/** The value of a valid `Retry-After` header; `null` without one. */
export function retryAfterOf({ headers }) {
  const value = headers.get("retry-after");
  return value !== null && RETRY_AFTER.test(value) ? value : null;
}

/** A stream of a reply's JSON with keys redacted and links rewritten, in this order: in a signed link a key could not be found. */
export function readable(call, { response, reader, finish }, reserved) {
  const { provider } = call.target;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const links = rewriteStrings((member, text) => linkTo(call, member, text));
  const redacted = keepKeysOut(provider.keys);
  let head = "";
  const isRead = reserved !== null || (call.route.job !== undefined && provider.refunded.length > 0);
  const pass = async (text, isLast) => {
    if (isRead && head.length < HEAD_CHARACTERS) head += text;
    return encoder.encode(await links(redacted(text, isLast), isLast));
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

/** Seconds or an HTTP date. Anything else could be a repeated key. */
const RETRY_AFTER = /^(\d{1,9}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/;
/** How many characters of a reply are searched for its cost and status. */
const HEAD_CHARACTERS = 64 * 1024;
