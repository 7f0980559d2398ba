import { createHash, createHmac } from "node:crypto";
import { PAGE, SECRET } from "../site.js";

export const MULERUN = "/api/plantain/mulerun";
export const PIXELBYTE = "/api/plantain/pixelbyte";
export const EDIT = `${MULERUN}/vendors/google/v1/nano-banana-pro/edit`;

/** The submit that every attack changes in one way: by itself it is let through. */
export const SUBMIT = {
  method: "POST",
  path: EDIT,
  headers: { origin: PAGE, "x-caller": "ann", "content-type": "application/json" },
  body: '{"prompt":"a red hat","images":["https://example.com/a.png"]}',
};

/** The same as a question about a job: of reads the page is known by `Sec-Fetch-Site` alone. */
export const READ = { method: "GET", body: undefined, path: `${EDIT}/an-id` };

/** The same as an upload by a link. */
export function put(path, headers = {}) {
  return {
    method: "PUT",
    path,
    body: "bytes",
    only: { origin: PAGE, "content-type": "image/png", ...headers },
  };
}

/** A link with the relay's own signature, of whatever is in it: what could be made if there were a hole in the making. */
export function signed(
  method,
  address,
  { until = LATER, provider = "pixelbyte", at = "/api/plantain" } = {},
) {
  const payload = Buffer.from(JSON.stringify([provider, method, until, CALLER, address])).toString(
    "base64url",
  );
  return `${at}/pixelbyte/relay-links/${payload}.${macOf(payload)}`;
}

function macOf(payload) {
  const key = createHash("sha256").update(`plantain links\n${SECRET}`).digest();
  return createHmac("sha256", key).update(payload).digest("base64url");
}

/** A refusal by the runtime's own reading of HTTP: the connection may also be closed. */
export const BROKEN = [400, 404, 405, 411, 413, 414, 431, 500, 501, 505, null];

const LATER = 4_000_000_000;
/** The hash of nobody's id. */
const CALLER = "0".repeat(32);
