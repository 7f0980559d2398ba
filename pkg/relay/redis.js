/** A store in Redis, over a connected client of node-redis or ioredis. */
export function redisStore(client, { prefix = "plantain:" } = {}) {
  const isIoredis = typeof client?.call === "function";
  if (!isIoredis && typeof client?.sendCommand !== "function") {
    throw new TypeError("redisStore needs a client of node-redis or ioredis.");
  }
  const run = (...command) => (isIoredis ? client.call(...command) : client.sendCommand(command));
  return {
    async add(key, value, { ttl }) {
      return (await run("SET", prefix + key, value, "EX", String(ttl), "NX")) !== null;
    },
    async get(key) {
      return (await run("GET", prefix + key)) ?? null;
    },
    async set(key, value, { ttl }) {
      await run("SET", prefix + key, value, "EX", String(ttl));
    },
    async increment(key, amount, { ttl }) {
      return Number(await run("EVAL", INCREMENT, "1", prefix + key, String(amount), String(ttl)));
    },
  };
}

/** `INCRBY` and `EXPIRE` in one step. `EXPIRE … NX` would need Redis 7. */
const INCREMENT = `local value = redis.call("INCRBY", KEYS[1], ARGV[1])
if redis.call("TTL", KEYS[1]) < 0 then redis.call("EXPIRE", KEYS[1], ARGV[2]) end
return value`;
