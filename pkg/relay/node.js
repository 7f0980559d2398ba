import { HOST } from "./admit.js";

/**
 * A `node:http` listener over a relay, and a middleware: with `next`, requests outside of `path` are left to the next one. A request target that Node or
 * `URL` would normalize is refused. `ownsBytes`: the buffers of response bodies are used nowhere else.
 */
export function nodeListener(relay, { path, ownsBytes }) {
  return async (incoming, outgoing, next) => {
    if (typeof next === "function" && !targetOf(incoming).startsWith(`${path}/`)) return next();
    const controller = new AbortController();
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) controller.abort();
    });
    try {
      const request = requestOf(incoming, controller.signal);
      const response = request === null ? new Response(null, { status: 400 }) : await relay(request);
      await respond(response, incoming, outgoing, ownsBytes ? freeBuffer : () => {});
    } catch {
      // `Request` rejects the method or a header.
      outgoing.writeHead(400).end();
    }
  };
}

function requestOf(incoming, signal) {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    const [name, value] = incoming.rawHeaders.slice(index, index + 2);
    if (!name.startsWith(":")) headers.append(name, value);
  }
  const target = targetOf(incoming);
  // HTTP/2 names the host here.
  const host = headers.get("host") ?? incoming.headers[":authority"] ?? "";
  if (!target.startsWith("/") || !HOST.test(host)) return null;
  const url = new URL(`${incoming.socket.encrypted ? "https" : "http"}://${host}${target}`);
  if (url.pathname + url.search !== target) return null;
  const { method } = incoming;
  const isBodied =
    "content-length" in incoming.headers ||
    "transfer-encoding" in incoming.headers ||
    // HTTP/2 needs neither.
    incoming.stream?.endAfterHeaders === false;
  const hasBody = isBodied && method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers,
    signal,
    body: hasBody ? streamOf(incoming) : null,
    duplex: "half",
  });
}

/** The request target. Express and Connect take the path at which a middleware stands off `url`. */
function targetOf(incoming) {
  return incoming.originalUrl ?? incoming.url;
}

function streamOf(incoming) {
  // Cancelling the body must not destroy the connection: the response is still to be sent.
  const chunks = incoming.iterator({ destroyOnReturn: false });
  let rest = new Uint8Array();
  return new ReadableStream(
    {
      async pull(controller) {
        if (rest.byteLength === 0) {
          const { done, value } = await chunks.next();
          if (done) return controller.close();
          rest = value;
        }
        controller.enqueue(rest.subarray(0, PIECE_BYTES));
        rest = rest.subarray(PIECE_BYTES);
      },
      cancel: () => chunks.return(),
    },
    { highWaterMark: 0 },
  );
}

async function respond(response, incoming, outgoing, free) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  try {
    for await (const chunk of response.body ?? []) {
      if (outgoing.destroyed) return;
      const isTaken = outgoing.write(chunk, (error) => {
        if (!error) free(chunk);
      });
      if (!isTaken) await drained(outgoing);
    }
    if (!incoming.complete) await drain(incoming);
    outgoing.end();
  } catch {
    // The status is sent already: closing the connection is the only way left to report an error.
    outgoing.destroy();
  }
}

function drained(outgoing) {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off("drain", done);
      outgoing.off("close", done);
      resolve();
    };
    outgoing.on("drain", done);
    outgoing.on("close", done);
  });
}

/**
 * Frees the buffer of a written chunk by transferring it to a closed port. Node's `fetch` copies a reply in buffers of 64 KiB, which would
 * otherwise stay until the next garbage collection.
 */
function freeBuffer({ buffer, byteLength }) {
  if (byteLength !== buffer.byteLength || byteLength < PIECE_BYTES) return;
  if (closed === null) {
    closed = new MessageChannel().port1;
    closed.close();
  }
  try {
    closed.postMessage(null, [buffer]);
  } catch {
    // A buffer that cannot be transferred is freed by the next collection.
  }
}

/** Discards the rest of a body, for a limited time: a browser whose connection is closed while it sends never sees the response. */
function drain(incoming) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    timer.unref();
    incoming.once("close", resolve).once("end", resolve).resume();
  });
}

/** A closed port, created at first use: not every runtime that loads this file has `MessageChannel`. */
let closed = null;
const DRAIN_MS = 10_000;
/**
 * The size of the pieces in which a body is passed on. Node reads 64 KiB into a new buffer each time, and frees such buffers when its young generation
 * is full, or at 32 MiB of them: with more objects per buffer it is full sooner.
 */
const PIECE_BYTES = 16 * 1024;
