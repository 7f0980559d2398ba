import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Starts a server's script in a separate process, so that it does not slow down the measurement. It prints its port and ends with its stdin. */
export async function startServer(script, options) {
  const child = spawn(process.execPath, [script, ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = await once(createInterface(child.stdout), "line");
  return { address: `http://127.0.0.1:${port}/`, stop: () => child.stdin.end() };
}
