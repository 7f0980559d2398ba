/**
 * Submits that go wrong at the provider. Each row says what the provider does, the status that the relay gives (`cut`: and breaks off), how many jobs
 * there are then, and what the client makes of it: of a reply that
 * breaks off one runtime makes an error, another an end.
 */
export const FAULTS = [
  { name: "a refusal", fault: { status: 422 }, status: 422, says: { kind: "refused", billed: "no" } },
  { name: "a wrong request", fault: { status: 400 }, status: 400, says: { kind: "refused", billed: "no" } },
  { name: "a wrong key", fault: { status: 401 }, status: 401, says: { kind: "unauthorized", billed: "no" } },
  {
    name: "a key that may not",
    fault: { status: 403 },
    status: 403,
    says: { kind: "unauthorized", billed: "no" },
  },
  {
    name: "no credit",
    fault: { status: 402 },
    status: 402,
    says: { kind: "insufficientCredit", billed: "no" },
  },
  { name: "no such model", fault: { status: 404 }, status: 404, says: { kind: "refused", billed: "no" } },
  {
    name: "a request that is too large",
    fault: { status: 413 },
    status: 413,
    says: { kind: "refused", billed: "no" },
  },
  ...[408, 409, 425].map((status) => ({
    name: `a refusal of which nobody knows, ${status}`,
    fault: { status },
    status,
    says: { kind: "unavailable", billed: "unknown" },
  })),
  ...[500, 502, 503, 504, 529].map((status) => ({
    name: `a provider out of order, ${status}`,
    fault: { status },
    status,
    says: { kind: "unavailable", billed: "unknown" },
  })),
  {
    name: "a provider out of order that bought all the same",
    fault: { status: 503, acceptAnyway: true },
    status: 503,
    jobs: 1,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "a web page of a provider out of order",
    fault: { status: 503, body: "html" },
    status: 503,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "a connection that is refused",
    isRefused: true,
    status: 502,
    // The relay answers before it has read the body: a runtime that then closes the connection may be heard as `network`.
    says: { billed: "unknown" },
  },
  {
    name: "a connection that is reset before the body",
    fault: { resetBeforeBody: true },
    status: 502,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "a connection that is reset before the reply",
    fault: { resetBeforeReply: true },
    status: 502,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "the same, after it was bought",
    fault: { resetBeforeReply: true, acceptAnyway: true },
    status: 502,
    jobs: 1,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "a connection that is reset in the reply",
    fault: { resetInBody: true },
    status: 202,
    cut: true,
    jobs: 1,
    says: { billed: "unknown" },
  },
  { name: "no reply", fault: { hang: true }, status: 504, says: { kind: "unavailable", billed: "unknown" } },
  {
    name: "no reply, after it was bought",
    fault: { hang: true, acceptAnyway: true },
    status: 504,
    jobs: 1,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "half a reply",
    fault: { hangInBody: true },
    status: 202,
    cut: true,
    jobs: 1,
    says: { billed: "unknown" },
  },
  {
    name: "a reply that ends too soon",
    fault: { body: "truncated" },
    status: 202,
    jobs: 1,
    says: { kind: "badResponse", billed: "unknown" },
  },
  {
    name: "a reply with nothing in it",
    fault: { body: "empty" },
    status: 202,
    jobs: 1,
    says: { kind: "badResponse", billed: "unknown" },
  },
  {
    name: "a web page for a reply",
    fault: { body: "html" },
    status: 202,
    jobs: 1,
    says: { kind: "badResponse", billed: "unknown" },
  },
  {
    name: "a reply in a shape that nobody knows",
    fault: { wrongTypes: true },
    status: 202,
    jobs: 1,
    says: { kind: "badResponse", billed: "unknown" },
  },
  {
    name: "a redirect",
    fault: { redirect: true },
    status: 502,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "a redirect that turns a POST into a GET",
    fault: { redirect: 302 },
    status: 502,
    says: { kind: "unavailable", billed: "unknown" },
  },
  {
    name: "a redirect that keeps the method",
    fault: { redirect: 307 },
    status: 502,
    says: { kind: "unavailable", billed: "unknown" },
  },
  // The last: the client asks this provider for nothing more until the time that it was told.
  {
    name: "too many calls",
    fault: { status: 429, retryAfter: { header: "30" } },
    status: 429,
    says: { kind: "rateLimited", billed: "no" },
  },
];
