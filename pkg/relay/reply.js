/** A no of the relay's own, in a sentence for the person in front of the page. */
export class Refusal extends Error {
  constructor(status, code, sentence, headers = {}) {
    super(sentence);
    Object.assign(this, { status, code, headers });
  }
}

/** Answers with a refusal, in the provider's own shape where the address names one. */
export function refuse({ status, code, message, headers }, call) {
  const shape = call.place?.provider.refusal ?? { error: { code: "{code}", message: "{message}" } };
  const filled = JSON.stringify(shape, (_, value) =>
    value === "{code}" ? code : value === "{message}" ? message : value,
  );
  const all = { ...openTo(call), ...headers, "content-type": "application/json" };
  return new Response(call.request.method === "HEAD" ? null : filled, { status, headers: all });
}

/** Gives the headers that every answer has: open to the page that asks, if it is one of ours, and to be kept by nobody. */
export function openTo({ request, settings }) {
  const headers = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  };
  if (settings.origins === "any") {
    headers["access-control-allow-origin"] = "*";
  } else {
    headers.vary = "Origin";
    const origin = request.headers.get("origin");
    if (origin === null || !settings.origins.has(origin)) return headers;
    headers["access-control-allow-origin"] = origin;
    headers["access-control-allow-credentials"] = "true";
  }
  headers["access-control-expose-headers"] = "Retry-After";
  return headers;
}

export function tooLarge() {
  return new Refusal(413, "RELAY_TOO_LARGE", "The request is larger than the relay takes.");
}

/** A failure of the operator's own parts. It is a 4xx for a submit: nothing was sent, so nothing was bought. */
export function unready(route, sentence) {
  return new Refusal(route?.purpose === "submit" ? 424 : 503, "RELAY_NOT_READY", sentence);
}
