import { expect, test } from "./visit.js";

const PROMPT = "Give the man a red hat";

// With a trace of a page that shows such an image it takes six times as long.
if (process.env.PLANTAIN_TRACE) test.use({ trace: "off" });

test("an image over the limit is made smaller, and the card says how small", async ({ page, visit }) => {
  await visit.open({ options: { jobMs: 300 } });
  await expect(page.locator("#images-formats")).toHaveText(
    "JPEG, PNG, WebP or GIF, up to 10 MB each. Other formats are converted, larger images made smaller.",
  );
  await visit.fill({ prompt: PROMPT });
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4096, 4096);
    const context = canvas.getContext("2d");
    const noise = context.createImageData(4096, 4096);
    for (let at = 0; at < noise.data.length; at += 65_536)
      crypto.getRandomValues(noise.data.subarray(at, at + 65_536));
    for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255;
    context.putImageData(noise, 0, 0);
    const data = new DataTransfer();
    data.items.add(new File([await canvas.convertToBlob()], "noise.png"));
    document
      .querySelector("#prompt")
      .dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
  });
  await visit.send();
  await visit.results();
  await expect(visit.job().locator(".prepared li")).toHaveText(
    /^Converted from PNG to JPEG and made smaller: 4096 × 4096 → \d{4} × \d{4}\. \d\d\sMB → \d(\.\d)?\sMB$/,
  );
});
