// What is known of purchases, in the caller's own store: one entry for each job, and no list of them, so that no tab overwrites another's.
// And whose turn it is to ask.

/** Makes of a store, or of none, what the module calls. What is no store is left for the module to refuse. */
export function keeper(store) {
  if ((store ?? null) !== null && !METHODS.every((name) => typeof store[name] === "function")) return store;
  return {
    put: (record, replaced) =>
      attempt(async () => {
        await store?.setItem(nameOf(record), JSON.stringify(record));
        if (replaced) await store?.removeItem(nameOf(replaced));
      }),
    drop: (record) => attempt(() => store?.removeItem(nameOf(record))),
    turn,
  };
}

/**
 * Takes the turn to ask about a job, so that tabs which wait for the same job do not all ask. Gives what lets go of it, `null` where another
 * tab has it, and nothing where there are no locks. A page in the back/forward cache has none.
 */
function turn(ticket) {
  return new Promise((resolve) => {
    const hold = (lock) => {
      if (!lock) return resolve(null);
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
export async function records(store) {
  const found = [];
  await attempt(async () => {
    const names = [];
    const { length } = store;
    let index = await (typeof length === "function" ? store.length() : length);
    while (index-- > 0) names.push(await store.key(index));
    for (const name of names) {
      if (!String(name).startsWith(PREFIX)) continue;
      const text = await attempt(() => store.getItem(name));
      try {
        const record = JSON.parse(text);
        if (nameOf(record) === name) found.push(record);
      } catch {
        // Damaged, or somebody else's.
      }
    }
  });
  return found;
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
let warned = false;
