import { DESKTOP, fits, looksRight, PHONE } from "./looks.js";
import { expect, PHOTO, SAMPLE, test } from "./visit.js";

const PROMPT = "Give the man a red hat";

// As most see the page; the other tests do without.
test.use({ reducedMotion: "no-preference" });

test("the main job is done by keyboard alone", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await tabTo(page, "use-sample");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "sample-image.jpg" })).toBeVisible();
  await expect(page.getByLabel("Prompt")).toBeFocused();
  await tabTo(page, "provider");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await tabTo(page, "send");
  await page.keyboard.press("Space");
  await visit.results();
  await tabTo(page, "Dismiss");
  await page.keyboard.press("Enter");
  await expect(visit.job()).toHaveCount(0);
  expect(await visit.purchases()).toHaveLength(1);
});

test("whatever has the focus shows it", async ({ page, visit }) => {
  await visit.open();
  await visit.fill({ images: [PHOTO, SAMPLE] });
  await page.locator("body").focus();
  const seen = new Set();
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const shows = (one) =>
        one !== null &&
        getComputedStyle(one).outlineStyle !== "none" &&
        Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2;
      return {
        name:
          element === document.body
            ? null
            : element.id || element.getAttribute("aria-label") || `${element.name} ${element.value}`,
        shown: shows(element) || shows(element.parentElement) || shows(element.nextElementSibling),
      };
    });
    if (focus.name === null) break;
    expect(focus.shown, focus.name).toBe(true);
    seen.add(focus.name);
  }
  for (const name of ["images", "prompt", "provider", "model", "aspectRatio", "send", "Remove phone.jpg"])
    expect(seen).toContain(name);
});

test("every state fits, is readable and has large enough targets", async ({ page, visit, snapshot }) => {
  visit.expectErrors(/status of 401/);
  await visit.open({ options: { jobMs: 600_000 } });
  await looksRight(page, "1-empty", snapshot);
  await visit.send();
  await expect(page.getByText("Choose an image.")).toBeVisible();
  await looksRight(page, "2-invalid", snapshot);
  await visit.fill({ images: [PHOTO, SAMPLE], prompt: PROMPT, aspectRatio: "3:2" });
  await expect(page.getByRole("img", { name: "phone.jpg" })).toBeVisible();
  await looksRight(page, "3-filled", snapshot);
  await visit.send();
  await visit.accepted("PixelByte");
  await looksRight(page, "4-running", snapshot);
  await visit.results();
  await looksRight(page, "5-done", snapshot);
  await visit.useRelay("pixelbyte", "wrong");
  await visit.send();
  await expect(visit.job()).toHaveAttribute("data-state", "failed");
  await looksRight(page, "6-failed", snapshot);
});

test("a page with very large type still fits a phone", async ({ page, visit }) => {
  await page.setViewportSize(PHONE);
  await visit.open();
  await page.evaluate(() => document.styleSheets[0].insertRule("html { font-size: 200% }"));
  await visit.fill({ images: [PHOTO, SAMPLE], prompt: PROMPT });
  await fits(page, PHONE.width);
});

for (const { what, button, ...request } of [
  { what: "edited", button: "Edit", images: PHOTO, aspectRatio: "3:2" },
  // Nothing stands beside it that would keep its place.
  { what: "made", button: "Make", model: "google/nano-banana-dev/text-to-image", aspectRatio: "3:2" },
]) {
  test(`nothing jumps while an image is ${what}`, async ({ page, visit }) => {
    await page.setViewportSize(DESKTOP);
    await visit.open({ options: { jobMs: 1500 } });
    await visit.fill({ ...request, prompt: PROMPT });
    await page.evaluate(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: "layout-shift" });
    });
    await visit.send(button);
    await visit.results();
    expect(await page.evaluate(() => window.shift)).toBeLessThan(0.02);
  });
}

test.describe("for those who want no motion", () => {
  test.use({ reducedMotion: "reduce" });

  test("nothing is animated", async ({ page, visit }) => {
    await visit.open({ options: { jobMs: 600_000 } });
    await visit.fill({ images: PHOTO, prompt: PROMPT });
    await visit.send();
    await visit.accepted("PixelByte");
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});

/** Presses Tab until the element with this id, or the button with these words, has the focus. */
async function tabTo(page, wanted) {
  for (let press = 0; press < 60; press += 1) {
    const there = await page.evaluate(
      (name) =>
        document.activeElement?.id === name ||
        (document.activeElement?.tagName === "BUTTON" && document.activeElement.textContent === name),
      wanted,
    );
    if (there) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}
