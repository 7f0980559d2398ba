import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import autocannon from "autocannon";
import { SUBMIT, signed } from "./attacks/submit.js";
import { hangUp, send } from "./load-client.js";
import { started } from "./runtimes/index.js";
import { startRedis } from "./runtimes/redis.js";

/**
 * Measures the relay on Node beside the direct call: on this machine alone, for about a minute. Each of the three, the relay, what plays the
 * provider, and what calls, is a process of its own. Fails where a bound of `BOUNDS` does not hold.
 *
 * Memory is bounded for the first submits of a process as Node starts, and for submits and outputs again and again with `SMALL_YOUNG`: without it Node
 * lets its space for short-lived objects grow to 32 MiB, and keeps 32 MiB of used buffers beside it.
 */
const BOUNDS = { addedMs: 2, grownMib: 50 };

const SMALL_YOUNG = "--max-semi-space-size=1";
const LOADS = 3;
const WARM_UP = 200;
const ROUNDS = 1000;
const SECONDS = 5;
const PROCESSES = 5;
const AT_ONCE = 10;
const MIB = 1024 * 1024;
const LARGE = 50 * MIB;
const BODY = JSON.stringify({ prompt: "x".repeat(1000) });
const DIRECT = "/vendors/google/v1/nano-banana-pro/edit";

const upstream = await started(process.execPath, [join(import.meta.dirname, "load-upstream.js")], {});
const mirror = `http://127.0.0.1:${upstream.port}`;
const site = { simulator: mirror, mirror, key: "a-key-of-the-load-test" };
let isFine = true;

try {
  await memory();
  await withRelay([], site, speed);
  await overRedis();
} finally {
  hangUp();
  await upstream.stop();
}
process.exitCode = isFine ? 0 : 1;

/** Ten bodies of 50 MiB at once, in either direction, and the memory of a fresh relay meanwhile. */
async function memory() {
  console.log(
    `Memory: ${AT_ONCE} bodies of 50 MiB at once, ${LOADS} times, ${PROCESSES} fresh processes each, in MiB.`,
  );
  console.log(
    "Idle is after one small call. RSS counts what is shared with other processes whole, PSS in parts.",
  );
  const submit = (port) => ({ ...once(), port, body: LARGE });
  const path = signed("GET", `${mirror}/outputs/${LARGE}`);
  const output = (port) => ({ port, method: "GET", path });
  const first = (loads) => loads[0];
  const most = (loads) => Math.max(...loads);
  within("submits, first", await grown("submits, as Node starts", [], submit), first);
  await grown("outputs, as Node starts", [], output);
  within("submits, all", await grown(`submits, ${SMALL_YOUNG}`, [SMALL_YOUNG], submit), most);
  within("outputs, all", await grown(`outputs, ${SMALL_YOUNG}`, [SMALL_YOUNG], output), most);
}

/** Prints a line for each process, and returns by how much RSS had grown at most in each of its loads. */
async function grown(name, options, callTo) {
  console.log(`  ${name}`);
  const all = [];
  for (let number = 0; number < PROCESSES; number += 1) {
    const { idle, peaks, rate } = await withRelay(options, site, (relay) => underLoads(relay, callTo));
    const list = (kind) => peaks.map((peak) => Math.round(peak[kind] - idle[kind]));
    const row = (kind) => `${kind.toUpperCase()} ${Math.round(idle[kind])} +${list(kind).join(" +")}`;
    const pss = idle.pss === null ? "" : `, ${row("pss")}`;
    console.log(`    ${row("rss")}${pss}, ${rate} MiB a second`);
    all.push(list("rss"));
  }
  return all;
}

/** Returns what a relay holds after one small call, the most that it holds under each load, and how many MiB pass in a second. */
async function underLoads(relay, callTo) {
  await send({ ...SUBMIT, port: relay.port, body: "{}" });
  await pause(300);
  const idle = memoryOf(relay.pid);
  const peaks = [];
  const began = performance.now();
  for (let load = 0; load < LOADS; load += 1) peaks.push(await peakUnder(relay, callTo));
  const rate = Math.round((LOADS * AT_ONCE * LARGE) / MIB / ((performance.now() - began) / 1000));
  return { idle, peaks, rate };
}

