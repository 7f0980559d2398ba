import { setTimeout as sleep } from "node:timers/promises";
import { inFreshBrowser } from "../browser.js";
import { Memory } from "./memory.js";

/**
 * Sends files in one way in a fresh browser: milliseconds from the call until the server had the last byte; the longest time for which the page's
 * main thread kept a timer waiting; and, with `watched`, what memory there was before and at most. A way that fails gives its error's words.
 */
export async function measure({ chromium, address, way, files, watched }) {
  return inFreshBrowser(chromium, address, async (page, { pid, version }) => {
    await page.run(async (way) => {
      globalThis.way = await import(`/ways/${way}.js`);
      await globalThis.way.ready?.();
    }, way);
    await page.choose(files);
    await sleep(SETTLE_MS);
    const stop = watched ? new Memory(pid).watch() : undefined;
    const { error, start, block } = await page.run(send, TICK_MS);
    const memory = stop?.();
    if (error) return { version, error };
    const { at, bytes, images } = await page.run(serverSaw);
    return { version, ms: at - start, block, bytes, images, ...memory };
  });
}

/** Runs in the page. */
async function send(every) {
  const { files } = document.querySelector("input");
  let before = performance.now();
  let block = 0;
  const tick = () => {
    const now = performance.now();
    block = Math.max(block, now - before - every);
    before = now;
  };
  const ticks = setInterval(tick, every);
  await new Promise((resolve) => setTimeout(resolve, 10 * every));
  block = 0;
  const start = performance.timeOrigin + performance.now();
  try {
    await globalThis.way.send(files);
    tick();
    return { start, block };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  } finally {
    clearInterval(ticks);
  }
}

/** Runs in the page: what the server noted of the last body, by the page's clock. */
async function serverSaw() {
  const clock = () => performance.timeOrigin + performance.now();
  let best = { took: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 20; round += 1) {
    const start = clock();
    const there = await (await fetch("/now")).json();
    const took = clock() - start;
    if (took < best.took) best = { took, ahead: there - (start + took / 2) };
  }
  const last = await (await fetch("/last")).json();
  return { ...last, at: last.at - best.ahead };
}

/** The shortest that browsers give a timer that repeats. */
const TICK_MS = 4;
/** A browser that has just started still does things of its own. */
const SETTLE_MS = 500;
