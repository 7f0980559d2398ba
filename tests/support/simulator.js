import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { startListening } from "./programs.js";

/**
 * Starts the simulator with jobs that take `seconds`, and a folder as the page before it. Returns its addresses, `{ api, otherHost, page, refused }`, and
 * `stop()`, which ends it. Without the program that `cargo xtask test` has built, cargo builds it.
 */
export async function startSimulator({ seconds = 1, page = "www" } = {}) {
  const built = process.env.PLANTAIN_SIMULATOR_PROGRAM;
  const [program, ...before] = built ? [built] : ["cargo", "run", "--quiet", "--package", "simulator", "--"];
  const options = ["--page", page, "--package", "pkg", "--until-stdin-closes", "--seconds", String(seconds)];
  const { firstLine, stop } = await startListening(program, [...before, ...options], {
    cwd: ROOT,
    untilStdinCloses: true,
  });
  return { ...firstLine, stop };
}

/** A session of the simulator, which has its own jobs, files, options, faults and log. */
export class Session {
  constructor(simulator, name = `test-${randomBytes(6).toString("hex")}`) {
    this.simulator = simulator;
    this.session = name;
  }

  /** The address of its providers. */
  get api() {
    return `${this.simulator.api}/${this.session}`;
  }

  set(options) {
    return this.control("PUT", "options", options);
  }

  faults(rules) {
    return this.control("PUT", "faults", rules);
  }

  /** Empties the log and takes back every fault and option. */
  async reset(options) {
    await this.remove();
    await this.set(options);
  }

  remove() {
    return this.control("DELETE", "session");
  }

  jobs() {
    return this.control("GET", "jobs");
  }

  /** Makes every job older. */
  age(milliseconds) {
    return this.control("PUT", "jobs", { olderByMs: milliseconds });
  }

  log() {
    return this.control("GET", "log");
  }

  /** Returns every request that reached the simulator, except preflights. */
  async requests() {
    return (await this.log()).filter(({ method }) => method !== "OPTIONS");
  }

  /** Returns the requests that created a job. */
  async purchases() {
    return (await this.requests()).filter(({ paid }) => paid);
  }

  async control(method, what, body) {
    const address = `${this.api}/control/${what}`;
    const answer = await fetch(address, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }
}

const ROOT = resolve(import.meta.dirname, "..", "..");
