import { requestFor } from "../../../pkg/inline.js";
import { expect, test } from "./plain.js";

test("an image whose promise never settles ends in the caller's timeout", async ({ page, plain }) => {
  const kind = await page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    const images = [new Promise(() => {})];
    return (await caught(createClient(clientOptions).run(edit(images), { timeoutMs: 300 }))).kind;
  });
  expect(kind).toBe("timedOut");
  expect(await plain.requests()).toEqual([]);
});

test("a request is copied when the call is made", async ({ page, plain }) => {
  const seen = await page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    const client = createClient(clientOptions);
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

test("what a form leaves blank is left out", () => {
  const fields = { prompt: {}, seed: { integer: [0, 9] }, guidance: { number: [0, 1] } };
  const model = { provider: "pixazo", id: "a", fields };
  const values = { prompt: "a hat", seed: " ", guidance: "\t", negativePrompt: "" };
  expect(requestFor(model, values)).toEqual({ provider: "pixazo", model: "a", prompt: "a hat" });
  expect(requestFor(model, { seed: " 7 " }).seed).toBe(7);
});
