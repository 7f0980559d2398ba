import { BROKEN, EDIT, PIXELBYTE, READ, signed } from "./submit.js";

/** Methods that an address does not have. */
export const METHODS = [
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
    path: `${PIXELBYTE}/v1/jobs/an-id`,
    body: undefined,
    status: 405,
  },
  {
    name: "HEAD of a link",
    ...READ,
    method: "HEAD",
    path: signed("GET", "https://cdn.muvi.video/a.png"),
    status: 405,
  },
  { name: "POST to a link", path: signed("GET", "https://cdn.muvi.video/a.png"), status: 405 },
];
