import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { siteOf } from "../site.js";

/**
 * The runtimes: `start(config)` gives `{ port, pid, stop() }` of a server, or `{ handler, stop() }` where there is none. The binaries lie in the
 * packages themselves, so nothing has to run at their installation.
 */
export const runtimes = {
  node: { start: (config) => serve(process.execPath, [here("node-server.js")], config) },
  call: { start: async (config) => ({ handler: siteOf(config), async stop() {} }) },
  hono: { start: (config) => serve(process.execPath, [here("hono-server.js")], config) },
  deno: {
    start: (config) =>
      serve(
        binary("@deno", "deno"),
        ["run", "--quiet", "--allow-net", "--allow-env", here("deno-server.js")],
        config,
      ),
  },
  bun: { start: (config) => serve(binary("@oven", "bin/bun"), [here("bun-server.js")], config) },
  workerd: { start: serveWorker },
};

function serve(program, parameters, config) {
  return started(program, parameters, { SITE: JSON.stringify(config) }, "pipe");
}

async function serveWorker(config) {
  const folder = await mkdtemp(join(tmpdir(), "plantain-relay-"));
  const file = join(folder, "config.capnp");
  await writeFile(file, await workerConfig(config));
  const server = await started(
    binary("@cloudflare", "bin/workerd"),
    ["serve", file, "--control-fd=3"],
    {},
    3,
  );
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a server and waits until it has said its port, on its stdout or another of its outputs. */
export async function started(program, parameters, env, output) {
  const stdio = [
    "ignore",
    output === "pipe" ? "pipe" : "inherit",
    "inherit",
    output === 3 ? "pipe" : "ignore",
  ];
  const child = spawn(await program, parameters, { stdio, env: { ...process.env, ...env } });
  const ended = once(child, "exit");
  const lines = createInterface(output === 3 ? child.stdio[3] : child.stdout);
  const port = new Promise((resolve) => {
    lines.on("line", (line) => resolve(JSON.parse(line).port));
  });
  const found = await Promise.race([port, ended.then(() => undefined)]);
  if (found === undefined) throw new Error(`${await program} stopped before it said where it listens`);
  return {
    port: found,
    pid: child.pid,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function workerConfig(config) {
  const modules = ["tests/relay/runtimes/worker.js", "tests/relay/site.js", "pkg/relay.js"];
  for (const name of await readdir(join(ROOT, "pkg", "relay"))) modules.push(`pkg/relay/${name}`);
  const texts = await Promise.all(modules.map((name) => readFile(join(ROOT, name), "utf8")));
  const embedded = modules.map(
    (name, index) => `(name = "${name}", esModule = ${JSON.stringify(texts[index])})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [${embedded.join(", ")}],
      bindings = [(name = "SITE", json = ${JSON.stringify(JSON.stringify(config))})],
      compatibilityDate = "2026-01-01",
      compatibilityFlags = ["enable_request_signal"],
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** Finds a program in the package for this machine, of which npm installs one. */
async function binary(scope, path) {
  const folder = resolve(import.meta.dirname, "..", "node_modules", scope);
  const [name] = (await readdir(folder)).filter((name) => /linux|darwin|win32|windows/.test(name));
  return join(folder, name, path);
}

function here(name) {
  return join(import.meta.dirname, name);
}

const ROOT = resolve(import.meta.dirname, "..", "..", "..");
