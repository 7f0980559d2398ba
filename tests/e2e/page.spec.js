import { readFile } from "node:fs/promises";
import { expect, PHOTO, test } from "./page/visit.js";

const PROMPT = "Give the man a red hat";

test.describe("a photo from a phone goes in, an edited image comes out", () => {
  const CASES = [
    {
      provider: "PixelByte",
      model: "google/nano-banana-pro-extra/edit-image",
      fields: { aspectRatio: "4:3", resolution: "2K" },
      cost: "$0.134",
      path: "/pixelbyte/v1/jobs/submit",
      sent: ({ input }) => ({ ...input, image_urls: input.image_urls.length }),
      wanted: { prompt: PROMPT, image_urls: 1, aspect_ratio: "4:3", resolution: "2k" },
      shape: 4 / 3,
    },
    {
      provider: "PixelByte",
      model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
      fields: { resolution: "1K", count: 2 },
      cost: "$0.09",
      path: "/pixelbyte/v1/jobs/submit",
      sent: ({ input }) => ({ ...input, image_urls: input.image_urls.length }),
      wanted: { prompt: PROMPT, image_urls: 1, size: "1K", num_images: "2" },
      count: 2,
    },
    {
      provider: "MuleRun",
      model: "google/nano-banana-pro/edit",
      fields: { aspectRatio: "3:2", resolution: "1K" },
      cost: "Price not published",
      path: "/mulerun/vendors/google/v1/nano-banana-pro/edit",
      sent: (body) => ({ ...body, images: body.images.map(kindOf) }),
      wanted: { prompt: PROMPT, images: ["data:image/jpeg;base64"], aspect_ratio: "3:2", resolution: "1K" },
      shape: 3 / 2,
    },
    {
      provider: "Pixazo",
      model: "nano-banana/edit",
      fields: { count: 2, outputFormat: "png" },
      cost: "$0.12 to $0.3216",
      path: "/pixazo/nano-banana/v1/nano-banana/generateEditImageRequest",
      sent: (body) => ({ ...body, image_urls: body.image_urls.map(kindOf) }),
      wanted: { prompt: PROMPT, image_urls: ["data:image/jpeg;base64"], num_images: 2, output_format: "png" },
      count: 2,
    },
  ];

  for (const { provider, model, fields, cost, path, sent, wanted, count = 1, shape } of CASES) {
    test(`with ${model} at ${provider}`, async ({ page, visit, snapshot }) => {
      await visit.open({ options: { jobMs: 600 } });
      await visit.fill({ provider, model, images: PHOTO, prompt: PROMPT, ...fields });
      await expect(page.locator("#cost")).toHaveText(cost);
      await visit.send();

      const results = await visit.results();
      const photo = await readFile(PHOTO);
      expect(results).toHaveLength(count);
      for (const { bytes, naturalWidth, naturalHeight } of results) {
        expect(bytes.equals(photo)).toBe(false);
        expect(bytes.length).toBeGreaterThan(1000);
        if (shape) expect(naturalWidth / naturalHeight).toBeCloseTo(shape, 1);
      }
      await expect(visit.job().getByRole("img", { name: "Original: phone.jpg" })).toBeVisible();

      const purchases = await visit.purchases();
      expect(
        purchases.map((purchase) =>
          purchase.path.slice(purchase.path.indexOf(`/${provider.toLowerCase()}/`)),
        ),
      ).toEqual([path]);
      const [{ body }] = purchases;
      if (provider === "PixelByte") expect(body.model).toBe(model);
      expect(sent(body)).toEqual(wanted);
      await snapshot(`edited-by-${model.replaceAll("/", "-")}`);
    });
  }
});

test("a model that accepts no images makes one from the prompt", async ({ page, visit, snapshot }) => {
  await visit.open({ options: { jobMs: 600 } });
  await visit.fill({
    model: "google/nano-banana-dev/text-to-image",
    prompt: "A lake at sunrise",
    aspectRatio: "16:9",
    count: 3,
  });
  await expect(page.getByRole("heading", { name: "Images" })).toBeHidden();
  await expect(page.locator("#cost")).toHaveText("$0.04");
  await visit.send("Make");

  const results = await visit.results();
  expect(results).toHaveLength(3);
  for (const { naturalWidth, naturalHeight } of results)
    expect(naturalWidth / naturalHeight).toBeCloseTo(16 / 9, 1);
  const [{ body }, ...more] = await visit.purchases();
  expect(more).toEqual([]);
  expect(body.input).toEqual({ prompt: "A lake at sunrise", aspect_ratio: "16:9", numberOfGenerations: 3 });
  await snapshot("made-by-text-to-image");
});

test("the result shows the provider's description and the cost", async ({ visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT, resolution: "4K" });
  await visit.send();
  await visit.results();
  await expect(visit.job()).toContainText("Would have cost $0.2412");
});

test("a double click buys once, and so does a key that is held down", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  const edit = page.getByRole("button", { name: "Edit", exact: true });
  await edit.dblclick();
  await visit.results();
  for (const [held, focus] of [edit, page.getByLabel("Prompt")].entries()) {
    await focus.focus();
    if (focus !== edit) await page.keyboard.down("Control");
    for (let repeat = 0; repeat < 5; repeat += 1) {
      await page.keyboard.down("Enter");
      await page.waitForTimeout(100);
    }
    await page.keyboard.up("Enter");
    await page.keyboard.up("Control");
    await expect(page.locator(".job")).toHaveCount(held + 2);
    await visit.results();
  }
  expect(await visit.purchases()).toHaveLength(3);
  await expect(page.locator(".job")).toHaveCount(3);
});

test("several jobs run at once and are listed newest first", async ({ visit }) => {
  await visit.open({ options: { jobMs: 600_000 } });
  await visit.fill({ images: PHOTO, prompt: "The first" });
  await visit.send();
  await expect(visit.job()).toContainText("The first");
  await visit.fill({ provider: "Pixazo", prompt: "The second" });
  await visit.send();
  await expect(visit.job()).toContainText("The second");
  await expect(visit.job(0)).toHaveAttribute("data-state", "running");
  await expect(visit.job(1)).toHaveAttribute("data-state", "running");
  await visit.results(visit.job(0));
  await visit.results(visit.job(1));
  await expect(visit.job(1)).toContainText("The first");
  expect(await visit.purchases()).toHaveLength(2);
});

test("a result is saved as a file", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({
    provider: "Pixazo",
    model: "nano-banana/edit",
    images: PHOTO,
    prompt: PROMPT,
    outputFormat: "png",
  });
  await visit.send();
  const [result] = await visit.results();
  const saving = page.waitForEvent("download");
  await visit.job().getByRole("button", { name: "Download" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^plantain-[\w-]+-1\.png$/);
  expect((await readFile(await saved.path())).equals(result.bytes)).toBe(true);
});

test("a result that may not be fetched opens in a new tab instead", async ({ page, visit, context }) => {
  visit.expectErrors(/CORS policy/, /Failed to load resource/);
  await visit.open({ options: { jobMs: 300, outputCors: false } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.ended();
  const source = await visit.job().locator("img.result").getAttribute("src");
  const opening = context.waitForEvent("page");
  await visit.job().getByRole("button", { name: "Download" }).click();
  await expect(await opening).toHaveURL(source);
  await expect(visit.job()).toContainText("opened in a new tab");
  await page.bringToFront();
});

/** Returns the head of a data URI. */
function kindOf(uri) {
  return uri.split(",")[0];
}
