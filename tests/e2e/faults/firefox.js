import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../support/programs.js";

/** Starts Firefox without a window, by its driver's own protocol. `evaluate` opens an address and runs an asynchronous function there. */
export async function startFirefox() {
  const port = await freePort();
  const driver = await startDriver(port);
  const request = (method, path, body) => callDriver(port, method, path, body);
  const options = {
    args: ["-headless"],
    ...(process.env.FIREFOX && { binary: process.env.FIREFOX }),
  };
  const wanted = { browserName: "firefox", "moz:firefoxOptions": options };
  const { sessionId } = await request("POST", "/session", { capabilities: { alwaysMatch: wanted } });
  const session = `/session/${sessionId}`;
  await request("POST", `${session}/timeouts`, { script: 240_000 });
  return {
    async evaluate(address, act, given) {
      await request("POST", `${session}/url`, { url: address });
      // The driver's own scripts see the page's objects through wrappers: a script of the page does it.
      const inPage = `(${act})(${JSON.stringify(given)}).catch((error) => ({ out: String(error) }))
        .then((outcome) => { document.title = JSON.stringify(outcome); })`;
      const script = `const [inPage, done] = arguments;
        document.head.append(Object.assign(document.createElement("script"), { textContent: inPage }));
        setInterval(() => document.title.startsWith("{") && done(document.title), 20);`;
      return JSON.parse(await request("POST", `${session}/execute/async`, { script, args: [inPage] }));
    },
    async stop() {
      await request("DELETE", session).catch(() => {});
      const exit = once(driver, "exit");
      driver.kill();
      await exit;
    },
  };
}

/** Starts the driver, and waits until it accepts connections. */
async function startDriver(port) {
  const parameters = ["--port", String(port), "--websocket-port", "0"];
  const driver = spawn(process.env.GECKODRIVER ?? "geckodriver", parameters, { stdio: "ignore" });
  const failed = once(driver, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  await Promise.race([connected(port), failed]);
  return driver;
}

async function connected(port) {
  for (;;) {
    try {
      await once(connect(port, "127.0.0.1"), "connect");
      return;
    } catch {
      await pause(50);
    }
  }
}

async function callDriver(port, method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (value?.error) throw new Error(`${path}: ${value.message}`);
  return value;
}
