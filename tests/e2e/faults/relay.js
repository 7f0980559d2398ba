import { once } from "node:events";
import { createServer } from "node:http";
import { connect, createServer as createLine } from "node:net";
import { createRelay, memoryStore } from "../../../pkg/relay.js";

/** Starts a server with two relays for each session, which share a store and take turns. `open` makes the way of one row to them. */
export async function startRelays(simulator) {
  const sessions = new Map();
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const relays = sessions.get(request.url.split("/")[1]);
    if (relays === undefined) return response.writeHead(404).end();
    relays.push(relays.shift());
    relays[0].node(request, response);
  });
  // One request to a connection, so that a browser repeats nothing by itself.
  server.maxRequestsPerSocket = 1;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  return {
    /** Returns `{ address, sent, heal(), close() }`. `faults` befall the submits in turn, the last of them all later ones too where `forEver`. */
    async open(session, key, faults, { forEver, models }) {
      const store = memoryStore();
      const all = (value) => Object.fromEntries(PROVIDERS.map((provider) => [provider, value(provider)]));
      const relay = () =>
        createRelay({
          keys: all(() => key),
          upstream: all((provider) => `${simulator.api}/${session}/${provider}`),
          path: `/${session}`,
          origins: [new URL(simulator.page).origin],
          authorize: () => "me",
          models,
          onError() {},
          store,
        });
      sessions.set(session, [relay(), relay()]);
      const line = await openLine(port, faults, forEver);
      return {
        ...line,
        close() {
          sessions.delete(session);
          line.close();
        },
      };
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Opens a line to the relays, on which submits meet faults: it is cut, hangs, or answers like a server in front of the relay. */
async function openLine(port, faults, forEver) {
  let left = [...faults];
  /** The idempotency keys of the submits, in order. */
  const sent = [];
  const sockets = new Set();
  const next = () => (forEver && left.length === 1 ? left[0] : left.shift());
  const server = createLine((page) => {
    const relay = connect(port, "127.0.0.1");
    for (const socket of [page, relay]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    const cut = () => {
      page.resetAndDestroy();
      relay.destroy();
    };
    page.on("close", () => relay.destroy());
    let request = Buffer.alloc(0);
    let fault;
    let isKnown = false;
    page.on("data", (chunk) => {
      request = Buffer.concat([request, chunk]);
      const end = request.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = String(request.subarray(0, end));
      if (!isKnown) {
        isKnown = true;
        const [, key] = /^idempotency-key: (.*)$/im.exec(head) ?? [];
        if (head.startsWith("POST") && key !== undefined) {
          sent.push(key);
          fault = next();
        }
        if (fault === undefined || fault === null) {
          relay.write(request);
          page.on("data", (more) => relay.write(more));
          relay.pipe(page);
          return;
        }
        befall(fault);
      }
      if (fault) forward(fault, end + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0));
    });
    let forwarded = 0;
    const pass = (until) => {
      if (until > forwarded) relay.write(request.subarray(forwarded, until));
      forwarded = Math.max(forwarded, until);
    };
    /** Passes as much of a request of `length` bytes as its fault lets through. */
    function forward(fault, length) {
      if (fault.cut === "beforeBody") return cut();
      if (fault.status && !fault.passed) return request.length >= length ? answer(fault) : undefined;
      if (fault.cut === "inBody") {
        pass(Math.min(request.length, length - 100));
        // What was passed arrives before the cut.
        if (request.length >= length - 100) setTimeout(cut, 50);
        return;
      }
      pass(request.length);
      if (fault.cut === "afterBody" && request.length >= length) setTimeout(cut, 50);
    }
    /** Lets the reply meet its fault. */
    function befall(fault) {
      let reply = Buffer.alloc(0);
      relay.on("data", (chunk) => {
        reply = Buffer.concat([reply, chunk]);
        if (fault.cut === "beforeReply") cut();
        if (fault.cut === "inReply" && reply.indexOf("\r\n\r\n") >= 0) {
          page.write(reply.subarray(0, reply.indexOf("\r\n\r\n") + 12));
          setTimeout(cut, 50);
        }
        if (fault.status) answer(fault);
      });
    }
    function answer({ status, retryAfter }) {
      const headers = ["access-control-allow-origin: *", "content-type: text/html", "connection: close"];
      if (retryAfter)
        headers.push(`retry-after: ${retryAfter}`, "access-control-expose-headers: Retry-After");
      page.end(
        `HTTP/1.1 ${status} From The Front\r\n${headers.join("\r\n")}\r\ncontent-length: 4\r\n\r\n<p/>`,
      );
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    sent,
    heal() {
      left = [];
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const PROVIDERS = ["mulerouter", "mulerun", "pixazo", "pixelbyte"];
