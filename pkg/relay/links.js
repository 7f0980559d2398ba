import { isSafe, LINKS } from "./address.js";
import { signingKey } from "./digest.js";
import { exchange, lengthOf, transform } from "./exchange.js";
import { takeCall } from "./limits.js";
import { openTo, Refusal, safeStatus, tooLarge } from "./reply.js";
import { requireKey } from "./send.js";

/**
 * The relay's signed link for a URL in a provider's reply; `null` for URLs that stay unchanged.
 *
 * Upload targets and outputs at the provider's listed hosts go through the relay. The URL of an uploaded file does not: the provider
 * itself fetches it.
 */
export async function linkTo(call, member, text) {
  const { target, route, options, caller } = call;
  const { provider } = target;
  const isPresign = route.purpose === "presign";
  if (isPresign ? member !== provider.upload.place : member === "polling_url") return null;
  const method = isPresign ? "PUT" : "GET";
  if (addressFor(method, text, provider) === null) return null;
  const seconds = isPresign ? UPLOAD_SECONDS : options.limits.linkSeconds;
  const until = Math.floor(Date.now() / 1000) + seconds;
  const payload = encode(
    new TextEncoder().encode(JSON.stringify([provider.id, method, until, caller.hash, text])),
  );
  const mac = await crypto.subtle.sign("HMAC", await cachedKey(options), new TextEncoder().encode(payload));
  return `${publicUrl(call)}/${provider.id}${LINKS}${payload}.${encode(new Uint8Array(mac))}`;
}

/** The response to a link made by `linkTo`: the bytes of its URL. */
export async function serveLink(call) {
  const { target, request } = call;
  const { provider } = target;
  // Without a secret and any key the links are signed with a known one.
  if (call.options.secret === null) requireKey(call);
  const { address, callerHash } = await verify(call);
  call.caller = { hash: callerHash };
  await takeCall(call);
  if (request.method === "PUT") return forwardUpload(call, address, provider);
  const reply = await exchange({ address, method: "GET", headers: { accept: "image/*" }, body: null, call });
  return outputResponse(reply, openTo(call));
}

/** Verifies a link: signature, provider, method, expiry, and that the host is still one of the provider's. */
async function verify({ target, request, options }) {
  const { provider, link } = target;
  const [, payload, mac] = /^([\w-]{1,8192})\.([\w-]{43})$/.exec(link) ?? [];
  const isOurs =
    mac !== undefined &&
    (await crypto.subtle.verify(
      "HMAC",
      await cachedKey(options),
      decode(mac),
      new TextEncoder().encode(payload),
    ));
  if (!isOurs) throw new Refusal(403, "RELAY_LINK", "This link is not one of the relay's.");
  const [id, method, until, callerHash, text] = JSON.parse(new TextDecoder().decode(decode(payload)));
  const address = addressFor(method, text, provider);
  if (id !== provider.id || method !== request.method || address === null) {
    throw new Refusal(403, "RELAY_LINK", "This link is for something else.");
  }
  if (until * 1000 < Date.now()) throw new Refusal(410, "RELAY_LINK_OLD", "This link is no longer good.");
  return { address, callerHash };
}

async function forwardUpload(call, address, { upload }) {
  const { request } = call;
  const type = request.headers.get("content-type") ?? "";
  if (!upload.types.includes(type)) {
    throw new Refusal(415, "RELAY_TYPE", `The provider takes ${upload.types.join(", ")}.`);
  }
  const length = lengthOf(request);
  // Storage requires a `Content-Length`.
  if (length === null) throw new Refusal(411, "RELAY_LENGTH", "The upload does not say how long it is.");
  const most = Math.min(upload.mostBytes ?? Number.POSITIVE_INFINITY, call.options.limits.bodyBytes);
  if (Number(length) > most) throw tooLarge();
  if (request.body === null) throw new Refusal(400, "RELAY_BODY", "The upload has no body.");
  const headers = { "content-type": type, "content-length": length };
  const { response, drop } = await exchange({
    address,
    method: "PUT",
    headers,
    body: request.body,
    most,
    isLengthNeeded: true,
    call,
  });
  drop();
  return new Response(null, { status: safeStatus(response.status), headers: openTo(call) });
}

/** The response with an output: a raster image or plain bytes, never HTML or SVG, which may contain scripts. */
function outputResponse({ response, reader, finish, drop }, headers) {
  const type = (response.headers.get("content-type") ?? "").split(";")[0].trim().toLowerCase();
  headers["content-type"] = IMAGES.has(type) ? type : "application/octet-stream";
  headers["cross-origin-resource-policy"] = "cross-origin";
  const length = lengthOf(response);
  const isEncoded = response.headers.has("content-encoding");
  if (!response.ok || response.body === null) {
    drop();
    return new Response(null, { status: safeStatus(response.status), headers });
  }
  if (length !== null && !isEncoded) headers["content-length"] = length;
  headers["cache-control"] = "private, max-age=3600";
  const body = transform(reader, { each: (chunk) => chunk, end: finish });
  return new Response(body, { status: response.status, headers });
}

/** The URL to fetch if the provider's data allows its host, else `null`. */
function addressFor(method, text, { upload, outputHosts, ownHost }) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const hosts = method === "PUT" ? (upload?.hosts ?? []) : outputHosts;
  const isListed =
    url.protocol === "https:" && url.port === "" && hosts.some((host) => covers(host, url.hostname));
  const isAllowed = isSafe(url) && (isListed || url.origin === ownHost);
  return isAllowed ? url.href : null;
}

function covers(pattern, host) {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/**
 * The relay's URL as the page sees it, at the host of the `Host` header, which Next leaves out of `url`. The client accepts `https:` or a loopback
 * host only, so other hosts are assumed to be behind a proxy that terminates TLS.
 */
function publicUrl({ request, options }) {
  if (options.publicUrl !== null) return options.publicUrl;
  const { host, protocol } = new URL(request.url);
  const requested = request.headers.get("host") ?? host;
  const isHost = URL.canParse(`${protocol}//${requested}`);
  const url = new URL(`${protocol}//${isHost ? requested : host}`);
  if (!isSafe(url)) url.protocol = "https:";
  return url.origin + options.path;
}

/** The signing key, derived once. The value is cached and not its promise, which workerd would bind to one request. */
async function cachedKey(options) {
  options.signingKey ??= await signingKey(options);
  return options.signingKey;
}

function encode(bytes) {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );
}

/** The lifetime of PixelByte's own upload URLs. */
const UPLOAD_SECONDS = 15 * 60;
const IMAGES = new Set([
  "image/avif",
  "image/bmp",
  "image/gif",
  "image/heic",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/webp",
]);
