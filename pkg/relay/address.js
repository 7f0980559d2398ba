import { providers } from "./routes.js";

/**
 * Resolves a URL to its target: `{ provider, routes }` with the provider's own path, `{ provider, link }`, or `null`. The read of a caller's limits has
 * the provider `null`.
 *
 * The path of the others must equal, character by character, one that the client sends. It is forwarded unchanged: nothing is normalized.
 */
export function findTarget(address, options) {
  // Next may pass a path without a host.
  if (!URL.canParse(address)) return null;
  const { href, origin } = new URL(address);
  const fullPath = href.slice(origin.length);
  if (!fullPath.startsWith(`${options.path}/`)) return null;
  const rest = fullPath.slice(options.path.length + 1);
  const [name, query] = rest.split(/\?(.*)/s);
  if (name === LIMITS) return limitsTarget(query, options);
  const end = rest.indexOf("/");
  const id = rest.slice(0, end);
  if (end < 0 || !Object.hasOwn(options.providers, id)) return null;
  const provider = { id, ...providers[id], ...options.providers[id] };
  const path = rest.slice(end);
  if (path.startsWith(LINKS)) return { provider, link: path.slice(LINKS.length) };
  if (path.startsWith(SUBMITS)) {
    const key = idempotencyKey(path.slice(SUBMITS.length));
    return key === null ? null : { provider, routes: [{ method: "GET", purpose: "find", key }] };
  }
  const { fixed, open } = provider.routes;
  const routes = (fixed.get(path) ?? []).map((route) => ({ ...route }));
  for (const { before, after, ...route } of open) {
    const job = jobIn(path, before, after);
    if (job !== null) routes.push({ ...route, path, job });
  }
  if (routes.length === 0 && isList(path, fixed)) routes.push({ method: "GET", purpose: "list", path });
  return routes.length === 0 ? null : { provider, routes };
}

/** The target of a read of the caller's limits, for one model or none; `null` if the query names no known model. */
function limitsTarget(query, options) {
  const route = { method: "GET", purpose: "limits", model: null };
  if (query === undefined) return { provider: null, routes: [route] };
  const parameters = new URLSearchParams(query);
  const [id, name] = ["provider", "model"].map((parameter) => parameters.get(parameter));
  if (!Object.hasOwn(options.providers, id)) return null;
  const { routes, mostMicroUsd, keys } = options.providers[id];
  const submits = Array.from(routes.fixed.values()).flat();
  const submit = submits.find(({ purpose, models }) => purpose === "submit" && models.includes(name));
  if (submit === undefined) return null;
  const models = submit.isNamed ? [name] : submit.models;
  return { provider: null, routes: [{ ...route, model: { models, mostMicroUsd, hasKey: keys.length > 0 } }] };
}

/** Whether the path lists jobs, which may be other callers': the route of the access check with another query. */
function isList(path, fixed) {
  const [wanted] = path.split("?");
  const routes = Array.from(fixed.values()).flat();
  return routes.some((route) => route.purpose === "probe" && route.path.split("?")[0] === wanted);
}

/** The job id in a path, `null` where the path does not match. */
function jobIn(path, before, after) {
  if (!path.startsWith(before) || !path.endsWith(after)) return null;
  const part = path.slice(before.length, path.length - after.length);
  if (!/^(?:[a-z0-9._~-]|%(?:2b|3a|3d))+$/i.test(part)) return null;
  const job = decodeURIComponent(part);
  return job.length <= 500 && !/^\.+$/.test(job) ? job : null;
}

/**
 * Whether requests may be sent to the URL: `https:`, or `http:` on a loopback host. The same rule as in src/wire/url.rs and
 * pkg/client/options.js, tested with tests/addresses.json.
 */
export function isSafe(url) {
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const plain = url.username === "" && url.password === "";
  return plain && (url.protocol === "https:" || (url.protocol === "http:" && loopback));
}

/** A valid idempotency key; `null` for other texts. */
export function idempotencyKey(text) {
  return /^[\w-]{1,128}$/.test(text) ? text : null;
}

/** The path of the caller's limits. No provider's name. */
const LIMITS = "limits";
/** The path prefix of reads of submits. No provider's path begins with it. */
const SUBMITS = "/relay-submits/";
/** The path prefix of signed links. No provider's path begins with it. */
export const LINKS = "/relay-links/";
