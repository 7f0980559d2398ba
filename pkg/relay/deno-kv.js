/** A store in Deno KV. */
export function denoKvStore(kv, { prefix = "plantain" } = {}) {
  if (typeof kv?.atomic !== "function") throw new TypeError("denoKvStore needs what Deno.openKv() returns.");
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
    async add(key, value, { ttl }) {
      const { entry, versionstamp } = await read(key);
      if (entry !== null) return false;
      return (await write(key, versionstamp, { value, until: untilOf(ttl) })).ok;
    },
    async get(key) {
      return (await read(key)).entry?.value ?? null;
    },
    async set(key, value, { ttl }) {
      await kv.set(at(key), { value, until: untilOf(ttl) }, { expireIn: ttl * 1000 });
    },
    async increment(key, amount, { ttl }) {
      for (;;) {
        const { entry, versionstamp } = await read(key);
        const next = { value: (entry?.value ?? 0) + amount, until: entry?.until ?? untilOf(ttl) };
        if ((await write(key, versionstamp, next)).ok) return next.value;
      }
    },
  };
}

function untilOf(ttl) {
  return Date.now() + ttl * 1000;
}
