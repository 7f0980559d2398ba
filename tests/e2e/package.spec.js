import { expect, test } from "./package/plain.js";

test.describe("errors", () => {
  test("are of a class of their own", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, PlantainError, isPlantainError } = await import("/pkg/index.js");
      const error = await caught(createClient(settings).run({ ...words, promt: "x" }));
      return {
        classes: [error instanceof PlantainError, error instanceof Error, isPlantainError(error)],
        name: error.name,
        text: String(error),
        stack: typeof error.stack,
        members: { ...error },
        others: [null, undefined, "x", {}, new Error("x"), { kind: "network" }].map(isPlantainError),
      };
    });
    expect(seen.classes).toEqual([true, true, true]);
    expect(seen.name).toBe("PlantainError");
    expect(seen.text).toMatch(/^PlantainError: The request was not sent: `promt` is no field/);
    expect(seen.stack).toBe("string");
    expect(seen.members).toMatchObject({
      kind: "invalidRequest",
      billed: "no",
      problems: [{ field: "promt" }],
    });
    expect(seen.others).toEqual([false, false, false, false, false, false]);
    expect(await plain.requests()).toEqual([]);
  });

  test("of another realm are known by name", async ({ page, plain }) => {
    await page.evaluate(() => document.body.append(document.createElement("iframe")));
    const [, frame] = page.frames();
    await frame.evaluate(async (address) => {
      const { createClient } = await import(address);
      parent.theirs = await createClient(parent.settings)
        .run({})
        .catch((error) => error);
    }, new URL("/pkg/index.js", page.url()).href);
    const seen = await page.evaluate(async () => {
      const { PlantainError, isPlantainError } = await import("/pkg/index.js");
      return [isPlantainError(theirs), theirs instanceof PlantainError, theirs instanceof Error, theirs.kind];
    });
    expect(seen).toEqual([true, false, false, "invalidRequest"]);
    expect(await plain.requests()).toEqual([]);
  });

  test("inside the state of a job are the same", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, PlantainError } = await import("/pkg/index.js");
      const client = createClient(settings);
      const state = await client.poll(await client.submit({ ...words, prompt: "[fail]" }));
      return [state.status, state.error instanceof PlantainError, state.error.kind];
    });
    expect(seen).toEqual(["failed", true, "jobFailed"]);
    expect(await plain.requests()).toHaveLength(2);
  });

  test("of the caller's own functions come back untouched", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const outcomes = [];
      for (const thrown of [
        undefined,
        null,
        "mine",
        5,
        new TypeError("mine"),
        Object.create(null),
        { a: 1 },
      ]) {
        const client = createClient({ ...settings, upload: () => Promise.reject(thrown) });
        outcomes.push(Object.is(await caught(client.run(edit([jpegOf(90)]))), thrown));
      }
      return outcomes;
    });
    expect(seen).toEqual(Array(7).fill(true));
    expect(await plain.requests()).toEqual([]);
  });

  test("name a signal that is none", async ({ page, plain }) => {
    const fields = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const fields = [];
      for (const signal of [{}, "now", 5, new AbortController()]) {
        const error = await caught(createClient(settings).run(words, { signal }));
        fields.push(error.problems?.[0].field);
      }
      return fields;
    });
    expect(fields).toEqual(["signal", "signal", "signal", "signal"]);
    expect(await plain.requests()).toEqual([]);
  });
});

test("an image that is promised and never comes does not outlast the caller's time", async ({
  page,
  plain,
}) => {
  const kind = await page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    const images = [new Promise(() => {})];
    return (await caught(createClient(settings).run(edit(images), { timeoutMs: 300 }))).kind;
  });
  expect(kind).toBe("timedOut");
  expect(await plain.requests()).toEqual([]);
});

test("a request is taken as it is when the call is made", async ({ page, plain }) => {
  const seen = await page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    const client = createClient(settings);
    const bodies = [];
    const built = [];
    const request = { ...words };
    for (const prompt of ["one", "two", "three"]) {
      request.prompt = prompt;
      built.push(client.buildRequest(request));
    }
    const images = ["https://example.com/man.jpg"];
    built.push(client.buildRequest(edit(images)));
    images.length = 0;

    const input = document.createElement("input");
    input.type = "file";
    const chosen = new DataTransfer();
    chosen.items.add(jpegOf(90));
    input.files = chosen.files;
    built.push(client.buildRequest(edit(input.files)));
    input.value = "";

    for (const { body } of await Promise.all(built)) bodies.push(JSON.parse(await body.text()));
    return bodies.map(({ input, images }) => input?.prompt ?? images[0].slice(0, 10));
  });
  expect(seen).toEqual(["one", "two", "three", "https://ex", "data:image"]);
  expect(await plain.requests()).toEqual([]);
});

