import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as send } from "node:http";
import { connect, createServer as createLine } from "node:net";
import { extname, join, resolve } from "node:path";
import { createRelay } from "../../../pkg/relay.js";

/**
 * Serves the package, relays and the simulator on connections that are kept, so that browsers repeat a POST by themselves. `session` makes a
 * way to the provider, on which the first submit meets what `way` names.
 */
export async function startResending(simulator) {
  const relays = new Map();
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
    const [, first, ...rest] = request.url.split("/");
    if (relays.has(first)) return relays.get(first).node(request, response);
    if (first === "straight") return passOn(`${simulator.api}/${rest.join("/")}`, request, response);
    return serve(request.url, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  return {
    async session({ name, key, way, isRelayed }) {
      const line = await openLine(port, LINES[way]);
      const here = `http://127.0.0.1:${port}`;
      const page = way.includes("preflight") ? here : line.address;
      const all = (value) => Object.fromEntries(PROVIDERS.map((provider) => [provider, value(provider)]));
      const relay = createRelay({
        keys: all(() => key),
        upstream: all((provider) => `${simulator.api}/${name}/${provider}`),
        path: `/${name}`,
        origins: [page],
        authorize: () => "me",
      });
      if (isRelayed) relays.set(name, relay);
      return {
        page: `${page}/plain.html`,
        base: `${line.address}/${isRelayed ? name : `straight/${name}`}`,
        posts: line.posts,
        close() {
          relays.delete(name);
          line.close();
        },
      };
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A line on which one submit, on a connection that was used before, is cut before the first byte of the reply, or gets `status` for it. */
async function openLine(port, { status, isCut } = {}) {
  const posts = [];
  let isDue = status !== undefined || isCut;
  const sockets = new Set();
  const server = createLine((page) => {
    const other = connect(port, "127.0.0.1");
    let isUsed = false;
    let isNow = false;
    for (const socket of [page, other]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    page.on("close", () => other.destroy());
    other.on("close", () => page.destroy());
    page.on("data", (chunk) => {
      const head = String(chunk.subarray(0, 4096));
      if (SUBMIT.test(head)) {
        posts.push(isUsed);
        isNow = isDue && isUsed;
        if (isNow) isDue = false;
      }
      other.write(chunk);
    });
    other.on("data", (chunk) => {
      isUsed = true;
      if (!isNow) return page.write(chunk);
      if (isCut) return page.resetAndDestroy();
      isNow = false;
      // The page may read it, as from a front end that knows no better.
      const origin = "access-control-allow-origin: *";
      page.end(`HTTP/1.1 ${status} Again\r\n${origin}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    posts,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Buys once in the page, and returns the outcome and how many submits the page itself sent. */
export async function buy({ base, provider, wish, key }) {
  const { createClient } = await import("/pkg/index.js");
  // Connections that were used before; those with cookies are others.
  for (const credentials of ["omit", "same-origin"])
    await (await fetch("/plain.html", { credentials })).text();
  let sent = 0;
  const access = key ? { apiKey: key, baseUrl: `${base}/${provider}` } : { relay: `${base}/${provider}` };
  const client = createClient({
    providers: { [provider]: access },
    timeoutMs: 30_000,
    fetch: (...given) => {
      const [address, init] = given;
      const isPost = (init?.method ?? address.method) === "POST";
      if (isPost && /submit|edit$|generateEditImageRequest/.test(address.url ?? address)) sent += 1;
      return fetch(...given);
    },
  });
  const request = { provider, ...wish };
  const outcome = await client.submit(request).then(
    ({ job }) => ({ out: "ticket", job }),
    ({ kind, billed, message }) => ({ out: kind, billed, message }),
  );
  return { ...outcome, sent };
}

/** Requests without local images. */
export const WISHES = {
  mulerun: {
    model: "google/nano-banana-pro/edit",
    prompt: "a red hat",
    images: ["https://example.com/a.png"],
  },
  pixazo: { model: "nano-banana/edit", prompt: "a red hat", images: ["https://example.com/a.png"] },
  pixelbyte: { model: "google/nano-banana-dev/text-to-image", prompt: "a red hat" },
};

/** What a submit meets. */
const LINES = {
  cut: { isCut: true },
  "cut, used by a preflight alone": { isCut: true },
  408: { status: 408 },
  421: { status: 421 },
  "408 of the provider": undefined,
  "421 of the provider": undefined,
};

export const WAYS = Object.keys(LINES);

async function serve(path, response) {
  const folder = path.startsWith("/pkg/") ? ROOT : join(ROOT, "tests", "e2e", "faults", "site");
  try {
    const body = await readFile(join(folder, path));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.setHeader("content-type", type).setHeader("cache-control", "no-store").end(body);
  } catch {
    response.writeHead(404).end();
  }
}

function passOn(address, request, response) {
  const outgoing = send(address, { method: request.method, headers: request.headers }, (reply) => {
    const { connection: _, ...headers } = reply.headers;
    response.writeHead(reply.statusCode, headers);
    reply.pipe(response);
  });
  outgoing.on("error", () => response.destroy());
  request.pipe(outgoing);
}

const SUBMIT = /^POST \S*(\/v1\/jobs\/submit|\/nano-banana-pro\/edit|\/generateEditImageRequest) /;
const ROOT = resolve(import.meta.dirname, "..", "..", "..");
const PROVIDERS = Object.keys(WISHES);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
