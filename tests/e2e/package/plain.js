import { randomBytes } from "node:crypto";
import { Session } from "../../support/simulator.js";
import { test as base, expect, simulator } from "../harness.js";

export { expect };

/** The harness's `test` with `plain`: an empty page under the policy that the package promises to work under. */
export const test = base.extend({
  simulator: simulator({ page: "tests/e2e/package/site" }),

  plain: async ({ page, simulator }, use) => {
    const plain = new Plain(page, simulator);
    await plain.open();
    await use(plain);
    expect(plain.violations).toEqual([]);
  },
});

class Plain extends Session {
  key = `key-${randomBytes(12).toString("hex")}`;
  /** What the policy forbade. */
  violations = [];
  /** How often the WebAssembly module was requested. */
  loads = 0;

  constructor(page, simulator) {
    super(simulator);
    this.page = page;
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) this.violations.push(message.text());
    });
    page.on("request", (request) => {
      if (request.url().endsWith(".wasm")) this.loads += 1;
    });
  }

  async open() {
    await this.set({ key: this.key, jobMs: 0, longestSide: 64 });
    const answer = await this.page.goto(new URL("plain.html", this.simulator.page).href);
    const policy = answer.headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
    await this.page.evaluate(
      ([api, session, key]) => {
        const reached = (provider) => ({ apiKey: key, baseUrl: `${api}/${session}/${provider}` });
        window.clientOptions = {
          providers: {
            mulerun: reached("mulerun"),
            pixazo: reached("pixazo"),
            pixelbyte: reached("pixelbyte"),
          },
        };
        window.words = {
          provider: "pixelbyte",
          model: "google/nano-banana-dev/text-to-image",
          prompt: "a lake at sunrise",
        };
        window.edit = (images) => ({
          provider: "mulerun",
          model: "google/nano-banana-pro/edit",
          prompt: "give the man a red hat",
          images,
        });
        /** Makes a JPEG of this many bytes that need not show an image: one scan. */
        window.jpegOf = (bytes) => {
          const data = new Uint8Array(bytes).fill(85);
          data.set([0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
          data.set([0xff, 0xd9], bytes - 2);
          return new File([data], "photo.jpg", { type: "image/jpeg" });
        };
        window.caught = (promise) =>
          promise.then(
            () => {
              throw new Error("did not reject");
            },
            (error) => error,
          );
        /** Makes jobs poll as often as they may, as when the network comes back. */
        window.hurry = () => setInterval(() => dispatchEvent(new Event("online")), 50);
      },
      [this.simulator.api, this.session, this.key],
    );
  }

  /** Lays one fault on every request of a stage. */
  fault(stage, fault) {
    return this.control("PUT", "faults", [{ stage, times: null, fault }]);
  }
}
