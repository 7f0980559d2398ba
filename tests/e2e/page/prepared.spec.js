import { resolve } from "node:path";
import { expect, PHOTO, SAMPLE, test } from "./visit.js";

const PROMPT = "Give the man a red hat";

test("a photo that carries its location says so, and the card says what was removed", async ({
  page,
  visit,
  snapshot,
}) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ images: PHOTO, prompt: PROMPT });
  await expect(page.locator(".tile")).toContainText("Has its location: it will not be sent");
  await visit.send();
  await visit.results();
  const done = visit.job().getByRole("list", { name: "Done to your images before they were sent" });
  await expect(done.getByRole("listitem")).toHaveText(
    /^Location, camera data, a preview and editing notes were removed\. 67\sKB → 61\sKB$/,
  );
  await snapshot("prepared");
});

test("a tile keeps its note when it is moved, and only photos with a location have one", async ({
  page,
  visit,
}) => {
  await visit.open();
  await visit.fill({ images: [SAMPLE, PHOTO] });
  const notes = () =>
    page.locator(".tile").evaluateAll((tiles) => tiles.map((tile) => tile.innerText.includes("location")));
  await expect.poll(notes).toEqual([false, true]);
  await page.getByRole("button", { name: "Move phone.jpg earlier" }).press("Enter");
  expect(await notes()).toEqual([true, false]);
});

test("the thumbnail does not wait for the note", async ({ page, visit }) => {
  await visit.open();
  await page.evaluate(() => {
    File.prototype.slice = () => ({ arrayBuffer: () => new Promise(() => {}) });
  });
  await visit.fill({ images: PHOTO });
  const tile = page.getByRole("img", { name: "phone.jpg" });
  await expect.poll(() => tile.evaluate((shown) => shown.naturalWidth)).toBe(1200);
  await expect(page.locator(".tile-note")).toBeHidden();
});

test("an image that was sent as it is has no note", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ images: SAMPLE, prompt: PROMPT });
  await visit.send();
  await visit.results();
  await expect(visit.job().locator(".prepared")).toBeHidden();
  await expect(page.locator(".tile-note")).toBeHidden();
});

test("a format that the model does not accept is re-encoded, and the card says so", async ({
  page,
  visit,
  snapshot,
}) => {
  await visit.open({ options: { jobMs: 300 } });
  await visit.fill({ provider: "Pixazo", prompt: PROMPT });
  await expect(page.locator("#images-formats")).toHaveText("JPEG, PNG or WebP. Other formats are converted.");
  await visit.fill({ images: [media("turned.avif"), PHOTO, SAMPLE] });
  await visit.send();
  await visit.results();
  const lines = visit.job().locator(".prepared li");
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(0)).toHaveText(
    /^turned\.avif: Converted from AVIF to JPEG\. Location, camera data and editing notes were removed\. Its colours were turned into sRGB\. 4\.2\sKB → /,
  );
  await expect(lines.nth(1)).toHaveText(/^phone\.jpg: Location, camera data/);
  await snapshot("prepared-several");
});

test("a HEIC photo, which this browser cannot decode, is named at its field", async ({
  page,
  visit,
  snapshot,
}) => {
  // Playwright's trace requests once more an image that could not be shown.
  visit.expectErrors(/^Connecting to 'blob:/);
  await visit.open();
  await visit.fill({ images: [PHOTO, media("phone.heic")], prompt: PROMPT });
  await expect(page.locator(".tile").nth(1)).toContainText("phone.heic");
  await expect(page.locator(".tile").nth(1)).toContainText("Has its location");
  await visit.send();
  await expect(page.locator("#images-problem")).toContainText(
    "Image 2: This browser cannot open this file. Save it as JPEG or PNG, and choose that.",
  );
  await expect(page.getByRole("button", { name: "Remove phone.heic" })).toBeFocused();
  await expect(visit.job()).toHaveCount(0);
  expect(await visit.purchases()).toEqual([]);
  await snapshot("heic");
});

function media(name) {
  return resolve(import.meta.dirname, "../../media", name);
}
