import { readdirSync, readFileSync } from "node:fs";

/**
 * Reads the memory of a browser from the system, in bytes: proportional set sizes, in which what processes share is divided among them. Linux alone
 * has them.
 */
export class Memory {
  #browser;

  constructor(browser) {
    this.#browser = browser;
  }

  /** What each renderer and the whole tree of processes hold now. */
  now() {
    const found = [this.#browser];
    for (const process of found) found.push(...children(process));
    const renderers = new Map();
    let tree = 0;
    for (const process of found) {
      const bytes = proportionalBytes(process);
      tree += bytes;
      if (isRenderer(process)) renderers.set(process, bytes);
    }
    return { tree, renderers };
  }

  /**
   * Watches until the function that it gives is called, which tells what was held before and the most there was: of the whole tree, and of that
   * renderer which grew most, since a browser keeps others in reserve.
   */
  watch() {
    const idle = this.now();
    const peak = this.now();
    const look = () => {
      const { renderers, tree } = this.now();
      peak.tree = Math.max(peak.tree, tree);
      for (const [process, bytes] of renderers) {
        peak.renderers.set(process, Math.max(bytes, peak.renderers.get(process) ?? 0));
      }
    };
    const timer = setInterval(look, EVERY_MS);
    return () => {
      clearInterval(timer);
      look();
      const grown = (process) => peak.renderers.get(process) - idle.renderers.get(process);
      const [page] = [...idle.renderers.keys()].sort((one, other) => grown(other) - grown(one));
      return {
        idle: { renderer: idle.renderers.get(page), tree: idle.tree },
        peak: { renderer: peak.renderers.get(page), tree: peak.tree },
      };
    };
  }
}

const EVERY_MS = 20;

/** Of each of its threads: a browser starts processes from several. */
function children(process) {
  return threads(process)
    .flatMap((thread) => read(`/proc/${process}/task/${thread}/children`).split(" "))
    .filter(Boolean)
    .map(Number);
}

function threads(process) {
  try {
    return readdirSync(`/proc/${process}/task`);
  } catch {
    return [];
  }
}

function isRenderer(process) {
  return read(`/proc/${process}/cmdline`).includes("--type=renderer");
}

function proportionalBytes(process) {
  return 1024 * Number(read(`/proc/${process}/smaps_rollup`).match(/^Pss:\s+(\d+) kB$/m)?.[1] ?? 0);
}

/** A process may end at any time. */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
