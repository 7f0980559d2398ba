import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

/** Cargo's target folder: what a run leaves behind goes there. */
const target = resolve(process.env.PLANTAIN_TARGET ?? "../../target");

export default defineConfig({
  testMatch: "consumers.test.js",
  outputDir: join(target, "playwright", "consumers"),
  reporter: [["list"], ["json", { outputFile: join(target, "playwright", "consumers.json") }]],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" },
    trace: "retain-on-failure",
  },
});
