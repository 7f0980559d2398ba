import { once } from "node:events";
import { Agent, request as send } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { PAGE } from "./site.js";

/**
 * Makes a client of a started runtime. `open` sends a call and returns `{ status, headers, body }` as soon as the status is there, with `body` as a
 * stream; `ask` returns `{ status, headers, text }` at the end. A call's `body` may be a string, bytes or an async iterable; its `signal` aborts it by
 * closing the connection as a browser does, or with `isReset` by a reset.
 */
export function clientOf({ port, handler }) {
  const open = handler === undefined ? (call) => overWire(port, call) : (call) => byHand(handler, call);
  return {
    open,
    async ask(call) {
      const { status, headers, body } = await open(call);
      const chunks = [];
      for await (const chunk of body) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      return { status, headers, bytes, text: bytes.toString() };
    },
    /** The `fetch` of the package's client, as of a page of the site. */
    fetch: (input, init) => {
      const request = new Request(input, init);
      const headers = new Headers(request.headers);
      headers.set("origin", PAGE);
      // A connection that is kept open may be closed meanwhile, which would look like a failure of the relay.
      headers.set("connection", "close");
      const sent = new Request(request, { headers });
      return handler === undefined ? fetch(sent) : handler(sent);
    },
    raw: handler === undefined ? (head) => exactly(port, head) : undefined,
    base: handler === undefined ? `http://127.0.0.1:${port}` : "http://127.0.0.1:1",
  };
}

async function overWire(port, { method = "POST", path, headers = {}, body, signal, isReset = false }) {
  const isStream = body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body);
  const length = isStream || body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  // As in browsers, the connection stays open. Each call has a new one, which cannot have been closed.
  const agent = new Agent({ keepAlive: true });
  const all = { ...length, ...headers };
  const outgoing = send({ host: "127.0.0.1", port, method, path, headers: all, agent });
  signal?.addEventListener("abort", () => (isReset ? outgoing.socket.resetAndDestroy() : outgoing.destroy()));
  const failed = once(outgoing, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  const replied = once(outgoing, "response");
  if (isStream)
    Readable.from(body)
      .on("error", () => outgoing.destroy())
      .pipe(outgoing);
  else outgoing.end(body);
  const [response] = await Promise.race([replied, failed]);
  outgoing.on("error", () => {});
  response.on("close", () => agent.destroy());
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response,
  };
}

async function byHand(handler, { method = "POST", path, headers = {}, body, signal }) {
  const isStream = body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body);
  const length = isStream || body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const response = await handler(
    new Request(`http://127.0.0.1:1${path}`, {
      method,
      headers: { ...length, ...headers },
      body: isStream ? ReadableStream.from(body) : body,
      duplex: "half",
      signal,
    }),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: response.body ?? [],
  };
}

/** Sends bytes and returns the status of the answer; `null` where the connection was closed without one. */
async function exactly(port, text) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.setTimeout(60_000, () => socket.destroy());
  socket.write(Buffer.from(text, "latin1"));
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    if (received.includes("\r\n\r\n")) socket.destroy();
  });
  await once(socket, "close");
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(received) ?? [];
  return status === undefined ? null : Number(status);
}
