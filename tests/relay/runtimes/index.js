import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run, startListening, startServer } from "../../support/programs.js";
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
        ["run", "--quiet", "--allow-net", "--allow-env", ...databaseOf(config), here("deno-server.js")],
        config,
      ),
  },
  bun: { start: (config) => serve(binary("@oven", "bin/bun"), [here("bun-server.js")], config) },
  workerd: { start: serveWorker },
  next: { start: serveNext },
};

/** The parameters with which Deno may use the database in a folder, or one in memory. */
function databaseOf({ disk }) {
  const may = disk === undefined ? [] : [`--allow-read=${dirname(disk)}`, `--allow-write=${dirname(disk)}`];
  return ["--unstable-kv", ...may];
}

function serve(program, parameters, config) {
  return started(program, parameters, { SITE: JSON.stringify(config) });
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

/** Builds and starts the route handler as `next start` does. */
async function serveNext(config) {
  const folder = resolve(import.meta.dirname, "..", "next");
  const next = resolve(import.meta.dirname, "..", "node_modules", "next", "dist", "bin", "next");
  const env = { NEXT_TELEMETRY_DISABLED: "1", SITE: JSON.stringify(config) };
  await run(process.execPath, [next, "build", folder], folder, env);
  const parameters = [next, "start", folder, "--hostname", "127.0.0.1"];
  return startServer(process.execPath, parameters, folder, () => env);
}

/** Starts a server that says its port: `{ port, pid, stop(), kill() }`. */
export async function started(program, parameters, env, output) {
  const server = await startListening(await program, parameters, { env: { ...process.env, ...env }, output });
  return { ...server, port: server.firstLine.port };
}

async function workerConfig(config) {
  const modules = ["tests/relay/runtimes/worker.js", "tests/relay/site.js", "pkg/relay.js"];
  for (const folder of ["pkg/models", "pkg/relay"]) {
    const names = await readdir(join(ROOT, folder));
    modules.push(...names.filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`));
  }
  const texts = await Promise.all(modules.map((name) => readFile(join(ROOT, name), "utf8")));
  const embedded = modules.map(
    (name, index) => `(name = "${name}", esModule = ${JSON.stringify(texts[index])})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [${embedded.join(", ")}],
      bindings = [
        (name = "SITE", json = ${JSON.stringify(JSON.stringify(config))}),
        (name = "STORE", durableObjectNamespace = "PlantainStore"),
      ],
      durableObjectNamespaces = [(className = "PlantainStore", uniqueKey = "plantain-tests")],
      durableObjectStorage = ${config.disk ? '(localDisk = "disk")' : "(inMemory = void)"},
      compatibilityDate = "2026-01-01",
      compatibilityFlags = ["enable_request_signal"],
    )),
    ${config.disk ? `(name = "disk", disk = (path = ${JSON.stringify(config.disk)}, writable = true)),` : ""}
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** Finds a program in the package for this machine, of which npm installs one. */
export async function binary(scope, path) {
  const folder = resolve(import.meta.dirname, "..", "node_modules", scope);
  const [name] = (await readdir(folder)).filter((name) => /linux|darwin|win32|windows/.test(name));
  return join(folder, name, path);
}

export function here(name) {
  return join(import.meta.dirname, name);
}

const ROOT = resolve(import.meta.dirname, "..", "..", "..");
