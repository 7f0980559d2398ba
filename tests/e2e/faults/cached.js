import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";

/**
 * Serves the empty page, the package, and a page to go to, in a way that browsers keep pages for going back: the simulator's own
 * pages say `no-store`.
 */
export async function serveCachedPages() {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const folder = pathname.startsWith("/pkg/") ? root : join(root, "tests", "e2e", "faults", "site");
    try {
      const body = await readFile(join(folder, pathname));
      response.setHeader("Content-Type", TYPES[extname(pathname)] ?? "application/octet-stream").end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => server.close(),
  };
}

const root = resolve(import.meta.dirname, "..", "..", "..");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
