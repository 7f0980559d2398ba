/** A store in the memory of this process. */
export function memoryStore() {
  const counts = new Map();
  let swept = Date.now();
  return {
    add(name, amount, seconds) {
      const now = Date.now();
      if (now - swept > SWEEP_MS) {
        swept = now;
        for (const [old, { until }] of counts) if (until <= now) counts.delete(old);
      }
      const count = counts.get(name);
      const kept =
        count !== undefined && count.until > now ? count : { value: 0, until: now + seconds * 1000 };
      kept.value += amount;
      counts.set(name, kept);
      return kept.value;
    },
  };
}

const SWEEP_MS = 60_000;
