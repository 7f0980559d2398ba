// What is known of purchases, in the caller's own store: one entry for each job, and no list of them, so that no tab overwrites another's.
// And the lock that lets one tab poll a job.

/** Makes of a store, or of none, what the module calls. What is no store is left for the module to refuse. */
export function storeAdapter(store) {
  if ((store ?? null) !== null && !METHODS.every((name) => typeof store[name] === "function")) return store;
  // What this call has put and not taken out again. A slow store may still be at it.
  const names = new Set();
  let putting;
  return {
    put(record, replaced) {
      const before = putting;
      putting = attempt(async () => {
        names.add(nameOf(record));
        await store?.setItem(nameOf(record), JSON.stringify(record));
        await before;
        if (replaced) await store?.removeItem(nameOf(replaced));
        if (replaced) names.delete(nameOf(replaced));
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
 * Takes the lock to poll a job, so that of several tabs which wait for it only one polls. Resolves to the function that releases it, to `null`
 * where another tab has it, and to `undefined` where there are no locks. It is released before a page goes into the back/forward cache.
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
    const asked = globalThis.navigator?.locks?.request(nameOf(ticket), { ifAvailable: true }, hold);
    Promise.resolve(asked).then(resolve, () => resolve());
  });
}

/** Gives every record of a store that stands under its own name; what it says is for the module to check. */
export async function readAll(store) {
  const ask = (question) => attempt(() => answered(question()));
  const length = await ask(async () => {
    const { length } = store;
    return Math.min(await (typeof length === "function" ? store.length() : length), MOST);
  });
  const names = await Promise.all(Array.from({ length }, (_, index) => ask(() => store.key(index))));
  const own = names.filter((name) => typeof name === "string" && name.startsWith(PREFIX));
  const found = [...new Set(own)].map(async (name) => {
    const text = await ask(() => store.getItem(name));
    try {
      const record = JSON.parse(text);
      return nameOf(record) === name ? [record] : [];
    } catch {
      // Damaged, or somebody else's.
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}

/** Waits for what a store promises, but not for ever. */
function answered(answer) {
  if (typeof answer?.then !== "function") return answer;
  let timer;
  const over = new Promise((_, reject) => {
    timer = setTimeout(reject, PATIENCE);
  });
  return Promise.race([answer, over]).finally(() => clearTimeout(timer));
}

/** Does something with a store. One that is full or broken is worth a warning, never a job. */
async function attempt(act) {
  try {
    return await act();
  } catch {
    if (!warned) console.warn("Plantain's `store` failed: a reload may lose sight of what was bought.");
    warned = true;
  }
}

const nameOf = ({ provider, job, id }) => PREFIX + (job ? `${provider}:${job}` : id);

const METHODS = ["getItem", "setItem", "removeItem", "key"];
const PREFIX = "plantain:";
/** How many names of a store are looked at: one that lies must not stop the page. */
const MOST = 100_000;
/** In milliseconds. */
const PATIENCE = 5000;
let warned = false;
