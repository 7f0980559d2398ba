import { expect, fileOf, PHOTO, SAMPLE, test } from "./visit.js";

test("the sample image is one press away", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await page.getByRole("button", { name: "Try it with this sample image" }).click();
  await expect(page.getByRole("img", { name: "sample-image.jpg" })).toBeVisible();
  await expect(page.getByLabel("Prompt")).toHaveValue("Give the man a red hat");
  await visit.send();
  await visit.results();
});

test("a photo of a phone held upright is shown upright", async ({ page, visit }) => {
  await visit.open();
  await visit.fill({ images: PHOTO });
  const tile = page.getByRole("img", { name: "phone.jpg" });
  await expect
    .poll(() => tile.evaluate((shown) => [shown.naturalWidth, shown.naturalHeight]))
    .toEqual([1200, 1600]);
});

test("images are moved and removed, and what is removed is not sent", async ({ page, visit, snapshot }) => {
  await visit.open({ options: { jobMs: 300 } });
  await page.evaluate(() => {
    window.open_ = new Set();
    const [create, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
    URL.createObjectURL = (blob) => {
      const url = create.call(URL, blob);
      window.open_.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      window.open_.delete(url);
      revoke.call(URL, url);
    };
  });
  const names = () => page.locator(".tile-image").evaluateAll((tiles) => tiles.map((tile) => tile.alt));
  const [one, two] = await Promise.all(
    [SAMPLE, PHOTO].map(async (path) => Buffer.from((await fileOf(path, "")).base64, "base64")),
  );
  await visit.fill({
    provider: "MuleRun",
    prompt: "Put both side by side",
    images: [
      { name: "one.jpg", mimeType: "image/jpeg", buffer: one },
      { name: "two.jpg", mimeType: "image/jpeg", buffer: two },
      { name: "three.jpg", mimeType: "image/jpeg", buffer: one },
    ],
  });
  expect(await names()).toEqual(["one.jpg", "two.jpg", "three.jpg"]);
  await page.getByRole("button", { name: "Move two.jpg earlier" }).press("Enter");
  expect(await names()).toEqual(["two.jpg", "one.jpg", "three.jpg"]);
  await expect(page.getByRole("button", { name: "Move two.jpg later" })).toBeFocused();
  await snapshot("several-images");
  await page.getByRole("button", { name: "Remove three.jpg" }).press("Space");
  expect(await names()).toEqual(["two.jpg", "one.jpg"]);
  await expect(page.getByRole("button", { name: "Remove one.jpg" })).toBeFocused();
  expect(await page.evaluate(() => window.open_.size)).toBe(2);

  await visit.send();
  await visit.results();
  const [{ body }] = await visit.purchases();
  const [first, second] = body.images.map((image) => Number(/<(\d+) bytes>/.exec(image)[1]));
  expect(second).toBe(one.length);
  // The photo goes without its metadata.
  expect(first).toBeLessThan(two.length);
  expect(first).toBeGreaterThan(one.length);
  await visit.job().getByRole("button", { name: "Dismiss" }).click();
  expect(await page.evaluate(() => window.open_.size)).toBe(2);
});

for (const way of ["drop", "paste"]) {
  test(`an image comes in by ${way}`, async ({ page, visit }) => {
    await visit.open({ options: { jobMs: 300 } });
    const file = await fileOf(PHOTO, "given.jpg");
    await page.evaluate(
      ({ way, name, mimeType, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name, { type: mimeType }));
        const target = way === "drop" ? document.querySelector("h1") : document.querySelector("#prompt");
        const event = way === "drop" ? DragEvent : ClipboardEvent;
        const init = {
          bubbles: true,
          cancelable: true,
          [way === "drop" ? "dataTransfer" : "clipboardData"]: data,
        };
        if (way === "drop") {
          target.dispatchEvent(new event("dragenter", init));
          if (!document.querySelector("#drop").classList.contains("over"))
            throw new Error("the place to drop does not light up");
        }
        const taken = !target.dispatchEvent(new event(way, init));
        if (!taken) throw new Error("the browser would leave the page");
      },
      { way, ...file },
    );
    await expect(page.getByRole("img", { name: "given.jpg" })).toBeVisible();
    await visit.fill({ prompt: `By ${way}` });
    await visit.send();
    await visit.results();
    expect(await visit.purchases()).toHaveLength(1);
  });
}

test("pasted text stays text", async ({ page, visit }) => {
  await visit.open();
  await page.getByLabel("Prompt").focus();
  const left = await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "a red hat");
    return document
      .querySelector("#prompt")
      .dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
  });
  expect(left).toBe(true);
  await expect(page.locator(".tile")).toHaveCount(0);
});

test("the form has the fields of the model, with the provider's defaults", async ({ page, visit }) => {
  await visit.open();
  const fields = () => page.locator("#model-fields .label").allTextContents();
  expect(await fields()).toEqual(["Aspect ratio", "Resolution"]);
  // An edit keeps the shape of the first image.
  await expect(page.getByLabel("Aspect ratio")).toHaveValue("match");
  await expect(page.getByRole("option", { name: "9:16 (default)" })).toHaveCount(1);
  await visit.fill({ model: "google/nano-banana-dev/text-to-image" });
  expect(await fields()).toEqual(["Aspect ratio", "Number of images"]);
  await visit.fill({ model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image" });
  expect(await fields()).toEqual(["Resolution", "Number of images"]);
  await expect(page.getByRole("radio", { name: /2K/ })).toBeChecked();
  await visit.fill({ provider: "MuleRun" });
  expect(await fields()).toEqual(["Aspect ratio", "Resolution"]);
  await expect(page.getByLabel("Aspect ratio")).toHaveValue("match");
  await visit.fill({ provider: "Pixazo", model: "nano-banana/edit" });
  expect(await fields()).toEqual(["Number of images", "File format"]);
  await expect(page.getByRole("radio", { name: /jpeg/ })).toBeChecked();
});

test("the cost follows the form", async ({ page, visit }) => {
  await visit.open();
  const cost = page.locator("#cost");
  await expect(cost).toHaveText("$0.134");
  await visit.choose("Resolution", "4K");
  await expect(cost).toHaveText("$0.2412");
  await visit.fill({ model: "google/nano-banana-dev/text-to-image", count: 4 });
  await expect(cost).toHaveText("$0.04");
  await visit.fill({ model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image", count: 4 });
  await expect(cost).toHaveText("$0.18");
  await visit.fill({ provider: "MuleRun" });
  await expect(cost).toHaveText("Price not published");
  await visit.fill({ provider: "Pixazo", model: "nano-banana/edit", count: 1 });
  await expect(cost).toHaveText("$0.06 to $0.1608");
  await expect(page.locator("#cost-note")).toHaveText("Simulated, not billed");
});

test("chosen images stay while a model without images is tried", async ({ page, visit }) => {
  await visit.open();
  await visit.fill({ images: PHOTO, model: "google/nano-banana-dev/text-to-image" });
  await expect(page.getByRole("img", { name: "phone.jpg" })).toBeHidden();
  await visit.fill({ provider: "Pixazo", model: "nano-banana/edit" });
  await expect(page.getByRole("img", { name: "phone.jpg" })).toBeVisible();
});
