import { HOST } from "./door.js";

/**
 * Makes a listener for `node:http` of a relay. Takes the address as it was sent: what Node or `URL` would tidy up is refused. With `ownsBytes` nobody
 * else holds what the bodies of the relay's answers give.
 */
export function nodeListener(relay, { ownsBytes }) {
  return async (incoming, outgoing) => {
    const controller = new AbortController();
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) controller.abort();
    });
    try {
      const request = requestOf(incoming, controller.signal);
      const response = request === null ? new Response(null, { status: 400 }) : await relay(request);
      await send(response, incoming, outgoing, ownsBytes ? giveBack : () => {});
    } catch {
      // What no `Request` can be made of.
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
  const target = incoming.originalUrl ?? incoming.url;
  // HTTP/2 has another name for it.
  const host = headers.get("host") ?? incoming.headers[":authority"] ?? "";
  if (!target.startsWith("/") || !HOST.test(host)) return null;
  const url = new URL(`${incoming.socket.encrypted ? "https" : "http"}://${host}${target}`);
  if (url.pathname + url.search !== target) return null;
  const { method } = incoming;
  const isBodied = "content-length" in incoming.headers || "transfer-encoding" in incoming.headers;
  const hasBody = isBodied && method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers,
    signal,
    body: hasBody ? bodyOf(incoming) : null,
    duplex: "half",
  });
}

function bodyOf(incoming) {
  // Letting go of the body must not end the connection: the answer is still to be sent.
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

async function send(response, incoming, outgoing, letGo) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  try {
    for await (const chunk of response.body ?? []) {
      if (outgoing.destroyed) return;
      const isTaken = outgoing.write(chunk, (error) => {
        if (!error) letGo(chunk);
      });
      if (!isTaken) await drained(outgoing);
    }
    if (!incoming.complete) await drain(incoming);
    outgoing.end();
  } catch {
    // The status was sent: a cut connection is all that still tells.
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
 * Frees the memory of many bytes that were written: what is sent to a closed port is gone. Node's `fetch` copies a reply in buffers of 64 KiB, and they
 * would lie about until the next collection.
 */
function giveBack({ buffer, byteLength }) {
  if (byteLength !== buffer.byteLength || byteLength < PIECE_BYTES) return;
  if (closed === null) {
    closed = new MessageChannel().port1;
    closed.close();
  }
  try {
    closed.postMessage(null, [buffer]);
  } catch {
    // What cannot be sent is freed by the next collection.
  }
}

/** Reads on for a while when the answer came before the end of the body: a browser that is cut off while it sends never sees the answer. */
function drain(incoming) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    timer.unref();
    incoming.once("close", resolve).once("end", resolve).resume();
  });
}

/** A port that nobody hears, made at the first use: not every runtime that reads this file has such ports. */
let closed = null;
const DRAIN_MS = 10_000;
/**
 * How much of a body is handed on at once. Node reads 64 KiB into a new buffer each time, and frees such buffers when its heap of short-lived objects is
 * full, or at 32 MiB of them: the more objects a buffer causes on its way, the sooner that is.
 */
const PIECE_BYTES = 16 * 1024;
