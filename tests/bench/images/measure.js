import { readFileSync } from "node:fs";
import { inFreshBrowser } from "../browser.js";

/**
 * Sends files in one way in a fresh browser. Returns the milliseconds until the server had the last byte, the longest time for which the page's main
 * thread kept a timer waiting, and, with `watched`, how much memory came on top: of the page's process and of all processes, in bytes.
 */
export function measure({ chromium, address, way, files, base = "/count", watched }) {
  return inFreshBrowser(chromium, address, async (run, { DOM }, processes) => {
    await run(prepare, { way, base });
    const { root } = await DOM.getDocument();
    const { nodeId } = await DOM.querySelector({ nodeId: root.nodeId, selector: "input" });
    await DOM.setFileInputFiles({ files, nodeId });
    await DOM.disable();
    const stop = watched ? watch(processes) : () => ({});
    const { error, start, block } = await run(send);
    const memory = stop();
    if (error) return { error };
    const { at, images } = await run(serverSaw);
    return { ms: at - start, block, images, ...memory };
  });
}

/** Runs in the page. */
async function prepare({ way, base }) {
  globalThis.base = base;
  globalThis.way = await import(`/ways/${way}.js`);
  await globalThis.way.ready?.();
}

/** Runs in the page. */
async function send() {
  // The shortest that browsers give a timer that repeats.
  const every = 4;
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
    await globalThis.way.send(document.querySelector("input").files);
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
  const ask = async (path) => (await fetch(path)).json();
  let best = { took: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 20; round += 1) {
    const start = clock();
    const there = await ask("/now");
    const took = clock() - start;
    if (took < best.took) best = { took, ahead: there - (start + took / 2) };
  }
  const last = await ask("/last");
  return { ...last, at: last.at - best.ahead };
}

/**
 * Watches proportional set sizes, in which what processes share is divided among them, until the function that it returns is called. The page's
 * process is the renderer that grew most: a browser keeps others in reserve. Linux alone has these figures.
 */
function watch(processes) {
  const sample = () => processes.map(({ id }) => proportionalBytes(id));
  const sum = (list) => list.reduce((total, bytes) => total + bytes, 0);
  const idle = sample();
  let peak = idle;
  let most = sum(idle);
  const look = () => {
    const now = sample();
    most = Math.max(most, sum(now));
    peak = peak.map((bytes, index) => Math.max(bytes, now[index]));
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    const grown = processes.map(({ type }, index) => (type === "renderer" ? peak[index] - idle[index] : 0));
    return { renderer: Math.max(...grown), processes: most - sum(idle) };
  };
}

function proportionalBytes(process) {
  try {
    const text = readFileSync(`/proc/${process}/smaps_rollup`, "utf8");
    return 1024 * Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  } catch {
    // It has ended.
    return 0;
  }
}
