import { shortHash } from "./digest.js";
import { reportTo } from "./options.js";
import { notReady, openTo, Refusal } from "./reply.js";
import { within } from "./within.js";

/** The response to a CORS preflight: allowed only for an existing route, its method and the listed headers. */
export function preflight(call) {
  const { request, options, target } = call;
  const origin = request.headers.get("origin");
  const method = request.headers.get("access-control-request-method");
  const wanted = (request.headers.get("access-control-request-headers") ?? "").toLowerCase();
  const headers = wanted.split(",").flatMap((name) => name.trim() || []);
  const routeHeaders = target.link === undefined ? options.headers : new Set(["content-type"]);
  const isFine =
    origin !== null &&
    isListed(origin, options) &&
    methodsOf(target).includes(method) &&
    headers.every((name) => routeHeaders.has(name));
  if (!isFine) throw new Refusal(403, "RELAY_NOT_ALLOWED", "The relay is not open to this call.");
  const reply = new Headers(openTo(call));
  reply.set("access-control-allow-methods", method);
  if (headers.length > 0) reply.set("access-control-allow-headers", headers.join(", "));
  reply.set("access-control-max-age", "600");
  return new Response(null, { status: 204, headers: reply });
}

/** Checks the origin, the method and the headers of a call, and sets `call.route`. Throws a `Refusal`. */
export function admit(call) {
  const { request, options, target } = call;
  if (!comesFromOurPage(request, options, target)) {
    throw new Refusal(403, "RELAY_FOREIGN_PAGE", "The relay is not open to the page that called.");
  }
  const methods = methodsOf(target);
  if (!methods.includes(request.method)) {
    const headers = { allow: methods.join(", ") };
    throw new Refusal(405, "RELAY_METHOD", "The relay does not take this method here.", headers);
  }
  call.route = target.routes?.find(({ method }) => method === request.method);
  if (!isOneHost(request.headers.get("host"))) {
    throw new Refusal(400, "RELAY_HOST", "The request does not name one host.");
  }
  const coding = request.headers.get("transfer-encoding") ?? "chunked";
  if (request.headers.has("content-encoding") || coding.toLowerCase() !== "chunked") {
    throw new Refusal(415, "RELAY_ENCODED", "The relay takes no body that is encoded.");
  }
  if (request.headers.has("upgrade")) {
    throw new Refusal(400, "RELAY_UPGRADE", "The relay speaks nothing but HTTP.");
  }
  const type = request.headers.get("content-type");
  const hasBody = request.body !== null || Number(request.headers.get("content-length") ?? 0) > 0;
  const isJson = type !== null && JSON_TYPE.test(type);
  const isCancel = call.route?.purpose === "cancel";
  if (target.link === undefined && request.method === "POST" && !(isJson || (isCancel && type === null))) {
    throw new Refusal(415, "RELAY_TYPE", "The relay takes application/json here.");
  }
  if (request.method === "GET" && hasBody) {
    throw new Refusal(400, "RELAY_BODY", "The relay takes no body here.");
  }
}

/**
 * The caller, `{ id, hash }`, as identified by the operator's `authorize`. Throws a `Refusal` for an unknown caller.
 *
 * `authorize` receives a separate request without a body, so it cannot consume the body that goes to the provider.
 */
export async function callerOf(call) {
  const { request, options } = call;
  let id;
  try {
    const { url } = request;
    const headers = new Headers(request.headers);
    // With any origin allowed, a cookie does not prove that its owner wants the call (CSRF).
    if (options.origins === "any") headers.delete("cookie");
    const { seconds } = options.limits;
    const identified = options.authorize(new Request(url, { method: request.method, headers }));
    const late = `authorize has not settled within limits.seconds, which is ${seconds}`;
    id = await within(seconds * 1000, identified, late);
    const isAnswer = typeof id === "string" || id === null || id === undefined || id === false;
    if (!isAnswer) throw new TypeError("authorize must give the caller's id, a string, or null");
  } catch (error) {
    reportTo(options, error);
    throw notReady(call, "The relay could not tell who is calling.");
  }
  if (!id) throw new Refusal(401, "RELAY_NOT_SIGNED_IN", "The relay does not know who is calling: sign in.");
  return { id, hash: await shortHash(id) };
}

/**
 * Whether the call comes from an allowed page. Browsers send `Origin`, except with same-origin reads and images, which
 * `Sec-Fetch-Site` distinguishes. A signed link is its own permission: an `<img>` on any page may load it.
 */
function comesFromOurPage({ headers, method }, options, target) {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (options.origins === "any") return true;
  if (origin !== null) return isListed(origin, options) && site !== "none";
  if (method !== "GET" && method !== "HEAD") return false;
  if (target.link !== undefined) return true;
  const mode = headers.get("sec-fetch-mode");
  return (site === null || site === "same-origin") && mode !== "navigate";
}

function isListed(origin, { origins }) {
  return origins === "any" || origins.has(origin);
}

/** Whether the `Host` header names one host. Some runtimes do not expose the header. */
function isOneHost(host) {
  return host === null || HOST.test(host);
}

function methodsOf(target) {
  return target.routes?.map(({ method }) => method) ?? ["GET", "PUT"];
}

/** A host name or IP address, with an optional port. */
export const HOST = /^[\w.:[\]-]+$/;
const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i;
