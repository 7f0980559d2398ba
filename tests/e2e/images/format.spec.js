import { base64, expect, GIF, test } from "./sending.js";

test.describe("an image of a format that the model does not take is converted", () => {
  for (const provider of ["mulerun", "pixazo"]) {
    test(`a GIF with transparency at ${provider}`, async ({ page, plain }) => {
      const seen = await page.evaluate(
        async ([provider, gif]) => {
          const file = blobOf(gif);
          const { result, sent } = await send(provider, [file]);
          const after = await pixels(sent[0]);
          const holes = [4, 10].map((pixel) => after.data[pixel * 4 + 3]);
          return { difference: difference(await pixels(file), after), holes, prepared: result.prepared[0] };
        },
        [provider, GIF],
      );
      expect(seen).toMatchObject({ difference: 0, holes: [0, 0] });
      expect(seen.prepared).toMatchObject({
        from: { mediaType: "image/gif", width: 5, height: 3 },
        to: { mediaType: "image/png", width: 5, height: 3 },
        scaled: false,
      });
      expect(await plain.purchases()).toHaveLength(1);
    });

    test(`a turned AVIF at ${provider}`, async ({ page, plain }) => {
      const seen = await page.evaluate(
        async ([provider, avif]) => {
          const file = blobOf(avif);
          const { result, sent } = await send(provider, [file]);
          const [before, after] = [await pixels(file), await pixels(sent[0])];
          const upsideDown = { ...after, data: after.data.slice() };
          new Uint32Array(upsideDown.data.buffer).reverse();
          const { width, height } = before;
          return {
            difference: difference(before, after),
            upsideDown: difference(before, upsideDown),
            size: { width, height },
            prepared: result.prepared[0],
          };
        },
        [provider, await base64("turned.avif")],
      );
      expect(seen.difference).toBeLessThan(8);
      expect(seen.upsideDown).toBeGreaterThan(3 * seen.difference);
      expect(seen.size).toEqual({ width: 32, height: 48 });
      expect(seen.prepared).toMatchObject({
        from: { mediaType: "image/avif", ...seen.size },
        to: { mediaType: "image/jpeg", ...seen.size },
        stripped: ["exif", "gps", "icc", "xmp"],
        scaled: false,
      });
      expect(await plain.purchases()).toHaveLength(1);
    });

    test(`an AVIF with transparency at ${provider}`, async ({ page, plain }) => {
      const seen = await page.evaluate(
        async ([provider, avif]) => {
          const file = blobOf(avif);
          const { result, sent } = await send(provider, [file]);
          const after = await pixels(sent[0]);
          const alphas = after.data.filter((_, at) => at % 4 === 3);
          return {
            difference: difference(await pixels(file), after),
            alphas: [Math.min(...alphas), Math.max(...alphas)],
            to: result.prepared[0].to.mediaType,
          };
        },
        [provider, await base64("alpha.avif")],
      );
      expect(seen.difference).toBeLessThan(1);
      expect(seen.alphas[0]).toBeLessThan(20);
      expect(seen.alphas[1]).toBeGreaterThan(235);
      expect(seen.to).toBe("image/png");
      expect(await plain.purchases()).toHaveLength(1);
    });
  }

  test("a BMP at pixazo; mulerun takes it as it is", async ({ page, plain }) => {
    const seen = await page.evaluate(async (bmp) => {
      const file = blobOf(bmp);
      const there = await send("mulerun", [file]);
      const here = await send("pixazo", [file]);
      const differences = [there, here].map(async ({ sent }) =>
        difference(await pixels(file), await pixels(sent[0])),
      );
      return {
        same: (await base64Of(there.sent[0])) === bmp,
        differences: await Promise.all(differences),
        to: [there, here].map(({ result }) => result.prepared[0].to),
      };
    }, bmp());
    expect(seen.same).toBe(true);
    expect(seen.to).toMatchObject([
      { mediaType: "image/bmp", width: 16, height: 8 },
      { mediaType: "image/jpeg", width: 16, height: 8 },
    ]);
    expect(seen.differences[0]).toBe(0);
    expect(seen.differences[1]).toBeLessThan(8);
    expect(await plain.purchases()).toHaveLength(2);
  });
});

/** Draws 16 by 8 pixels, each row lighter to the right, as an uncompressed BMP. */
function bmp() {
  const [width, height] = [16, 8];
  const head = Buffer.alloc(54);
  head.write("BM");
  head.writeUInt32LE(head.length + width * height * 3, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  const rows = Array.from({ length: width * height }, (_, at) => [10 * (at % 16), 20, at]);
  return Buffer.concat([head, Buffer.from(rows.flat())]).toString("base64");
}
