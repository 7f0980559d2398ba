import { expect, test } from "./plain.js";

test.describe("an abort wins at once", () => {
  const HANGS = { hang: true };
  /** How far a call comes by itself: to how many requests, or to which stage. */
  const STAGES = [
    { stage: "while the module is loaded", loads: true },
    { stage: "while the key is promised", key: true },
    { stage: "while files are read", images: 8 << 20, until: "preparing" },
    { stage: "while the caller uploads", images: 90, upload: true },
    {
      stage: "in mid-upload",
      images: 90,
      model: "google/nano-banana-pro-extra/edit-image",
      fault: ["upload", HANGS],
      sent: 2,
    },
    { stage: "in mid-submit", fault: ["submit", HANGS], sent: 1 },
    { stage: "in mid-sleep", jobMs: 60_000, sleeps: true, sent: 1 },
    { stage: "in mid-poll", fault: ["poll", HANGS], hurries: true, sent: 2 },
  ];

  for (const { stage, loads, fault, jobMs, sent = 0, ...how } of STAGES) {
    test(stage, async ({ page, plain }) => {
      if (fault) await plain.fault(...fault);
      if (jobMs) await plain.set({ jobMs });
      if (loads) await page.route("**/*.wasm", () => {});
      await page.evaluate(async (how) => {
        const { createClient } = await import("/pkg/index.js");
        const never = () => new Promise(() => {});
        if (how.key) clientOptions.providers.pixelbyte.apiKey = never;
        if (how.hurries) hurry();
        const images = how.images ? [jpegOf(how.images), jpegOf(how.images)] : undefined;
        const edits = how.model ? { ...words, model: how.model, images } : edit(images);
        const controller = new AbortController();
        const reason = { why: "because" };
        // The page's turns since the abort: a busy machine may hold up a turn, but adds none.
        let turns = 0;
        const count = () => {
          turns += 1;
          if (turns < 1000) setTimeout(count);
        };
        window.abort = () => {
          if (turns === 0) count();
          controller.abort(reason);
        };
        // No time passes that a job sleeps for: what is sent, is sent because of the abort.
        if (how.sleeps) {
          const { setTimeout } = window;
          window.setTimeout = (act, length, ...given) =>
            length < 1000 ? setTimeout(act, length, ...given) : 0;
        }
        const running = createClient(clientOptions).run(images ? edits : words, {
          signal: controller.signal,
          upload: how.upload && never,
          onProgress: (progress) => progress.stage === how.until && abort(),
        });
        window.outcome = caught(running).then((thrown) => ({
          untouched: thrown === reason,
          turns,
        }));
      }, how);
      await expect.poll(async () => (await plain.requests()).length).toBe(sent);
      await page.waitForTimeout(150);
      const seen = await page.evaluate(() => {
        abort();
        return outcome;
      });
      expect(seen.untouched).toBe(true);
      expect(seen.turns).toBeLessThan(4);
      await page.waitForTimeout(200);
      expect(await plain.requests()).toHaveLength(sent);
    });
  }

  test("also before the call, and then nothing is loaded", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, toDataUri } = await import("/pkg/index.js");
      const client = createClient(clientOptions);
      const signal = AbortSignal.abort("before");
      const ticket = { provider: "pixelbyte", model: words.model, job: "a", submittedAt: 1 };
      return Promise.all([
        caught(client.run(words, { signal })),
        caught(client.submit(words, { signal })),
        caught(client.wait(ticket, { signal })),
        caught(client.status(ticket, { signal })),
        caught(client.cancel(ticket, { signal })),
        caught(client.checkAccess("pixelbyte", { signal })),
        caught(client.buildRequest(words, { signal })),
        caught(toDataUri(jpegOf(90), { signal })),
      ]);
    });
    expect(seen).toEqual(Array(8).fill("before"));
    expect(plain.loads).toBe(0);
    expect(await plain.requests()).toEqual([]);
  });

  test("of the client's own signal too, where a call leaves its option undefined", async ({
    page,
    plain,
  }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const controller = new AbortController();
      const client = createClient({ ...clientOptions, signal: controller.signal });
      const onProgress = ({ stage }) => stage === "submitting" && controller.abort("client");
      return caught(client.run(words, { signal: undefined, timeoutMs: undefined, onProgress }));
    });
    expect(seen).toBe("client");
    await page.waitForTimeout(200);
    expect(await plain.requests()).toEqual([]);
  });
});
