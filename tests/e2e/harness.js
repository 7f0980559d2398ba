import { join, resolve } from "node:path";
import { test as base } from "@playwright/test";
import { startSimulator } from "../support/simulator.js";

export { expect } from "@playwright/test";

/**
 * Playwright's `test` with
 * - `simulator`: `{ api, otherHost, page, refused }`, the addresses of a simulator that this worker alone uses, of
 *   the page that it serves, and of a port that refuses connections;
 * - `snapshot(name)`: a screenshot of the page, kept as `target/screenshots/<name>.png`.
 */
export const test = base.extend({
  simulator: simulator(),

  snapshot: async ({ page }, use) => {
    await use((name) =>
      page.screenshot({ path: join(target, "screenshots", `${name}.png`), fullPage: true }),
    );
  },
});

/** Makes a fixture: a simulator that one worker alone uses, started with these options. */
export function simulator(options) {
  return [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const { stop, ...addresses } = await startSimulator(options);
      await use(addresses);
      await stop();
    },
    { scope: "worker" },
  ];
}

const target = resolve(process.env.PLANTAIN_TARGET ?? join(import.meta.dirname, "../../target"));