test("what a getter or a proxy throws is a rejection", async ({ page, plain }) => {
  const seen = await page.evaluate(async () => {
    const { createClient, estimateCost, validate } = await import("/pkg/index.js");
    const client = createClient(settings);
    const thrown = new Error("mine");
    const bad = {
      get prompt() {
        throw thrown;
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const calls = [
      client.run(bad),
      client.run(words, bad),
      estimateCost(bad),
      validate(bad),
      ...[client.run(proxy), client.run(words, proxy), client.wait(proxy), validate(proxy)],
    ];
    return (await Promise.all(calls.map(caught))).map((error) => error === thrown || error.name);
  });
  expect(seen).toEqual([true, true, true, true, ...Array(4).fill("TypeError")]);
  expect(await plain.requests()).toEqual([]);
});

test.describe("an abort wins within 50 ms", () => {
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
    { stage: "in mid-sleep", jobMs: 60_000, sent: 1 },
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
        if (how.key) settings.providers.pixelbyte.apiKey = never;
        if (how.hurries) hurry();
        const images = how.images ? [jpegOf(how.images), jpegOf(how.images)] : undefined;
        const edits = how.model ? { ...words, model: how.model, images } : edit(images);
        const controller = new AbortController();
        const reason = { why: "because" };
        let aborted;
        let turnIsOver = false;
        window.abort = () => {
          aborted ??= performance.now();
          setTimeout(() => {
            turnIsOver = true;
          });
          controller.abort(reason);
        };
        const running = createClient(settings).run(images ? edits : words, {
          signal: controller.signal,
          upload: how.upload && never,
          onProgress: (progress) => progress.stage === how.until && abort(),
        });
        window.outcome = caught(running).then((thrown) => ({
          untouched: thrown === reason,
          took: performance.now() - aborted,
          turnIsOver,
        }));
      }, how);
      await expect.poll(async () => (await plain.requests()).length).toBe(sent);
      await page.waitForTimeout(150);
      const seen = await page.evaluate(() => {
        abort();
        return outcome;
      });
      expect(seen.untouched).toBe(true);
      // A busy machine may stop a page for longer than that within one turn of its event loop.
      expect(seen.turnIsOver ? seen.took : 0).toBeLessThan(50);
      await page.waitForTimeout(200);
      expect(await plain.requests()).toHaveLength(sent);
    });
  }

  test("also before the call, and then nothing is loaded", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, toDataUri } = await import("/pkg/index.js");
      const client = createClient(settings);
      const signal = AbortSignal.abort("before");
      const ticket = { provider: "pixelbyte", model: words.model, job: "a", submittedAt: 1 };
      return Promise.all([
        caught(client.run(words, { signal })),
        caught(client.submit(words, { signal })),
        caught(client.wait(ticket, { signal })),
        caught(client.poll(ticket, { signal })),
        caught(client.cancel(ticket, { signal })),
        caught(client.check("pixelbyte", { signal })),
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
      const client = createClient({ ...settings, signal: controller.signal });
      const onProgress = ({ stage }) => stage === "submitting" && controller.abort("client");
      return caught(client.run(words, { signal: undefined, timeoutMs: undefined, onProgress }));
    });
    expect(seen).toBe("client");
    await page.waitForTimeout(200);
    expect(await plain.requests()).toEqual([]);
  });
});

test.describe("the WebAssembly module", () => {
  test("is loaded at the first call, once for all", async ({ page, plain }) => {
    const models = await page.evaluate(async () => {
      const { createClient, models, version } = await import("/pkg/index.js");
      window.client = createClient(settings);
      return [models.length, typeof version];
    });
    expect(models).toEqual([5, "string"]);
    expect(plain.loads).toBe(0);
    const results = await page.evaluate(async () => {
      const { estimateCost, validate } = await import("/pkg/index.js");
      const calls = [client.submit(words), client.submit(words), validate(words), estimateCost(words)];
      return (await Promise.all(calls)).map((result) => result?.job ?? result?.microUsd ?? null);
    });
    expect(results).toEqual([expect.stringMatching(/^job_/), expect.stringMatching(/^job_/), null, 40_000]);
    expect(plain.loads).toBe(1);
  });

  test("that a policy forbids says what the policy needs", async ({ page, plain }) => {
    const message = await page.evaluate(async () => {
      const { init } = await import("/pkg/index.js");
      const refused = "Refused to compile: 'unsafe-eval' is not an allowed source of script";
      const stream = () => Promise.reject(new WebAssembly.CompileError(refused));
      Object.assign(WebAssembly, { instantiate: stream, instantiateStreaming: stream });
      return (await caught(init())).message;
    });
    expect(message).toContain("needs 'wasm-unsafe-eval' in its script-src");
    expect(message).not.toContain("plantain/inline");
    expect(plain.loads).toBe(1);
  });

  test("is asked for again after a load that failed", async ({ page, plain }) => {
    const refuse = (route) => route.abort();
    await page.route("**/*.wasm", refuse);
    const call = async () => {
      const { estimateCost, PlantainError } = await import("/pkg/index.js");
      return estimateCost(words).catch((error) => [
        error instanceof PlantainError,
        error.kind,
        error.billed,
        error.message,
      ]);
    };
    for (const count of [1, 2]) {
      expect(await page.evaluate(call)).toEqual([true, "network", "no", expect.stringContaining("not load")]);
      expect(plain.loads).toBe(count);
    }
    await page.unroute("**/*.wasm", refuse);
    expect(await page.evaluate(call)).toMatchObject({ microUsd: 40_000 });
    expect(plain.loads).toBe(3);
  });

  test("may be given", async ({ page, plain }) => {
    const cost = await page.evaluate(async () => {
      const { estimateCost, init } = await import("/pkg/index.js");
      const module = await WebAssembly.compileStreaming(fetch("/pkg/plantain_bg.wasm"));
      await Promise.all([init({ module_or_path: module }), init()]);
      return estimateCost(words);
    });
    expect(cost).toEqual({ exact: true, microUsd: 40_000, usd: 0.04 });
    expect(plain.loads).toBe(1);
  });

  test("runs in a module worker", async ({ page, plain }) => {
    const seen = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker("/worker.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message ?? "the worker did not start"));
          worker.postMessage({ settings, request: edit(["https://example.com/man.jpg"]) });
        }),
    );
    expect(seen).toEqual({ images: 1, job: expect.any(String), isError: true });
    expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(1);
  });

  test("lives beside another copy of the package", async ({ page, plain }) => {
    await page.route("**/copy/**", async (route) => {
      const url = route.request().url().replace("/copy/", "/pkg/");
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    const seen = await page.evaluate(async () => {
      const one = await import("/pkg/index.js");
      const other = await import("/copy/index.js");
      const [ours, theirs, ticket] = await Promise.all([
        caught(one.createClient(settings).run({})),
        caught(other.createClient(settings).run({})),
        other.createClient(settings).submit(words),
      ]);
      return [
        one.PlantainError === other.PlantainError,
        theirs instanceof one.PlantainError,
        one.isPlantainError(theirs) && other.isPlantainError(ours),
        (await one.createClient(settings).poll(ticket)).status,
      ];
    });
    expect(seen).toEqual([false, false, true, "done"]);
    expect(plain.loads).toBe(2);
  });
});

