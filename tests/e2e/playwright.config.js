import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

/** Cargo's target folder: what a run leaves behind goes there. */
const target = resolve(process.env.PLANTAIN_TARGET ?? "../../target");

/** A step of its own: it takes as long as all the others, and its time is theirs where both run at once. */
const FAULTS = "faults.spec.js";

export default defineConfig({
  testDir: ".",
  projects: [
    { name: "consumers", testMatch: "consumers.test.js", timeout: 180_000, expect: { timeout: 20_000 } },
    { name: "page", testMatch: "*.spec.js", testIgnore: FAULTS },
    { name: "faults", testMatch: FAULTS },
  ],
  outputDir: join(target, "playwright", "results"),
  reporter: [["list"], ["json", { outputFile: join(target, "playwright", "report.json") }]],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
