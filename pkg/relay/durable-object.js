/**
 * A store in Cloudflare Durable Objects of the class `PlantainStore`. What belongs to one caller lies in one object, so callers do not wait for each
 * other.
 */
export function durableObjectStore(namespace) {
  if (typeof namespace?.idFromName !== "function") {
    throw new TypeError("durableObjectStore needs the binding of a Durable Object namespace.");
  }
  const run = async (...operation) => {
    const object = operation[1].split(":").slice(0, 2).at(-1);
    const stub = namespace.get(namespace.idFromName(object));
    const response = await stub.fetch("https://store/", { method: "POST", body: JSON.stringify(operation) });
    if (!response.ok) throw new Error(`The Durable Object answered ${response.status}.`);
    return response.json();
  };
  return {
    add: (key, value, { ttl }) => run("add", key, value, ttl),
    get: (key) => run("get", key),
    set: (key, value, { ttl }) => run("set", key, value, ttl),
    increment: (key, amount, { ttl }) => run("increment", key, amount, ttl),
  };
}

/** The Durable Object that holds the entries of one caller. */
export class PlantainStore {
  #storage;

  constructor(state) {
    this.#storage = state.storage;
  }

  async fetch(request) {
    const [operation, key, value, ttl] = await request.json();
    // Each is one step: while it waits for the storage, the object gets no other request.
    const now = Date.now();
    const entry = await this.#storage.get(key);
    const live = entry !== undefined && entry.until > now ? entry : null;
    if (operation === "get") return Response.json(live?.value ?? null);
    if (operation === "add" && live !== null) return Response.json(false);
    const isSum = operation === "increment";
    const next = isSum ? (live?.value ?? 0) + value : value;
    const until = isSum && live !== null ? live.until : now + ttl * 1000;
    await this.#storage.put(key, { value: next, until });
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(now + SWEEP_MS);
    return Response.json(isSum ? next : true);
  }

  /** Deletes what has expired. */
  async alarm() {
    const now = Date.now();
    const entries = await this.#storage.list();
    const old = [...entries].filter(([, { until }]) => until <= now).map(([key]) => key);
    for (let at = 0; at < old.length; at += DELETED_AT_ONCE) {
      await this.#storage.delete(old.slice(at, at + DELETED_AT_ONCE));
    }
    if (old.length < entries.size) await this.#storage.setAlarm(now + SWEEP_MS);
  }
}

const SWEEP_MS = 60 * 60 * 1000;
const DELETED_AT_ONCE = 128;
