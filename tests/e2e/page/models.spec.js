import { looksRight, PHONE } from "./looks.js";
import { expect, PHOTO, SAMPLE, test } from "./visit.js";

const PROMPT = "Give the man a red hat";

test("models are found by family, task and provider, each with its price and time", async ({
  page,
  visit,
}) => {
  await visit.open();
  const field = page.getByRole("combobox", { name: "Model", exact: true });
  const options = page.getByRole("option").and(page.locator("[data-model]"));
  await field.fill("nano banana pro edit");
  await expect(page.getByRole("group", { name: "Nano Banana Pro", exact: true })).toBeVisible();
  await expect(options.filter({ hasText: "text to image" })).toHaveCount(0);
  for (const provider of ["PixelByte", "MuleRun", "MuleRouter", "Pixazo"])
    await expect(options.filter({ hasText: provider }).first()).toContainText(/, edit/);
  await expect(options.first()).toContainText("PixelByte · from $0.134 · about 30 s");
  await expect(options.filter({ hasText: "MuleRun" }).first()).toContainText("price not known");

  await field.fill("seedream generate");
  await expect(options.first()).toHaveText(/^Seedream 5, text to image/);
  await expect(options.filter({ hasText: ", edit" })).toHaveCount(0);
  await field.fill("midjourney mulerouter");
  await expect(options).toHaveCount(1);
  await expect(page.locator("#announcer")).toHaveText("1 model");
  await field.fill("no such thing");
  await expect(options).toHaveCount(0);
  await expect(page.getByText("No model has all of these words.")).toBeVisible();
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await field.press("Escape");
  await expect(field).toHaveValue("Nano Banana Pro, edit · PixelByte");
});

test("what is bought is what is shown, whatever was searched", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  const field = page.getByLabel("Model", { exact: true });
  for (const [bought, search] of ["no such thing", "midjourney"].entries()) {
    await field.fill(search);
    // What a search finds is chosen by Enter; where it finds nothing, no key chooses.
    if (search === "no such thing")
      for (const key of ["Enter", "ArrowDown", "PageUp", "Enter"]) await field.press(key);
    expect(await visit.purchases()).toHaveLength(bought);
    await visit.send();
    await expect(field).toHaveValue("Nano Banana Pro, edit · PixelByte");
    await expect(page.getByRole("listbox")).toBeHidden();
    await visit.results();
    await visit.job().getByRole("button", { name: "Dismiss" }).click();
  }
  const models = (await visit.purchases()).map(({ body }) => body.model);
  expect(models).toEqual(["google/nano-banana-pro/edit-image", "google/nano-banana-pro/edit-image"]);
});

test("another provider is shown the same model where it sells it, else the usual one", async ({
  page,
  visit,
}) => {
  await visit.open();
  const field = page.getByLabel("Model", { exact: true });
  await visit.fill({ model: "google/nano-banana-2/edit-image" });
  await visit.fill({ provider: "MuleRun" });
  await expect(field).toHaveValue("Nano Banana 2, edit · MuleRun");
  await visit.fill({ provider: "Pixazo" });
  await expect(field).toHaveValue("Nano Banana, edit · Pixazo");
  await field.fill("midjourney mulerouter");
  await field.press("Enter");
  await expect(page.getByLabel("Provider", { exact: true })).toHaveValue("mulerouter");
});

