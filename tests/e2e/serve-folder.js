import { once } from "node:events";
import { createServer } from "node:http";
import sirv from "sirv";

/** Serves a folder under the policy that the package promises to work under, and other folders below it by name. */
export async function serveFolder(folder, others = {}) {
  const files = (path) => sirv(path, { dev: true, setHeaders: (response) => response.setHeader(...POLICY) });
  const main = files(folder);
  const named = Object.entries(others).map(([name, path]) => [`/${name}/`, files(path)]);
  const server = createServer((request, response) => {
    const [prefix, serve] = named.find(([prefix]) => request.url.startsWith(prefix)) ?? ["/", main];
    request.url = request.url.slice(prefix.length - 1);
    serve(request, response, () => response.writeHead(404).end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const POLICY = [
  "Content-Security-Policy",
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "connect-src 'self' https: http://127.0.0.1:*; img-src 'self' https: blob: data: http://127.0.0.1:*",
];
