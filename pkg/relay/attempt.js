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
  /** The name of its record, and that of the attempt before; `null` for the first. */
  name;
  before;
  #call;
  #token = crypto.randomUUID();
  #timer;

  constructor(call, name, before) {
    this.name = name;
    this.before = before;
    this.#call = call;
  }

  /** The attempts of the caller under a key, from the first. */
  static async *of(call, key) {
    const name = `submit:${call.caller.hash}:${await shortHash(key)}`;
    for (let number = 1; ; number += 1) {
      yield new Attempt(call, `${name}:${number}`, number > 1 ? `${name}:${number - 1}` : null);
    }
  }

  /** Whether this call sends the attempt. It beats from now on, until `finish` or `release`. */
  async claim() {
    if (!(await this.#add("", this.#token))) return false;
    let beat = 0;
    this.#timer = setInterval(() => {
      beat += 1;
      this.#try((store) => store.set(`${this.name}:beat`, String(beat), SUBMIT_KEPT));
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
      if (await store.add(`${this.name}:go`, RELEASED, SUBMIT_KEPT)) return;
      // A commit that failed may have been done all the same.
      const go = await store.get(`${this.name}:go`);
      const isOurs = typeof go === "string" && go !== RELEASED && JSON.parse(go).token === this.#token;
      if (isOurs) await store.add(`${this.name}:reply`, '{"kind":"released"}', SUBMIT_KEPT);
    });
  }

  /** Records how the attempt ended. */
  finish(reply) {
    const value = JSON.stringify(reply);
    return this.#end((store) => store.set(`${this.name}:reply`, value, SUBMIT_KEPT));
  }

  /** How the attempt stands now: `{ isClaimed, isReleased, print, reply }`. */
  async state() {
    return withStore(this.#call, async (store) => {
      const parts = ["", ":go", ":reply"].map((part) => store.get(this.name + part));
      const [claim, go, reply] = (await Promise.all(parts)).map(textOrNull);
      const isGo = go !== null && go !== RELEASED;
      const ended = JSON.parse(reply);
      return {
        isClaimed: claim !== null,
        isReleased: go === RELEASED || ended?.kind === "released",
        print: isGo ? JSON.parse(go).print : null,
        isGo,
        reply: ended,
      };
    });
  }

  /**
   * Waits for a state that `isEnough` accepts, up to a time, and returns the last state. Ends the attempt of a process that has died: releases it if the
   * body was not committed, else records that the outcome is unknown. Silence is counted in pauses, because clocks are set and processes stand still.
   */
  async wait(until, isEnough) {
    let beat = null;
    let silentMs = 0;
    for (let delay = FIRST_LOOK_MS; ; delay = Math.min(delay * 1.5, LAST_LOOK_MS)) {
      const state = await this.state();
      if (!state.isClaimed || isEnough(state) || Date.now() >= until || this.#call.request.signal?.aborted)
        return state;
      const seen = await withStore(this.#call, (store) => store.get(`${this.name}:beat`));
      if (seen !== beat) silentMs = 0;
      beat = seen;
      if (silentMs > SILENT_MS) {
        const [part, value] = state.isGo ? [":reply", LOST] : [":go", RELEASED];
        await withStore(this.#call, (store) => store.add(this.name + part, value, SUBMIT_KEPT));
      }
      await pause(delay);
      silentMs += delay;
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
    const key = this.name + part;
    return withStore(this.#call, async (store) => {
      for (let time = 1; time <= ADD_TIMES; time += 1) {
        if ((await store.add(key, value, SUBMIT_KEPT)) === true) return true;
        const there = textOrNull(await store.get(key));
        // One that expired in between is added again.
        if (there !== null) return there === value;
      }
      throw new Error("store.add refuses a key for which store.get returns nothing");
    });
  }

  /** Runs an operation that must not fail the call, and returns whether it succeeded. */
  #try(operation) {
    return withStore(this.#call, operation).then(
      () => true,
      () => false,
    );
  }
}

/** What `store.get` returned, checked: what is no text is no proof that there is nothing. */
function textOrNull(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  throw new TypeError("store.get must return a string, or null");
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** How long the records of a submit are kept, in seconds. */
export const SUBMIT_KEPT = { ttl: 24 * 60 * 60 };
const RELEASED = "released";
const LOST = '{"kind":"unknown","status":502}';
const BEAT_MS = 2000;
/** Longer than a process that works stands still. */
const SILENT_MS = 10_000;
const FIRST_LOOK_MS = 20;
const LAST_LOOK_MS = 1000;
const ADD_TIMES = 3;
const AGAIN_MS = [250, 1000, 4000, 16_000];
