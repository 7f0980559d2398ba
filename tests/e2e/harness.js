import { join, resolve } from "node:path";
import { test as base } from "@playwright/test";
import { startSimulator } from "../support/simulator.js";

export { expect } from "@playwright/test";

/**
 * Playwright's `test` with
 * - `kept(name, start)`: what `start` promises, started once for a worker and stopped, by its `stop()`, with it. Playwright ends a worker before tests
 *   whose fixtures of workers are others: all tests have this one, so that browsers stay open;
 * - `simulator`: `{ api, otherHost, page, refused }`, the addresses of a simulator that this worker alone uses, of
 *   the page that it serves, and of a port that refuses connections;
 * - `snapshot(name)`: a screenshot of the page, kept as `target/screenshots/<name>.png` where `PLANTAIN_SCREENSHOTS` asks for it.
 */
export const test = base.extend({
  kept: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const started = new Map();
      await use((name, start) => {
        if (!started.has(name)) started.set(name, start());
        return started.get(name);
      });
      for (const one of started.values()) await (await one).stop();
    },
    { scope: "worker" },
  ],

  simulator: simulator(),

  snapshot: async ({ page }, use) => {
    await use(async (name) => {
      if (!process.env.PLANTAIN_SCREENSHOTS) return;
      await page.screenshot({ path: join(target, "screenshots", `${name}.png`), fullPage: true });
    });
  },
});

/** Makes a fixture: a simulator that one worker alone uses, started with these options. */
export function simulator(options = {}) {
  const name = `simulator ${JSON.stringify(options)}`;
  return async ({ kept }, use) => use(await kept(name, () => startSimulator(options)));
}

const target = resolve(process.env.PLANTAIN_TARGET ?? join(import.meta.dirname, "../../target"));
