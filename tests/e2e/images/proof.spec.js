import { base64, expect, media, test } from "./sending.js";

/** Adds chunks to a WebP, and the header that announces EXIF. */
function turnedWebp(image, width, height, orientation) {
  const chunk = (name, data) => {
    const head = Buffer.alloc(8);
    head.write(name);
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const header = Buffer.alloc(10);
  header[0] = 8;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const block = Buffer.from("4d4d002a00000008000101120003000000010000000000000000", "hex");
  block.writeUInt16BE(orientation, 18);
  const content = Buffer.concat([
    Buffer.from("WEBP"),
    chunk("VP8X", header),
    image.subarray(12),
    chunk("EXIF", block),
  ]);
  return chunk("RIFF", content);
}

/** A noisy image, as the browser encodes it. */
const noise = (page, type, width, height) =>
  page.evaluate(
    async ([type, width, height]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      const image = context.createImageData(width, height);
      for (let at = 0, number = 7; at < image.data.length; at += 1) {
        number = (number * 1103515245 + 12345) % 2147483648;
        image.data[at] = at % 4 === 3 ? 255 : number >> 16;
      }
      context.putImageData(image, 0, 0);
      return base64Of(await canvas.convertToBlob({ type, quality: 0.7 }));
    },
    [type, width, height],
  );

test("a WebP keeps the orientation that browsers ignore, stripped or re-encoded", async ({ page, plain }) => {
  let image = Buffer.from(await noise(page, "image/webp", 360, 240), "base64");
  // Some browsers write the header that announces a profile.
  if (image.toString("latin1", 12, 16) === "VP8X")
    image = Buffer.concat([image.subarray(0, 12), image.subarray(image.indexOf("VP8 "))]);
  const file = turnedWebp(image, 360, 240, 6);
  const seen = await page.evaluate(async (file) => {
    const { inspect } = await import("/pkg/index.js");
    const whole = await send("mulerun", [blobOf(file)]);
    const small = await send("mulerun", [blobOf(file)], {
      maxBodyBytes: Math.round(blobOf(file).size * 0.8),
    });
    const shape = async ({ result, sent }) => ({
      prepared: result.prepared[0],
      info: await inspect(sent[0]),
      base64: await base64Of(sent[0]),
    });
    return { info: await inspect(blobOf(file)), all: [await shape(whole), await shape(small)] };
  }, file.toString("base64"));
  expect(seen.info).toMatchObject({ width: 360, height: 240, orientation: 1, exif: true });
  for (const { prepared, info, base64 } of seen.all) {
    const bytes = Buffer.from(base64, "base64");
    const at = bytes.indexOf("EXIF");
    expect(bytes.readUInt16BE(at + 8 + 18)).toBe(6);
    expect(info.mediaType).toBe("image/webp");
    expect(prepared.stripped).toEqual(["exif"]);
    expect(prepared.from).toMatchObject({ width: 360, height: 240 });
    expect(prepared.to.width / prepared.to.height).toBeCloseTo(1.5, 1);
  }
  expect(seen.all[1].prepared.scaled || seen.all[1].prepared.to.bytes < file.length).toBe(true);
  expect(await plain.purchases()).toHaveLength(2);
});

test("what is lost is named alike, stripped or re-encoded", async ({ page, plain }) => {
  const phone = await base64("phone.jpg");
  const seen = await page.evaluate(async (phone) => {
    const all = [];
    for (const maxBodyBytes of [undefined, 1900]) {
      const { result } = await send("mulerun", [blobOf(phone)], { maxBodyBytes });
      all.push(result.prepared[0]);
    }
    return all;
  }, phone);
  expect(seen[1].to.bytes).toBeLessThan(seen[0].to.bytes);
  expect(seen[1].stripped).toEqual(seen[0].stripped);
  expect(await plain.purchases()).toHaveLength(2);
});

test("a data URI holds no metadata, or is refused", async ({ page, plain }) => {
  const files = {
    heic: await base64("phone.heic"),
    avif: await base64("turned.avif"),
    tiff: await base64("little.tiff"),
  };
  const clean = { heic: await base64("plain.heic"), avif: await base64("alpha.avif") };
  const seen = await page.evaluate(
    async ([files, clean]) => {
      const { toDataUri } = await import("/pkg/index.js");
      const seen = { refused: {}, kept: {}, clean: {} };
      for (const [name, file] of Object.entries(files)) {
        seen.refused[name] = (await caught(toDataUri(blobOf(file)))).problems;
        seen.kept[name] = await toDataUri(blobOf(file), { keepMetadata: true });
      }
      for (const [name, file] of Object.entries(clean)) seen.clean[name] = await toDataUri(blobOf(file));
      return seen;
    },
    [files, clean],
  );
  for (const [name, file] of Object.entries(files)) {
    expect(seen.refused[name]).toEqual([
      {
        field: "file",
        code: "unstrippable",
        message: expect.stringContaining("save it as JPEG or PNG"),
        facts: { given: expect.any(String) },
      },
    ]);
    expect(seen.kept[name].endsWith(file)).toBe(true);
  }
  for (const [name, file] of Object.entries(clean)) expect(seen.clean[name].endsWith(file)).toBe(true);
  expect(await plain.requests()).toEqual([]);
});

test("a JPEG with stray bytes is re-encoded", async ({ page, plain }) => {
  const whole = await media("plain.jpg");
  const stray = Buffer.concat([whole.subarray(0, 20), Buffer.from("stray"), whole.subarray(20)]);
  const seen = await page.evaluate(async (stray) => {
    const file = blobOf(stray);
    const all = {};
    for (const provider of ["mulerun", "pixazo", "pixelbyte"]) {
      const { result, sent } = await send(provider, [file]);
      all[provider] = {
        prepared: result.prepared[0],
        shown: difference(await pixels(file), await pixels(sent[0])),
      };
    }
    return all;
  }, stray.toString("base64"));
  for (const { prepared, shown } of Object.values(seen)) {
    expect(prepared.to).toMatchObject({ mediaType: "image/jpeg", width: 96, height: 64 });
    expect(prepared.stripped).toEqual([]);
    expect(shown).toBeLessThan(6);
  }
  expect(await plain.purchases()).toHaveLength(3);
});

test("a data URI is read as `fetch` reads it", async ({ page, plain }) => {
  const data = await base64("small.png");
  const uris = [
    `data:image/png;charset=utf-8;base64,${data}`,
    `data:image/png;name=a.png;base64,${data}`,
    `DATA:image/png; base64 ,${data}`,
    `data:;base64,${data}`,
    `data:image/png;base64,${data.replace(/.{76}/g, "$&\r\n ")}`,
    `data:image/png;base64,${data.replace(/=+$/, "")}`,
    `data:image/png;base64,${encodeURIComponent(data)}`,
    `data:image/png;base64,${data}#fragment`,
    ` \n data:image/png;base64,${data}\n`,
    `da\tta:image/png;ba\nse64,${data}`,
    `data:image/png,${(await media("small.png")).toString("hex").replace(/../g, "%$&")}`,
  ];
  const seen = await page.evaluate(async (uris) => {
    const sent = [];
    for (const uri of uris) sent.push(await base64Of((await send("mulerun", [uri])).sent[0]));
    const wrong = [];
    for (const uri of ["data:image/png;base64,!", "data:image/png;base64,AAAAA", "data:image/png,abc"])
      wrong.push((await caught(send("mulerun", [uri]))).message);
    return { sent, wrong };
  }, uris);
  expect(seen.sent).toEqual(uris.map(() => data));
  for (const uri of uris)
    expect(Buffer.from(await (await fetch(uri)).arrayBuffer()).toString("base64")).toBe(data);
  expect(seen.wrong).toEqual([
    expect.stringContaining("not a data URI that is cut or damaged"),
    expect.stringContaining("not a data URI that is cut or damaged"),
    expect.stringContaining("is not an image in a format that Plantain knows"),
  ]);
  expect(await plain.purchases()).toHaveLength(uris.length);
});
