import { base64, expect, GIF, media, test } from "./sending.js";

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
        code: "cannotDecode",
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
      {
        field: "images[0]",
        code: "cannotDecode",
        message: "cannot be decoded by this browser: save it as JPEG or PNG",
      },
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
        {
          field: "images[0]",
          code: "cannotReencode",
          message: expect.stringContaining("this browser's canvas cannot be used"),
        },
      ]);
      expect(seen.sent).toBe(await base64("plain.jpg"));
      expect(await plain.purchases()).toHaveLength(1);
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
      Array(4).fill([
        "invalidRequest",
        expect.stringContaining("that this browser does not let the page read"),
      ]),
    );
    expect(await plain.requests()).toEqual([]);
  });
});
