import { base64, expect, GIF, media, photo, test } from "./sending.js";

test.describe("an image that is too large is made to fit", () => {
  test("one over the provider's limit becomes smaller than it", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { models } = await import("/pkg/models/pixelbyte.js");
      const fields = models.flatMap(({ fields }) => fields);
      const limit = fields.find(({ name }) => name === "images").maxBytes;
      const opaque = await noise(4096, 4096);
      const clear = await noise(1900, 1900, { alpha: 128 });
      const { result, sent } = await send("pixelbyte", [opaque, clear]);
      const [one, other] = await Promise.all(sent.map((blob) => pixels(blob)));
      return {
        limit,
        sizes: [opaque.size, clear.size, ...sent.map(({ size }) => size)],
        alphas: [one.data[3], other.data[3]],
        prepared: result.prepared,
        sent: [one, other].map(({ width, height }) => ({ width, height })),
      };
    });
    const [opaque, clear, ...sent] = seen.sizes;
    expect(seen.limit).toBe(10 << 20);
    expect(Math.min(opaque, clear)).toBeGreaterThan(seen.limit);
    expect(Math.max(...sent)).toBeLessThanOrEqual(seen.limit);
    expect(seen.alphas[0]).toBe(255);
    expect(seen.alphas[1]).toBeGreaterThan(100);
    expect(seen.alphas[1]).toBeLessThan(156);
    expect(seen.prepared[0]).toMatchObject({ scaled: true, to: { ...seen.sent[0], bytes: sent[0] } });
    expect(seen.prepared[1].to).toMatchObject({ ...seen.sent[1], bytes: sent[1] });
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("several share what the caller's limit leaves, and stay the right way up", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async ([photo, small]) => {
        const max = 600_000;
        const images = [blobOf(photo), await noise(900, 700), await noise(800, 800), blobOf(small)];
        const prompt = `a "hat"\n`.repeat(700);
        const { result, sent, body } = await send("mulerun", images, { maxBodyBytes: max }, { prompt });
        const tight = await send("mulerun", [images[0]], { maxBodyBytes: 40_000 });
        const shape = ({ width, height }) => width / height;
        return {
          max,
          body: body.size,
          tight: tight.body.size,
          shapes: [shape(tight.result.prepared[0].from), shape(tight.result.prepared[0].to)],
          turned: shape(await pixels(tight.sent[0])),
          small: (await base64Of(sent[3])) === small,
          prepared: result.prepared.map(({ scaled, to }) => ({ scaled, type: to.mediaType })),
        };
      },
      [(await photo()).toString("base64"), await base64("plain.jpg")],
    );
    expect(seen.body).toBeLessThanOrEqual(seen.max);
    expect(seen.body).toBeGreaterThan(seen.max / 3);
    expect(seen.tight).toBeLessThanOrEqual(40_000);
    expect(seen.small).toBe(true);
    expect(seen.prepared[0]).toEqual({ scaled: false, type: "image/jpeg" });
    for (const ratio of [...seen.shapes, seen.turned]) expect(ratio).toBeCloseTo(0.75, 2);
    expect(await plain.purchases()).toHaveLength(2);
  });

  test("by the room that the rest of the body leaves", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async (photo) => {
        const image = blobOf(photo);
        // Each of these takes two bytes in JSON.
        const prompt = '"'.repeat(20_000);
        const max = (image.size / 3) * 4 + 25_000;
        const { body } = await send("mulerun", [image], { maxBodyBytes: max }, { prompt });
        return { max, size: body.size };
      },
      (await photo()).toString("base64"),
    );
    expect(seen.size).toBeLessThanOrEqual(seen.max);
    expect(seen.size).toBeGreaterThan(seen.max / 4);
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("by its size without its metadata: what is not sent is not counted", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { models } = await import("/pkg/models/pixelbyte.js");
      const fields = models.flatMap(({ fields }) => fields);
      const limit = fields.find(({ name }) => name === "images").maxBytes;
      const image = await noise(1000, 1000, { type: "image/jpeg" });
      // As in a motion photo: 10.2 MB of which the image is less.
      const file = new File([image, new Uint8Array(limit + 200_000 - image.size)], "motion.jpg");
      const alone = await send("pixelbyte", [file]);
      const strict = await send("pixelbyte", [file], { reencode: "never" });
      const kept = await send("pixelbyte", [file], { keepMetadata: true });
      const body = await send("mulerun", [new File([image, new Uint8Array(9_000_000)], "motion.jpg")], {
        maxBodyBytes: Math.ceil(image.size / 3) * 4 + 1000,
      });
      const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());
      const wanted = await bytesOf(image);
      const same = async (blob) => {
        const bytes = await bytesOf(blob);
        return bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at]);
      };
      return {
        sizes: [limit, image.size, file.size],
        same: [await same(alone.sent[0]), await same(strict.sent[0]), await same(body.sent[0])],
        kept: kept.sent[0].size <= limit && !(await same(kept.sent[0])),
        prepared: [alone, strict, body].map(({ result }) => result.prepared[0]),
      };
    });
    const [limit, bytes, all] = seen.sizes;
    expect(bytes).toBeLessThan(limit);
    expect(seen.same).toEqual([true, true, true]);
    expect(seen.kept).toBe(true);
    for (const [index, prepared] of seen.prepared.entries()) {
      expect(prepared.stripped).toEqual(["trailing"]);
      expect(prepared.scaled).toBe(false);
      expect(prepared.to.bytes).toBe(bytes);
      expect(prepared.from.bytes).toBe(index < 2 ? all : bytes + 9_000_000);
    }
    expect(await plain.purchases()).toHaveLength(4);
  });

  test("with the one transparent pixel that a large image has", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const [width, height] = [2100, 1100];
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      context.fillStyle = "#8ab";
      context.fillRect(0, 0, width, height);
      const opaque = await canvas.convertToBlob();
      context.clearRect(2071, 1033, 1, 1);
      const holed = await canvas.convertToBlob();
      const types = [];
      for (const file of [opaque, holed]) {
        const { result } = await send("mulerun", [file], { maxBodyBytes: 9000 });
        types.push([result.prepared[0].from.mediaType, result.prepared[0].to.mediaType]);
      }
      return types;
    });
    expect(seen[0]).toEqual(["image/png", "image/jpeg"]);
    expect(seen[1]).toEqual(["image/png", expect.stringMatching(/png|webp/)]);
    expect(await plain.purchases()).toHaveLength(2);
  });

  test("as its first frame, which is reported, if it is animated", async ({ page, plain }) => {
    const moving = await media("animated.webp");
    // Without the flag for EXIF it has no orientation, which would take room.
    moving[20] &= ~8;
    const seen = await page.evaluate(
      async ([still, moving]) => {
        const { result } = await send("mulerun", [blobOf(still), blobOf(moving)], { maxBodyBytes: 1200 });
        return result.prepared.map(({ stripped }) => stripped);
      },
      [GIF, moving.toString("base64")],
    );
    expect(seen[0]).toEqual([]);
    expect(seen[1]).toContain("animation");
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("smaller, where this browser has no canvas of its size", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
      const draw = OffscreenCanvasRenderingContext2D.prototype.drawImage;
      const sides = [];
      // As on iOS: what is drawn on a large canvas is not there.
      OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...place) {
        if (this.canvas.width * this.canvas.height <= 3_000_000) return read.apply(this, place);
        return new ImageData(place[2], place[3]);
      };
      OffscreenCanvasRenderingContext2D.prototype.drawImage = function (...values) {
        sides.push(this.canvas.width);
        return draw.apply(this, values);
      };
      const wide = await noise(3000, 2000);
      sides.length = 0;
      const { result, sent } = await send("pixelbyte", [wide]);
      return {
        sides,
        size: (await pixels(sent[0])).width,
        to: result.prepared[0].to.width,
        scaled: result.prepared[0].scaled,
      };
    });
    expect(seen.sides.filter((side) => side !== 512)).not.toContain(3000);
    expect(seen).toMatchObject({ size: seen.to, scaled: true });
    expect(seen.size).toBeLessThanOrEqual(1500);
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("not in a format that this browser encodes as PNG instead", async ({ page, plain }) => {
    const error = await page.evaluate(async () => {
      const { table } = await import("/pkg/models/mulerun.js");
      const known = table.find(({ id }) => id === "google/nano-banana-pro/edit");
      const images = { ...known.fields.images, formats: ["webp"] };
      const own = { ...known, provider: "mulerun", fields: { ...known.fields, images } };
      const clear = await noise(40, 40, { alpha: 128 });
      // As in Safari, which has no encoder of WebP.
      const encode = OffscreenCanvas.prototype.convertToBlob;
      OffscreenCanvas.prototype.convertToBlob = function () {
        return encode.call(this, { type: "image/png" });
      };
      const { kind, problems } = await caught(send("mulerun", [clear], { models: [own] }));
      return { kind, problems };
    });
    const problem = { field: "images[0]", code: "cannotReencode" };
    expect(error).toMatchObject({ kind: "invalidRequest", problems: [problem] });
    expect(await plain.requests()).toEqual([]);
  });

  test("not at all, where the body stays within the caller's limit", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async (photo) => {
        const image = blobOf(photo);
        const { result, sent } = await send("mulerun", [image, image], { maxBodyBytes: 200_000 });
        return {
          differences: [difference(await pixels(image), await pixels(sent[1]))],
          prepared: result.prepared.map(({ from, to, scaled }) => to.bytes > 0.9 * from.bytes && !scaled),
        };
      },
      (await photo()).toString("base64"),
    );
    expect(seen).toEqual({ differences: [0], prepared: [true, true] });
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("in its format first, then in its size", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async (avif) => {
        const { result, body } = await send("mulerun", [blobOf(avif)], { maxBodyBytes: 2400 });
        return { body: body.size, prepared: result.prepared };
      },
      await base64("alpha.avif"),
    );
    expect(seen.body).toBeLessThanOrEqual(2400);
    expect(seen.prepared).toMatchObject([
      { from: { mediaType: "image/avif", bytes: 810 }, to: { mediaType: expect.stringMatching(/png|webp/) } },
    ]);
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("never, where the caller says so", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async ([gif, jpeg]) => {
        const images = [blobOf(jpeg), blobOf(gif)];
        const format = await caught(send("mulerun", images, { reencode: "never" }));
        const size = await caught(send("pixelbyte", [await noise(2000, 2000)], { reencode: "never" }));
        const body = await caught(send("pixazo", [images[0]], { reencode: "never", maxBodyBytes: 1000 }));
        return [format, size, body].map(({ kind, problems }) => ({ kind, problems }));
      },
      [GIF, await base64("plain.jpg")],
    );
    const refused = (field, words) => ({
      kind: "invalidRequest",
      problems: [expect.objectContaining({ field, message: expect.stringMatching(words) })],
    });
    expect(seen).toEqual([
      refused("images[1]", /GIF/),
      refused("images[0]", /bytes|MiB/),
      refused("images", /maxBodyBytes/),
    ]);
    expect(await plain.requests()).toEqual([]);
  });
});
