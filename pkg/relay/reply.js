/** An error response of the relay itself, with a sentence for the end user. */
export class Refusal extends Error {
  constructor(status, code, sentence, headers = {}) {
    super(sentence);
    Object.assign(this, { status, code, headers });
  }
}

/** The response for a refusal, in the error format of the target's provider. */
export function refuse({ status, code, message, headers }, call) {
  const shape = call.target?.provider?.refusal ?? { error: { code: "{code}", message: "{message}" } };
  const filled = JSON.stringify(shape, (_, value) =>
    value === "{code}" ? code : value === "{message}" ? message : value,
  );
  const all = { ...openTo(call), ...headers, "content-type": "application/json" };
  return new Response(call.request.method === "HEAD" ? null : filled, { status, headers: all });
}

/** The headers of every response: CORS for an allowed origin, and no caching. */
export function openTo({ request, options }) {
  const headers = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  };
  if (options.origins === "any") {
    headers["access-control-allow-origin"] = "*";
  } else {
    headers.vary = "Origin";
    const origin = request.headers.get("origin");
    if (origin === null || !options.origins.has(origin)) return headers;
    headers["access-control-allow-origin"] = origin;
    headers["access-control-allow-credentials"] = "true";
  }
  headers["access-control-expose-headers"] = "Relay-Outcome, Retry-After";
  return headers;
}

/**
 * The status with which a provider's reply is passed on. After 408, 421 and 425 browsers send a POST again by themselves, so none of them leaves the
 * relay.
 */
export function safeStatus(status) {
  return RESENT[status] ?? status;
}

export function tooLarge() {
  return new Refusal(413, "RELAY_TOO_LARGE", "The request is larger than the relay takes.");
}

/**
 * The refusal for a failed `authorize` or store. A 4xx for a submit that was not sent, so nothing was bought. With an idempotency key it may have been sent
 * before: a browser may have repeated it.
 */
export function notReady({ request, route, isUnsent = false }, sentence) {
  const isSubmit = route?.purpose === "submit";
  const isCertain = isUnsent || !request.headers.has("idempotency-key");
  const headers = isSubmit ? { "relay-outcome": isCertain ? "unsent" : "unknown" } : {};
  return new Refusal(isSubmit && isCertain ? 424 : 503, "RELAY_NOT_READY", sentence, headers);
}

export function tooSlow() {
  return new Refusal(504, "RELAY_SLOW", "The request did not arrive in time.");
}

const RESENT = { 408: 504, 421: 502, 425: 502 };
