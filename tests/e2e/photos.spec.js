import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { expect, test } from "./images/sending.js";
import { test as ofPage } from "./page/visit.js";
import { cameraFiles, encoderFiles, judge, makerOf, PHONE } from "./photos/judge.js";
import { table } from "./photos/table.js";

const out = join(resolve(process.env.PLANTAIN_TARGET ?? "../../target"), "photos");

// exiftool is started for many files at once, but every one is decoded twice.
test.describe.configure({ timeout: 300_000 });

test("what real cameras wrote leaves the page without metadata, and unchanged otherwise", async ({
  page,
  plain,
}) => {
  const rows = await sendAndJudge(page, await cameraFiles());
  await report("cameras", rows);
  expect(rows.filter(({ problems }) => problems.length)).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(80);
  expect(new Set(rows.map(({ make }) => makerOf(make))).size).toBeGreaterThanOrEqual(15);
  // Or nothing was judged.
  const held = (name) => rows.filter(({ before }) => before[name]).length;
  expect(held("exif")).toBeGreaterThan(80);
  expect(Math.min(held("gps"), held("xmp"), held("iptc"), held("icc"), held("makerNotes"))).toBeGreaterThan(
    0,
  );
  expect(rows.some(({ orientation }) => orientation > 1)).toBe(true);
  expect(await plain.requests()).not.toEqual([]);
});

test("what real encoders wrote leaves the page without metadata, and unchanged otherwise", async ({
  page,
  plain,
}) => {
  const drawn = await page.evaluate(
    async (photo) => {
      const shape = await createImageBitmap(blobOf(photo), { resizeWidth: 400 });
      const canvas = new OffscreenCanvas(shape.width, shape.height);
      canvas.getContext("2d").drawImage(shape, 0, 0);
      const files = {};
      for (const type of ["jpeg", "png", "webp"])
        files[`canvas.${type}`] = await base64Of(await canvas.convertToBlob({ type: `image/${type}` }));
      return files;
    },
    (await readFile(PHONE)).toString("base64"),
  );
  const made = join(out, "made");
  await mkdir(made, { recursive: true });
  for (const [name, base64] of Object.entries(drawn)) await writeFile(join(made, name), base64, "base64");
  const files = [...Object.keys(drawn).map((name) => join(made, name)), ...(await encoderFiles(made))];
  const rows = await sendAndJudge(page, files);
  await report("encoders", rows);
  expect(rows.filter(({ problems }) => problems.length)).toEqual([]);
  expect(rows.length).toBe(10);
  expect(await plain.requests()).not.toEqual([]);
});

for (const [provider, model] of [
  ["PixelByte", "google/nano-banana-pro-extra/edit-image"],
  ["PixelByte", "pixelbyte-plus/pixel-image-1.0-pro/image-to-image"],
  ["MuleRun", "google/nano-banana-pro/edit"],
  ["Pixazo", "nano-banana/edit"],
]) {
  ofPage(
    `the photo of a phone goes through the page to ${model} at ${provider}`,
    async ({ visit, snapshot }) => {
      await visit.open({ options: { jobMs: 300 } });
      await visit.fill({ provider, model, images: PHONE, prompt: "Give it a red hat" });
      await visit.send();
      const [result] = await visit.results();
      expect(result.naturalWidth).toBeGreaterThan(0);
      await expect(visit.job().locator(".prepared li")).toHaveText(
        /^Camera data, a preview and editing notes were removed\. 2\sMB → 290\sKB$/,
      );
      await snapshot(`phone-${model.replaceAll("/", "-")}`);
    },
  );
}

/** Sends files in groups, and judges what left the page. */
async function sendAndJudge(page, files) {
  const sent = [];
  for (let start = 0; start < files.length; start += 8) {
    const group = files.slice(start, start + 8);
    const originals = await Promise.all(group.map((file) => readFile(file)));
    const seen = await page.evaluate(
      async (originals) => {
        const blobs = originals.map(blobOf);
        const { result, sent } = await send("mulerun", blobs);
        const seen = [];
        for (const [index, blob] of sent.entries())
          seen.push({
            base64: await base64Of(blob),
            shown: difference(await pixels(blobs[index]), await pixels(blob)),
            prepared: result.prepared[index],
          });
        return seen;
      },
      originals.map((original) => original.toString("base64")),
    );
    for (const [index, { base64, ...how }] of seen.entries()) {
      const clean = join(out, "clean", basename(dirname(group[index])), basename(group[index]));
      await mkdir(dirname(clean), { recursive: true });
      await writeFile(clean, base64, "base64");
      sent.push({ original: group[index], clean, ...how });
    }
  }
  return judge(sent);
}

/** Prints a table, and leaves it in the target folder. */
async function report(name, rows) {
  const text = table(rows);
  await writeFile(join(out, `${name}.md`), text);
  console.log(`\n${text}`);
}
