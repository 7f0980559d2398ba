import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** Serves folders, its arguments, as a web host does: gzip, made beforehand. It prints its port; `/sent` tells how many bytes of bodies it sent. */
const folders = process.argv.slice(2);
const made = new Map();
let sent = 0;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/") return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
  if (pathname === "/sent") {
    response.writeHead(200, { "content-type": "application/json" }).end(String(sent));
    sent = 0;
    return;
  }
  const body = find(pathname);
  if (!body) return response.writeHead(404).end();
  sent += body.length;
  const type = TYPES[extname(pathname)] ?? "application/octet-stream";
  response.writeHead(200, {
    "content-type": type,
    "content-encoding": "gzip",
    "content-length": body.length,
  });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit());

function find(pathname) {
  if (made.has(pathname)) return made.get(pathname);
  for (const folder of folders) {
    try {
      made.set(pathname, gzipSync(readFileSync(join(folder, pathname)), { level: 9 }));
      return made.get(pathname);
    } catch {
      // It may be in the next one.
    }
  }
}

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">`;
