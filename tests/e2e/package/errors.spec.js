import { PlantainError } from "../../../pkg/inline.js";
import { expect, test } from "./plain.js";

test.describe("errors", () => {
  test("are of a class of their own", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, PlantainError, isPlantainError } = await import("/pkg/index.js");
      const error = await caught(createClient(clientOptions).run({ ...words, promt: "x" }));
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
    expect(seen.text).toMatch(/^PlantainError: The request was not sent: `promt` is not a field/);
    expect(seen.stack).toBe("string");
    expect(seen.members).toMatchObject({
      kind: "invalidRequest",
      billed: "no",
      problems: [{ field: "promt" }],
    });
    expect(seen.others).toEqual([false, false, false, false, false, false]);
    expect(await plain.requests()).toEqual([]);
  });

  test("keep the sentence of their cause through JSON, twice", async () => {
    const once = new PlantainError({
      kind: "network",
      message: "No answer.",
      billed: "no",
      cause: new TypeError("Failed to fetch"),
    }).toJSON();
    expect(once.cause).toBe("TypeError: Failed to fetch");
    expect(PlantainError.fromJSON(once).toJSON()).toEqual(once);
  });

  test("of another realm are known by name", async ({ page, plain }) => {
    await page.evaluate(() => document.body.append(document.createElement("iframe")));
    const [, frame] = page.frames();
    await frame.evaluate(async (address) => {
      const { createClient } = await import(address);
      parent.theirs = await createClient(parent.clientOptions)
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
      const client = createClient(clientOptions);
      const state = await client.status(await client.submit({ ...words, prompt: "[fail]" }));
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
        const client = createClient({ ...clientOptions, upload: () => Promise.reject(thrown) });
        outcomes.push(Object.is(await caught(client.run(edit([jpegOf(90)]))), thrown));
      }
      return outcomes;
    });
    expect(seen).toEqual(Array(7).fill(true));
    expect(await plain.requests()).toEqual([]);
  });

  test("name an invalid signal", async ({ page, plain }) => {
    const fields = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const fields = [];
      for (const signal of [{}, "now", 5, new AbortController()]) {
        const error = await caught(createClient(clientOptions).run(words, { signal }));
        fields.push(error.problems?.[0].field);
      }
      return fields;
    });
    expect(fields).toEqual(["signal", "signal", "signal", "signal"]);
    expect(await plain.requests()).toEqual([]);
  });
});

test("what a getter or a proxy throws is a rejection", async ({ page, plain }) => {
  const seen = await page.evaluate(async () => {
    const { createClient, estimateCost, validate } = await import("/pkg/index.js");
    const client = createClient(clientOptions);
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
