import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { ENDLESS } from "./site.js";

/**
 * Starts a provider that misbehaves in the way that the prompt names, with outputs that do so by their names. `next()` resolves to a record of the next
 * request, `{ headers, bytes, digest, whole, written, gone, resume, finish }`, as soon as its headers are there; its `resume()` ends a slow reply, its
 * `finish()` a large one. After `stall()`
 * the bodies of requests stay unread until the mirror's `resume()`.
 */
export async function startMirror() {
  const waiting = [];
  let stalled = Promise.resolve();
  let resume = () => {};
  const server = createServer(async (request, response) => {
    const record = {
      headers: request.headers,
      bytes: 0,
      digest: createHash("sha256"),
      whole: false,
      written: 0,
      gone: false,
    };
    waiting.shift()?.(record);
    response.on("close", () => {
      record.gone = !response.writableFinished;
      record.left?.();
    });
    await stalled;
    let text = "";
    try {
      for await (const chunk of request) {
        record.bytes += chunk.length;
        record.digest.update(chunk);
        if (text.length < 10_000) text += chunk;
      }
    } catch {
      return;
    }
    record.whole = true;
    const [, output] = /^\/outputs\/(\w+)$/.exec(request.url) ?? [];
    if (output === undefined) await answer(request, response, text, record);
    else sendOutput(OUTPUTS[output], response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    stall() {
      stalled = new Promise((resolve) => {
        resume = resolve;
      });
    },
    resume: () => resume(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers a request in the first way of {@link WAYS} that it names, else as MuleRun does. */
async function answer(request, response, text, record) {
  const way = Object.keys(WAYS).find((name) => text.includes(name) || request.url.includes(name));
  await (WAYS[way] ?? accept)(response, record);
}

function accept(response) {
  const headers = { "content-type": JSON_TYPE, "set-cookie": "session=1", "x-powered-by": "a mirror" };
  response.writeHead(202, headers).end('{"task_info":{"id":"an-id","status":"pending"}}');
}

/** Accepts with a reply whose length decides whether it is kept. */
function acceptWith(pad) {
  return (response) => {
    response.writeHead(202, { "content-type": JSON_TYPE });
    response.end(`{"task_info":{"id":"an-id","status":"pending"},"pad":"${pad}"}`);
  };
}

/** The ways to misbehave, by the words that name them. */
const WAYS = {
  hang() {},
  /** Repeats the key, cut in two, also as JSON and addresses may write it. */
  async echo(response, { headers }) {
    const key = headers.authorization?.slice("Bearer ".length) ?? "";
    response.writeHead(400, { "content-type": JSON_TYPE, "x-key": key, "set-cookie": `key=${key}` });
    response.write(`{"error":"wrong key ${key.slice(0, 7)}`);
    await pause(50);
    response.end(`${key.slice(7)} ${encodeURIComponent(key)} ${key}"}`);
  },
  "half-reply"(response) {
    response.writeHead(200, { "content-type": JSON_TYPE });
    response.write(`{"task_info":{"id":"an-id",${" ".repeat(1000)}`);
  },
  async "slow-reply"(response, record) {
    response.writeHead(200, { "content-type": JSON_TYPE });
    response.write(`{"task_info":{"id":"an-id","status":"pending"},"padding":"${" ".repeat(1000)}`);
    await new Promise((resolve) => {
      record.resume = resolve;
    });
    response.end('"}');
  },
  "large-reply"(response, record) {
    response.writeHead(200, { "content-type": JSON_TYPE });
    response.write('{"task_info":{"id":"an-id","status":"pending"},"padding":"');
    Readable.from(padding(record), { objectMode: false }).pipe(response);
  },
  // "ł" takes three bytes in UTF-8, a control character six letters in JSON.
  "longest-kept": acceptWith("ł".repeat(16_000)),
  "no-longer-kept": acceptWith("\x01".repeat(16_000)),
  async "early-hints"(response) {
    for (let hint = 0; hint < 2; hint += 1) response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    await pause(20);
    accept(response);
  },
  page(response) {
    response.writeHead(200, { "content-type": "text/html" }).end("<script>alert(1)</script>");
  },
};

function* padding(record) {
  let isEnough = false;
  record.finish = () => {
    isEnough = true;
  };
  for (; record.written < ENDLESS && !isEnough; record.written += PIECE.length) yield PIECE;
  yield '"}';
}

function sendOutput({ status = 200, type, headers, body }, response) {
  response.writeHead(status, {
    "content-type": type,
    "content-length": body.length,
    "set-cookie": "session=1",
    ...headers,
  });
  response.end(body);
}

/** Bytes of which each four are others. */
export const PHOTO = Buffer.from(Uint32Array.from({ length: 4 * 1024 * 1024 }, (_, index) => index).buffer);
const OUTPUTS = {
  photo: { type: "image/jpeg", body: PHOTO },
  page: { type: "text/html", body: "<script>alert(1)</script>" },
  drawing: { type: "image/svg+xml", body: "<svg/>" },
  gone: { type: "text/html", status: 404, body: "<script>alert(1)</script>" },
  moved: { type: "text/html", status: 307, headers: { location: "/outputs/photo" }, body: "" },
};
const JSON_TYPE = "application/json";
const PIECE = Buffer.alloc(64 * 1024, "a");

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
