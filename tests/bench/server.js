import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { startListening } from "../support/programs.js";
import { imagesIn } from "./images/photos.js";

/** Starts the server below in a process of its own, so that it does not slow down the measurement. */
export async function startServer(...folders) {
  const parameters = [import.meta.filename, ...folders];
  const { firstLine, stop } = await startListening(process.execPath, parameters, { untilStdinCloses: true });
  return { address: `http://127.0.0.1:${firstLine}/`, stop };
}

/**
 * Plays the page's host and the provider: serves the folders that are its arguments as gzip, made beforehand, and takes bodies. `/last`
 * returns when it had the last byte of a body, with the images in it where the path of the body asks for that.
 */
function serve(folders) {
  const made = new Map();
  let last;
  const find = (path) => {
    for (const folder of made.has(path) ? [] : folders) {
      try {
        made.set(path, gzipSync(readFileSync(join(folder, path)), { level: 9 }));
      } catch {
        // It may be in the next one.
      }
    }
    return made.get(path);
  };
  const receive = async (request, path) => {
    const pieces = [];
    for await (const piece of request) if (path.startsWith("/check")) pieces.push(piece);
    last = { at: now() };
    if (pieces.length > 0) last.images = imagesIn(Buffer.concat(pieces));
    return { task_info: { id: "8e1e315e-b50d-4334-a231-be7d20a3f4b7", status: "pending" } };
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const reply = (type, body, headers) =>
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
    const json = (value) => reply("application/json", JSON.stringify(value));
    if (request.method === "POST") return json(await receive(request, path));
    if (path === "/") return reply("text/html", PAGE);
    if (path === "/now") return json(now());
    if (path === "/last") return json(last);
    const body = find(path);
    if (body === undefined) return response.writeHead(404).end();
    reply(TYPES[extname(path)] ?? "application/octet-stream", body, {
      "content-encoding": "gzip",
      "content-length": body.length,
    });
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
  process.stdin.resume().on("end", () => process.exit());
}

const now = () => performance.timeOrigin + performance.now();
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><input type="file" multiple>`;

if (process.argv[1] === import.meta.filename) serve(process.argv.slice(2));
