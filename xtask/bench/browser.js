import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import connect from "chrome-remote-interface";

/**
 * Opens a page in a browser of its own with a new profile, gives it to a function with the browser's process and version, and ends the browser.
 * Nothing listens to the page's network: Playwright is told every body, which costs a page that sends a long string as much time and memory again.
 */
export async function inFreshBrowser(executable, address, use) {
  const profile = await mkdtemp(join(tmpdir(), "plantain-bench-"));
  const browser = spawn(executable, [...OPTIONS, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(browser, "exit");
  try {
    const { port, path } = await debuggingAddress(browser);
    const root = await connect({ target: `ws://127.0.0.1:${port}${path}`, local: true });
    const { targetInfos } = await root.Target.getTargets();
    const { targetId } = targetInfos.find(({ type }) => type === "page");
    const page = new Page(await connect({ port, target: targetId, local: true }));
    const { processInfo } = await root.SystemInfo.getProcessInfo();
    const { id: pid } = processInfo.find(({ type }) => type === "browser");
    const { product: version } = await root.Browser.getVersion();
    await page.open(address);
    const outcome = await use(page, { pid, version });
    await root.Browser.close();
    return outcome;
  } finally {
    const timer = setTimeout(() => browser.kill("SIGKILL"), PATIENCE_MS);
    await ended;
    clearTimeout(timer);
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** A page, as far as a measurement needs one. */
class Page {
  #client;

  constructor(client) {
    this.#client = client;
  }

  async open(address) {
    const { Page } = this.#client;
    await Page.enable();
    const loaded = new Promise((resolve) => Page.loadEventFired(resolve));
    await Page.navigate({ url: address });
    await loaded;
    await Page.disable();
  }

  /** Runs a function of one argument in the page, and gives what it resolves with. */
  async run(work, argument) {
    const { result, exceptionDetails } = await this.#client.Runtime.evaluate({
      expression: `(${work})(${JSON.stringify(argument)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Chooses files in the page's only `<input type="file">`, as a user would. */
  async choose(files) {
    const { DOM } = this.#client;
    const { root } = await DOM.getDocument();
    const { nodeId } = await DOM.querySelector({ nodeId: root.nodeId, selector: "input" });
    await DOM.setFileInputFiles({ files, nodeId });
    await DOM.disable();
  }
}

async function debuggingAddress(browser) {
  for await (const line of createInterface(browser.stderr)) {
    const [, port, path] = line.match(/^DevTools listening on ws:\/\/[^:]+:(\d+)(\/.*)$/) ?? [];
    if (port) {
      // What it says later is of no interest, but has to go somewhere.
      browser.stderr.resume();
      return { port: Number(port), path };
    }
  }
  throw new Error("the browser ended before it said where it listens");
}

const OPTIONS = [
  "--headless=new",
  "--remote-debugging-port=0",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-extensions",
  "--disable-sync",
  // Otherwise the system shows a renderer's memory to root alone.
  "--no-sandbox",
];
const PATIENCE_MS = 5000;
