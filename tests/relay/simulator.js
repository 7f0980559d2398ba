import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** Starts the simulator, `api` being its address, with jobs that take `seconds`. Without the program that `cargo xtask test` built, cargo builds it. */
export async function startSimulator({ seconds = 0.3, options = [] } = {}) {
  const program = process.env.PLANTAIN_SIMULATOR_PROGRAM;
  const [command, ...before] = program
    ? [program]
    : ["cargo", "run", "--quiet", "--package", "simulator", "--"];
  const child = spawn(
    command,
    [...before, "--until-stdin-closes", "--seconds", String(seconds), ...options],
    {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const [line] = await once(createInterface(child.stdout), "line");
  return {
    ...JSON.parse(line),
    async stop() {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}

/** Makes what a test does with one session. */
export function sessionOf(api, name) {
  const control = async (method, what, body) => {
    const answer = await fetch(`${api}/${name}/control/${what}`, {
      method,
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${what}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  return {
    address: `${api}/${name}`,
    log: () => control("GET", "log"),
    jobs: () => control("GET", "jobs"),
    faults: (rules) => control("PUT", "faults", rules),
    /** Empties the log and takes back every fault and setting. */
    async reset(options) {
      await control("DELETE", "session");
      await control("PUT", "options", options);
    },
  };
}

const ROOT = resolve(import.meta.dirname, "..", "..");
