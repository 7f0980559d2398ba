import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { ENDLESS } from "./site.js";

/**
 * Starts a provider that misbehaves as its caller asks in the prompt, with outputs that do so by their names. `next()` promises what it sees of the next
 * request, `{ headers, bytes, digest, whole, written, gone, resume, finish }`, as soon as its headers are there; its `resume()` ends a slow reply, its
 * `finish()` a large one. After `stall()`
 * the bodies of requests stay unread until the mirror's `resume()`.
 */
export async function startMirror() {
  const waiting = [];
  let stalled = Promise.resolve();
  let resume = () => {};
  const server = createServer(async (request, response) => {
    const visit = {
      headers: request.headers,
      bytes: 0,
      digest: createHash("sha256"),
      whole: false,
      written: 0,
      gone: false,
    };
    waiting.shift()?.(visit);
    response.on("close", () => {
      visit.gone = !response.writableFinished;
      visit.left?.();
    });
    await stalled;
    let text = "";
    try {
      for await (const chunk of request) {
        visit.bytes += chunk.length;
        visit.digest.update(chunk);
        if (text.length < 10_000) text += chunk;
      }
    } catch {
      return;
    }
    visit.whole = true;
    const [, output] = /^\/outputs\/(\w+)$/.exec(request.url) ?? [];
    if (output === undefined) await answer(request, response, text, visit);
    else give(OUTPUTS[output], response);
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

async function answer(request, response, text, visit) {
  const has = (word) => text.includes(word) || request.url.includes(word);
  const key = request.headers.authorization?.slice("Bearer ".length) ?? "";
  if (has("hang")) return;
  if (has("echo")) {
    // The key, cut in two, also as JSON and addresses may write it.
    response.writeHead(400, { "content-type": "application/json", "x-key": key, "set-cookie": `key=${key}` });
    response.write(`{"error":"wrong key ${key.slice(0, 7)}`);
    await pause(50);
    response.end(`${key.slice(7)} ${encodeURIComponent(key)} ${key}"}`);
    return;
  }
  if (has("half-reply")) {
    response.writeHead(200, { "content-type": "application/json" });
    response.write(`{"task_info":{"id":"an-id",${" ".repeat(1000)}`);
    return;
  }
  if (has("slow-reply")) {
    response.writeHead(200, { "content-type": "application/json" });
    response.write(`{"task_info":{"id":"an-id","status":"pending"},"padding":"${" ".repeat(1000)}`);
    await new Promise((resolve) => {
      visit.resume = resolve;
    });
    response.end('"}');
    return;
  }
  if (has("large-reply")) {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"task_info":{"id":"an-id","status":"pending"},"padding":"');
    Readable.from(padding(visit), { objectMode: false }).pipe(response);
    return;
  }
  if (has("longest-kept") || has("no-longer-kept")) {
    // A control character takes six letters in JSON, "ł" three bytes in UTF-8.
    const pad = has("longest-kept") ? "ł".repeat(16_000) : "\x01".repeat(16_000);
    response.writeHead(202, { "content-type": "application/json" });
    response.end(`{"task_info":{"id":"an-id","status":"pending"},"pad":"${pad}"}`);
    return;
  }
  if (has("early-hints")) {
    for (let hint = 0; hint < 2; hint += 1) response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    await pause(20);
  }
  if (has("page")) {
    response.writeHead(200, { "content-type": "text/html" }).end("<script>alert(1)</script>");
    return;
  }
  response.writeHead(202, {
    "content-type": "application/json",
    "set-cookie": "session=1",
    "x-powered-by": "a mirror",
  });
  response.end('{"task_info":{"id":"an-id","status":"pending"}}');
}

function* padding(visit) {
  let isEnough = false;
  visit.finish = () => {
    isEnough = true;
  };
  for (; visit.written < ENDLESS && !isEnough; visit.written += PIECE.length) yield PIECE;
  yield '"}';
}

function give({ status = 200, type, headers, body }, response) {
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
const PIECE = Buffer.alloc(64 * 1024, "a");

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
