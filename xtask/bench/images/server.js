import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { imageDigest, SECRET } from "./photos.js";

/**
 * Plays the page's host and the provider, in a process of its own: takes a body, counts its bytes, and notes when the last one was there. Its
 * arguments are `check`, to read the bodies too, or `count`, and the folders that it serves; it prints its port.
 */
const [task, ...folders] = process.argv.slice(2);
let last;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (request.method === "POST") return receive(request, response);
  if (pathname === "/now") return json(response, now());
  if (pathname === "/last") return json(response, last);
  if (pathname === "/") return send(response, "text/html", PAGE);
  for (const folder of folders) {
    try {
      const bytes = readFileSync(join(folder, pathname));
      return send(response, TYPES[extname(pathname)] ?? "application/octet-stream", bytes);
    } catch {
      // It may be in the next one.
    }
  }
  response.writeHead(404).end();
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit());

function receive(request, response) {
  const pieces = [];
  let bytes = 0;
  request.on("data", (piece) => {
    bytes += piece.length;
    if (task === "check") pieces.push(piece);
  });
  request.on("end", () => {
    last = { at: now(), bytes, images: task === "check" ? read(Buffer.concat(pieces)) : undefined };
    response.writeHead(202, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ task_info: { id: "8e1e315e-b50d-4334-a231-be7d20a3f4b7", status: "pending" } }),
    );
  });
}

/** What the provider would see: of each image its type, its length, its digest without metadata, and whether something is in it that should not be. */
function read(body) {
  const { images } = JSON.parse(body.toString("latin1"));
  return images.map((uri) => {
    const [head, base64] = uri.split(",");
    const bytes = Buffer.from(base64, "base64");
    return { head, bytes: bytes.length, digest: imageDigest(bytes), hasSecret: bytes.includes(SECRET) };
  });
}

function json(response, value) {
  send(response, "application/json", JSON.stringify(value ?? null));
}

function send(response, type, body) {
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
}

function now() {
  return performance.timeOrigin + performance.now();
}

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><input type="file" multiple>`;
