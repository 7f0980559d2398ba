/**
 * Submits that go wrong at the provider. Each row says what the provider does, the status that the relay gives (`cut`: and breaks off), how many jobs
 * there are then, and what the client makes of it: of a reply that breaks off one runtime makes an error, another an end.
 */
export const FAULTS = [
  refusal("a refusal", 422),
  refusal("a wrong request", 400),
  refusal("a wrong key", 401, "unauthorized"),
  refusal("a key that may not", 403, "unauthorized"),
  refusal("no credit", 402, "insufficientCredit"),
  refusal("no such model", 404),
  refusal("a request that is too large", 413),
  noAnswer("a refusal that leaves the outcome open, 409", { status: 409 }, { status: 409 }),
  // Browsers would repeat the POST by themselves.
  noAnswer("a status that the relay replaces, 408", { status: 408 }, { status: 504 }),
  noAnswer("a status that the relay replaces, 421", { status: 421 }),
  noAnswer("a status that the relay replaces, 425", { status: 425 }),
  ...[500, 502, 503, 504, 529].map((status) =>
    noAnswer(`a provider out of order, ${status}`, { status }, { status }),
  ),
  noAnswer(
    "a provider out of order that bought all the same",
    { status: 503, acceptAnyway: true },
    { status: 503, jobs: 1 },
  ),
  noAnswer("a web page of a provider out of order", { status: 503, body: "html" }, { status: 503 }),
  {
    name: "a connection that is refused",
    isRefused: true,
    status: 502,
    // A runtime that closes the connection before it has read the body may be heard as lost.
    says: {},
  },
  // Nothing was bought where the runtime had not sent the end of the body.
  noAnswer(
    "a connection that is reset before the body",
    { resetBeforeBody: true },
    { says: { kind: "unavailable" } },
  ),
  noAnswer("a connection that is reset before the reply", { resetBeforeReply: true }),
  noAnswer("the same, after it was bought", { resetBeforeReply: true, acceptAnyway: true }, { jobs: 1 }),
  badReply("a connection that is reset in the reply", { resetInBody: true }, { cut: true }),
  noAnswer("no reply", { hang: true }, { status: 504 }),
  noAnswer("no reply, after it was bought", { hang: true, acceptAnyway: true }, { status: 504, jobs: 1 }),
  badReply("half a reply", { hangInBody: true }, { cut: true }),
  badReply("a reply that ends too soon", { body: "truncated" }),
  badReply("a reply with nothing in it", { body: "empty" }),
  badReply("a web page for a reply", { body: "html" }),
  badReply("a reply in an unknown shape", { wrongTypes: true }),
  noAnswer("a redirect", { redirect: true }),
  noAnswer("a redirect that turns a POST into a GET", { redirect: 302 }),
  noAnswer("a redirect that keeps the method", { redirect: 307 }),
  // The last: the client waits with this provider for as long as the reply says.
  {
    name: "too many calls",
    fault: { status: 429, retryAfter: { header: "30" } },
    status: 429,
    says: { kind: "rateLimited", billed: "no" },
  },
];

/** The provider says no, and has sold nothing. */
function refusal(name, status, kind = "refused") {
  return { name, fault: { status }, status, says: { kind, billed: "no" } };
}

/** What the provider says leaves open what was bought, or it says nothing. */
function noAnswer(name, fault, row) {
  return { name, fault, status: 502, says: { kind: "unavailable", billed: "unknown" }, ...row };
}

/** The provider has sold a job, and of its reply too little can be read. */
function badReply(name, fault, { cut } = {}) {
  const says = cut ? { billed: "unknown" } : { kind: "badResponse", billed: "unknown" };
  return { name, fault, status: 202, cut, jobs: 1, says };
}
