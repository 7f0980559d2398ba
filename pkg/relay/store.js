/** A store in the memory of this process. */
export function memoryStore() {
  const entries = new Map();
  let swept = Date.now();
  const live = (key) => {
    const now = Date.now();
    if (now - swept > SWEEP_MS) {
      swept = now;
      for (const [old, { until }] of entries) if (until <= now) entries.delete(old);
    }
    const entry = entries.get(key);
    return entry !== undefined && entry.until > now ? entry : null;
  };
  const put = (key, value, ttl) => entries.set(key, { value, until: Date.now() + ttl * 1000 });
  return {
    add(key, value, { ttl }) {
      if (live(key) !== null) return false;
      put(key, value, ttl);
      return true;
    },
    get: (key) => live(key)?.value ?? null,
    set(key, value, { ttl }) {
      put(key, value, ttl);
    },
    increment(key, amount, { ttl }) {
      if (live(key) === null) put(key, 0, ttl);
      const entry = entries.get(key);
      entry.value += amount;
      return entry.value;
    },
  };
}

const SWEEP_MS = 60_000;
