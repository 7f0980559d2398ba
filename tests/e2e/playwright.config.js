import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

/** Cargo's target folder: what a run leaves behind goes there. */
const target = resolve(process.env.PLANTAIN_TARGET ?? "../../target");

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
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
