import { shortHash } from "./digest.js";
import { Refusal } from "./reply.js";
import { withStore } from "./with-store.js";

/**
 * One attempt to send the submit of an idempotency key, as the store knows it. Its records, each written once:
 *
 * - the attempt's name: which call sends it. `claim`
 * - `:go`: that the whole body may leave, with its fingerprint (`commit`), or never will (`release`). Both add it, so only one of them can happen,
 *   whichever process tries.
 * - `:reply`: how it ended. `finish`
 *
 * While a call works on it, `:beat` changes every two seconds. Without beats its process has died: before `:go` nothing was sent and another call may
 * take over, after it the outcome is unknown.
 */
export class Attempt {
  #call;
  #name;
  #token = crypto.randomUUID();
  #timer;

  constructor(call, name) {
    this.#call = call;
    this.#name = name;
  }

  /** The attempts of the caller under a key, from the first. */
  static async *of(call, key) {
    const name = `submit:${call.caller.hash}:${await shortHash(key)}`;
    for (let number = 1; ; number += 1) yield new Attempt(call, `${name}:${number}`);
  }

  /** Whether this call sends the attempt. It beats from now on, until `finish` or `release`. */
  async claim() {
    if (!(await this.#add("", this.#token))) return false;
    let beat = 0;
    this.#timer = setInterval(() => {
      beat += 1;
      this.#try((store) => store.set(`${this.#name}:beat`, String(beat), TTL));
    }, BEAT_MS);
    this.#timer.unref?.();
    return true;
  }

  /** Records that the body is about to be complete. Throws a `Refusal` if it must not leave: the attempt was taken over, or the store failed. */
  async commit(print) {
    if (!(await this.#add(":go", JSON.stringify({ print, token: this.#token })))) {
      const headers = { "relay-outcome": "pending" };
      throw new Refusal(504, "RELAY_PENDING", "Another call under the same key took over.", headers);
    }
  }

  /** Records that the body never leaves. */
  release() {
    return this.#end(async (store) => {
      if (await store.add(`${this.#name}:go`, RELEASED, TTL)) return;
      // A commit that failed may have been done all the same.
      const go = await store.get(`${this.#name}:go`);
      const isOurs = typeof go === "string" && go !== RELEASED && JSON.parse(go).token === this.#token;
      if (isOurs) await store.add(`${this.#name}:reply`, '{"kind":"released"}', TTL);
    });
  }

  /** Records how the attempt ended. */
  finish(reply) {
    const value = JSON.stringify(reply);
    return this.#end((store) => store.set(`${this.#name}:reply`, value, TTL));
  }

  /** How the attempt stands now: `{ isClaimed, isReleased, print, reply }`. */
  async state() {
    const [claim, go, reply] = await withStore(this.#call, (store) =>
      Promise.all(["", ":go", ":reply"].map((part) => store.get(this.#name + part))),
    );
    const isGo = typeof go === "string" && go !== RELEASED;
    const ended = typeof reply === "string" ? JSON.parse(reply) : null;
    return {
      isClaimed: typeof claim === "string",
      isReleased: go === RELEASED || ended?.kind === "released",
      print: isGo ? JSON.parse(go).print : null,
      isGo,
      reply: ended,
    };
  }

  /**
   * Waits for a state that `isEnough` accepts, up to a time, and returns the last state. Ends the attempt of a process that has died: releases it if the
   * body was not committed, else records that the outcome is unknown.
   */
  async wait(until, isEnough) {
    let beat = null;
    let heard = Date.now();
    for (let delay = FIRST_LOOK_MS; ; delay = Math.min(delay * 1.5, LAST_LOOK_MS)) {
      const state = await this.state();
      const now = Date.now();
      if (!state.isClaimed || isEnough(state) || now >= until || this.#call.request.signal?.aborted)
        return state;
      const seen = await withStore(this.#call, (store) => store.get(`${this.#name}:beat`));
      if (seen !== beat) heard = now;
      beat = seen;
      if (now - heard > SILENT_MS) {
        const [part, value] = state.isGo ? [":reply", LOST] : [":go", RELEASED];
        await withStore(this.#call, (store) => store.add(this.#name + part, value, TTL));
        continue;
      }
      await pause(delay);
    }
  }

  /** Records the end of the attempt. Does not fail: where the store does, it tries again in the background. */
  async #end(operation) {
    clearInterval(this.#timer);
    if (await this.#try(operation)) return;
    const again = (async () => {
      for (const delay of AGAIN_MS) {
        await pause(delay);
        if (await this.#try(operation)) return;
      }
    })();
    this.#call.waitUntil(again);
  }

  /** Adds a record. A client of the store may have sent the command twice, so a record that is there may be this one. */
  #add(part, value) {
    return withStore(
      this.#call,
      async (store) =>
        (await store.add(this.#name + part, value, TTL)) || (await store.get(this.#name + part)) === value,
    );
  }

  /** Runs an operation that must not fail the call, and returns whether it succeeded. */
  #try(operation) {
    return withStore(this.#call, operation).then(
      () => true,
      () => false,
    );
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const TTL = { ttl: 24 * 60 * 60 };
const RELEASED = "released";
const LOST = '{"kind":"unknown","status":502}';
const BEAT_MS = 2000;
/** Longer than a process that works stands still. */
const SILENT_MS = 10_000;
const FIRST_LOOK_MS = 20;
const LAST_LOOK_MS = 1000;
const AGAIN_MS = [250, 1000, 4000, 16_000];
