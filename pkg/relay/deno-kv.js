/** A store in Deno KV. */
export function denoKvStore(kv, { prefix = "plantain" } = {}) {
  if (typeof kv?.atomic !== "function") throw new TypeError("denoKvStore needs what Deno.openKv() returns.");
  const inTurn = turns();
  const at = (key) => [prefix, key];
  const read = async (key) => {
    const { value, versionstamp } = await kv.get(at(key));
    // Deno KV deletes what has expired some time after.
    return { entry: value !== null && value.until > Date.now() ? value : null, versionstamp };
  };
  const write = (key, versionstamp, entry) =>
    kv
      .atomic()
      .check({ key: at(key), versionstamp })
      .set(at(key), entry, { expireIn: Math.max(1, entry.until - Date.now()) })
      .commit();
  return {
    add(key, value, { ttl }) {
      return untilDone(async () => {
        const { entry, versionstamp } = await read(key);
        if (entry !== null) return false;
        // An entry that has expired may be deleted, or replaced, in between.
        return (await write(key, versionstamp, { value, until: untilOf(ttl) })).ok || CONFLICT;
      });
    },
    get(key) {
      return untilDone(async () => (await read(key)).entry?.value ?? null);
    },
    set(key, value, { ttl }) {
      return untilDone(() => kv.set(at(key), { value, until: untilOf(ttl) }, { expireIn: ttl * 1000 }));
    },
    increment(key, amount, { ttl }) {
      // From now, not from its turn: the relay has given up on one that comes later.
      const until = Date.now() + TRIED_MS;
      const add = async () => {
        const { entry, versionstamp } = await read(key);
        const next = { value: (entry?.value ?? 0) + amount, until: entry?.until ?? untilOf(ttl) };
        return (await write(key, versionstamp, next)).ok ? next.value : CONFLICT;
      };
      return inTurn(key, () => untilDone(add, until));
    },
  };
}

/**
 * Runs an operation again while another one is writing: it ends with `CONFLICT`, or another process has locked the file of the database, and then nothing
 * was written. The pauses grow, and are random, so that those that wait do not meet again.
 */
async function untilDone(operation, until = Date.now() + TRIED_MS) {
  for (let longest = 1; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
    if (Date.now() > until) throw new Error("Deno KV was written by others all the time.");
    const done = await operation().catch((error) => {
      if (!/database is locked/.test(error?.message) || Date.now() > until) throw error;
      return CONFLICT;
    });
    if (done !== CONFLICT) return done;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
  }
}

/** Returns a function that runs the operations on a key one after another, as many at once would conflict. */
function turns() {
  const last = new Map();
  return (key, operation) => {
    const done = Promise.resolve(last.get(key)).then(operation, operation);
    last.set(key, done);
    const leave = () => last.get(key) === done && last.delete(key);
    done.then(leave, leave);
    return done;
  };
}

function untilOf(ttl) {
  return Date.now() + ttl * 1000;
}

const CONFLICT = Symbol("conflict");
/** Shorter than the time that the relay waits for a store. */
const TRIED_MS = 4000;
const LONGEST_PAUSE_MS = 64;
