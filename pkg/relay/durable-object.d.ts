import type { RelayStore } from "../relay.js";

/**
 * Creates a store in Cloudflare Durable Objects, shared by all instances of a Worker. Bind a namespace of the class {@link PlantainStore}, and export the
 * class from the Worker.
 *
 * @throws {TypeError} if the binding is missing.
 *
 * @example
 * ```js
 * import { createRelay } from "plantain/relay";
 * import { durableObjectStore } from "plantain/relay/durable-object";
 *
 * export { PlantainStore } from "plantain/relay/durable-object";
 *
 * let relay;
 * export default {
 *   fetch(request, env, context) {
 *     relay ??= createRelay({ keys, origins, authorize, store: durableObjectStore(env.PLANTAIN_STORE) });
 *     return relay(request, context);
 *   },
 * };
 * ```
 */
export function durableObjectStore(namespace: DurableObjectBinding): RelayStore;

/** The Durable Object that holds the entries of one caller. */
export class PlantainStore {
  /** Called by the runtime. */
  constructor(state: object, env?: unknown);
  /** Runs an operation. */
  fetch(request: Request): Promise<Response>;
  /** Deletes expired entries. */
  alarm(): Promise<void>;
}

/** The part of `DurableObjectNamespace` that identifies it, without Cloudflare's types. */
export interface DurableObjectBinding {
  /** The id of the object with a name. */
  idFromName(name: string): unknown;
}