/** Returns the most memory that a process has while ten bodies pass. */
async function peakUnder({ port, pid }, callTo) {
  let peak = memoryOf(pid);
  const look = () => {
    peak = larger(peak, memoryOf(pid));
  };
  const watch = setInterval(look, 20);
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => send(callTo(port))));
  clearInterval(watch);
  look();
  const areWell = answers.every(({ status }) => status === 202 || status === 200);
  if (!areWell) throw new Error(`the answers are ${answers.map(({ status }) => status).join(", ")}`);
  return peak;
}

function within(name, processes, choose) {
  const most = Math.max(...processes.map(choose));
  judge(`${name}: +${most} at most`, most <= BOUNDS.grownMib, `within ${BOUNDS.grownMib}`);
}

/** Submits of 1 KB: one at a time, by turns, and then ten at once. */
async function speed(relay) {
  console.log(`Speed: 1 KB, one at a time, ${ROUNDS} calls each`);
  const added = await timed(relay);
  judge(
    `added      ${milliseconds(added)} at the median`,
    added < BOUNDS.addedMs,
    `under ${BOUNDS.addedMs} ms`,
  );
  const direct = { ...SUBMIT, port: upstream.port, path: DIRECT, body: BODY };
  const relayed = { ...SUBMIT, port: relay.port, body: BODY };
  console.log(`Speed: 1 KB, ${AT_ONCE} at once, ${SECONDS} s each`);
  for (const [name, { port, path, method, headers }] of Object.entries({ direct, relayed })) {
    const url = `http://127.0.0.1:${port}${path}`;
    const connections = AT_ONCE;
    const load = { url, method, headers, body: BODY, connections, duration: SECONDS };
    const { requests, latency, non2xx, errors } = await autocannon(load);
    const rate = Math.round(requests.average);
    console.log(
      `    ${name.padEnd(10)} ${rate} calls a second, ${latency.p50} ms median, ${non2xx + errors} failed`,
    );
    isFine &&= non2xx + errors === 0;
  }
}

/** The same one at a time with a store in Redis, which syncs every write to the disk. */
async function overRedis() {
  const redis = await startRedis();
  try {
    console.log(`Speed with Redis: 1 KB, one at a time, ${ROUNDS} calls each`);
    const config = { ...site, redis: { port: redis.port, client: "redis" } };
    const added = await withRelay([], config, timed);
    console.log(`  added      ${milliseconds(added)} at the median`);
  } finally {
    await redis.stop();
  }
}

/** Prints how long submits take, direct and relayed by turns, and returns what the relay adds at the median. */
async function timed(relay) {
  const times = { direct: [], relayed: [] };
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, port, path] of [
      ["direct", upstream.port, DIRECT],
      ["relayed", relay.port, SUBMIT.path],
    ]) {
      const call = { ...once(), port, path, body: BODY };
      const began = performance.now();
      await send(call);
      if (round >= WARM_UP) times[name].push(performance.now() - began);
    }
  }
  for (const [name, all] of Object.entries(times)) {
    const [half, most] = [0.5, 0.95].map((part) => milliseconds(quantile(all, part)));
    console.log(`    ${name.padEnd(10)} ${half} median, ${most} of 95 %`);
  }
  return quantile(times.relayed, 0.5) - quantile(times.direct, 0.5);
}

/** A submit with a key of its own, as the client sends it. */
function once() {
  return { ...SUBMIT, headers: { ...SUBMIT.headers, "idempotency-key": randomUUID() } };
}

/** Starts a relay, and ends it whatever comes of what is done with it. */
async function withRelay(options, config, use) {
  const server = join(import.meta.dirname, "runtimes", "node-server.js");
  const env = { SITE: JSON.stringify(config) };
  const relay = await started(process.execPath, [...options, server], env);
  try {
    return await use(relay);
  } finally {
    await relay.stop();
  }
}

/** What a process holds of this machine's memory, in MiB; `pss` is `null` where the system does not tell. */
function memoryOf(pid) {
  const file = `/proc/${pid}/smaps_rollup`;
  if (existsSync(file)) {
    const text = readFileSync(file, "utf8");
    const read = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)[1]) / 1024;
    return { rss: read("Rss"), pss: read("Pss") };
  }
  return { rss: Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)])) / 1024, pss: null };
}

function larger(one, other) {
  return { rss: Math.max(one.rss, other.rss), pss: one.pss === null ? null : Math.max(one.pss, other.pss) };
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

function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}
