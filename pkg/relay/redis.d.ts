import type { RelayStore } from "../relay.js";

/**
 * Creates a store in Redis 6 or later, shared by all processes that use the same server and prefix. Connect and close the client yourself.
 *
 * @throws {TypeError} if the client is neither of node-redis nor of ioredis.
 *
 * @example
 * ```js
 * import { createRelay } from "plantain/relay";
 * import { redisStore } from "plantain/relay/redis";
 * import { createClient } from "redis";
 *
 * const client = await createClient({ url: process.env.REDIS_URL }).on("error", console.error).connect();
 * const relay = createRelay({ keys, origins, authorize, store: redisStore(client) });
 * ```
 */
export function redisStore(client: RedisClient, options?: { prefix?: string }): RelayStore;

/** A client of node-redis or of ioredis. */
export type RedisClient = NodeRedisClient | IoredisClient;

/** The part of a node-redis client (`redis`) that the store needs. */
export interface NodeRedisClient {
  /** Sends a command and its parameters. */
  sendCommand(command: string[]): Promise<unknown>;
}

/** The part of an ioredis client that the store needs. */
export interface IoredisClient {
  /** Sends a command with its parameters. */
  call(command: string, ...parameters: string[]): Promise<unknown>;
}
