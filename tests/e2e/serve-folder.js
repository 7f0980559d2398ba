import { once } from "node:events";
import { createServer } from "node:http";
import sirv from "sirv";

/** Serves a folder under the policy that the package promises to work under. */
export async function serveFolder(folder) {
  const setHeaders = (response) => response.setHeader(...POLICY);
  const server = createServer(sirv(folder, { dev: true, setHeaders }));
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

/** The header of that policy. */
export const POLICY = [
  "Content-Security-Policy",
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "connect-src 'self' https: http://127.0.0.1:*; img-src 'self' https: blob: data: http://127.0.0.1:*",
];