test("sending five files of 8 MiB neither blocks the page nor makes strings of them", async ({
  page,
  plain,
}, testInfo) => {
  await plain.set({ discard: true });
  const seen = await page.evaluate(async () => {
    const { createClient, estimateCost } = await import("/pkg/index.js");
    await estimateCost(words);
    const images = Array.from({ length: 5 }, () => jpegOf(8 << 20));

    const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    // The making of the files is a long task of this test's own.
    await pause(50);

    let longestString = 0;
    const measure = (value) => {
      if (typeof value === "string") longestString = Math.max(longestString, value.length);
    };
    window.Blob = new Proxy(Blob, {
      construct(target, [parts, ...rest]) {
        for (const part of parts ?? []) measure(part);
        return Reflect.construct(target, [parts, ...rest]);
      },
    });
    window.Request = new Proxy(Request, {
      construct(target, [address, init]) {
        measure(init?.body);
        return Reflect.construct(target, [address, init]);
      },
    });
    for (const [owner, name] of [
      [JSON, "stringify"],
      [window, "btoa"],
      [TextDecoder.prototype, "decode"],
    ]) {
      const original = owner[name];
      owner[name] = function (...values) {
        values.forEach(measure);
        const result = original.apply(this, values);
        measure(result);
        return result;
      };
    }

    // What else waits for the main thread waits as long as this does.
    const measured = async () => {
      let gap = 0;
      let last = performance.now();
      const probe = new MessageChannel();
      let probing = true;
      probe.port1.onmessage = () => {
        const now = performance.now();
        gap = Math.max(gap, now - last);
        last = now;
        if (probing) setTimeout(() => probe.port2.postMessage(0), 4);
      };
      probe.port2.postMessage(0);
      let longTask = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTask = Math.max(longTask, duration);
      });
      observer.observe({ type: "longtask" });
      const started = performance.now();
      await createClient(settings).submit(edit(images));
      const took = performance.now() - started;
      probing = false;
      await pause(50);
      observer.disconnect();
      return { gap, longTask, took };
    };
    // Other programs can hold a page up, but hardly three times in a row.
    let best = await measured();
    for (let again = 0; again < 2 && Math.max(best.gap, best.longTask) > 100; again += 1) {
      const next = await measured();
      if (next.gap < best.gap) best = next;
    }
    return { ...best, longestString };
  });
  const figures = Object.entries(seen).map(([name, value]) => `${name} ${Math.round(value)}`);
  testInfo.annotations.push({ type: "figures", description: figures.join(", ") });
  console.log(`five files of 8 MiB: ${figures.join(", ")} (milliseconds, characters)`);
  expect(seen.longestString).toBeGreaterThan(10);
  expect(seen.longestString).toBeLessThan(1 << 20);
  // 50 ms are the aim; the rest is for a busy machine.
  expect(seen.gap).toBeLessThan(200);
  expect(seen.longTask).toBeLessThan(200);
  const [submit] = await plain.requests();
  expect(submit).toMatchObject({ paid: true, method: "POST" });
  expect(submit.bodyBytes).toBeGreaterThan((5 * (8 << 20) * 4) / 3);
});
