import { expect, PHOTO, test } from "./visit.js";

const PROMPT = "Give the man a red hat";
const KEY = "k-wrong-0123456789";

test("nothing filled in: every field says what is missing, and nothing is sent", async ({
  page,
  visit,
  snapshot,
}) => {
  await visit.open();
  await visit.send();
  await expect(page.getByText("Choose an image.")).toBeVisible();
  await expect(page.getByText("Describe the image.")).toBeVisible();
  await expect(page.locator(".problem:visible")).toHaveCount(2);
  await expect(page.locator("#images")).toBeFocused();
  await expect(page.locator("#images")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Prompt")).toHaveAccessibleDescription(/Describe the image/);
  await expect(visit.job()).toHaveCount(0);
  await snapshot("invalid");

  await visit.fill({ images: PHOTO });
  await expect(page.getByText("Choose an image.")).toBeHidden();
  await visit.send();
  await expect(page.getByLabel("Prompt")).toBeFocused();
  expect(await visit.requests()).toEqual([]);
});

test("a file that is no image and an empty one are named, and nothing is sent", async ({ page, visit }) => {
  // While it records a trace, Playwright itself fetches images that failed to load; without one there is no such line.
  visit.expectErrors(/^Connecting to 'blob:/);
  await visit.open();
  const files = [
    { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("This is no image.") },
    { name: "nothing.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
  ];
  await visit.fill({ images: files, prompt: PROMPT });
  await visit.send();
  await expect(page.getByText(/Image 1: Choose an image of one of these kinds: JPEG, /)).toBeVisible();
  await expect(page.getByText("Image 2: This file is empty. Choose it again.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove notes.jpg" })).toBeFocused();
  expect(await visit.requests()).toEqual([]);
});

test("the problems of a request that the form no longer shows are on its card", async ({ page, visit }) => {
  // While it records a trace, Playwright itself fetches images that failed to load; without one there is no such line.
  visit.expectErrors(/^Connecting to 'blob:/);
  await visit.open();
  const files = [{ name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("This is no image.") }];
  await visit.fill({ images: files, prompt: PROMPT });
  await page.evaluate(() => {
    const { slice } = File.prototype;
    const read = new Promise((resolve) => {
      window.letRead = resolve;
    });
    File.prototype.slice = function (...range) {
      const part = slice.apply(this, range);
      return { arrayBuffer: () => read.then(() => part.arrayBuffer()) };
    };
  });
  await visit.send();
  await expect(visit.job()).toHaveAttribute("data-state", "running");
  await visit.fill({ prompt: "Something else" });
  await page.evaluate(() => window.letRead());
  await expect(visit.job()).toContainText("Something needs a change");
  await expect(visit.job().getByRole("listitem")).toHaveText(
    /^Image 1: Choose an image of one of these kinds/,
  );
  expect(await visit.requests()).toEqual([]);
});

test("too many images are counted, and nothing is sent", async ({ page, visit }) => {
  await visit.open();
  await visit.fill({
    model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
    images: Array(5).fill(PHOTO),
    prompt: PROMPT,
  });
  await visit.send();
  await expect(page.getByText("Choose at most 4; there are 5.")).toBeVisible();
  expect(await visit.requests()).toEqual([]);
});

test("a missing key is a problem at its field, and nothing is sent", async ({ page, visit }) => {
  await visit.open();
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.choose("Runs at", "real");
  await visit.send();
  await expect(page.getByLabel("Key for PixelByte")).toBeFocused();
  await expect(page.getByLabel("Key for PixelByte")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Key for PixelByte")).toHaveAccessibleDescription(
    /Enter your key, or the address/,
  );
  expect(await visit.requests()).toEqual([]);
});

test("an invalid key and an invalid address are named at their fields, and nothing is sent", async ({
  page,
  visit,
}) => {
  await visit.open();
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.useRelay("pixelbyte", "schlüssel");
  await page.getByLabel("Address of the relay").fill("ftp://relay.example");
  await page.getByText("Use a relay").click();
  await visit.send();
  await expect(page.getByLabel("Key for PixelByte")).toBeFocused();
  await expect(page.getByLabel("Key for PixelByte")).toHaveAccessibleDescription(/This is not a whole key/);
  await expect(page.getByLabel("Address of the relay")).toHaveAccessibleDescription(
    /Enter a complete address that begins with https/,
  );
  await expect(visit.job()).toHaveCount(0);
  expect(await visit.requests()).toEqual([]);
});

// What each provider answers is read in tests/faults/, and every sentence in explain.spec.js.
test("at PixelByte, a wrong key is reported, and the right one then works", async ({
  page,
  visit,
  snapshot,
}) => {
  visit.expectErrors(/status of 401/);
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ provider: "PixelByte", images: PHOTO, prompt: PROMPT });
  await visit.useRelay("pixelbyte", KEY);
  await visit.send();
  await expect(visit.job()).toContainText("PixelByte did not accept the key.");
  await expect(visit.job()).toContainText("Nothing was billed.");
  expect(await visit.job().textContent()).not.toContain(KEY);
  expect(await visit.storage()).not.toContain(KEY);
  expect(await visit.purchases()).toEqual([]);
  await snapshot("wrong-key-pixelbyte");

  await visit.job().getByRole("button", { name: "Check the key" }).click();
  await expect(page.getByLabel("Key for PixelByte")).toBeFocused();
  await page.getByLabel("Key for PixelByte").fill("demo");
  await visit.job().getByRole("button", { name: "Try again" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("at MuleRun, an account without credit", async ({ visit }) => {
  visit.expectErrors(/status of 402/);
  await visit.open();
  await visit.fill({ provider: "MuleRun", images: PHOTO, prompt: PROMPT });
  await visit.useRelay("mulerun", "no-credit");
  await visit.send();
  await expect(visit.job()).toContainText("The account at MuleRun has not enough credit.");
  await expect(visit.job()).toContainText("Nothing was billed.");
  expect(await visit.purchases()).toEqual([]);
});

test("at Pixazo, a refused prompt", async ({ visit, snapshot }) => {
  visit.expectErrors(/status of 4\d\d/);
  await visit.open();
  await visit.fill({ provider: "Pixazo", images: PHOTO, prompt: "[refuse] Give the man a red hat" });
  await visit.send();
  await expect(visit.job()).toContainText("Pixazo did not accept this request.");
  await expect(visit.job()).toContainText("Nothing was billed.");
  await expect(visit.job()).toContainText("Change the words or the image");
  expect(await visit.purchases()).toEqual([]);
  await snapshot("refused-pixazo");
});

test("at MuleRun, unavailable at the submit, which is not sent twice", async ({ visit, snapshot }) => {
  visit.expectErrors(/status of 500/);
  await visit.open({
    faults: [{ stage: "submit", fault: { status: 500, acceptAnyway: true }, times: null }],
  });
  await visit.fill({ provider: "MuleRun", images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("MuleRun cannot do this at the moment.");
  await expect(visit.job()).toContainText("It is not known whether this was billed.");
  await expect(visit.job()).toContainText("Look for the image before you try again: you might pay twice.");
  expect(await visit.purchases()).toHaveLength(1);
  await snapshot("unknown-mulerun");
});

test("at Pixazo, a connection lost at the submit, which is not sent twice", async ({ visit }) => {
  visit.expectErrors(/ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to load resource/);
  await visit.open({
    faults: [{ stage: "submit", fault: { resetBeforeReply: true, acceptAnyway: true }, times: null }],
  });
  await visit.fill({ provider: "Pixazo", images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("Pixazo could not be reached.");
  await expect(visit.job()).toContainText("you might pay twice");
  expect(await visit.purchases()).toHaveLength(1);
});

test("a failed job says whether it was refunded", async ({ visit, snapshot }) => {
  const failedJob = { code: "GENERATION_FAILED", message: "The model failed. Credits have been refunded." };
  await visit.open({ options: { jobMs: 300 }, faults: [{ stage: "submit", fault: { failedJob } }] });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("PixelByte began this image, but could not make it.");
  await expect(visit.job()).toContainText("Nothing was billed.");
  await expect(visit.job()).toContainText("GENERATION_FAILED");
  await expect.poll(() => visit.storage()).not.toContain("plantain:");
  await snapshot("failed-job");

  await visit.job().getByRole("button", { name: "Try again" }).click();
  await visit.results();
});

test("a key that becomes invalid while waiting keeps the job", async ({ visit }) => {
  visit.expectErrors(/status of 401/);
  await visit.open({ options: { jobMs: 300 }, faults: [{ stage: "poll", fault: { status: 401 } }] });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(visit.job()).toContainText("This image is paid for.");
  await visit.job().getByRole("button", { name: "Keep waiting" }).click();
  await visit.results();
  expect(await visit.purchases()).toHaveLength(1);
});

test("the key is checked without buying", async ({ page, visit }) => {
  visit.expectErrors(/status of 40[14]/);
  await visit.open();
  await visit.useRelay("pixelbyte", "demo");
  await page.getByRole("button", { name: "Check key" }).click();
  await expect(page.getByText("PixelByte accepts the key. Nothing was bought.")).toBeVisible();
  await page.getByLabel("Key for PixelByte").fill(KEY);
  await page.getByRole("button", { name: "Check key" }).click();
  await expect(page.getByText(/PixelByte did not accept the key\./)).toBeVisible();
  expect(await visit.purchases()).toEqual([]);
});

test("the key is stored only while the box for it is checked", async ({ page, visit }) => {
  await visit.open();
  await visit.useRelay("pixelbyte", KEY);
  expect(await visit.storage()).not.toContain(KEY);
  await page.getByLabel(/^Remember it/).check();
  expect(await visit.storage()).toContain(KEY);
  await page.reload();
  await expect(page.getByLabel("Key for PixelByte")).toHaveValue(KEY);
  await page.getByLabel(/^Remember it/).uncheck();
  expect(await visit.storage()).not.toContain(KEY);
  await page.reload();
  await expect(page.getByRole("radio", { name: /Simulator/ })).toBeChecked();
});

test("without a simulator the page asks for a key and says where it goes", async ({
  page,
  visit,
  snapshot,
}) => {
  visit.expectErrors(/status of 404/);
  await page.route("**/simulator.json", (route) => route.fulfill({ status: 404 }));
  await visit.open();
  await expect(page.getByRole("radio", { name: /Simulator/ })).toHaveCount(0);
  await expect(page.getByLabel("Key for PixelByte")).toHaveAccessibleDescription(/sent to PixelByte alone/);
  await snapshot("without-a-simulator");
});

test("where storage is forbidden the page works, and forgets", async ({ page, visit }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  });
  await visit.open({ options: { jobMs: 300 } });
  await page.goto(visit.simulator.page);
  await expect(page.getByRole("radio", { name: /Simulator/ })).toBeChecked();
  await page.goto(visit.address);
  await expect(page.getByLabel("Provider")).not.toBeEmpty();
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.results();
  await visit.job().getByRole("button", { name: "Dismiss" }).click();
  await expect(visit.job()).toHaveCount(0);
});

test("without the module the form says that it could not load, and works once it is there", async ({
  page,
  visit,
}) => {
  visit.expectErrors(/Failed to load resource/);
  await page.route("**/plantain_bg.wasm", (route) => route.abort());
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await expect(page.locator("#request-problem")).toContainText("A part of this page did not load.");
  await expect(page.locator("#request-problem")).toBeFocused();
  expect(await visit.requests()).toEqual([]);

  await page.unroute("**/plantain_bg.wasm");
  await visit.send();
  await visit.results();
  await expect(page.locator("#request-problem")).toBeHidden();
});

test("without the package the page says that it cannot start", async ({ page, visit, simulator }) => {
  visit.expectErrors(/Failed to load resource/, /status of 404/);
  await page.route("**/pkg/index.js", (route) => route.fulfill({ status: 404 }));
  await page.goto(simulator.page);
  await expect(page.getByRole("alert")).toContainText("This page could not start");
});
