// Writes docs/page.png, the picture of the README: the demo page with a result of the simulator. Needs a built package and ImageMagick.

import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { startSimulator } from "../support/simulator.js";

const picture = join(resolve(import.meta.dirname, "..", ".."), "docs", "page.png");
const simulator = await startSimulator();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1090 } });
  await page.goto(simulator.page);
  await page.getByLabel("Provider").locator("option").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Try it with this sample image" }).click();
  await page.getByLabel("Provider").selectOption("mulerun");
  await page.getByLabel("Aspect ratio").selectOption("4:3");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.locator('.job[data-state="done"] img.result').waitFor();
  await page.evaluate(() => Promise.all(Array.from(document.images, (image) => image.decode())));
  await page.screenshot({ path: picture, clip: { x: 0, y: 0, width: 1200, height: 1030 } });
} finally {
  await browser.close();
  await simulator.stop();
}
// Flat areas need no more than 256 colours.
execFileSync("convert-im6.q16", [picture, "+dither", "-colors", "256", `PNG8:${picture}`]);
console.log(`wrote ${picture}`);
