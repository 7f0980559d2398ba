import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { requestFor } from "../../../pkg/inline.js";
import { models as everyModel } from "../../../pkg/models/index.js";
import { models } from "../../../pkg/models/mulerun.js";
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

test("the form of docs/models.md makes a request of every model", async ({ page, plain }) => {
  const text = await readFile(join(import.meta.dirname, "..", "..", "..", "docs", "models.md"), "utf8");
  const [, example] = /^### A form, field by field$.*?```js\n(.*?)```/ms.exec(text);
  const [make] = /^function inputOf.*?^\}$/ms.exec(example);
  const forms = await page.evaluate(`(async () => {
    ${make}
    const { requestFor, validate } = await import("/pkg/index.js");
    const { models } = await import("/pkg/models/index.js");
    const photos = (count) => {
      const chosen = new DataTransfer();
      for (let one = 0; one < Math.max(1, count); one += 1) chosen.items.add(jpegOf(90));
      return chosen.files;
    };
    const fill = (input, { kind, free, min = 1 }) => {
      if (kind === "images" || kind === "mask") input.files = photos(min);
      else if (input instanceof HTMLSelectElement) input.value = input.options[input.options.length - 1].value;
      else if (kind === "size") input.value = free?.pixels?.[0] > 1024 * 1024 ? "2048x2048" : "1024x1024";
      else if (kind === "integer" || kind === "number") input.value = String(min);
      else input.value = kind === "url" ? "https://example.com/hook" : kind === "json" ? "{}" : "a hat";
    };
    const seen = [];
    for (const model of models) {
      const form = document.createElement("form");
      form.append(...model.fields.map(inputOf));
      document.body.replaceChildren(form);
      for (const field of model.fields) fill(form.querySelector(\`[name="\${field.name}"]\`), field);
      const request = requestFor(model, new FormData(form));
      const problems = await validate(request).then(() => [], (error) => error.problems ?? [String(error)]);
      const left = model.fields.filter(({ name, isExtra }) => (isExtra ? request.extra : request)?.[name] === undefined);
      const kinds = model.fields.map(({ kind }) => kind);
      const isFilledValid = form.checkValidity();
      for (const { name, default: preset } of model.fields)
        if (preset !== undefined) form.querySelector(\`[name="\${name}"]\`).value = "";
      const isValid = isFilledValid && form.checkValidity();
      seen.push({ model: model.model, isValid, problems, left, kinds });
    }
    return seen;
  })()`);
  expect(forms.length).toBeGreaterThan(100);
  expect(new Set(forms.flatMap(({ kinds }) => kinds)).size).toBe(10);
  expect(
    forms.filter(({ isValid, problems, left }) => !isValid || problems.length > 0 || left.length > 0),
  ).toEqual([]);
  expect(await plain.requests()).toEqual([]);
});

test("what a form leaves blank is left out", () => {
  const fields = { prompt: {}, seed: { integer: [0, 9] }, guidance: { number: [0, 1] } };
  const model = { provider: "pixazo", id: "a", fields };
  const values = { prompt: "a hat", seed: " ", guidance: "\t", negativePrompt: "" };
  expect(requestFor(model, values)).toEqual({ provider: "pixazo", model: "a", prompt: "a hat" });
  expect(requestFor(model, { seed: " 7 " }).seed).toBe(7);
});

test("a form is read by the names of its inputs", () => {
  const model = models.find(({ model }) => model === "google/nano-banana-2/edit");
  const [first, second] = ["1.jpg", "2.jpg"].map((name) => new File(["a"], name));
  const form = formOf([
    ["prompt", "a hat"],
    ["resolution", ""],
    ["webSearch", "on"],
    ["images", first],
    ["images", second],
  ]);
  const { provider, ...request } = requestFor(model, form);
  expect(provider).toBe(model.provider);
  expect(request).toEqual({ model: model.model, prompt: "a hat", webSearch: true, images: [first, second] });
  expect(request.images[1]).toBe(second);
});

test("a form's own names do not change what was asked for", () => {
  const [model] = models;
  const names = ["provider", "model", "family", "extra", "constructor"].map((name) => [name, "other"]);
  const { provider, model: id } = model;
  const request = requestFor(model, formOf([["prompt", "a hat"], ...names]));
  // The call names the last as a field that is not known.
  expect(request).toEqual({ provider, model: id, prompt: "a hat", constructor: "other" });
});

test("a list or an object is read from its JSON", () => {
  const model = everyModel.find(({ model }) => model === "wan-2.7/text-to-image");
  const read = (text) => requestFor(model, { prompt: "a hat", color_palette: text }).extra.color_palette;
  expect(read('[{ "hex": "#ff0000" }]')).toEqual([{ hex: "#ff0000" }]);
  expect(read("{}")).toEqual({});
  expect(read("[")).toBe("[");
});

test("the default of a menu is one of its values", () => {
  const wrong = everyModel.flatMap(({ model, fields }) =>
    fields
      .filter(({ kind, default: value }) => kind === "choice" && value !== undefined)
      .filter(({ values, free, default: value }) => !free && !values.includes(value))
      .map(({ name }) => `${model} ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("one file is a list of images, and an input without a choice none", () => {
  const model = { provider: "pixazo", id: "a", fields: { prompt: {}, images: {}, mask: {} } };
  const file = new File(["a"], "1.jpg");
  const none = new File([], "");
  const written = { provider: "pixazo", model: "a", prompt: "a hat" };
  const rest = ["prompt", "a hat"];
  expect(requestFor(model, formOf([rest, ["images", none], ["mask", none]]))).toEqual(written);
  expect(requestFor(model, formOf([rest, ["images", none], ["images", file]])).images).toEqual([file]);
  expect(requestFor(model, formOf([rest, ["mask", file]]))).toEqual({ ...written, mask: file });
  const fields = Object.fromEntries(formOf([rest, ["images", file], ["mask", none]]));
  expect(requestFor(model, fields)).toEqual({ ...written, images: [file] });
  expect(requestFor(model, { images: "https://example.com/1.jpg" }).images).toHaveLength(1);
  // An empty file that was chosen is the caller's mistake, which the call names.
  expect(requestFor(model, { images: new File([], "1.jpg") }).images).toHaveLength(1);
});

test("what only the provider has goes under extra", () => {
  const fields = { prompt: {}, seed: { integer: [0, 9] } };
  const extra = { safe: { boolean: true }, diversity: { integer: [1, 5] } };
  const model = { provider: "pixazo", id: "a", fields, extra };
  const form = formOf([
    ["seed", "7"],
    ["safe", "on"],
    ["diversity", "2"],
    ["other", "x"],
  ]);
  const request = {
    provider: "pixazo",
    model: "a",
    seed: 7,
    other: "x",
    extra: { safe: true, diversity: 2 },
  };
  expect(requestFor(model, form)).toEqual(request);
});

function formOf(entries) {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}
