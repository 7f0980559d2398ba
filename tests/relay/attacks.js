import { createHash, createHmac } from "node:crypto";
import { PAGE, SECRET } from "./site.js";

/** The submit that every row changes in one way: by itself it is let through. */
export const SUBMIT = {
  method: "POST",
  path: "/api/plantain/mulerun/vendors/google/v1/nano-banana-pro/edit",
  headers: { origin: PAGE, "x-caller": "ann", "content-type": "application/json" },
  body: '{"prompt":"a red hat","images":["https://example.com/a.png"]}',
};

const BASE = "/api/plantain/mulerun";
const EDIT = `${BASE}/vendors/google/v1/nano-banana-pro/edit`;
const BUY = "/api/plantain/pixelbyte/v1/jobs/submit";
const SIGN = "/api/plantain/pixelbyte/v1/uploads/presign";
const STATUS = "/api/plantain/pixazo/nano-banana-polling/nano-banana/getStatus";
const MODEL = "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";
const LATER = 4_000_000_000;
const TAG = "0".repeat(32);

/** A link with the relay's own signature, of whatever is in it: what could be made if there were a hole in the making. */
export function signed(method, address, { until = LATER, provider = "pixelbyte" } = {}) {
  const payload = Buffer.from(JSON.stringify([provider, method, until, TAG, address])).toString("base64url");
  return `/api/plantain/pixelbyte/relay-links/${payload}.${macOf(payload)}`;
}

function macOf(payload) {
  const key = createHash("sha256").update(`plantain links\n${SECRET}`).digest();
  return createHmac("sha256", key).update(payload).digest("base64url");
}

/** Reads of which the page is known by `Sec-Fetch-Site` alone. */
const READ = { method: "GET", body: undefined, path: `${EDIT}/an-id` };
const preflight = (path, method, headers = "content-type") => ({
  method: "OPTIONS",
  path,
  body: undefined,
  only: { origin: PAGE, "access-control-request-method": method, "access-control-request-headers": headers },
});
const put = (path, headers = {}) => ({
  method: "PUT",
  path,
  body: "bytes",
  only: { origin: PAGE, "content-type": "image/png", ...headers },
});

/** A refusal by the runtime's own reading of HTTP: the connection may also be closed. */
const BROKEN = [400, 404, 405, 411, 413, 414, 431, 500, 501, 505, null];

/**
 * The attacks. Each row changes `SUBMIT`: `set` adds headers (`null` takes one away), `only` replaces all of them. `raw` is sent byte for byte, by
 * runtimes that listen. `runtimes` names those that have the words of the row at all: elsewhere the platform has read the address before.
 */
