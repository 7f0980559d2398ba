import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import sirv from "sirv";
import { freePort } from "../relay/runtimes/port.js";

/** Runs a program and returns its output. Throws if it fails. */
export async function run(program, parameters, folder, env = {}) {
  const child = start(program, parameters, folder, env);
  const [code] = await once(child.process, "close");
  if (code !== 0) throw new Error(`${program} ${parameters.join(" ")} ended with ${code}:\n${child.said()}`);
  return child.said();
}

/** Starts a server that accepts `--port` and says when it is ready, or where it listens. `env` returns its variables, which may need the port. */
export async function startServer(program, parameters, folder, env = () => ({})) {
  const port = await freePort();
  const child = start(program, [...parameters, "--port", String(port)], folder, env(port));
  const ended = once(child.process, "close");
  while (!/ready|local:/i.test(child.said())) {
    const event = await Promise.race([once(child.process.stdout, "data"), ended.then(() => "ended")]);
    if (event === "ended") throw new Error(`${program} ended before it was ready:\n${child.said()}`);
  }
  return {
    address: `http://localhost:${port}/`,
    said: child.said,
    async stop() {
      // The group: npm passes no signal on.
      process.kill(-child.process.pid);
      await ended;
    },
  };
}

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

function start(program, parameters, folder, env) {
  // Without this runner's own variables: colours, and those that npm sets for its children.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|FORCE_COLOR|NODE_OPTIONS)/.test(name),
  );
  const child = spawn(program, parameters, {
    cwd: folder,
    detached: true,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (data) => {
      text += data;
    });
  }
  return { process: child, said: () => text };
}

const POLICY = [
  "Content-Security-Policy",
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "connect-src 'self' https: http://127.0.0.1:*; img-src 'self' https: blob: data: http://127.0.0.1:*",
];
