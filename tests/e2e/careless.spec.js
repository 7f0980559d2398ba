import { expect, media, test } from "./images/sending.js";

test.describe("what careless callers do", () => {
  test("invalid options are refused, not ignored", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, download, toDataUri } = await import("/pkg/index.js");
      const client = createClient(clientOptions);
      const kinds = [];
      for (const options of [5, "now", true, () => {}, []]) {
        const ticket = { provider: "pixelbyte", model: words.model, job: "a", submittedAt: 1 };
        const calls = [
          client.run(words, options),
          client.submit(words, options),
          client.wait(ticket, options),
        ];
        calls.push(client.status(ticket, options), client.checkAccess("pixelbyte", options));
        calls.push(toDataUri(jpegOf(90), options), download("https://a.example/b.png", options));
        for (const error of await Promise.all(calls.map(caught)))
          kinds.push(`${error.kind} ${error.problems[0].field}`);
      }
      return [...new Set(kinds)];
    });
    expect(seen).toEqual(["invalidRequest options"]);
    expect(await plain.requests()).toEqual([]);
  });

  test("ten thousand files are refused before one is opened", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      let opened = 0;
      const { slice } = Blob.prototype;
      Blob.prototype.slice = function (...range) {
        opened += 1;
        return slice.apply(this, range);
      };
      const error = await caught(createClient(clientOptions).run(edit(Array(10_000).fill(jpegOf(90)))));
      return { kind: error.kind, problems: error.problems, opened };
    });
    expect(seen).toEqual({
      kind: "invalidRequest",
      problems: [
        {
          field: "images",
          code: "tooMany",
          message: "has 10000 images, but this model takes at most 10",
          facts: { given: 10_000, max: 10 },
        },
      ],
      opened: 0,
    });
    expect(await plain.requests()).toEqual([]);
  });

  test("half of a character under extra is refused, and a whole one sent", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const client = createClient(clientOptions);
      const build = (note) => client.buildRequest({ ...words, extra: { note } });
      const { body } = await build(["\ud83d\udc52", "\ufffd", "\\ud83d", { "\ufffd": 1 }]);
      const wrong = ["\ud83d", ["a", "\udc52\ud83d"], { "b\ud83d": 1 }, { c: { d: "\ud83d." } }];
      const errors = await Promise.all(wrong.map((note) => caught(build(note))));
      const sent = JSON.parse(await body.text());
      return {
        note: sent.note ?? sent.input.note,
        problems: errors.flatMap(({ problems }) => problems),
      };
    });
    expect(seen.note).toEqual(["👒", "\ufffd", "\\ud83d", { "\ufffd": 1 }]);
    expect(seen.problems.map(({ field, code }) => [field, code])).toEqual([
      ["extra.note", "notJson"],
      ["extra.note[1]", "notJson"],
      ["extra.note.b\ufffd", "notJson"],
      ["extra.note.c.d", "notJson"],
    ]);
    expect(seen.problems[0].message).toBe(
      "is text with half of a character (a lone surrogate), which JSON cannot hold",
    );
    expect(await plain.requests()).toEqual([]);
  });

  test("thousands of problems are counted, not listed", async ({ page, plain }) => {
    const error = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const images = Array(3000).fill("nowhere");
      const request = { provider: "pixazo", model: "nano-banana/edit", prompt: "a hat", images };
      const { message, problems } = await caught(createClient(clientOptions).run(request));
      return { message, count: problems.length };
    });
    expect(error.count).toBe(20);
    expect(error.message).toMatch(/; and 2980 more\.$/);
    expect(await plain.requests()).toEqual([]);
  });

  test("a key that is pasted for a name is not shown", async ({ page, plain }) => {
    const key = "sk-live-0a1B2c3D4e5F6a7B8c9D";
    const seen = await page.evaluate(async (key) => {
      const { createClient } = await import("/pkg/index.js");
      const errors = await Promise.all(
        [
          createClient({ ...clientOptions, [key]: 1 }).run(words),
          createClient({ providers: { ...clientOptions.providers, [key]: {} } }).run(words),
          createClient({ providers: { mulerun: { [key]: key } } }).run(words),
          createClient(clientOptions).run({ ...words, [key]: 1 }),
          createClient(clientOptions).run({ ...words, provider: key }),
          createClient(clientOptions).run({ ...words, model: key }),
          createClient(clientOptions).run({ ...words, aspectRatio: key }),
          createClient(clientOptions).run({ ...words, extra: { [key]: () => {} } }),
          createClient(clientOptions).checkAccess(key),
        ].map(caught),
      );
      return errors.map((error) => JSON.stringify([error.kind, error.message, error.problems, `${error}`]));
    }, key);
    for (const error of seen) {
      expect(error).toMatch(/^\["invalidRequest"/);
      expect(error).not.toContain(key.slice(0, 12));
    }
    expect(await plain.requests()).toEqual([]);
  });

  test("a prompt of invisible characters is empty", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const messages = [];
      for (const prompt of ["\0", "\u200b\u2060", " \n\ufeff", "\u3164"])
        messages.push(
          (await caught(createClient(clientOptions).run({ ...words, prompt }))).problems[0].message,
        );
      return messages;
    });
    expect(seen).toEqual(Array(4).fill("is missing: say what the image should be"));
    expect(await plain.requests()).toEqual([]);
  });

  test("providers with a getter that throws cannot be read", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const providers = {
        get mulerun() {
          throw new Error("mine");
        },
      };
      const { kind, problems } = await caught(createClient({ providers }).run(words));
      return { kind, problems };
    });
    expect(seen).toMatchObject({
      kind: "invalidRequest",
      problems: [
        { field: "providers", code: "wrongType", message: "cannot be read: one of its members throws" },
      ],
    });
    expect(await plain.requests()).toEqual([]);
  });

  test("a signal of another implementation aborts, and one that throws rejects", async ({ page, plain }) => {
    await plain.set({ jobMs: 60_000 });
    const seen = await page.evaluate(async () => {
      const { createClient, toDataUri } = await import("/pkg/index.js");
      const client = createClient(clientOptions);
      // As in browsers of 2021: neither `throwIfAborted` nor `reason`.
      const old = new EventTarget();
      old.aborted = false;
      const accepted = Promise.withResolvers();
      const running = caught(client.run(words, { signal: old, onAccepted: accepted.resolve }));
      await accepted.promise;
      old.aborted = true;
      old.dispatchEvent(new Event("abort"));
      const { name } = await running;
      const thrown = new Error("mine");
      const broken = {
        aborted: false,
        addEventListener() {
          throw thrown;
        },
        removeEventListener() {},
      };
      const ending = {
        aborted: false,
        addEventListener() {},
        removeEventListener() {
          throw thrown;
        },
      };
      return {
        name,
        before:
          (await caught(client.run(words, { signal: { ...broken, aborted: true, reason: "r" } }))) === "r",
        thrown: (await caught(client.run(words, { signal: broken }))) === thrown,
        job: typeof (await client.submit(words, { signal: ending })).job,
        uri: (await toDataUri(jpegOf(90), { signal: ending })).slice(0, 10),
      };
    });
    expect(seen).toEqual({
      name: "AbortError",
      before: true,
      thrown: true,
      job: "string",
      uri: "data:image",
    });
    expect(await plain.requests()).toHaveLength(2);
  });

  test("a buffer and a canvas are copied when the call is made", async ({ page, plain }) => {
    const seen = await page.evaluate(
      async (png) => {
        const { createClient, inspect, toDataUri } = await import("/pkg/index.js");
        const bytes = new Uint8Array(await blobOf(png).arrayBuffer());
        const canvas = document.createElement("canvas");
        const offscreen = new OffscreenCanvas(30, 20);
        Object.assign(canvas, { width: 30, height: 20 });
        for (const one of [canvas, offscreen]) {
          const context = one.getContext("2d");
          context.fillStyle = "#f00";
          context.fillRect(0, 0, 30, 20);
        }
        const building = createClient(clientOptions).buildRequest(edit([bytes, canvas, offscreen]));
        const calls = [inspect(bytes), toDataUri(bytes), inspect(canvas)];
        bytes.fill(0);
        for (const one of [canvas, offscreen]) one.getContext("2d").clearRect(0, 0, 30, 20);
        canvas.width = 1;
        const [info, uri, drawn] = await Promise.all(calls);
        const { body } = await building;
        const [first, ...canvases] = JSON.parse(await body.text()).images.map((sent) => sent.split(",")[1]);
        const colours = [];
        for (const one of canvases) colours.push([...(await pixels(blobOf(one))).data.slice(0, 4)]);
        return { same: [first === png, uri.endsWith(png)], colours, info, drawn };
      },
      (await media("small.png")).toString("base64"),
    );
    expect(seen.same).toEqual([true, true]);
    expect(seen.colours).toEqual(Array(2).fill([255, 0, 0, 255]));
    expect(seen.info).toMatchObject({ mediaType: "image/png", width: 48 });
    expect(seen.drawn).toMatchObject({ mediaType: "image/png", width: 30 });
    expect(await plain.requests()).toEqual([]);
  });

  test("a module that never loads ends in the caller's timeout", async ({ page, plain }) => {
    await page.route("**/*.wasm", () => {});
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const { kind, billed, message } = await caught(
        createClient(clientOptions).run(words, { timeoutMs: 300 }),
      );
      return { kind, billed, message };
    });
    expect(seen).toMatchObject({
      kind: "timedOut",
      billed: "no",
      message: expect.stringContaining("was not ready"),
    });
    expect(await plain.requests()).toEqual([]);
  });
});