test("providers that share a model each have their own fields, key and cost", async ({ page, visit }) => {
  visit.expectErrors(/status of 401/);
  await visit.open();
  await visit.fill({ images: PHOTO, prompt: PROMPT, provider: "MuleRouter" });
  await visit.fill({ model: "alibaba/qwen-image-edit-max/generation" });
  const shown = async (provider, cost) => {
    await expect(page.getByLabel("Provider", { exact: true })).toHaveValue(provider.toLowerCase());
    await expect(page.getByLabel("Model", { exact: true })).toHaveValue(
      `Qwen Image Edit Max, edit · ${provider}`,
    );
    await expect(page.getByRole("link", { name: "The provider’s page" })).toHaveCount(1);
    await expect(page.getByLabel("Number of images")).toHaveCount(1);
    await expect(page.locator("#cost")).toHaveText(cost);
    await expect(page.locator("#cost-note")).toHaveText(`Billed by ${provider}`);
    await expect(page.getByLabel(/^Key for/)).toHaveCount(1);
  };
  await visit.useRelay("mulerouter", "wrong");
  await shown("MuleRouter", "$0.075");
  await visit.send();
  await expect(visit.job()).toContainText("MuleRouter did not accept the key.");

  await page.evaluate(() => {
    window.redrawn = {};
    for (const id of ["access", "cost", "model-fields", "model-hint"])
      new MutationObserver(({ length }) => {
        window.redrawn[id] = (window.redrawn[id] ?? 0) + length;
      }).observe(document.getElementById(id), { childList: true });
  });
  const redrawn = () =>
    page.evaluate(() => {
      const counts = window.redrawn;
      window.redrawn = {};
      return counts;
    });
  const once = { access: 1, cost: 1, "model-fields": 1, "model-hint": 1 };
  await visit.fill({ provider: "MuleRun" });
  await expect(page.locator("#cost")).toHaveText("Price not published");
  expect(await redrawn()).toEqual(once);
  await visit.choose("Runs at", "real");
  await shown("MuleRun", "Price not published");
  await expect(page.getByLabel("Key for MuleRun")).toHaveValue("");

  await redrawn();
  await visit.job().getByRole("button", { name: "Check the key" }).click();
  await shown("MuleRouter", "$0.075");
  await expect(page.getByLabel("Key for MuleRouter")).toBeFocused();
  await expect(page.getByLabel("Key for MuleRouter")).toHaveValue("wrong");
  expect(await redrawn()).toEqual(once);

  await page.getByLabel("Model", { exact: true }).fill("qwen image edit max mulerun");
  await page.getByLabel("Model", { exact: true }).press("Enter");
  await shown("MuleRun", "Price not published");
  expect(await redrawn()).toEqual(once);
});

test("a model is chosen, filled in and sent by keyboard alone", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  const { keyboard } = page;
  await page.getByLabel("Prompt").focus();
  await keyboard.type("A lake at sunrise");
  await tabTo(page, "model");
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("listbox")).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await keyboard.type("qwen image max generate mulerouter");
  const field = page.locator("#model");
  await expect(field).toHaveAttribute("aria-activedescendant", "model-option-0");
  await keyboard.press("ArrowUp");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(field).toHaveValue("Qwen Image Max, text to image · MuleRouter");
  await expect(field).toBeFocused();
  // Enter chooses a model and never sends.
  await keyboard.press("Enter");
  await tabTo(page, "negativePrompt");
  await keyboard.type("people");
  await tabTo(page, "send");
  await keyboard.press("Space");
  await visit.results();
  const purchases = await visit.purchases();
  expect(purchases.map(({ body }) => body)).toEqual([
    { prompt: "A lake at sunrise", negative_prompt: "people" },
  ]);
});

test.describe("with a finger", () => {
  test.use({ viewport: PHONE, hasTouch: true });

  test("a model is chosen by touch", async ({ page, visit }) => {
    await visit.open();
    await page.locator("#model").tap();
    await page.getByRole("option", { name: /^Nano Banana 2, edit PixelByte/ }).tap();
    await expect(page.locator("#model")).toHaveValue("Nano Banana 2, edit · PixelByte");
    await expect(page.getByRole("listbox")).toBeHidden();
  });
});

test("the search and a large form fit, are readable and have large enough targets", async ({
  page,
  visit,
  snapshot,
}) => {
  await visit.open();
  await page.locator("#model").fill("edit");
  await looksRight(page, "models", snapshot);
  await visit.fill({ provider: "Pixazo", model: "flux-fill-dev/edit" });
  await page.getByText("More options of the provider").click();
  await looksRight(page, "large-form", snapshot);
  await visit.fill({ model: "seedream-4.5/text-to-image" });
  await page.getByRole("combobox", { name: "Size" }).selectOption({ label: "Width and height…" });
  await looksRight(page, "size", snapshot);
});

