import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** Runs a program and returns its output. Throws if it fails. */
export async function run(program, parameters, folder, env = {}) {
  const child = start(program, parameters, folder, env);
  const [code] = await once(child.process, "close");
  if (code !== 0)
    throw new Error(`${program} ${parameters.join(" ")} ended with ${code}:\n${child.output()}`);
  return child.output();
}

/** Starts a server that accepts `--port`, and waits until it prints that it is ready, or its address. `env` returns its variables, which may need the port. */
export async function startServer(program, parameters, folder, env = () => ({})) {
  const port = await freePort();
  const child = start(program, [...parameters, "--port", String(port)], folder, env(port));
  const ended = once(child.process, "close");
  while (!/ready|local:/i.test(child.output())) {
    const event = await Promise.race([once(child.process.stdout, "data"), ended.then(() => "ended")]);
    if (event === "ended") throw new Error(`${program} ended before it was ready:\n${child.output()}`);
  }
  return {
    address: `http://localhost:${port}/`,
    pid: child.process.pid,
    port,
    output: child.output,
    async stop() {
      // The group: npm passes no signal on.
      process.kill(-child.process.pid);
      await ended;
    },
  };
}

function start(program, parameters, folder, env) {
  // Without the variables of this runner: colours, those that npm sets for its children, and those that mean CI.
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|BUILD_NUMBER|CI$|CONTINUOUS_INTEGRATION|GITHUB_|FORCE_COLOR|NODE_OPTIONS)/.test(name),
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
  return { process: child, output: () => text };
}

/**
 * Starts a server that prints where it listens in its first line, as JSON: on its stdout, or another of its outputs. Returns that as `firstLine`. `stop()`
 * ends it: with `untilStdinCloses` it also ends by itself when this process does.
 */
export async function startListening(
  program,
  parameters,
  { output = 1, untilStdinCloses = false, ...options } = {},
) {
  const stdio = [untilStdinCloses ? "pipe" : "ignore", "inherit", "inherit", "ignore"];
  stdio[output] = "pipe";
  const child = spawn(program, parameters, { ...options, stdio });
  const ended = once(child, "exit");
  const line = once(createInterface(child.stdio[output]), "line").then(([line]) => line);
  const first = await Promise.race([line, ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`${program} ended before it printed where it listens`);
  return {
    firstLine: JSON.parse(first),
    pid: child.pid,
    async stop() {
      if (untilStdinCloses) child.stdin.end();
      else child.kill();
      await ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Returns a port of this machine on which nothing listens. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
