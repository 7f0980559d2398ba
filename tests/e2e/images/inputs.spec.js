import { base64, expect, GIF, media, test } from "./sending.js";

test("a FileList, canvases, an ImageBitmap and a data URI are images", async ({ page, plain }) => {
  await page.evaluate(() => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true });
    document.body.append(input);
  });
  await page.locator("input").setInputFiles([
    { name: "one.txt", mimeType: "text/plain", buffer: await media("phone.jpg") },
    { name: "two.heic", mimeType: "image/heic", buffer: await media("phone.png") },
  ]);
  const seen = await page.evaluate(
    async (png) => {
      const list = document.querySelector("input").files;
      const fromList = await send("mulerun", list);
      const shape = await createImageBitmap(blobOf(png));
      const canvas = document.createElement("canvas");
      const offscreen = new OffscreenCanvas(shape.width, shape.height);
      Object.assign(canvas, { width: shape.width, height: shape.height });
      for (const one of [canvas, offscreen]) one.getContext("2d").drawImage(shape, 0, 0);
      const drawn = await send("mulerun", [canvas, offscreen, shape, `data:image/png;base64,${png}`]);
      const wanted = await pixels(blobOf(png));
      const differences = drawn.sent.map(async (blob) => difference(wanted, await pixels(blob)));
      return {
        list: fromList.result.prepared.map(({ to, stripped }) => [to.mediaType, stripped.includes("gps")]),
        types: drawn.sent.map(({ type }) => type),
        differences: await Promise.all(differences),
        width: shape.width,
      };
    },
    await base64("small.png"),
  );
  expect(seen.list).toEqual([
    ["image/jpeg", true],
    ["image/png", true],
  ]);
  expect(seen.types).toEqual(Array(4).fill("image/png"));
  expect(seen.differences).toEqual([0, 0, 0, 0]);
  // The bitmap is still the caller's.
  expect(seen.width).toBe(48);
  expect(await plain.purchases()).toHaveLength(2);
});

test("all of it works in a module worker", async ({ page, plain }) => {
  const seen = await page.evaluate(
    ([photo, gif]) =>
      new Promise((resolve, reject) => {
        const worker = new Worker("/images-worker.js", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message ?? "the worker did not start"));
        worker.postMessage({ clientOptions, request: edit([blobOf(photo), blobOf(gif)]) });
      }),
    [await base64("phone.jpg"), GIF],
  );
  expect(seen).toMatchObject({ located: true });
  expect(seen.prepared).toMatchObject([
    { to: { mediaType: "image/jpeg" }, stripped: expect.arrayContaining(["gps"]) },
    { from: { mediaType: "image/gif" }, to: { mediaType: "image/png", width: 5, height: 3 } },
  ]);
  expect(await plain.purchases()).toHaveLength(1);
});
