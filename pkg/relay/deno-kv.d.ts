import type { RelayStore } from "../relay.js";

/**
 * Creates a store in Deno KV: on Deno Deploy shared by all instances, on Deno itself by the processes of one database file.
 *
 * @throws {TypeError} if `kv` is no database of `Deno.openKv()`.
 *
 * @example
 * ```js
 * import { createRelay } from "plantain/relay";
 * import { denoKvStore } from "plantain/relay/deno-kv";
 *
 * const relay = createRelay({ keys, origins, authorize, store: denoKvStore(await Deno.openKv()) });
 * ```
 */
export function denoKvStore(kv: DenoKv, options?: { prefix?: string }): RelayStore;

/** The part of `Deno.Kv` that identifies it, without Deno's types. */
export interface DenoKv {
  /** Starts an atomic operation. */
  atomic(): unknown;
}
