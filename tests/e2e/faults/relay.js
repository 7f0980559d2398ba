import { once } from "node:events";
import { createServer } from "node:http";
import { connect, createServer as createLine } from "node:net";
import { createRelay, memoryStore } from "../../../pkg/relay.js";

/** Starts a server with two relays for each session, which share a store and take turns. `open` opens the line of one row to them. */
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
    /** Returns `{ address, sent, heal(), close() }`. The submits have `faults` in turn; with `forEver` all later ones have the last of them. */
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
  const faultOf = (key) => {
    sent.push(key);
    return forEver && left.length === 1 ? left[0] : left.shift();
  };
  const server = createLine((page) => {
    const relay = connect(port, "127.0.0.1");
    for (const socket of [page, relay]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    page.on("close", () => relay.destroy());
    const connection = new LineConnection(page, relay, faultOf);
    page.on("data", (chunk) => connection.receive(chunk));
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

/** One connection from a page to a relay. It has one request, which is passed on unless it is a submit with a fault. */
class LineConnection {
  #page;
  #relay;
  #faultOf;
  #request = Buffer.alloc(0);
  #forwarded = 0;
  #fault;
  /** Whether the request has no fault; `undefined` until its head is there. */
  #isOpen;

  /** `faultOf` returns the fault of a submit by its idempotency key. */
  constructor(page, relay, faultOf) {
    this.#page = page;
    this.#relay = relay;
    this.#faultOf = faultOf;
  }

  receive(chunk) {
    if (this.#isOpen) return void this.#relay.write(chunk);
    this.#request = Buffer.concat([this.#request, chunk]);
    const end = this.#request.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = String(this.#request.subarray(0, end));
    if (this.#isOpen === undefined) this.#begin(head);
    const length = end + END_OF_HEAD.length + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    if (this.#fault) this.#forward(length);
  }

  #begin(head) {
    const [, key] = /^idempotency-key: (.*)$/im.exec(head) ?? [];
    if (head.startsWith("POST") && key !== undefined) this.#fault = this.#faultOf(key);
    this.#isOpen = !this.#fault;
    if (this.#fault) {
      this.#damageReply();
    } else {
      this.#relay.write(this.#request);
      this.#relay.pipe(this.#page);
    }
  }

  /** Passes as much of a request of `length` bytes as its fault lets through. */
  #forward(length) {
    const { cut, status, passed } = this.#fault;
    const received = this.#request.length;
    if (cut === "beforeBody") return this.#cut();
    if (status && !passed) return received >= length ? this.#answer() : undefined;
    if (cut === "inBody") {
      this.#pass(Math.min(received, length - 100));
      if (received >= length - 100) this.#cutSoon();
      return;
    }
    this.#pass(received);
    if (cut === "afterBody" && received >= length) this.#cutSoon();
  }

  #pass(until) {
    if (until > this.#forwarded) this.#relay.write(this.#request.subarray(this.#forwarded, until));
    this.#forwarded = Math.max(this.#forwarded, until);
  }

  #damageReply() {
    const { cut, status } = this.#fault;
    let reply = Buffer.alloc(0);
    this.#relay.on("data", (chunk) => {
      reply = Buffer.concat([reply, chunk]);
      const end = reply.indexOf(END_OF_HEAD);
      if (cut === "beforeReply") this.#cut();
      if (cut === "inReply" && end >= 0) {
        this.#page.write(reply.subarray(0, end + 12));
        this.#cutSoon();
      }
      if (status) this.#answer();
    });
  }

  /** Answers as a server in front of the relay. */
  #answer() {
    const { status, retryAfter } = this.#fault;
    const headers = ["access-control-allow-origin: *", "content-type: text/html", "connection: close"];
    if (retryAfter) headers.push(`retry-after: ${retryAfter}`, "access-control-expose-headers: Retry-After");
    this.#page.end(
      `HTTP/1.1 ${status} From The Front\r\n${headers.join("\r\n")}\r\ncontent-length: 4\r\n\r\n<p/>`,
    );
  }

  #cut() {
    this.#page.resetAndDestroy();
    this.#relay.destroy();
  }

  /** Cuts when what was passed has arrived. */
  #cutSoon() {
    setTimeout(() => this.#cut(), 50);
  }
}

const END_OF_HEAD = "\r\n\r\n";

const PROVIDERS = ["mulerouter", "mulerun", "pixazo", "pixelbyte"];
