import { longestTask } from "../tasks.js";
import { expect, test } from "./plain.js";

// A trace is told every body, which would be measured too.
if (process.env.PLANTAIN_TRACE) test.use({ trace: "off" });

test("five files of 8 MiB never become strings on their way", async ({ page, plain }) => {
  await plain.set({ discard: true });
  const longestString = await page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    let longest = 0;
    const measure = (value) => {
      if (typeof value === "string") longest = Math.max(longest, value.length);
    };
    window.Blob = new Proxy(Blob, {
      construct(target, [parts, ...rest]) {
        for (const part of parts ?? []) measure(part);
        return Reflect.construct(target, [parts, ...rest]);
      },
    });
    window.fetch = new Proxy(fetch, {
      apply(target, self, [address, init]) {
        measure(init?.body);
        return Reflect.apply(target, self, [address, init]);
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
    const images = Array.from({ length: 5 }, () => jpegOf(8 << 20));
    await createClient(clientOptions).submit(edit(images));
    return longest;
  });
  expect(longestString).toBeGreaterThan(10);
  expect(longestString).toBeLessThan(1 << 20);
  const [submit] = await plain.requests();
  expect(submit).toMatchObject({ paid: true, method: "POST" });
  expect(submit.bodyBytes).toBeGreaterThan((5 * (8 << 20) * 4) / 3);
});

test("five files of 8 MiB do not block the main thread", async ({ page, plain }) => {
  await plain.set({ discard: true });
  await page.evaluate(async () => {
    const { createClient, estimateCost } = await import("/pkg/index.js");
    await estimateCost(words);
    const images = Array.from({ length: 5 }, () => jpegOf(8 << 20));
    window.send = async () => {
      await createClient(clientOptions).submit(edit(images));
    };
  });
  const shares = [];
  for (let round = 0; round < 3; round += 1) {
    const { workMs, allWorkMs } = await longestTask(page, () => page.evaluate(() => window.send()));
    console.log(`five files of 8 MiB: ${workMs} of ${allWorkMs} ms of the processor in the longest task`);
    shares.push(workMs / allWorkMs);
  }
  // A part of all work, so that it is the same on a slow machine: a sixth, and without turns a half.
  expect(shares.toSorted((one, other) => one - other)[1]).toBeLessThan(1 / 3);
});
