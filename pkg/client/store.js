// What is known of purchases, in the caller's own store: one entry for each job, and no list of them, so that no tab overwrites another's.
// And the lock that lets one tab poll a job.

import { STORE_METHODS } from "./options.js";
import { timeLimit } from "./time.js";

/** Returns the caller's store; one that is given as a function is opened by the first call. One that fails then is none. */
export function openStore(store) {
  if (typeof store !== "function") return store;
  try {
    if (!opened.has(store)) opened.set(store, store());
    return opened.get(store);
  } catch {
    warn();
  }
}

/** Returns what the module calls for a store, or for none. Anything else is returned as it is, and reported as a problem. */
export function storeAdapter(store) {
  if ((store ?? null) !== null && !STORE_METHODS.every((name) => typeof store[name] === "function"))
    return store;
  // What this call has put and not taken out again. A slow store may still be at it.
  const names = new Set();
  let putting;
  return {
    put(record, replaced) {
      const before = putting;
      const write = async (one) => store?.setItem(nameOf(one), JSON.stringify(one));
      const remove = async () => store?.removeItem(nameOf(replaced));
      putting = attempt(async () => {
        names.add(nameOf(record));
        await write(record).catch(async (full) => {
          if (!replaced) throw full;
          // A store that is full may have room for one of the two.
          await before;
          await remove();
          await write(record).catch(async () => {
            await write(replaced);
            throw full;
          });
        });
        await before;
        if (!replaced) return;
        await remove();
        names.delete(nameOf(replaced));
      });
      return putting;
    },
    async drop(record) {
      await putting;
      const over = [...names.add(nameOf(record))];
      names.clear();
      await Promise.all(over.map((name) => attempt(() => store?.removeItem(name))));
    },
    lock,
  };
}

/**
 * Acquires the lock to poll a job, so that of several tabs which wait for it only one polls. Resolves to the function that releases it, to `null`
 * if another tab has it, and to `undefined` if the browser has no locks. It is released before a page goes into the back/forward cache.
 */
function lock(ticket) {
  return new Promise((resolve) => {
    const hold = (held) => {
      if (!held) return resolve(null);
      return new Promise((release) => {
        const letGo = () => {
          removeEventListener("pagehide", letGo);
          release();
        };
        addEventListener("pagehide", letGo);
        resolve(letGo);
      });
    };
    const request = globalThis.navigator?.locks?.request(nameOf(ticket), { ifAvailable: true }, hold);
    Promise.resolve(request).then(resolve, () => resolve());
  });
}

/** Returns every record of a store that has its own name. The module validates them. */
export async function readAll(store) {
  const read = (operation) => attempt(() => answered(operation()));
  const length = await read(async () => {
    const { length } = store;
    return Math.min(await (typeof length === "function" ? store.length() : length), MOST);
  });
  const names = await Promise.all(Array.from({ length }, (_, index) => read(() => store.key(index))));
  const own = names.filter((name) => typeof name === "string" && name.startsWith(PREFIX));
  const found = [...new Set(own)].map(async (name) => {
    const text = await read(() => store.getItem(name));
    try {
      const record = JSON.parse(text);
      return nameOf(record) === name ? [record] : [];
    } catch {
      // Damaged, or not of this package.
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}

/** Removes a record from a store. Waits no longer for it than for any other answer, after which the store may still be at it. */
export const drop = (record, store) => attempt(() => answered(storeAdapter(store).drop?.(record)));

/** Awaits what a store promises, for a limited time. */
function answered(answer) {
  if (typeof answer?.then !== "function") return answer;
  const limit = timeLimit(STORE_TIMEOUT);
  const over = limit.passed.then(() => Promise.reject());
  return Promise.race([answer, over]).finally(limit.clear);
}

/** Runs an operation of a store. A store that is full or broken causes a warning, never an error. */
async function attempt(act) {
  try {
    return await act();
  } catch {
    warn();
  }
}

function warn() {
  if (!warned) console.warn("Plantain's `store` failed: a reload may lose sight of what was bought.");
  warned = true;
}

const nameOf = ({ provider, job, id }) => PREFIX + (job ? `${provider}:${job}` : id);

const PREFIX = "plantain:";
/** How many names of a store are looked at: one that lies must not stop the page. */
const MOST = 100_000;
/** In milliseconds. */
const STORE_TIMEOUT = 5000;
/** The stores that functions returned. */
const opened = new WeakMap();
let warned = false;
