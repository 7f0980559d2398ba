import { base64, exifTags, expect, GIF, media, photo, profile, test, turned } from "./sending.js";

const PROVIDERS = ["mulerun", "pixazo", "pixelbyte"];
const TRAILING = Buffer.from("ftypmp42 and the rest of a motion photo");

test.describe("an image leaves the page without its metadata", () => {
  const CASES = [
    {
      name: "the photo of a phone",
      bytes: photo,
      orientation: 6,
      taken: ["exif", "gps", "thumbnail", "xmp"],
    },
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => ({
      name: `a JPEG of orientation ${orientation}, with data after its end`,
      bytes: async () => Buffer.concat([await turned(orientation), TRAILING]),
      orientation,
      taken: ["comment", "exif", "gps", "iptc", "thumbnail", "trailing", "xmp"],
    })),
    {
      name: "a PNG",
      bytes: () => media("phone.png"),
      orientation: 8,
      taken: ["comment", "exif", "gps", "xmp"],
    },
    {
      name: "a WebP",
      bytes: () => media("phone.webp"),
      orientation: 6,
      isShownAsStored: true,
      taken: ["exif", "gps", "thumbnail", "xmp"],
    },
    {
      name: "an animated WebP",
      bytes: () => media("animated.webp"),
      orientation: 6,
      isShownAsStored: true,
      taken: ["exif", "gps", "thumbnail", "xmp"],
    },
  ];

  for (const { name, bytes, orientation, isShownAsStored, taken } of CASES) {
    test(name, async ({ page, plain }) => {
      const original = await bytes();
      const seen = await page.evaluate(
        async ({ base64, providers }) => {
          const { inspect } = await import("/pkg/index.js");
          const file = blobOf(base64);
          const seen = [];
          for (const provider of providers) {
            const { result, sent } = await send(provider, [file]);
            seen.push({
              prepared: result.prepared,
              count: sent.length,
              type: sent[0].type,
              info: await inspect(sent[0]),
              base64: await base64Of(sent[0]),
              stored: difference(await pixels(file, "none"), await pixels(sent[0], "none")),
              shown: difference(await pixels(file), await pixels(sent[0])),
            });
          }
          return { before: await inspect(file), seen };
        },
        { base64: original.toString("base64"), providers: PROVIDERS },
      );
      expect(seen.before).toMatchObject({
        exif: true,
        gps: true,
        xmp: true,
        orientation: isShownAsStored ? 1 : orientation,
      });
      for (const { prepared, count, type, info, base64, stored, shown } of seen.seen) {
        const sent = Buffer.from(base64, "base64");
        expect(count).toBe(1);
        expect(type).toBe(seen.before.mediaType);
        expect({ stored, shown }).toEqual({ stored: 0, shown: 0 });
        expect(info).toEqual({
          ...seen.before,
          contentCredentials: false,
          exif: orientation !== 1,
          gps: false,
          iptc: false,
          xmp: false,
          complete: true,
        });
        expect(exifTags(sent)).toEqual(orientation === 1 ? null : { tags: [0x0112], more: false });
        expect(profile(sent)).toEqual(profile(original));
        for (const word of ["Plantain", "Somebody", "Example", "Berlin", "adobe", "comment", "motion"])
          expect(sent.includes(word), word).toBe(false);
        const { mediaType, width, height } = seen.before;
        expect(prepared).toEqual([
          {
            from: { mediaType, width, height, bytes: original.length },
            to: { mediaType, width, height, bytes: sent.length },
            stripped: taken,
            scaled: false,
          },
        ]);
      }
      expect(await plain.purchases()).toHaveLength(3);
    });
  }

  test("unless it has none: then it leaves byte for byte", async ({ page, plain }) => {
    const names = ["plain.jpg", "progressive.jpg", "restart.jpg", "gray.jpg", "cmyk.jpg", "rgb.jpg"];
    names.push("small.png", "lossy.webp", "lossless.webp", "alpha.webp");
    const originals = await Promise.all(names.map(base64));
    const seen = await page.evaluate(async (originals) => {
      const { result, sent } = await send("pixazo", originals.map(blobOf));
      return { prepared: result.prepared, sent: await Promise.all(sent.map(base64Of)) };
    }, originals);
    expect(seen.sent).toEqual(originals);
    for (const { from, to, stripped } of seen.prepared) {
      expect(stripped).toEqual([]);
      expect(to).toEqual(from);
    }
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("unless the caller keeps it: then it leaves byte for byte", async ({ page, plain }) => {
    const originals = await Promise.all(["phone.jpg", "phone.png", "phone.webp"].map(base64));
    for (const provider of PROVIDERS) {
      const seen = await page.evaluate(
        async ([provider, originals]) => {
          const { result, sent } = await send(provider, originals.map(blobOf), { keepMetadata: true });
          return { prepared: result.prepared, sent: await Promise.all(sent.map(base64Of)) };
        },
        [provider, originals],
      );
      expect(seen.sent).toEqual(originals);
      expect(seen.prepared.map(({ stripped }) => stripped)).toEqual([[], [], []]);
    }
    expect(await plain.purchases()).toHaveLength(PROVIDERS.length);
  });

  for (const provider of PROVIDERS) {
    test(`and a damaged one is not sent to ${provider}`, async ({ page, plain }) => {
      const whole = await photo();
      const cut = whole.subarray(0, 40_000).toString("base64");
      const broken = Buffer.from(whole);
      broken.fill(0, 20, 40);
      broken.writeUInt16BE(40, 4);
      const seen = await page.evaluate(
        async ([provider, whole, ...damaged]) => {
          const problems = [];
          for (const one of damaged)
            problems.push((await caught(send(provider, [blobOf(whole), blobOf(one)]))).problems);
          return problems;
        },
        [provider, whole.toString("base64"), cut, broken.toString("base64")],
      );
      const problem = (why) => [
        { field: "images[1]", code: "damaged", message: expect.stringContaining(`is damaged: it ${why}`) },
      ];
      expect(seen).toEqual([
        problem("ends before its image does"),
        problem("breaks the rules of its format"),
      ]);
      expect(await plain.purchases()).toEqual([]);
    });
  }
});

test("the caller's own upload gets it stripped, and the result reports it", async ({ page, plain }) => {
  const seen = await page.evaluate(
    async (originals) => {
      const { createClient, inspect } = await import("/pkg/index.js");
      const got = [];
      const upload = async (blob, { index }) => {
        got.push({ index, size: blob.size, gps: (await inspect(blob)).gps });
        return `https://images.example/${index}`;
      };
      const images = [blobOf(originals[0]), "https://images.example/a.jpg", blobOf(originals[1])];
      const timer = hurry();
      const { prepared } = await createClient({ ...clientOptions, upload }).run(edit(images));
      clearInterval(timer);
      return { got, prepared, sizes: originals.map((original) => blobOf(original).size) };
    },
    [await base64("phone.jpg"), GIF],
  );
  expect(seen.got).toMatchObject([
    { index: 0, gps: false },
    { index: 2, gps: false },
  ]);
  expect(seen.prepared).toMatchObject([
    {
      from: { bytes: seen.sizes[0], mediaType: "image/jpeg" },
      to: { bytes: seen.got[0].size, mediaType: "image/jpeg" },
      stripped: expect.arrayContaining(["exif", "gps"]),
      scaled: false,
    },
    {
      from: { mediaType: "image/gif" },
      to: { mediaType: "image/png", bytes: seen.got[1].size },
      stripped: [],
    },
  ]);
  expect(await plain.purchases()).toHaveLength(1);
});
