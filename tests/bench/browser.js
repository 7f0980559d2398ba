import { launch } from "chrome-launcher";
import connect from "chrome-remote-interface";

/**
 * Opens a page in a new browser with a new profile, passes a function that runs code in the page, Chrome's protocol and the browser's processes to
 * `use`, and ends the browser. Nothing listens to the page's network: Playwright receives every body, which costs a page that sends a long string as
 * much time and memory again.
 */
export async function inFreshBrowser(chromePath, address, use) {
  const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: "error" });
  try {
    const { webSocketDebuggerUrl, Browser } = await connect.Version({ port: chrome.port });
    const browser = await connect({ target: webSocketDebuggerUrl, local: true });
    const protocol = await connect({ port: chrome.port, local: true });
    await protocol.Page.enable();
    await Promise.all([protocol.Page.loadEventFired(), protocol.Page.navigate({ url: address })]);
    await protocol.Page.disable();
    // It still does things of its own.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { processInfo } = await browser.SystemInfo.getProcessInfo();
    const run = async (work, argument) => {
      const expression = `(${work})(${JSON.stringify(argument)})`;
      const how = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails: thrown } = await protocol.Runtime.evaluate(how);
      if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
      return result.value;
    };
    return { version: Browser, ...(await use(run, protocol, processInfo)) };
  } finally {
    chrome.kill();
  }
}

// Without a sandbox the system shows a renderer's memory to everyone, not to root alone.
const FLAGS = ["--headless=new", "--no-sandbox"];
