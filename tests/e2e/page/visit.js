import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Session } from "../../support/simulator.js";
import { test as base, expect } from "../harness.js";

export { expect };

/**
 * The harness's `test` with `visit`: the page in a session of its own, and the requests that the simulator received from it.
 * A test fails when the page writes an error to the console that the test did not announce.
 */
export const test = base.extend({
  visit: async ({ page, simulator }, use) => {
    const visit = new Visit(page, simulator);
    await use(visit);
    expect(visit.errors).toEqual([]);
  },

  /** In a window as high as the page, where the bar that sticks to the window's end stands where it belongs. */
  snapshot: async ({ page, snapshot }, use) => {
    await use(async (name) => {
      if (!process.env.PLANTAIN_SCREENSHOTS) return;
      const { width, height } = page.viewportSize();
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(height, whole) });
      await snapshot(name);
      await page.setViewportSize({ width, height });
    });
  },
});

/** A photo as a phone makes it: see photos/NOTE.md. */
export const PHOTO = resolve(import.meta.dirname, "../photos/phone.jpg");

/** The sample image that the page itself offers. */
export const SAMPLE = resolve(import.meta.dirname, "../../../www/sample-image.jpg");

class Visit extends Session {
  errors = [];
  #expected = [];

  constructor(page, simulator) {
    super(simulator);
    this.page = page;
    page.on("pageerror", (error) => this.#record(error.message));
    page.on("console", (message) => {
      const blocked = message.text().includes("Content Security Policy");
      if (message.type() === "error" || blocked) this.#record(message.text());
    });
  }

  /** Announces errors in the console: a browser reports each reply of 400 and above, and each lost connection. */
  expectErrors(...patterns) {
    this.#expected.push(...patterns);
  }

  /** Opens the page. The simulator draws small: what it draws is not what is tested here. */
  async open({ options, faults } = {}) {
    await this.set({ longestSide: 640, ...options });
    if (faults) await this.faults(faults);
    await this.page.goto(this.address);
    await expect(this.page.getByLabel("Provider")).not.toBeEmpty();
  }

  get address() {
    return `${this.simulator.page}/?session=${this.session}`;
  }

  /** The address at which the simulator plays a provider in this session. */
  relay(provider) {
    return `${this.api}/${provider}`;
  }

  /** Fills the form. What is left out stays as it is. */
  async fill({ provider, model, images, prompt, aspectRatio, resolution, count, outputFormat }) {
    const { page } = this;
    if (provider) await page.getByLabel("Provider", { exact: true }).selectOption({ label: provider });
    if (model) await this.chooseModel(model);
    if (images) await page.locator("#images").setInputFiles(images);
    if (prompt !== undefined) await page.getByLabel("Prompt", { exact: true }).fill(prompt);
    if (aspectRatio) await page.getByLabel("Aspect ratio").selectOption(aspectRatio);
    if (resolution) await this.choose("Resolution", resolution);
    if (count) await this.choose("Number of images", String(count));
    if (outputFormat) await this.choose("File format", outputFormat);
  }

  /** Searches a model of the chosen provider by its id, and chooses it. */
  async chooseModel(model) {
    const provider = await this.page.getByLabel("Provider", { exact: true }).inputValue();
    await this.page.getByLabel("Model", { exact: true }).fill(model);
    await this.page.locator(`[role="option"][data-model="${model}"][data-provider="${provider}"]`).click();
  }

  async choose(group, value) {
    await this.page.getByRole("radiogroup", { name: group }).locator(`input[value="${value}"]`).check();
  }

  /** Goes from the simulator to the "real" provider, by way of a relay: which is the simulator all the same. */
  async useRelay(provider, key) {
    await this.choose("Runs at", "real");
    await this.page.getByLabel(/^Key for/).fill(key);
    await this.page.getByText("Use a relay").click();
    await this.page.getByLabel("Address of the relay").fill(this.relay(provider));
  }

  /** Keeps the reply to a request, changed where `change` says so, from the page until the function that this returns is called. */
  async holdReply(pattern, change = {}) {
    let release;
    const released = new Promise((resolve) => {
      release = resolve;
    });
    await this.page.route(pattern, async (route) => {
      const response = await route.fetch();
      await released;
      await route.fulfill({ response, ...change });
    });
    return release;
  }

  /** Presses the button at the end of the form. */
  async send(name = "Edit") {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Returns the card of the newest job, or of an older one. */
  job(index = 0) {
    return this.page.locator(".job").nth(index);
  }

  /** Waits until the provider has the newest job, whether in its queue or at work. */
  async accepted(provider) {
    await expect(this.job()).toContainText(
      new RegExp(`Accepted by ${provider}|In the queue of ${provider}|${provider} is working on it`),
    );
  }

  /** Lets the page poll now, as when the network comes back. */
  poll() {
    return this.page.evaluate(() => void dispatchEvent(new Event("online")));
  }

  /** Makes every job end, and waits until the page has it of one. */
  async ended(job = this.job(), state = "done") {
    const found = async () => {
      await this.age(A_DAY_MS);
      await this.poll();
      return job.getAttribute("data-state");
    };
    await expect.poll(found, { timeout: 90_000 }).toBe(state);
  }

  /** Makes every job end, waits for the images of one, each really there, and returns their bytes. */
  async results(job = this.job()) {
    await this.ended(job);
    const images = job.locator("img.result");
    const sources = [];
    for (const image of await images.all()) {
      await expect
        .poll(() => image.evaluate((shown) => shown.complete && shown.naturalWidth))
        .toBeGreaterThan(0);
      sources.push(
        await image.evaluate(({ src, naturalWidth, naturalHeight }) => ({
          src,
          naturalWidth,
          naturalHeight,
        })),
      );
    }
    return Promise.all(sources.map(async (source) => ({ ...source, bytes: await this.bytes(source.src) })));
  }

  /** Returns the bytes at an address that the page shows. */
  async bytes(address) {
    const base64 = await this.page.evaluate(async (url) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }, address);
    return Buffer.from(base64, "base64");
  }

  /** Returns what the page keeps in storage, as one text. */
  storage() {
    return this.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  }

  #record(error) {
    if (!this.#expected.some((pattern) => pattern.test(error))) this.errors.push(error);
  }
}

/** Longer than any job takes. */
const A_DAY_MS = 86_400_000;

/** Returns a file to drop or paste: its name, type and bytes. */
export async function fileOf(path, name) {
  return { name, mimeType: "image/jpeg", base64: (await readFile(path)).toString("base64") };
}
