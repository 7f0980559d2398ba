import { providers } from "./routes.js";

/**
 * Finds what an address stands for: `{ provider, routes }` with the provider's own path, `{ provider, link }`, or `null`.
 *
 * The path has to be, character by character, one that the client sends, and is passed on as it came: nothing is tidied up.
 */
export function find(address, settings) {
  // Some runtimes have no host to put before a path.
  if (!URL.canParse(address)) return null;
  const { href, origin } = new URL(address);
  const target = href.slice(origin.length);
  if (!target.startsWith(`${settings.path}/`)) return null;
  const rest = target.slice(settings.path.length + 1);
  const end = rest.indexOf("/");
  const id = rest.slice(0, end);
  if (end < 0 || !Object.hasOwn(settings.providers, id)) return null;
  const provider = { id, ...providers[id], ...settings.providers[id] };
  const path = rest.slice(end);
  if (path.startsWith(LINKS)) return { provider, link: path.slice(LINKS.length) };
  const routes = provider.routes.flatMap((route) => {
    const job = jobIn(route.path, path);
    if (job === null) return [];
    return [job === "" ? { ...route } : { ...route, path, job }];
  });
  if (routes.length === 0 && isList(path, provider)) routes.push({ method: "GET", purpose: "list", path });
  return routes.length === 0 ? null : { provider, routes };
}

/** Tells whether this asks for jobs that may be other callers': what a check reads too, but more of it. */
function isList(path, { routes }) {
  const [wanted] = path.split("?");
  return routes.some((route) => route.purpose === "probe" && route.path.split("?")[0] === wanted);
}

/** Gives the job that a path names where the route has `{job}`, `""` where it has none, `null` where they differ. */
function jobIn(pattern, path) {
  const [before, after] = pattern.split("{job}");
  if (after === undefined) return pattern === path ? "" : null;
  if (!path.startsWith(before) || !path.endsWith(after)) return null;
  const part = path.slice(before.length, path.length - after.length);
  if (!/^(?:[a-z0-9._~-]|%(?:2b|3a|3d))+$/i.test(part)) return null;
  const job = decodeURIComponent(part);
  return job.length <= 500 && !/^\.+$/.test(job) ? job : null;
}

/** Tells whether this is an address that may be sent to: `https:`, or `http:` of this machine. */
export function isSafe(url) {
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const plain = url.username === "" && url.password === "";
  return plain && (url.protocol === "https:" || (url.protocol === "http:" && loopback));
}

/** The page sees the links under a name that no provider's path begins with. */
export const LINKS = "/relay-links/";
