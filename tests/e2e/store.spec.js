import { expect, test } from "./package/plain.js";

/** Makes a client whose store is this page's own, and returns the contents of the store. */
async function begin(page) {
  await page.evaluate(async () => {
    Object.assign(window, await import("/pkg/index.js"));
    window.client = createClient({ ...clientOptions, store: localStorage });
    window.held = () => Object.keys(localStorage).filter((name) => name.startsWith("plantain:"));
    window.memory = () => {
      const [held, removed] = [new Map(), new Set()];
      return {
        held,
        removed,
        getItem: (name) => held.get(name) ?? null,
        setItem: (name, value) => void held.set(name, value),
        removeItem: (name) => void (removed.add(name) && held.delete(name)),
        key: (index) => [...held.keys()][index] ?? null,
        length: () => held.size,
      };
    };
  });
}

/** Loads the page again, as a person does. */
async function reload(page, plain) {
  await plain.open();
  await begin(page);
}

test.describe("a store", () => {
  test("has a job that a reload cut off, and drops it when delivered", async ({ page, plain }) => {
    await begin(page);
    await plain.set({ jobMs: 600_000 });
    await page.evaluate(() => void client.run(words));
    await expect.poll(() => page.evaluate(() => held().join())).toContain("plantain:pixelbyte:job_");
    await reload(page, plain);
    await plain.age(600_000);
    const seen = await page.evaluate(async () => {
      hurry();
      const [entry, ...others] = await client.pending();
      const { images } = await client.wait(entry.ticket);
      return {
        state: entry.state,
        others,
        images: images.length,
        left: held(),
        pending: await client.pending(),
      };
    });
    expect(seen).toEqual({ state: "accepted", others: [], images: 1, left: [], pending: [] });
    expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(1);
  });

  test("has the intent of a submit that a reload cut off, and its job is found", async ({ page, plain }) => {
    await begin(page);
    await plain.fault("submit", { hang: true, acceptAnyway: true });
    await page.evaluate(() => void client.run(words));
    await expect.poll(async () => (await plain.purchases()).length).toBe(1);
    await plain.control("PUT", "faults", []);
    await reload(page, plain);
    const seen = await page.evaluate(async () => {
      hurry();
      const [entry] = await client.pending();
      const stored = JSON.stringify({ ...localStorage });
      const ticket = await client.findJob(entry);
      const [after] = await client.pending();
      const { images } = await client.wait(ticket);
      return {
        state: entry.state,
        stored,
        same: after.ticket.job === ticket.job,
        images: images.length,
        left: held(),
      };
    });
    expect(seen).toMatchObject({ state: "unknown", same: true, images: 1, left: [] });
    expect(seen.stored).not.toContain(plain.key);
    expect(seen.stored).not.toContain("sunrise");
    expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(1);
  });

  test("keeps the intent of an error until it is forgotten", async ({ page, plain }) => {
    await begin(page);
    await plain.fault("submit", { status: 503 });
    const seen = await page.evaluate(async () => {
      const error = await caught(client.run(words));
      const before = held();
      const found = await client.findJob(error);
      const { code, billed, intent } = await caught(client.findJob(error, { throwIfNone: true }));
      const still = held();
      await client.forget(error);
      return {
        billed: error.billed,
        before,
        found,
        none: [code, billed, intent.id],
        still,
        after: held(),
        id: error.intent.id,
      };
    });
    const held = [`plantain:${seen.id}`];
    expect(seen).toMatchObject({ billed: "unknown", before: held, found: null, still: held, after: [] });
    expect(seen.none).toEqual(["PLANTAIN_NOT_FOUND", "unknown", seen.id]);
  });

  test("has the intent again that another tab forgot while the submit was on its way", async ({
    page,
    plain,
  }) => {
    await begin(page);
    await plain.fault("submit", { resetBeforeReply: true, acceptAnyway: true });
    const told = await page.evaluate(async () => {
      let go;
      const slow = (...request) => new Promise((resolve) => (go = resolve)).then(() => fetch(...request));
      const promise = caught(client.run(words, { fetch: slow }));
      while (!go) await new Promise((resolve) => setTimeout(resolve, 20));
      const [entry] = await client.pending();
      const found = await client.findJob(entry);
      await client.forget(entry);
      const before = held();
      go();
      const { intent } = await promise;
      return { found, before, after: held(), id: intent.id };
    });
    expect(told).toMatchObject({ found: null, before: [], after: [`plantain:${told.id}`] });
  });

  test("of an aborted call gets the receipt after the call has rejected", async ({ page, plain }) => {
    await begin(page);
    await plain.set({ jobMs: 60_000 });
    let release;
    const released = new Promise((resolve) => {
      release = resolve;
    });
    const bought = new Promise((resolve) => {
      page.route("**/jobs/submit", async (route) => {
        const response = await route.fetch();
        resolve();
        await released;
        await route.fulfill({ response });
      });
    });
    await page.evaluate(() => {
      window.controller = new AbortController();
      window.seen = [];
      const onAccepted = ({ job }) => void seen.push(job);
      window.call = caught(client.run(words, { signal: controller.signal, onAccepted }));
    });
    await bought;
    const aborted = await page.evaluate(async () => {
      const reason = { why: "because" };
      controller.abort(reason);
      const same = (await call) === reason;
      const [{ state }] = await client.pending();
      return { same, state, told: seen.length };
    });
    expect(aborted).toEqual({ same: true, state: "unknown", told: 0 });
    release();
    await expect.poll(() => page.evaluate(() => seen.length)).toBe(1);
    const [{ state, ticket }] = await page.evaluate(() => client.pending());
    expect([state, ticket.job]).toEqual(["accepted", await page.evaluate(() => seen[0])]);
  });

  test("that is full or forbidden is one warning and loses nothing", async ({ page, plain }) => {
    const warnings = [];
    page.on("console", (message) => message.text().includes("Plantain") && warnings.push(message.text()));
    await begin(page);
    const seen = await page.evaluate(async () => {
      hurry();
      const fail = () => {
        throw new DOMException(
          `no room for ${clientOptions.providers.pixelbyte.apiKey}`,
          "QuotaExceededError",
        );
      };
      const broken = { getItem: fail, setItem: fail, removeItem: fail, key: fail, length: 3 };
      const { images } = await client.run(words, { store: broken });
      await client.run(words, { store: { ...broken, length: Promise.reject(new Error("x")) } });
      return [
        images.length,
        await client.pending({ store: broken }),
        await client.forget({ id: "1" }, { store: broken }),
      ];
    });
    expect(seen).toEqual([1, [], undefined]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("`store`");
    expect(warnings[0]).not.toContain(plain.key);
  });

  test("that never settles or has a wrong length ends neither a list nor a search", async ({
    page,
    plain,
  }) => {
    await begin(page);
    await plain.set({ jobMs: 0 });
    const told = await page.evaluate(async () => {
      const never = () => new Promise(() => {});
      const entry = {
        id: "1",
        provider: "pixelbyte",
        model: words.model,
        submittedAt: Date.now(),
        digest: "",
      };
      const good = {
        getItem: () => JSON.stringify(entry),
        setItem() {},
        removeItem() {},
        key: (index) => (index === 0 ? "plantain:1" : null),
        length: 2,
      };
      const once = (index) => {
        if (index === 1) throw new Error("not this one");
        return "plantain:1";
      };
      const stores = [
        { ...good, length: never },
        { ...good, key: never },
        { ...good, getItem: never },
        { ...good, length: Number.POSITIVE_INFINITY },
        { ...good, key: once },
      ];
      const listed = await Promise.all(stores.map((store) => client.pending({ store })));
      const store = { ...good, key: never };
      const late = await caught(client.findJob(entry, { store, timeoutMs: 200 }));
      const aborted = await caught(client.findJob(entry, { store, signal: AbortSignal.timeout(200) }));
      return { listed: listed.map(({ length }) => length), late: late.kind, aborted: aborted.name };
    });
    expect(told).toMatchObject({ listed: [0, 0, 0, 1, 1], late: "timedOut", aborted: "TimeoutError" });
  });

  test("that never answers holds up no call for ever, and is one warning", async ({ page, plain }) => {
    const warnings = [];
    page.on("console", (message) => message.text().includes("Plantain") && warnings.push(message.text()));
    await begin(page);
    await plain.set({ jobMs: 0 });
    const told = await page.evaluate(async () => {
      hurry();
      const never = () => new Promise(() => {});
      const store = { getItem: never, setItem: never, removeItem: never, key: never, length: never };
      const { images, ticket } = await client.run(words, { store });
      const calls = [
        client.forget(ticket, { store }),
        client.pending({ store }),
        client.findJob({ ...ticket, job: undefined, id: "1", digest: "" }, { store }),
      ];
      const [forgotten, pending, found] = await Promise.all(calls);
      return { images: images.length, forgotten, pending, isFound: found?.job === ticket.job };
    });
    expect(told).toEqual({ images: 1, forgotten: undefined, pending: [], isFound: true });
    expect(warnings).toEqual([expect.stringContaining("`store`")]);
  });

  test("that has room for no ticket holds nothing of what was delivered", async ({ page, plain }) => {
    await begin(page);
    await plain.set({ jobMs: 0 });
    const left = await page.evaluate(async () => {
      hurry();
      const store = {
        ...memory(),
        setItem(name, value) {
          if (name.includes("job_")) throw new Error("no room");
          this.held.set(name, value);
        },
      };
      await client.run(words, { store });
      while (store.removed.size < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      return [...store.held.keys()];
    });
    expect(left).toEqual([]);
  });

  test("that is slower than its time limit holds nothing of what was delivered", async ({ page, plain }) => {
    await begin(page);
    await plain.set({ jobMs: 0 });
    const seen = await page.evaluate(async () => {
      hurry();
      const writes = [];
      let release;
      const late = new Promise((resolve) => (release = resolve));
      const store = {
        ...memory(),
        setItem(name, value) {
          writes.push(late.then(() => this.held.set(name, value)));
          return writes.at(-1);
        },
      };
      await client.run(words, { store });
      const before = store.held.size;
      release();
      await Promise.all(writes);
      while (store.removed.size < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      return { before, writes: writes.length, left: [...store.held.keys()] };
    });
    expect(seen).toEqual({ before: 0, writes: 2, left: [] });
  });

  test("that is invalid is refused by its name", async ({ page, plain }) => {
    await begin(page);
    const fields = await page.evaluate(async () => {
      const errors = [];
      for (const store of [5, {}, "localStorage", new Map()])
        errors.push(await caught(client.run(words, { store })));
      return errors.flatMap(({ problems }) => problems.map(({ field }) => field));
    });
    expect(fields).toEqual(["store", "store", "store", "store"]);
    expect(await plain.requests()).toEqual([]);
  });

  test("is not called for an empty forget", async ({ page, plain }) => {
    await begin(page);
    const fields = await page.evaluate(async () => {
      const errors = await Promise.all(
        [undefined, null, "1"].map((subject) => caught(client.forget(subject))),
      );
      return errors.map(({ problems }) => problems?.[0].field);
    });
    expect(fields).toEqual(["subject", "subject", "subject"]);
    expect(await plain.requests()).toEqual([]);
  });

  test("without jobs loads no module", async ({ page, plain }) => {
    await begin(page);
    expect(await page.evaluate(() => client.pending())).toEqual([]);
    expect(plain.loads).toBe(0);
  });
});

test.describe("many requests", () => {
  test("give their outcomes in order, and one that fails ends no other", async ({ page, plain }) => {
    await begin(page);
    const seen = await page.evaluate(async () => {
      hurry();
      const requests = [words, { ...words, prompt: "[fail]" }, { ...words, promt: "x" }, words];
      const heard = [];
      const outcomes = await client.runMany(requests, {
        concurrency: 2,
        onResult: ({ status }, index) => void heard.push([index, status]),
      });
      return {
        outcomes: outcomes.map(({ status, value, reason }) => [status, value?.images.length ?? reason.kind]),
        errors: outcomes.map(({ reason }) => reason instanceof PlantainError),
        heard: heard.sort(),
        left: held(),
      };
    });
    expect(seen.outcomes).toEqual([
      ["fulfilled", 1],
      ["rejected", "jobFailed"],
      ["rejected", "invalidRequest"],
      ["fulfilled", 1],
    ]);
    expect(seen.errors).toEqual([false, true, true, false]);
    expect(seen.heard).toEqual(seen.outcomes.map(([status], index) => [index, status]));
    expect(seen.left).toEqual([]);
    expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(3);
  });

  test("are at work as many at a time as the caller wants", async ({ page, plain }) => {
    await begin(page);
    await plain.set({ jobMs: 600_000 });
    const running = page.evaluate(async () => {
      hurry();
      let now = 0;
      window.most = 0;
      const counted = new Set();
      const onAccepted = ({ job }) => {
        counted.add(job);
        now += 1;
        window.most = Math.max(window.most, now);
      };
      const outcomes = await client.runMany(new Set(Array.from({ length: 7 }, () => ({ ...words }))), {
        concurrency: 3,
        onAccepted,
        onResult: () => {
          now -= 1;
        },
      });
      return {
        most: window.most,
        jobs: counted.size,
        done: outcomes.filter(({ status }) => status === "fulfilled").length,
      };
    });
    let isOver = false;
    running.finally(() => {
      isOver = true;
    });
    await expect.poll(() => page.evaluate(() => window.most)).toBe(3);
    const end = async () => {
      await plain.age(600_000);
      return isOver;
    };
    await expect.poll(end).toBe(true);
    expect(await running).toEqual({ most: 3, jobs: 7, done: 7 });
    const wrong = await page.evaluate(async () => {
      const errors = [];
      for (const concurrency of [0, -1, "many", Number.NaN]) {
        errors.push(await caught(client.runMany([words], { concurrency })));
      }
      return errors.map(({ kind, problems }) => [kind, problems[0].field]);
    });
    expect(wrong).toEqual(Array(4).fill(["invalidRequest", "concurrency"]));
  });

  test("are a list, and their number at a time a number", async ({ page, plain }) => {
    await begin(page);
    const fields = await page.evaluate(async () => {
      const wrong = [
        [words],
        [5],
        [undefined],
        [[words], { concurrency: "3" }],
        [[words], { concurrency: 3n }],
      ];
      const errors = await Promise.all(wrong.map((given) => caught(client.runMany(...given))));
      return errors.map(({ kind, problems }) => kind === "invalidRequest" && problems[0].field);
    });
    expect(fields).toEqual(["requests", "requests", "requests", "concurrency", "concurrency"]);
    expect(await plain.requests()).toEqual([]);
  });

  test("end all with an abort, and what was delivered stays", async ({ page, plain }) => {
    await begin(page);
    await plain.set({ jobMs: 0 });
    const seen = await page.evaluate(async () => {
      hurry();
      const controller = new AbortController();
      const reason = { why: "because" };
      const outcomes = await client.runMany([words, words, words], {
        concurrency: 1,
        signal: controller.signal,
        onResult: (_, index) => index === 0 && controller.abort(reason),
      });
      return outcomes.map(({ status, reason: why }) => [status, why === reason]);
    });
    expect(seen).toEqual([
      ["fulfilled", false],
      ["rejected", true],
      ["rejected", true],
    ]);
    expect((await plain.requests()).filter(({ paid }) => paid)).toHaveLength(1);
  });
});