export const ATTACKS = [
  // Paths
  {
    name: "another call of the provider",
    path: `${BASE}/vendors/google/v1/nano-banana-pro/generation`,
    status: 404,
  },
  { name: "a dearer model", path: `${BASE}/vendors/google/v1/veo-3/generation`, status: 404 },
  { name: "an API of another kind", path: `${BASE}/v1/chat/completions`, status: 404 },
  { name: "a slash at the end", path: `${EDIT}/`, status: 404 },
  {
    name: "a double slash before the path",
    path: `${BASE}//vendors/google/v1/nano-banana-pro/edit`,
    status: 404,
  },
  { name: "a double slash inside", path: `${BASE}/vendors//google/v1/nano-banana-pro/edit`, status: 404 },
  { name: "a double slash at the start", path: `/${EDIT}`, status: 404 },
  { name: "a host after a double slash", path: "//evil.example/steal", status: 404 },
  { name: "a host as a provider", path: "/api/plantain/evil.example/steal", status: 404 },
  { name: "an address as a path", path: `${BASE}/https://evil.example/`, status: 404 },
  { name: "dots up to another call", path: `${BASE}/vendors/google/../../admin`, status: [400, 404] },
  { name: "dots out of the relay", path: `${BASE}/../../../admin`, status: [400, 404] },
  { name: "dots, encoded", path: `${BASE}/%2e%2e/%2e%2e/admin`, status: [400, 404] },
  { name: "dots, encoded twice", path: `${BASE}/%252e%252e/admin`, status: 404 },
  { name: "dots with a semicolon", path: `${BASE}/..;/admin`, status: 404 },
  { name: "slashes, encoded", path: `${BASE}/vendors%2fgoogle%2fv1%2fnano-banana-pro%2fedit`, status: 404 },
  {
    name: "a slash, encoded in capitals",
    path: `${BASE}/vendors%2Fgoogle/v1/nano-banana-pro/edit`,
    status: 404,
  },
  { name: "backslashes", path: `${BASE}\\vendors\\google\\..\\admin`, status: [400, 404] },
  { name: "a backslash, encoded", path: `${BASE}%5cvendors/google/v1/nano-banana-pro/edit`, status: 404 },
  { name: "a letter, encoded", path: `${BASE}/vendors/google/v1/nano-banana-pro/edi%74`, status: 404 },
  { name: "a nothing byte", path: `${EDIT}%00`, status: 404 },
  { name: "a line break, encoded", path: `${EDIT}%0d%0aX-Evil:%201`, status: 404 },
  { name: "other capitals", path: `${BASE}/vendors/Google/v1/nano-banana-pro/edit`, status: 404 },
  { name: "other capitals in the provider", path: EDIT.replace("mulerun", "MuleRun"), status: 404 },
  { name: "a parameter in the path", path: `${EDIT};a=b`, status: 404 },
  { name: "a query", path: `${EDIT}?a=b`, status: 404 },
  {
    name: "an empty query",
    path: `${EDIT}?`,
    status: [400, 404],
    runtimes: ["node", "call", "hono", "deno", "bun", "workerd"],
  },
  { name: "a provider that nobody knows", path: EDIT.replace("mulerun", "openai"), status: 404 },
  { name: "a provider called __proto__", path: EDIT.replace("mulerun", "__proto__"), status: 404 },
  { name: "a provider called constructor", path: EDIT.replace("mulerun", "constructor"), status: 404 },
  { name: "no provider", path: "/api/plantain/", status: 404 },
  { name: "a path that begins like the relay's", path: EDIT.replace("plantain", "plantains"), status: 404 },
  { name: "a longer list of jobs", ...READ, path: "/api/plantain/pixelbyte/v1/jobs?limit=100", status: 501 },
  {
    name: "a list of jobs, asked twice",
    ...READ,
    path: "/api/plantain/pixelbyte/v1/jobs?limit=1&limit=9",
    status: 501,
  },
  {
    name: "a list of jobs from a place on",
    ...READ,
    path: "/api/plantain/pixelbyte/v1/jobs?limit=1&cursor=a",
    status: 501,
  },
  {
    name: "a list of jobs, as long as it comes",
    ...READ,
    path: "/api/plantain/pixelbyte/v1/jobs",
    status: 501,
  },
  {
    name: "a list of jobs, by nobody",
    ...READ,
    path: "/api/plantain/pixelbyte/v1/jobs?limit=9",
    set: { "x-caller": null },
    status: 401,
  },
  { name: "a list of jobs to write to", path: "/api/plantain/pixelbyte/v1/jobs", status: 405 },
  { name: "the provider's models", ...READ, path: "/api/plantain/pixelbyte/v1/models", status: 404 },
  { name: "a job with a path in it", ...READ, path: `${EDIT}/a/b`, status: 404 },
  { name: "a job of dots", ...READ, path: `${EDIT}/..`, status: [400, 404] },
  { name: "a job of dots, encoded", ...READ, path: `${EDIT}/%2e%2e`, status: [400, 404] },
  { name: "a job with a user and a host", ...READ, path: `${EDIT}/a@evil.example`, status: 404 },
  { name: "a job with a port", ...READ, path: `${EDIT}/a:8080`, status: 404 },
  { name: "a job with a user and a host, encoded", ...READ, path: `${EDIT}/a%40evil.example`, status: 404 },
  { name: "a job that is an address, encoded", ...READ, path: `${EDIT}/https%3a%2f%2fevil.example`, status: 404 },
  { name: "a job with a query, encoded", ...READ, path: `${EDIT}/a%3flimit`, status: 404 },
  { name: "a job with a path that leads up, encoded", ...READ, path: `${EDIT}/a%2f..%2fb`, status: 404 },
  { name: "a job with a path that leads up and blanks", ...READ, path: `${EDIT}/a%2f..%20%2fb`, status: 404 },
  { name: "a job with a path in it, encoded twice", ...READ, path: `${EDIT}/a%252fb`, status: 404 },
  { name: "a job that is cut off within a character", ...READ, path: `${EDIT}/a%2`, status: [400, 404] },
  { name: "a job that is too long", ...READ, path: `${EDIT}/${"a".repeat(501)}`, status: 404 },
  {
    name: "a job that cancels another",
    path: "/api/plantain/pixelbyte/v1/jobs/a/../b/cancel/x",
    status: [400, 404],
  },
  { name: "an absolute address of another host", raw: "POST http://evil.example/steal", status: [400, 404] },
  {
    name: "an absolute address of the cloud's own data",
    raw: "GET http://169.254.169.254/latest/meta-data/",
    status: [400, 404],
  },
  {
    name: "an absolute address with a user",
    raw: `POST http://user:word@evil.example/steal`,
    status: BROKEN,
  },
  {
    name: "an absolute address of the right path",
    raw: `POST http://evil.example${EDIT}`,
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "a fragment",
    raw: `POST ${EDIT}#top`,
    status: [400, 404],
    runtimes: ["node", "hono", "deno", "bun"],
  },
  {
    name: "dots that lead to the right path",
    raw: `POST ${BASE}/x/../vendors/google/v1/nano-banana-pro/edit`,
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "a host with a user",
    raw: `POST ${EDIT}`,
    host: "user@page.example",
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "a host with a path",
    raw: `POST ${EDIT}`,
    host: "page.example/x?",
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "two hosts",
    raw: `POST ${EDIT}`,
    host: "page.example\r\nHost: evil.example",
    status: [400, 404],
    // Next keeps the first and tells of no other.
    runtimes: ["node", "hono", "deno", "bun", "workerd"],
  },
  {
    name: "no host",
    raw: `POST ${EDIT}`,
    host: null,
    status: BROKEN,
    runtimes: ["node", "hono", "bun", "workerd"],
  },
  {
    name: "no host, in words of 1996",
    raw: `POST ${EDIT}`,
    host: null,
    version: "1.0",
    status: [400, 404],
    runtimes: ["node", "bun", "workerd"],
  },
  { name: "a request to a star", raw: "OPTIONS *", status: BROKEN },

  // Methods
  { name: "a tunnel", raw: "CONNECT evil.example:443", status: BROKEN },
  { name: "an echo", raw: `TRACE ${EDIT}`, status: BROKEN },
  { name: "GET where only POST is", ...READ, path: EDIT, status: 405 },
  { name: "PUT where only POST is", method: "PUT", status: 405 },
  { name: "PATCH", method: "PATCH", status: 405 },
  { name: "DELETE", method: "DELETE", status: 405 },
  { name: "HEAD", ...READ, method: "HEAD", path: EDIT, status: 405 },
  { name: "POST where only GET is", path: `${EDIT}/an-id`, status: 405 },
  {
    name: "DELETE of a job",
    method: "DELETE",
    path: "/api/plantain/pixelbyte/v1/jobs/an-id",
    body: undefined,
    status: 405,
  },
  { name: "POST to a link", path: signed("GET", "https://cdn.muvi.video/a.png"), status: 405 },

  // Pages
  { name: "no origin", set: { origin: null }, status: 403 },
  { name: "another origin", set: { origin: "https://evil.example" }, status: 403 },
  { name: "an origin that is null", set: { origin: "null" }, status: 403 },
  { name: "an origin that begins like ours", set: { origin: `${PAGE}.evil.example` }, status: 403 },
  { name: "an origin that ends like ours", set: { origin: "http://evilpage.example" }, status: 403 },
  { name: "our origin with another scheme", set: { origin: "https://page.example" }, status: 403 },
  { name: "our origin with a port", set: { origin: `${PAGE}:8080` }, status: 403 },
  { name: "our origin with a slash", set: { origin: `${PAGE}/` }, status: 403 },
  { name: "our origin in capitals", set: { origin: PAGE.toUpperCase() }, status: 403 },
  { name: "two origins", set: { origin: `${PAGE}, https://evil.example` }, status: 403 },
  { name: "our origin, typed by hand", set: { "sec-fetch-site": "none" }, status: 403 },
  {
    name: "a read by another site",
    ...READ,
    set: { origin: null, "sec-fetch-site": "cross-site" },
    status: 403,
  },
  {
    name: "a read by a sister site",
    ...READ,
    set: { origin: null, "sec-fetch-site": "same-site" },
    status: 403,
  },
  {
    name: "a read as a page",
    ...READ,
    set: { origin: null, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate" },
    status: 403,
  },
  {
    name: "an upload by another page",
    ...put(signed("PUT", "https://storage.muvi.video/a"), { origin: "https://evil.example" }),
    status: 403,
  },

  // Preflights
  {
    name: "a preflight of another page",
    ...preflight(EDIT, "POST"),
    set: { origin: "https://evil.example" },
    status: 403,
  },
  { name: "a preflight without a page", ...preflight(EDIT, "POST"), set: { origin: null }, status: 403 },
  { name: "a preflight for another method", ...preflight(EDIT, "DELETE"), status: 403 },
  { name: "a preflight for a method in small letters", ...preflight(EDIT, "post"), status: 403 },
  { name: "a preflight for another header", ...preflight(EDIT, "POST", "content-type,x-evil"), status: 403 },
  { name: "a preflight for another path", ...preflight(`${BASE}/v1/chat/completions`, "POST"), status: 404 },
  {
    name: "a preflight for a log-in header at a link",
    ...preflight(signed("PUT", "https://storage.muvi.video/a"), "PUT", "authorization"),
    status: 403,
  },

  // Log-in
  { name: "nobody", set: { "x-caller": null }, status: 401 },
  { name: "a nameless caller", set: { "x-caller": "" }, status: 401 },
  {
    name: "a caller who brings the provider's header",
    set: { "x-caller": null, authorization: "Bearer muk-guess" },
    status: 401,
  },
  { name: "nobody, who reads", ...READ, set: { "x-caller": null }, status: 401 },
  { name: "a log-in that is out of order", set: { "x-caller": "throws" }, status: 424 },
  { name: "a log-in that is out of order, for a read", ...READ, set: { "x-caller": "throws" }, status: 503 },

  // Bodies
  { name: "text that a page may send without asking", set: { "content-type": "text/plain" }, status: 415 },
  { name: "a form", set: { "content-type": "application/x-www-form-urlencoded" }, status: 415 },
  {
    name: "a form of several parts",
    set: { "content-type": "multipart/form-data; boundary=a" },
    status: 415,
  },
  { name: "no type", set: { "content-type": null }, status: 415 },
  { name: "two types", set: { "content-type": "application/json, text/plain" }, status: 415 },
  { name: "another alphabet", set: { "content-type": "application/json; charset=utf-16" }, status: 415 },
  { name: "a body that is packed", set: { "content-encoding": "gzip" }, status: 415 },
  { name: "no body", body: "", status: 400 },
  {
    name: "a body that is too long",
    path: EDIT.replace("/api/plantain", "/tight"),
    body: " ".repeat(300_000),
    status: 413,
  },
  { name: "a long question", path: STATUS, body: " ".repeat(20_000), status: 413 },
  { name: "a long file name", path: SIGN, body: " ".repeat(20_000), status: 413 },
  {
    name: "a model that is not offered",
    path: BUY,
    body: '{"model":"google/veo-3.1/text-to-video","input":{}}',
    status: 422,
  },
  {
    name: "a model that is offered, and then another",
    path: BUY,
    body: `{"model":"${MODEL}","input":{},"model":"google/veo-3.1/text-to-video"}`,
    status: 422,
  },
  { name: "a model in a list", path: BUY, body: `{"model":["${MODEL}"],"input":{}}`, status: 422 },
  { name: "a list for a body", path: BUY, body: `[{"model":"${MODEL}"}]`, status: 422 },
  { name: "nothing for a body", path: BUY, body: "null", status: 422 },
  { name: "a body that is no JSON", path: BUY, body: `{"model":"${MODEL}"`, status: 400 },
  {
    name: "more than addresses where only addresses go",
    path: BUY,
    body: `{"model":"${MODEL}","input":"${"a".repeat(1_100_000)}"}`,
    status: 413,
  },
  {
    name: "a read with a body",
    raw: `GET ${EDIT}/an-id`,
    set: { "content-length": "2" },
    status: 400,
    runtimes: ["node"],
  },

  // HTTP that two readers may read in two ways
  {
    name: "a length and pieces",
    raw: `POST ${EDIT}`,
    set: { "content-length": "5", "transfer-encoding": "chunked" },
    body: "0\r\n\r\n",
    status: [...BROKEN],
  },
  {
    name: "two lengths",
    raw: `POST ${EDIT}`,
    set: { "content-length": "2\r\nContent-Length: 5" },
    body: "{}   ",
    status: BROKEN,
  },
  {
    name: "a length below nothing",
    raw: `POST ${EDIT}`,
    set: { "content-length": "-1" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "a length in words",
    raw: `POST ${EDIT}`,
    set: { "content-length": "1e1" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "pieces of an unknown kind",
    raw: `POST ${EDIT}`,
    set: { "transfer-encoding": "xchunked" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "pieces that are packed",
    raw: `POST ${EDIT}`,
    set: { "transfer-encoding": "gzip, chunked" },
    body: "2\r\n{}\r\n0\r\n\r\n",
    status: [...BROKEN, 415],
    runtimes: ["node", "hono", "bun", "workerd", "next"],
  },
  {
    name: "no pieces, it says, and a length",
    raw: `POST ${EDIT}`,
    set: { "transfer-encoding": "identity", "content-length": "2" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "a piece of a length that is no number",
    raw: `POST ${EDIT}`,
    set: { "transfer-encoding": "chunked" },
    body: "0x2\r\n{}\r\n0\r\n\r\n",
    status: BROKEN,
    runtimes: ["node", "hono", "deno", "bun", "next"],
  },
  {
    name: "a header on two lines",
    raw: `POST ${EDIT}`,
    set: { "x-a": "b\r\n content-length: 0" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "a header with a nothing byte",
    raw: `POST ${EDIT}`,
    set: { "x-a": "b\0c" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "an upload that does not say how long it is",
    raw: `PUT ${signed("PUT", "https://storage.muvi.video/a")}`,
    set: { "transfer-encoding": "chunked", "content-type": "image/png" },
    body: "2\r\nab\r\n0\r\n\r\n",
    status: 411,
  },
  {
    name: "a space after a header's name",
    raw: `POST ${EDIT}`,
    set: { "content-length ": "2" },
    body: "{}",
    status: BROKEN,
  },
  {
    name: "an upgrade",
    raw: `GET ${EDIT}/an-id`,
    set: { connection: "Upgrade", upgrade: "websocket" },
    status: [...BROKEN, 426],
  },

  // Links
  {
    name: "a link that was never made",
    ...READ,
    path: "/api/plantain/pixelbyte/relay-links/e30.AAAA",
    status: 403,
  },
  { name: "a link with nothing in it", ...READ, path: "/api/plantain/pixelbyte/relay-links/", status: 403 },
  {
    name: "a link that was changed",
    ...READ,
    path: signed("GET", "https://cdn.muvi.video/a.png").replace(".", "A."),
    status: 403,
  },
  {
    name: "a link with a query",
    ...READ,
    path: `${signed("GET", "https://cdn.muvi.video/a.png")}?a=b`,
    status: 403,
  },
  {
    name: "a link of another provider",
    ...READ,
    path: signed("GET", "https://cdn.mulerouter.ai/a.png", { provider: "mulerun" }),
    status: 403,
  },
  {
    name: "a link that is too old",
    ...READ,
    path: signed("GET", "https://cdn.muvi.video/a.png", { until: 1 }),
    status: 410,
  },
  { name: "a link to read, written to", ...put(signed("GET", "https://cdn.muvi.video/a.png")), status: 403 },
  {
    name: "a link to write, read",
    ...READ,
    path: signed("PUT", "https://storage.muvi.video/a"),
    status: 403,
  },
  { name: "a link to another host", ...READ, path: signed("GET", "https://evil.example/a.png"), status: 403 },
  {
    name: "a link to a host that ends like one of ours",
    ...READ,
    path: signed("GET", "https://evilcdn.muvi.video/a.png"),
    status: 403,
  },
  {
    name: "a link to a host that begins like one of ours",
    ...READ,
    path: signed("GET", "https://cdn.muvi.video.evil.example/a"),
    status: 403,
  },
  {
    name: "a link to a host with a dot at its end",
    ...READ,
    path: signed("GET", "https://cdn.muvi.video./a.png"),
    status: 403,
  },
  {
    name: "a link to a host with an encoded dot",
    ...READ,
    path: signed("GET", "https://cdn.muvi.video%2eevil.example/a"),
    status: 403,
  },
  { name: "a link to a number", ...READ, path: signed("GET", "https://2130706433/"), status: 403 },
  {
    name: "a link to this machine in the newer numbers",
    ...READ,
    path: signed("GET", "https://[::ffff:127.0.0.1]/"),
    status: 403,
  },
  {
    name: "a link without encryption",
    ...READ,
    path: signed("GET", "http://cdn.muvi.video/a.png"),
    status: 403,
  },
  {
    name: "a link to another port",
    ...READ,
    path: signed("GET", "https://cdn.muvi.video:8443/a.png"),
    status: 403,
  },
  {
    name: "a link with a user",
    ...READ,
    path: signed("GET", "https://evil.example@cdn.muvi.video/a.png"),
    status: 403,
  },
  {
    name: "a link to the cloud's own data",
    ...READ,
    path: signed("GET", "http://169.254.169.254/latest/meta-data/"),
    status: 403,
  },
  { name: "a link to this machine", ...READ, path: signed("GET", "http://127.0.0.1:1/"), status: 403 },
  {
    name: "a link to this machine by its other name",
    ...READ,
    path: signed("GET", "http://[::1]:1/"),
    status: 403,
  },
  { name: "a link to a file", ...READ, path: signed("GET", "file:///etc/passwd"), status: 403 },
  { name: "a link with bytes in it", ...READ, path: signed("GET", "data:image/svg+xml,<svg/>"), status: 403 },
  {
    name: "an upload to a place of outputs",
    ...put(signed("PUT", "https://cdn.muvi.video/a.png")),
    status: 403,
  },
  {
    name: "an upload of a page",
    ...put(signed("PUT", "https://storage.muvi.video/a"), { "content-type": "text/html" }),
    status: 415,
  },
  {
    name: "an upload of a drawing with script",
    ...put(signed("PUT", "https://storage.muvi.video/a"), { "content-type": "image/svg+xml" }),
    status: 415,
  },
  {
    name: "an upload that is too long",
    // No more than it says is sent: some servers hang up on a body that they do not want.
    ...put(signed("PUT", "https://storage.muvi.video/a"), { "content-length": "10485761" }),
    status: 413,
  },
];
