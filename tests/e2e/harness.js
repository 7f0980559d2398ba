import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

/**
 * Playwright's `test` with
 * - `simulator`: `{ api, otherHost, page, refused }`, the addresses of a simulator that this worker alone uses, of
 *   the page that it serves, and of a port that refuses connections;
 * - `snapshot(name)`: a screenshot of the page, kept as `target/screenshots/<name>.png`.
 */
export const test = base.extend({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const simulator = await startSimulator();
      await use(simulator.addresses);
      await simulator.stop();
    },
    { scope: "worker" },
  ],

  snapshot: async ({ page }, use) => {
    await use((name) =>
      page.screenshot({ path: join(target, "screenshots", `${name}.png`), fullPage: true }),
    );
  },
});

/**
 * Starts the simulator with jobs that take `seconds`, and a folder as the page before it; `stop()` ends it.
 * Without the program that `cargo xtask test` has built, cargo builds it.
 */
export async function startSimulator({ seconds = 1, page = "www" } = {}) {
  const program = process.env.PLANTAIN_SIMULATOR_PROGRAM;
  const [command, ...before] = program
    ? [program]
    : ["cargo", "run", "--quiet", "--package", "simulator", "--"];
  const options = ["--page", page, "--package", "pkg", "--until-stdin-closes", "--seconds", String(seconds)];
  const child = spawn(command, [...before, ...options], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const line = once(createInterface(child.stdout), "line").then(([text]) => text);
  const first = await Promise.race([line, ended.then(() => undefined)]);
  if (first === undefined) {
    throw new Error("the simulator stopped before it said where it listens");
  }
  return {
    addresses: JSON.parse(first),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

const root = resolve(import.meta.dirname, "..", "..");

const target = resolve(process.env.PLANTAIN_TARGET ?? join(root, "target"));
