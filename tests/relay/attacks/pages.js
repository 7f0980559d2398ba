import { PAGE } from "../site.js";
import { EDIT, MULERUN, put, READ, signed } from "./submit.js";

/** Calls that come from other pages, or that a browser asks about for them. */
export const PAGES = [
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
  {
    name: "an upload by no page",
    ...put(signed("PUT", "https://storage.muvi.video/a")),
    set: { origin: null },
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
  {
    name: "a preflight for another path",
    ...preflight(`${MULERUN}/v1/chat/completions`, "POST"),
    status: 404,
  },
  {
    name: "a preflight for a log-in header at a link",
    ...preflight(signed("PUT", "https://storage.muvi.video/a"), "PUT", "authorization"),
    status: 403,
  },
];

function preflight(path, method, headers = "content-type") {
  const asked = { "access-control-request-method": method, "access-control-request-headers": headers };
  return { method: "OPTIONS", path, body: undefined, only: { origin: PAGE, ...asked } };
}
