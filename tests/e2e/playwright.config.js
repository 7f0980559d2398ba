import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

/** Cargo's target folder: what a run leaves behind goes there. */
const target = resolve(process.env.PLANTAIN_TARGET ?? "../../target");
const results = (name) => join(target, "playwright", name);

const CONSUMERS = ["consumers.spec.js", "recipes.spec.js", "side-by-side.spec.js"];
const FAULTS = "faults.spec.js";
const PHOTOS = "photos.spec.js";
const REFERENCE = "reference.spec.js";

// Each project is a step of its own, because one takes as long as the others together.
export default defineConfig({
  testDir: ".",
  projects: [
    {
      name: "page",
      testMatch: "*.spec.js",
      testIgnore: [...CONSUMERS, FAULTS, PHOTOS, REFERENCE],
      outputDir: results("page"),
      // Drawn by the processor, what moves while a job is waited for is a third of a page test's work.
      use: { reducedMotion: "reduce" },
    },
    { name: "faults", testMatch: FAULTS, outputDir: results("faults") },
    { name: "reference", testMatch: REFERENCE, outputDir: results("reference") },
    { name: "photos", testMatch: PHOTOS, outputDir: results("photos"), timeout: 180_000 },
    {
      name: "consumers",
      testMatch: CONSUMERS,
      outputDir: results("consumers"),
      // Each is installed, and built by a bundler.
      timeout: 180_000,
      expect: { timeout: 60_000 },
    },
  ],
  reporter: [["list"], ["json", { outputFile: join(target, "playwright", "report.json") }]],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // Generous timeouts: on a busy machine everything takes longer.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.PLANTAIN_BROWSER ?? process.env.CHROMIUM ?? "/usr/bin/chromium",
    },
    screenshot: "only-on-failure",
    // A trace is recorded for every test, to be thrown away where it passes: two fifths of a page test's work.
    trace: process.env.PLANTAIN_TRACE ? "retain-on-failure" : "off",
  },
});
