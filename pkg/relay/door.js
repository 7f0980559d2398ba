import { tagOf } from "./digest.js";
import { openTo, Refusal, unready } from "./reply.js";
import { reportTo } from "./settings.js";

/** Answers a browser that asks whether it may call: exactly for the route that it names, else no. */
export function preflight(call) {
  const { request, settings, place } = call;
  const origin = request.headers.get("origin");
  const method = request.headers.get("access-control-request-method");
  const wanted = (request.headers.get("access-control-request-headers") ?? "").toLowerCase();
  const headers = wanted.split(",").flatMap((name) => name.trim() || []);
  const routeHeaders = place.link === undefined ? settings.headers : new Set(["content-type"]);
  const isFine =
    origin !== null &&
    isListed(origin, settings) &&
    methodsOf(place).includes(method) &&
    headers.every((name) => routeHeaders.has(name));
  if (!isFine) throw new Refusal(403, "RELAY_NOT_ALLOWED", "The relay is not open to this call.");
  const reply = new Headers(openTo(call));
  reply.set("access-control-allow-methods", method);
  if (headers.length > 0) reply.set("access-control-allow-headers", headers.join(", "));
  reply.set("access-control-max-age", "600");
  return new Response(null, { status: 204, headers: reply });
}

/** Checks where a call comes from and what it looks like. Throws a `Refusal`. */
export function admit(call) {
  const { request, settings, place } = call;
  if (!comesFromOurPage(request, settings, place)) {
    throw new Refusal(403, "RELAY_FOREIGN_PAGE", "The relay is not open to the page that called.");
  }
  const methods = methodsOf(place);
  if (!methods.includes(request.method)) {
    const headers = { allow: methods.join(", ") };
    throw new Refusal(405, "RELAY_METHOD", "The relay does not take this method here.", headers);
  }
  call.route = place.routes?.find(({ method }) => method === request.method);
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
  if (place.link === undefined && request.method === "POST" && !(isJson || (isCancel && type === null))) {
    throw new Refusal(415, "RELAY_TYPE", "The relay takes application/json here.");
  }
  if (request.method === "GET" && hasBody) {
    throw new Refusal(400, "RELAY_BODY", "The relay takes no body here.");
  }
}

/**
 * Asks the operator who is calling, and gives `{ id, tag }`. Throws a `Refusal` when it is nobody.
 *
 * The operator's function gets a request of its own without a body: it cannot use up the one that goes to the provider.
 */
export async function visitorOf({ request, settings, route }) {
  let id;
  try {
    const { url } = request;
    const headers = new Headers(request.headers);
    // Where every page may call, a cookie says nothing of whether its owner wants the call.
    if (settings.origins === "any") headers.delete("cookie");
    id = await settings.authorize(new Request(url, { method: request.method, headers }));
    const isAnswer = typeof id === "string" || id === null || id === undefined || id === false;
    if (!isAnswer) throw new TypeError("authorize must give the caller's id, a string, or null");
  } catch (error) {
    reportTo(settings, error);
    throw unready(route, "The relay could not tell who is calling.");
  }
  if (!id) throw new Refusal(401, "RELAY_NOT_SIGNED_IN", "The relay does not know who is calling: sign in.");
  return { id, tag: await tagOf(id) };
}

/**
 * A browser names the page in `Origin`, but not with reads of its own site, nor with images, which `Sec-Fetch-Site` tells apart.
 * A link is its own permission: an `<img>` on any page may load it, as it could at the provider's.
 */
function comesFromOurPage({ headers, method }, settings, place) {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (settings.origins === "any") return true;
  if (origin !== null) return isListed(origin, settings) && site !== "none";
  if (method !== "GET" && method !== "HEAD") return false;
  if (place.link !== undefined) return true;
  const mode = headers.get("sec-fetch-mode");
  return (site === null || site === "same-origin") && mode !== "navigate";
}

function isListed(origin, { origins }) {
  return origins === "any" || origins.has(origin);
}

/** Where a runtime keeps the host to itself there is none here. */
function isOneHost(host) {
  return host === null || HOST.test(host);
}

function methodsOf(place) {
  return place.routes?.map(({ method }) => method) ?? ["GET", "PUT"];
}

/** A name or an address, perhaps with a port. */
export const HOST = /^[\w.:[\]-]+$/;
const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i;
