import manifest from "../../../pkg/package.json" with { type: "json" };
import { expect, test } from "./plain.js";

test.describe("the WebAssembly module", () => {
  test("is loaded at the first call, once for all", async ({ page, plain }) => {
    const models = await page.evaluate(async () => {
      const { createClient, version } = await import("/pkg/index.js");
      const { models } = await import("/pkg/models/index.js");
      window.client = createClient(clientOptions);
      return [models.length > 100, version];
    });
    expect(models).toEqual([true, manifest.version]);
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

  test("is requested again after a load that failed", async ({ page, plain }) => {
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

  test("of another build is refused, however it is given", async ({ page, plain }) => {
    const messages = await page.evaluate(async () => {
      const { init } = await import("/pkg/index.js");
      const { init: initInline } = await import("/pkg/inline.js");
      const own = new Uint8Array(await (await fetch("/pkg/plantain_bg.wasm")).arrayBuffer());
      const text = new TextDecoder("latin1").decode(own);
      // Imports of a build with another name.
      const otherBuild = own.slice();
      for (const { index } of text.matchAll(/\.\/plantain_[0-9a-f]{16}_bg\.js/g)) {
        otherBuild.set(new TextEncoder().encode("0123456789abcdef"), index + 11);
      }
      // The same name, and two imports exchanged.
      const numbers = ["0000000000000001", "0000000000000002"];
      const places = numbers.map((number) => text.indexOf(`__wbindgen_generic_${number}`) + 19);
      const exchanged = own.slice();
      for (const [index, at] of places.entries()) {
        exchanged.set(new TextEncoder().encode(numbers[1 - index]), at);
      }
      const respond = (body, type) => new Response(body, { headers: { "Content-Type": type } });
      const sources = () => [
        otherBuild,
        exchanged,
        otherBuild.buffer,
        new WebAssembly.Module(otherBuild),
        respond(otherBuild, "application/wasm"),
        respond(otherBuild, "text/plain"),
      ];
      const messages = [];
      for (const start of [init, initInline]) {
        for (const source of sources()) {
          messages.push((await caught(start({ module_or_path: source }))).message);
        }
      }
      return messages;
    });
    expect(messages).toHaveLength(12);
    for (const message of messages) expect(message).toContain("of another build than the scripts");
    expect(plain.loads).toBe(1);
  });

  test("that is no module is refused by what it is", async ({ page, plain }) => {
    const messages = await page.evaluate(async () => {
      const { init } = await import("/pkg/index.js");
      const own = await (await fetch("/pkg/plantain_bg.wasm")).arrayBuffer();
      const page = new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
      const sources = [page, new ArrayBuffer(0), own.slice(0, 5000), new Response("", { status: 404 })];
      const messages = [];
      for (const source of sources) messages.push((await caught(init({ module_or_path: source }))).message);
      await init({ module_or_path: own });
      return messages;
    });
    expect(messages).toEqual([
      expect.stringContaining("but a page of HTML"),
      expect.stringContaining("the file is empty"),
      expect.stringContaining("did not load"),
      expect.stringContaining("answers 404"),
    ]);
    expect(plain.loads).toBe(1);
  });

  test("runs in a module worker", async ({ page, plain }) => {
    const seen = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker("/worker.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message ?? "the worker did not start"));
          worker.postMessage({ clientOptions, request: edit(["https://example.com/man.jpg"]) });
        }),
    );
    expect(seen).toEqual({ images: 1, job: expect.any(String), isError: true });
    expect(await plain.purchases()).toHaveLength(1);
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
        caught(one.createClient(clientOptions).run({})),
        caught(other.createClient(clientOptions).run({})),
        other.createClient(clientOptions).submit(words),
      ]);
      return [
        one.PlantainError === other.PlantainError,
        theirs instanceof one.PlantainError,
        one.isPlantainError(theirs) && other.isPlantainError(ours),
        (await one.createClient(clientOptions).status(ticket)).status,
      ];
    });
    expect(seen).toEqual([false, false, true, "done"]);
    expect(plain.loads).toBe(2);
  });
});

test.describe("a script that does not load", () => {
  const GOOD = {
    provider: "pixazo",
    id: "nano-banana/edit",
    name: "Renamed",
    tasks: ["edit"],
    page: "https://example.com",
    confidence: "documented",
    path: "/renamed/edit",
    fields: { prompt: { wire: "prompt" }, images: { wire: "image_urls", formats: ["jpeg"] } },
    price: null,
    seconds: 30,
  };

  test("keeps no job from being polled that is paid for, and sends no new one", async ({ page, plain }) => {
    await page.route("**/models/check.js", (route) => route.abort());
    const seen = await page.evaluate(async (own) => {
      const { createClient } = await import("/pkg/index.js");
      const { createTestFetch } = await import("/pkg/testing.js");
      const fetch = createTestFetch({ jobMs: 50 });
      const client = createClient({ providers: { pixazo: { apiKey: "any" } }, fetch });
      const request = { provider: "pixazo", model: own.id, prompt: "a hat", images: [jpegOf(90)] };
      const ticket = await client.submit(request);
      const models = [own];
      const { state } = await client.status(ticket, { models });
      const { images } = await client.wait(ticket, { models });
      const { kind, billed, message } = await caught(client.run(request, { models }));
      return { state, images: images.length, kind, billed, message, jobs: fetch.jobs.length };
    }, GOOD);
    expect(seen).toMatchObject({ images: 1, kind: "network", billed: "no", jobs: 1 });
    expect(seen.message).toContain("models/check.js did not load");
    expect(await plain.purchases()).toEqual([]);
  });

  for (const [file, call] of [
    ["offers.js", "offers({ family: 'nano-banana-pro' })"],
    ["models/pixelbyte.js", "validate(words)"],
    ["models/check.js", `validate(words, { models: [${JSON.stringify(GOOD)}] })`],
  ]) {
    test(`is waited for offline, and then loaded: ${file}`, async ({ page, plain }) => {
      await page.evaluate(async () => {
        window.plantain = await import("/pkg/index.js");
        await plantain.init();
      });
      await page.context().setOffline(true);
      const outcome = page.evaluate(`plantain.${call}.then(() => "done", (error) => error.message)`);
      await page.waitForTimeout(300);
      expect(await Promise.race([outcome, "open"])).toBe("open");
      await page.context().setOffline(false);
      expect(await outcome).toBe("done");
      expect(plain.loads).toBe(1);
    });
  }
});
