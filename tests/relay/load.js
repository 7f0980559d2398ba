import { execFileSync } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import autocannon from "autocannon";
import { SUBMIT } from "./attacks.js";
import { runtimes, started } from "./runtimes/index.js";

/**
 * Measures the relay on Node beside the direct call: on this machine alone, for about half a minute. Each of the three, the relay, what plays the
 * provider, and what calls, is a process of its own. Fails where a bound of `BOUNDS` does not hold.
 */
const BOUNDS = { addedMs: 2, grownMib: 50 };

const WARM_UP = 200;
const ROUNDS = 1000;
const SECONDS = 5;
const MIB = 1024 * 1024;
const LARGE = 50 * MIB;
const PIECE = Buffer.alloc(256 * 1024, "a");

const upstream = await started(process.execPath, [join(import.meta.dirname, "load-upstream.js")], {}, "pipe");
const mirror = `http://127.0.0.1:${upstream.port}`;
const relay = await runtimes.node.start({ simulator: mirror, mirror, key: "a-key-of-the-load-test" });
const path = SUBMIT.path;
const direct = { port: upstream.port, path: "/vendors/google/v1/nano-banana-pro/edit" };
const relayed = { port: relay.port, path };
const agent = new Agent({ keepAlive: true });
let isFine = true;

try {
  await large();
  await small();
} finally {
  agent.destroy();
  await relay.stop();
  await upstream.stop();
}
process.exitCode = isFine ? 0 : 1;

/** Calls with 1 KB: one at a time, by turns, and then ten at once. */
async function small() {
  const body = JSON.stringify({ prompt: "x".repeat(1000) });
  const times = { direct: [], relayed: [] };
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, target] of Object.entries({ direct, relayed })) {
      const began = performance.now();
      await send(target, body, Buffer.byteLength(body));
      if (round >= WARM_UP) times[name].push(performance.now() - began);
    }
  }
  const added = quantile(times.relayed, 0.5) - quantile(times.direct, 0.5);
  const row = (name) =>
    `${milliseconds(quantile(times[name], 0.5))} median, ${milliseconds(quantile(times[name], 0.95))} of 95 %`;
  console.log(`1 KB, one at a time, ${ROUNDS} calls each`);
  console.log(`  direct     ${row("direct")}`);
  console.log(`  relay      ${row("relayed")}`);
  judge(
    `added      ${milliseconds(added)} at the median`,
    added < BOUNDS.addedMs,
    `under ${BOUNDS.addedMs} ms`,
  );
  console.log(`1 KB, ten at once, ${SECONDS} s each`);
  for (const [name, target] of Object.entries({ direct, relayed })) {
    const url = `http://127.0.0.1:${target.port}${target.path}`;
    const { headers, method } = SUBMIT;
    const { requests, non2xx, errors } = await autocannon({
      url,
      method,
      headers,
      body,
      connections: 10,
      duration: SECONDS,
    });
    console.log(
      `  ${name.padEnd(10)} ${Math.round(requests.average)} calls a second, ${non2xx + errors} failed`,
    );
    isFine &&= non2xx + errors === 0;
  }
}

/** Ten bodies of 50 MiB at once, and the memory of the relay meanwhile: first of all, when nothing but a few calls has made it grow. */
async function large() {
  // Calls of each kind, so that what is loaded and compiled once is not counted.
  for (let round = 0; round < WARM_UP; round += 1) await send(relayed, "{}", 2);
  await send(relayed, pieces(), LARGE);
  const idle = residentMib();
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMib());
  }, 50);
  console.log("50 MiB, ten at once");
  for (const [name, target] of Object.entries({ direct, relayed })) {
    const began = performance.now();
    await Promise.all(Array.from({ length: 10 }, () => send(target, pieces(), LARGE)));
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `  ${name.padEnd(10)} ${seconds.toFixed(2)} s, ${Math.round((10 * LARGE) / MIB / seconds)} MiB a second`,
    );
  }
  clearInterval(watch);
  console.log(`  the relay's memory: ${idle} MiB before, ${peak} MiB at most`);
  judge(`grown      ${peak - idle} MiB`, peak - idle <= BOUNDS.grownMib, `within ${BOUNDS.grownMib} MiB`);
}

function send({ port, path }, body, length) {
  return new Promise((resolve, reject) => {
    const headers = { ...SUBMIT.headers, "content-length": length };
    const call = request({ host: "127.0.0.1", port, path, method: "POST", headers, agent }, (response) => {
      if (response.statusCode !== 202) reject(new Error(`the answer is ${response.statusCode}`));
      response.resume().on("end", resolve);
    });
    call.on("error", reject);
    if (typeof body === "string") call.end(body);
    else Readable.from(body).pipe(call);
  });
}

function* pieces() {
  for (let bytes = 0; bytes < LARGE; bytes += PIECE.length) yield PIECE;
}

/** What the relay's process holds of this machine's memory, in MiB. */
function residentMib() {
  return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(relay.pid)])) / 1024);
}

function judge(words, holds, bound) {
  isFine &&= holds;
  console.log(`  ${words}: ${holds ? "holds" : "DOES NOT HOLD"} (${bound})`);
}

function quantile(values, part) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];
}

function milliseconds(value) {
  return `${value.toFixed(2)} ms`;
}
