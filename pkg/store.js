// What is known of purchases, in the caller's own store: one entry for each job, and no list of them, so that no tab overwrites another's.

/** Makes of a store what the module tells of every purchase. What is no store is left for the module to refuse. */
export function keeper(store) {
  if (!METHODS.every((name) => typeof store?.[name] === "function")) return store;
  return {
    put: (record, replaced) =>
      attempt(async () => {
        await store.setItem(nameOf(record), JSON.stringify(record));
        if (replaced) await store.removeItem(nameOf(replaced));
      }),
    drop: (record) => attempt(() => store.removeItem(nameOf(record))),
  };
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
