import { exifTags, expect, media, photo, profile, test, turned } from "./images/pictures.js";

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
      taken: ["exif", "gps", "thumbnail", "xmp"],
    },
    {
      name: "an animated WebP",
      bytes: () => media("animated.webp"),
      orientation: 6,
      taken: ["exif", "gps", "thumbnail", "xmp"],
    },
  ];

  for (const { name, bytes, orientation, taken } of CASES) {
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
      expect(seen.before).toMatchObject({ exif: true, gps: true, xmp: true, orientation });
      for (const { prepared, count, type, info, base64, stored, shown } of seen.seen) {
        const sent = Buffer.from(base64, "base64");
        expect(count).toBe(1);
        expect(type).toBe(seen.before.mediaType);
        expect({ stored, shown }).toEqual({ stored: 0, shown: 0 });
        expect(info).toEqual({
          ...seen.before,
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
      expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(3);
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
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
  });

  for (const provider of PROVIDERS) {
    test(`and a damaged one does not leave it for ${provider}`, async ({ page, plain }) => {
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
        { field: "images[1]", message: expect.stringContaining(`is damaged: it ${why}`) },
      ];
      expect(seen).toEqual([
        problem("ends before its image does"),
        problem("breaks the rules of its format"),
      ]);
      expect((await plain.requests()).filter(({ paid }) => paid)).toEqual([]);
    });
  }
});

test.describe("an image that the model does not take is made to fit", () => {
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
      expect(await plain.requests()).not.toEqual([]);
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
      expect(await plain.requests()).not.toEqual([]);
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
      expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
  });

  test("one over the provider's limit becomes smaller than it", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { models } = await import("/pkg/index.js");
      const limit = models.find(({ provider }) => provider === "pixelbyte").images.maxBytes;
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
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
  });

  test("by its size without its metadata: what is not sent is not counted", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { models } = await import("/pkg/index.js");
      const limit = models.find(({ provider }) => provider === "pixelbyte").images.maxBytes;
      const image = await noise(1000, 1000, { type: "image/jpeg" });
      // As in a motion photo: 10.2 MB of which the image is less.
      const file = new File([image, new Uint8Array(limit + 200_000 - image.size)], "motion.jpg");
      const alone = await send("pixelbyte", [file]);
      const strict = await send("pixelbyte", [file], { fit: "never" });
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
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
  });

  test("as its first frame, which is told, where it moves", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async ([still, moving]) => {
        const { result } = await send("mulerun", [blobOf(still), blobOf(moving)], { maxBodyBytes: 1200 });
        return result.prepared.map(({ stripped }) => stripped);
      },
      [GIF, await base64("animated.webp")],
    );
    expect(seen[0]).toEqual([]);
    expect(seen[1]).toContain("animation");
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
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
    expect(await plain.requests()).not.toEqual([]);
  });

  test("never, where the caller says so", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async ([gif, jpeg]) => {
        const images = [blobOf(jpeg), blobOf(gif)];
        const format = await caught(send("mulerun", images, { fit: "never" }));
        const size = await caught(send("pixelbyte", [await noise(2000, 2000)], { fit: "never" }));
        const body = await caught(send("pixazo", [images[0]], { fit: "never", maxBodyBytes: 1000 }));
        return [format, size, body].map(({ kind, problems }) => ({ kind, problems }));
      },
      [GIF, await base64("plain.jpg")],
    );
    const refused = (field, words) => ({
      kind: "invalidRequest",
      problems: [{ field, message: expect.stringMatching(words) }],
    });
    expect(seen).toEqual([
      refused("images[1]", /GIF/),
      refused("images[0]", /bytes|MiB/),
      refused("images", /maxBodyBytes/),
    ]);
    expect(await plain.requests()).toEqual([]);
  });
});

