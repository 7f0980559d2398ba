import { Agent, request } from "node:http";
import { Readable } from "node:stream";

const agent = new Agent({ keepAlive: true });

/** Sends a call, its body a text or a number of bytes, and returns `{ status, bytes }` of the answer when all of it is there. */
export function send({ port, path, method = "POST", headers = {}, body }) {
  const length = typeof body === "number" ? body : Buffer.byteLength(body ?? "");
  const all = { ...headers, ...(method === "GET" ? {} : { "content-length": length }) };
  return new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, path, method, headers: all, agent }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => {
        bytes += chunk.length;
      });
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, bytes }));
    });
    call.on("error", reject);
    if (typeof body === "number") pieces(body).pipe(call);
    else call.end(body);
  });
}

/** Ends the connections that calls left open. */
export function hangUp() {
  agent.destroy();
}

/** Returns a stream of so many bytes, without holding them. */
export function pieces(bytes) {
  return Readable.from(
    (function* () {
      for (let left = bytes; left > 0; left -= PIECE.length)
        yield PIECE.subarray(0, Math.min(left, PIECE.length));
    })(),
    { objectMode: false },
  );
}

const PIECE = Buffer.alloc(256 * 1024, "a");
