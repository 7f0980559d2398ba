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
  if (call.route.purpose !== "submit") headers["relay-outcome"] = "answered";
  else if (!response.ok && !isCertainRefusal(response.status)) headers["relay-outcome"] = "unknown";
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

/**
 * The seconds of a `Retry-After` header, as text; `null` without a valid one. A date is turned into seconds here, by the provider's own clock where it
 * says its time: the clock of a page may be wrong.
 */
export function retryAfterOf({ headers }) {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (SECONDS.test(value)) return value;
  if (!DATE.test(value)) return null;
  const at = timeOf(value);
  const now = timeOf(headers.get("date") ?? "");
  const seconds = Math.ceil((at - (Number.isNaN(now) ? Date.now() : now)) / 1000);
  return Number.isNaN(seconds) ? null : String(Math.max(0, seconds));
}

/** An HTTP date in milliseconds. The oldest of its three forms has no zone, and all are of Greenwich. */
function timeOf(date) {
  return Date.parse(date.endsWith("GMT") ? date : `${date} GMT`);
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

/** Anything else could be a repeated key. */
const SECONDS = /^\d{1,9}$/;
/** An HTTP date in one of its three forms (RFC 9110, 5.6.7). */
const DATE = /^[A-Z][a-z]{2,8},? [\w :-]{15,30}$/;
/** How many characters of a reply are searched for its cost and status. */
const HEAD_CHARACTERS = 64 * 1024;
