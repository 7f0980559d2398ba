import { randomBytes } from "node:crypto";

/** A session of the simulator, which has its own jobs, files, options, faults and log. */
export class Session {
  session = `test-${randomBytes(6).toString("hex")}`;

  constructor(simulator) {
    this.simulator = simulator;
  }

  set(options) {
    return this.control("PUT", "options", options);
  }

  /** Returns every request that reached the simulator, except preflights. */
  async requests() {
    return (await this.control("GET", "log")).filter(({ method }) => method !== "OPTIONS");
  }

  /** Returns the requests that created a job. */
  async purchases() {
    return (await this.requests()).filter(({ paid }) => paid);
  }

  control(method, what, body) {
    return ask(`${this.simulator.api}/${this.session}/control/${what}`, method, body);
  }
}

/** Calls the simulator's control, and returns its reply. */
export async function ask(address, method = "GET", body = undefined) {
  const answer = await fetch(address, { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}
