import { expect, test } from "./plain.js";

// A trace is told every body, which would be measured too.
test.use({ trace: "off" });

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