test.describe("what was chosen is sent, and nothing else", () => {
  const CASES = [
    {
      provider: "Pixazo",
      model: "flux-fill-dev/edit",
      images: PHOTO,
      needed: (page) => page.getByLabel("Mask").setInputFiles(SAMPLE),
      always: ["image", "mask", "prompt"],
      async choose(page) {
        await page.getByLabel("Guidance").fill("12.5");
        await page.getByLabel("Steps").fill("20");
        await page.getByText("More options of the provider").click();
        await page.getByLabel("Megapixels").selectOption("0.25");
        await page.getByLabel("Disable safety checker").check();
      },
      chosen: {
        guidance: 12.5,
        num_inference_steps: 20,
        megapixels: "0.25",
        disable_safety_checker: true,
      },
      button: "Edit",
    },
    {
      provider: "Pixazo",
      model: "seedream-4.5/text-to-image",
      // The provider requires a size: its default is sent.
      always: ["model", "prompt", "size"],
      async choose(page) {
        await page.getByRole("combobox", { name: "Size" }).selectOption({ label: "Width and height…" });
        await page.getByLabel("Width in pixels").fill("2048");
        await page.getByLabel("Height in pixels").fill("2304");
        await page.getByLabel("Seed").fill("7");
      },
      chosen: { size: "2048x2304", seed: 7 },
      button: "Make",
    },
    {
      provider: "MuleRouter",
      model: "alibaba/wan2.6-t2i/generation",
      // The provider would make more than one.
      always: ["n", "prompt"],
      async choose(page) {
        await page.getByLabel("Width in pixels").fill("1024");
        await page.getByLabel("Height in pixels").fill("768");
        await page.getByLabel("Negative prompt").fill("people");
        await page.getByLabel("Improve the prompt").check();
      },
      chosen: { size: "1024*768", negative_prompt: "people", prompt_extend: true },
      button: "Make",
    },
  ];

  for (const { provider, model, images, needed, always, choose, chosen, button } of CASES) {
    test(`with ${model} at ${provider}`, async ({ page, visit }) => {
      await visit.open({ options: { jobMs: 300 } });
      await visit.fill({ provider, model, images, prompt: PROMPT });
      await needed?.(page);
      await visit.send(button);
      await visit.results();
      await choose(page);
      await visit.send(button);
      await expect(page.locator(".job")).toHaveCount(2);
      await visit.results();
      const [untouched, filled] = (await visit.purchases()).map(({ body }) => body);
      expect(Object.keys(untouched).sort()).toEqual(always);
      expect(changes(untouched, filled)).toEqual(chosen);
    });
  }
});

