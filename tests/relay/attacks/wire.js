import { BROKEN, EDIT, signed } from "./submit.js";

const PIECES = { "transfer-encoding": "chunked" };
const UPLOAD = signed("PUT", "https://storage.muvi.video/a");

/** HTTP that two readers may read in two ways. */
export const WIRE = [
  broken("a length and pieces", { "content-length": "5", ...PIECES }, { body: "0\r\n\r\n" }),
  broken("two lengths", { "content-length": "2\r\nContent-Length: 5" }, { body: "{}   " }),
  broken("a length below nothing", { "content-length": "-1" }),
  broken("a length in words", { "content-length": "1e1" }),
  broken("pieces of an unknown kind", { "transfer-encoding": "xchunked" }),
  broken(
    "pieces that are packed",
    { "transfer-encoding": "gzip, chunked" },
    {
      body: "2\r\n{}\r\n0\r\n\r\n",
      status: [...BROKEN, 415],
      runtimes: ["node", "hono", "bun", "workerd", "next"],
    },
  ),
  broken("no pieces, it says, and a length", { "transfer-encoding": "identity", "content-length": "2" }),
  broken("a piece of a length that is no number", PIECES, {
    body: "0x2\r\n{}\r\n0\r\n\r\n",
    runtimes: ["node", "hono", "deno", "bun", "next"],
  }),
  broken("a header on two lines", { "x-a": "b\r\n content-length: 0" }),
  broken("a header with a nothing byte", { "x-a": "b\0c" }),
  broken("a space after a header's name", { "content-length ": "2" }),
  broken(
    "an upload that does not say how long it is",
    { ...PIECES, "content-type": "image/png" },
    { raw: `PUT ${UPLOAD}`, body: "2\r\nab\r\n0\r\n\r\n", status: 411 },
  ),
  broken(
    "an upgrade",
    { connection: "Upgrade", upgrade: "websocket" },
    { raw: `GET ${EDIT}/an-id`, status: [...BROKEN, 426] },
  ),
];

function broken(name, set, row) {
  return { name, raw: `POST ${EDIT}`, set, body: "{}", status: BROKEN, ...row };
}
