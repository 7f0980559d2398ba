import { longestTask } from "../tasks.js";
import { expect, test } from "./plain.js";

// A trace is told every body, which would be measured too.
test.use({ trace: "off" });

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
    const images = Array.from({ length: 5 }, () => jpegOf(8 << 20));
    await createClient(settings).submit(edit(images));
    return longest;
  });
  expect(longestString).toBeGreaterThan(10);
  expect(longestString).toBeLessThan(1 << 20);
  const [submit] = await plain.requests();
  expect(submit).toMatchObject({ paid: true, method: "POST" });
  expect(submit.bodyBytes).toBeGreaterThan((5 * (8 << 20) * 4) / 3);
});

test("five files of 8 MiB hold the page up for a fraction of what FileReader and JSON.stringify do", async ({
  page,
  plain,
}) => {
  await plain.set({ discard: true });
  await page.evaluate(async () => {
    const { createClient, estimateCost } = await import("/pkg/index.js");
    await estimateCost(words);
    const images = Array.from({ length: 5 }, () => jpegOf(8 << 20));
    const dataUri = (image) =>
      new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.readAsDataURL(image);
      });
    window.ways = {
      plantain: async () => {
        await createClient(settings).submit(edit(images));
      },
      // The usual way, of which not even the sending is counted.
      fileReader: async () => {
        window.body = JSON.stringify({ images: await Promise.all(images.map(dataUri)) });
      },
    };
  });
  const work = { plantain: [], fileReader: [] };
  for (let round = 0; round < 3; round += 1)
    for (const way of Object.keys(work)) {
      const task = await longestTask(page, () => page.evaluate((way) => window.ways[way](), way));
      expect(task.tasks).toBeGreaterThan(5);
      work[way].push(task.workMs);
    }
  const median = (way) => work[way].toSorted((one, other) => one - other)[1];
  console.log(
    `the longest task of five files of 8 MiB: Plantain ${median("plantain")}, FileReader ${median("fileReader")} ms of the processor`,
  );
  expect(median("plantain")).toBeLessThan(median("fileReader") / 2);
});
