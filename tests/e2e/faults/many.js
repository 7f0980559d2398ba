import { randomBytes } from "node:crypto";
import { Session } from "../../support/simulator.js";
import { REQUESTS } from "./requests.js";

/** Runs `count` jobs at once in a page, by so many calls of `run` or one of `runMany`, in turns at each provider, and returns what the page and the simulator saw. */
export async function runAtOnce(page, simulator, count, how) {
  const session = new Session(simulator);
  const key = randomBytes(12).toString("hex");
  await session.set({ key, jobMs: 2_000, longestSide: 16 });
  // Slow polls, so that as many requests as possible are open at once.
  await session.faults([{ stage: "poll", times: null, fault: { delayMs: 60 } }]);
  const given = [session.api, key, count, REQUESTS, how];
  const seen = await page.evaluate(inPage, given);
  const jobs = await session.jobs();
  const log = await session.log();
  await session.remove();
  const paid = log.filter(({ paid }) => paid).length;
  return { ...seen, connections: mostAtOnce(log), jobs: jobs.length, paid };
}

/** Returns the maximum number of requests that were open at once, preflights included: each has its own connection. */
function mostAtOnce(log) {
  const ends = log.flatMap(({ headersMs, repliedMs }) => [
    [headersMs, 1],
    [repliedMs ?? Number.POSITIVE_INFINITY, -1],
  ]);
  ends.sort(([one, begins], [other, alsoBegins]) => one - other || begins - alsoBegins);
  let open = 0;
  return ends.reduce((most, [, change]) => {
    open += change;
    return Math.max(most, open);
  }, 0);
}

/** Returns the bytes that a page holds after a collection: JavaScript's and the module's, whose memory never shrinks. */
export async function bytesHeld(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  await devtools.detach();
  const module = await page.evaluate(async () => {
    const { default: load } = await import("/pkg/plantain.js");
    return (await load()).memory.buffer.byteLength;
  });
  return { script: metrics.find(({ name }) => name === "JSHeapUsedSize").value, module };
}

async function inPage([base, apiKey, count, requests, how]) {
  const { createClient, init } = await import("/pkg/index.js");
  await init();
  const access = (provider) => ({ apiKey, baseUrl: `${base}/${provider}` });
  const names = Object.keys(requests);
  const client = createClient({ providers: Object.fromEntries(names.map((name) => [name, access(name)])) });
  const canvas = new OffscreenCanvas(96, 96);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(96, 96);
  for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = Math.random() * 256;
  context.putImageData(pixels, 0, 0);
  const image = await canvas.convertToBlob({ type: "image/png" });

  const began = performance.now();
  const all = Array.from({ length: count }, (_, index) => ({
    ...requests[names[index % names.length]],
    images: [image],
  }));
  const outcomes =
    how === "run"
      ? await Promise.allSettled(all.map((request) => client.run(request)))
      : await client.runMany(all, { concurrency: count });
  const tookMs = performance.now() - began;
  const delivered = outcomes.filter(({ value }) => value?.images.length === 1);
  const tickets = new Set(delivered.map(({ value }) => value.ticket.job));
  const problems = outcomes.filter(({ reason }) => reason).map(({ reason }) => String(reason));
  return { delivered: tickets.size, problems, tookMs };
}