test.describe("what the next model does not take is neither shown nor sent", () => {
  const CASES = [
    {
      what: "a number of images above its most",
      provider: "MuleRouter",
      model: "alibaba/qwen-image-edit-max/generation",
      choose: (page) => page.getByLabel("Number of images").selectOption("6"),
      next: "alibaba/wan2.6-image/generation",
      shows: (page) => expect(page.getByRole("radio", { name: /^1/ })).toBeChecked(),
      sent: { n: 1 },
      back: (page) => expect(page.getByLabel("Number of images")).toHaveValue("6"),
    },
    {
      what: "a number of images that is not whole",
      provider: "Pixazo",
      model: "nano-banana-pro/edit",
      choose: (page) => page.getByLabel("Number of images").fill("2.5"),
      next: "nano-banana/edit",
      shows: (page) => expect(page.getByRole("radio", { name: /^1/ })).toBeChecked(),
      sent: {},
    },
    {
      what: "a number out of its bounds",
      provider: "Pixazo",
      model: "flux-fill-dev/edit",
      choose: async (page) => {
        await page.getByLabel("Guidance").fill("25");
        await page.getByLabel("Steps").fill("20");
      },
      next: "firered-image-edit/edit",
      shows: (page) => expect(page.getByLabel("Guidance")).toHaveValue(""),
      sent: { guidance: undefined, num_inference_steps: 20 },
      back: (page) => expect(page.getByLabel("Guidance")).toHaveValue("25"),
    },
    {
      what: "a value that is not among its own",
      provider: "Pixazo",
      model: "flux-dev/edit",
      choose: async (page) => {
        await page.getByText("More options of the provider").click();
        await page.getByLabel("Acceleration").selectOption("high");
      },
      next: "qwen-image-edit-plus-lora/edit",
      shows: (page) => expect(page.getByLabel("Acceleration")).toHaveValue(""),
      sent: { acceleration: undefined },
      // It is sent again, so it is not folded away.
      back: async (page) => {
        await expect(page.getByLabel("Acceleration")).toBeVisible();
        await expect(page.getByLabel("Acceleration")).toHaveValue("high");
      },
    },
    {
      what: "a size of one's own",
      provider: "MuleRouter",
      model: "alibaba/wan2.6-image/generation",
      choose: async (page) => {
        await page.getByLabel("Width in pixels").fill("1024");
        await page.getByLabel("Height in pixels").fill("768");
      },
      next: "openai/gpt-image-2/edit",
      shows: (page) => expect(page.getByRole("combobox", { name: "Size" })).toHaveValue("auto"),
      sent: { size: undefined },
      back: (page) => expect(page.getByLabel("Width in pixels")).toHaveValue("1024"),
    },
  ];

  for (const { what, provider, model, choose, next, shows, sent, back } of CASES) {
    test(what, async ({ page, visit }) => {
      await visit.open({ options: { jobMs: 300 } });
      await visit.fill({ provider, model, images: PHOTO, prompt: PROMPT });
      await choose(page);
      await visit.fill({ model: next });
      await shows(page);
      await visit.send();
      await visit.results();
      const [{ body }] = await visit.purchases();
      expect(Object.fromEntries(Object.keys(sent).map((name) => [name, body[name]]))).toEqual(sent);
      await visit.fill({ model });
      await back?.(page);
    });
  }
});

test("a size without sides, and a number that is none, are problems at their fields", async ({
  page,
  visit,
}) => {
  await visit.open();
  await visit.fill({ provider: "Pixazo", model: "seedream-4.5/text-to-image", prompt: PROMPT });
  await page.getByRole("combobox", { name: "Size" }).selectOption({ label: "Width and height…" });
  await page.getByLabel("Seed").pressSequentially("1e");
  await visit.send("Make");
  await expect(page.locator("#size-problem")).toBeVisible();
  await expect(page.getByLabel("Seed")).toHaveAccessibleDescription(/Enter a whole number from -1/);
  expect(await visit.requests()).toEqual([]);
});

test("the shape of an edit is that of its first image unless another is chosen", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await expect(page.getByLabel("Aspect ratio")).toHaveValue("match");
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await visit.send();
  await visit.results();
  await visit.fill({ aspectRatio: "1:1" });
  await visit.send();
  await expect(page.locator(".job")).toHaveCount(2);
  await visit.results();
  // The photo is 3:4 upright; of what this model has, 2:3 is nearest.
  const shapes = (await visit.purchases()).map(({ body }) => body.input.aspect_ratio);
  expect(shapes).toEqual(["2:3", "1:1"]);
});

test("what is wrong with a folded field is said there, and nothing is sent", async ({ page, visit }) => {
  await visit.open();
  await visit.fill({ provider: "Pixazo", model: "flux-2-pro/text-to-image", prompt: PROMPT });
  await page.getByText("More options of the provider").click();
  await page.getByLabel("Safety tolerance").fill("99");
  await page.getByText("More options of the provider").click();
  await visit.send("Make");
  await expect(page.getByLabel("Safety tolerance")).toBeFocused();
  await expect(page.getByLabel("Safety tolerance")).toHaveAttribute("aria-invalid", "true");
  expect(await visit.requests()).toEqual([]);
});

/** Returns the members that are new or changed in a body. */
function changes(before, after) {
  const entries = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(entries);
}

/** Presses Tab until the element with this id has the focus. */
async function tabTo(page, id) {
  for (let press = 0; press < 60; press += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${id}`);
}