test.describe("what this browser cannot do is said in a sentence", () => {
  test("a HEIC photo", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async (photos) => {
        const outcomes = [];
        for (const photo of photos) {
          const { kind, problems } = await caught(send("pixelbyte", [blobOf(photo)]));
          outcomes.push({ kind, ...problems[0] });
        }
        return outcomes;
      },
      [await base64("phone.heic"), await base64("plain.heic")],
    );
    for (const problem of seen)
      expect(problem).toEqual({
        kind: "invalidRequest",
        field: "images[0]",
        message: expect.stringMatching(/^is a HEIC photo, which this browser cannot decode: save it as JPEG/),
      });
    expect(await plain.requests()).toEqual([]);
  });

  test("an image of a format that it does not know", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async (tiff) => (await caught(send("mulerun", [blobOf(tiff)]))).problems,
      await base64("little.tiff"),
    );
    expect(seen).toEqual([
      { field: "images[0]", message: "cannot be decoded by this browser: save it as JPEG or PNG" },
    ]);
    expect(await plain.requests()).toEqual([]);
  });

  const LIES = {
    "adds noise": () => {
      const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
      OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...values) {
        const image = read.apply(this, values);
        for (let at = 0; at < image.data.length; at += 3) image.data[at] ^= 1;
        return image;
      };
    },
    "may not be read": () => {
      OffscreenCanvasRenderingContext2D.prototype.getImageData = () => {
        throw new DOMException("blocked", "SecurityError");
      };
    },
    "gives white": () => {
      OffscreenCanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) => {
        const image = new ImageData(width, height);
        image.data.fill(255);
        return image;
      };
    },
    "is not there": () => {
      delete window.OffscreenCanvas;
    },
  };
  for (const [lie, tell] of Object.entries(LIES)) {
    test(`a canvas that ${lie}`, async ({ page, plain }) => {
      await page.evaluate(tell);
      const seen = await page.evaluate(
        async ([gif, jpeg]) => {
          const { problems } = await caught(send("mulerun", [blobOf(gif)]));
          const { sent } = await send("mulerun", [blobOf(jpeg)]);
          return { problems, sent: await base64Of(sent[0]) };
        },
        [GIF, await base64("plain.jpg")],
      );
      expect(seen.problems).toEqual([
        { field: "images[0]", message: expect.stringContaining("this browser's canvas cannot be used") },
      ]);
      expect(seen.sent).toBe(await base64("plain.jpg"));
      expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(1);
    });
  }

  test("a canvas that another site has drawn on", async ({ page, plain }) => {
    await page.route("https://elsewhere.example/**", async (route) =>
      route.fulfill({ contentType: "image/png", body: await media("small.png") }),
    );
    const seen = await page.evaluate(async () => {
      const image = new Image();
      image.src = "https://elsewhere.example/image.png";
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.getContext("2d").drawImage(image, 0, 0);
      const offscreen = new OffscreenCanvas(9, 9);
      offscreen.getContext("2d").drawImage(image, 0, 0);
      const problems = [];
      for (const one of [canvas, offscreen, new OffscreenCanvas(0, 0), await createImageBitmap(image)]) {
        const error = await caught(send("mulerun", [one]));
        problems.push([error.kind, error.message]);
      }
      return problems;
    });
    expect(seen).toEqual(
      Array(4).fill(["invalidRequest", expect.stringContaining("that this browser lets nobody read")]),
    );
    expect(await plain.requests()).toEqual([]);
  });
});

test("an upload of the caller's own gets it clean, and what was done is told", async ({ page, plain }) => {
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
      const { prepared } = await createClient({ ...settings, upload }).run(edit(images));
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
  expect(await plain.requests()).not.toEqual([]);
});

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
  expect(await plain.requests()).not.toEqual([]);
});

test("all of it works in a module worker", async ({ page, plain }) => {
  const seen = await page.evaluate(
    ([photo, gif]) =>
      new Promise((resolve, reject) => {
        const worker = new Worker("/images-worker.js", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message ?? "the worker did not start"));
        worker.postMessage({ settings, request: edit([blobOf(photo), blobOf(gif)]) });
      }),
    [await base64("phone.jpg"), GIF],
  );
  expect(seen).toMatchObject({ located: true });
  expect(seen.prepared).toMatchObject([
    { to: { mediaType: "image/jpeg" }, stripped: expect.arrayContaining(["gps"]) },
    { from: { mediaType: "image/gif" }, to: { mediaType: "image/png", width: 5, height: 3 } },
  ]);
  expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(1);
});

async function base64(name) {
  return (await media(name)).toString("base64");
}

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

/** 5 by 3 pixels of five colours; those at the top right and the bottom left are transparent. */
const GIF =
  "R0lGODlhBQADAIIAAB6gKCg8yMgeHvDcHgAAAPr6+gAAAAAAACH5BAEAAAQALAAAAAAFAAMAAAgPAAUACDCAAMECAgkIJBgQADs=";
