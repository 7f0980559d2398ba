/** An error response of the relay itself, with a sentence for the end user. */
export class Refusal extends Error {
  constructor(status, code, sentence, headers = {}) {
    super(sentence);
    Object.assign(this, { status, code, headers });
  }
}

/** The response for a refusal, in the error format of the target's provider. */
export function refuse({ status, code, message, headers }, call) {
  const shape = call.target?.provider.refusal ?? { error: { code: "{code}", message: "{message}" } };
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
  headers["access-control-expose-headers"] = "Retry-After";
  return headers;
}

export function tooLarge() {
  return new Refusal(413, "RELAY_TOO_LARGE", "The request is larger than the relay takes.");
}

/** The refusal for a failed `authorize` or store. A 4xx for a submit: nothing was sent, so nothing was bought. */
export function notReady(route, sentence) {
  return new Refusal(route?.purpose === "submit" ? 424 : 503, "RELAY_NOT_READY", sentence);
}
