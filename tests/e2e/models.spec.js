import { readFile } from "node:fs/promises";
import { expect, test } from "./package/plain.js";

const PROVIDERS = ["mulerouter", "mulerun", "pixazo", "pixelbyte"];

for (const provider of PROVIDERS) {
  test(`every model of ${provider} makes its images in a page, and sends the body of its page`, async ({
    page,
    plain,
  }) => {
    const samples = await samplesOf(provider);
    const made = await page.evaluate(
      async ({ provider, requests }) => {
        const { createClient } = await import("/pkg/index.js");
        const { models } = await import("/pkg/models/index.js");
        const { apiKey, baseUrl } = clientOptions.providers.mulerun;
        const own = { apiKey, baseUrl: baseUrl.replace(/mulerun$/, provider) };
        const client = createClient({ providers: { [provider]: own } });
        hurry();
        const settled = await client.runMany(requests, { concurrency: 8 });
        const decoded = settled.map(async ({ value, reason }) => {
          if (reason) return String(reason);
          for (const { url } of value.images) {
            const image = new Image();
            image.src = url;
            await image.decode();
          }
          return value.images.length;
        });
        const known = models.filter((model) => model.provider === provider);
        const defaults = Object.fromEntries(known.map(({ model, makes }) => [model, makes]));
        return { counts: await Promise.all(decoded), defaults };
      },
      { provider, requests: samples.map(({ model, request }) => ({ provider, model, ...request })) },
    );

    expect(made.counts).toEqual(samples.map(({ model, request }) => request.count ?? made.defaults[model]));
    const bought = (await plain.purchases()).map(({ path, body }) => ({ path, body }));
    const prefix = `/${plain.session}/${provider}`;
    const shown = samples.map(({ path, body }) => ({ path: `${prefix}${path}`, body }));
    expect(sorted(bought)).toEqual(sorted(shown));
  });
}

/** Returns the requests of a provider's models with their bodies: `tests/models/README.md`. */
async function samplesOf(provider) {
  const file = new URL(`../models/${provider}.json`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8"));
}

/** Returns the calls as texts with their members in order, which can be compared whatever came first. */
function sorted(calls) {
  return calls.map((call) => JSON.stringify(inOrder(call))).toSorted();
}

function inOrder(value) {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  const members = Object.keys(value).toSorted();
  return Object.fromEntries(members.map((name) => [name, inOrder(value[name])]));
}
