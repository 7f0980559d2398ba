/**
 * A relay: a door of your own in front of the providers. The keys stay on your server, and a page may use providers that send no CORS headers.
 *
 * Plain JavaScript without dependencies. It holds no state but {@link LimitsStore}.
 */

import type { ModelId, Provider } from "./index.js";

/**
 * Makes a relay: a function from `Request` to `Response`, which runs on Cloudflare Workers, Deno, Bun, Hono and in route handlers of Next as it is,
 * and on Node as `relay.node`.
 *
 * It lets through what Plantain's client sends and nothing else, and only for callers that `authorize` knows.
 *
 * @throws {TypeError} where an option is missing or wrong: a relay that is set up wrongly does not start. The sentence says which, never its value.
 *
 * @example
 * ```js
 * import { createServer } from "node:http";
 * import { createRelay } from "plantain/relay";
 *
 * const relay = createRelay({
 *   keys: { mulerun: process.env.MULERUN_KEY },
 *   origins: ["https://example.com"],
 *   authorize: (request) => userIdOf(request.headers.get("cookie")),
 * });
 * createServer(relay.node).listen(8080);
 * ```
 */
export function createRelay(options: RelayOptions): Relay;

/** What {@link createRelay} makes. */
export interface Relay {
  /** Answers a call. Never rejects. */
  (request: Request): Promise<Response>;
  /** The same for `node:http`, `node:https` and Express, before anything that reads bodies. */
  node(request: NodeRequest, response: NodeResponse): Promise<void>;
}

/** What a relay needs to know. */
export type RelayOptions = RelayBasics & (GuardedRelay | OpenRelay);

/** A relay for callers that you know. */
export interface GuardedRelay {
  /**
   * The pages that may call, as origins: `["https://example.com"]`, the page's own server included. `"any"`: all pages, whose calls then carry no cookies.
   */
  origins: readonly string[] | "any";
  /**
   * Tells who is calling: gives the caller's id, or nothing where it is nobody you know. The request has no body; its `Cookie` and the client's own
   * `headers` are there. The id chooses the key where there are several, and counts calls and money. It is stored and sent as a hash alone.
   */
  authorize(request: Request): string | null | undefined | false | Promise<string | null | undefined | false>;
}

/** A relay that everybody may use, at your cost: both have to be written out. */
export interface OpenRelay {
  /** All pages may call. */
  origins: "any";
  /** Everybody may call. */
  authorize: "none";
}

/** What every relay may be told. */
export interface RelayBasics {
  /**
   * The key for each provider that the relay is to serve, or several, of which a caller always gets the same. Kept in memory alone; never in an error, a log
   * or a reply.
   */
  keys: { [provider in Provider]?: string | readonly string[] };
  /** Where the relay stands, without a slash at its end. Default: `"/api/plantain"`; MuleRun is then at `"/api/plantain/mulerun"`. */
  path?: string;
  /**
   * The relay's own address as pages see it: `"https://example.com/api/plantain"`. Default: as the request says, with `https:` for all but this machine.
   * Needed where a proxy in front changes the host or the path.
   */
  publicUrl?: string;
  /** Names of request headers that carry your log-in, beside `Authorization` and `Cookie`. */
  headers?: readonly string[];
  /** How much a body, an exchange and a caller may take. */
  limits?: RelayLimits;
  /**
   * Signs the links to uploads and outputs: 32 characters or more, the same on every machine. Default: made of the keys, so links end when a key changes.
   */
  secret?: string;
  /** Hears what `authorize` and `limits.store` threw. Default: `console.error`. */
  onError?(error: unknown): void;
  /** For tests and for a provider's other hosts: a base address instead of the provider's. `https:`, or this machine. */
  upstream?: { [provider in Provider]?: string };
  /** Used instead of the global `fetch`. It must not follow redirects and must not send again. */
  fetch?: typeof fetch;
}

/** Limits. Those of a caller are counted in {@link RelayLimits.store}. */
export interface RelayLimits {
  /** Of a submit or an upload. Default: 67,108,864 (64 MiB). More is answered with 413. */
  bodyBytes?: number;
  /** Of a reply or an output. Default: 67,108,864 (64 MiB). More breaks off. */
  replyBytes?: number;
  /** For one exchange from its beginning to its end. Default: 300. */
  seconds?: number;
  /** How long a link to an output is good. Default: 86,400 (a day). Those of uploads are good for 15 minutes. */
  linkSeconds?: number;
  /** Of each caller, links included. Default: 600. More are answered with 429 and `Retry-After`. */
  callsPerMinute?: number;
  /**
   * What a caller may spend in a day (UTC), in millionths of a dollar. Default: no limit.
   *
   * Before a submit leaves, the most that its model can cost is set aside; the figure in the provider's reply replaces it, a certain refusal gives it back, and
   * where neither comes it stays. A job that the provider pays back is taken off when its buyer asks for it. Past the limit the answer is 402 in the provider's own shape, and nothing is sent.
   */
  microUsdPerDay?: number;
  /**
   * The most that one request costs, in millionths of a dollar, by provider and model. With `microUsdPerDay` it is needed for models of which the
   * provider publishes no price; else it replaces the published one.
   */
  prices?: { [provider in Provider]?: { [model in ModelId]?: number } };
  /** Default: {@link memoryStore}, which counts in one process. */
  store?: LimitsStore;
}

/** Counts for all machines that run the relay: a database, Redis, a Durable Object. */
export interface LimitsStore {
  /**
   * Adds to a counter, which begins at 0, and gives its new value, in one step that no other can come between. `amount` may be negative. The counter may
   * be forgotten `seconds` after it began.
   */
  add(name: string, amount: number, seconds: number): number | Promise<number>;
}

/** Makes a store that counts in this process alone and forgets when it ends: with several machines, each has limits of its own. */
export function memoryStore(): LimitsStore;

/** Node's `IncomingMessage`, as far as it can be told without Node's types. */
export interface NodeRequest {
  /** `"GET"` and the like. */
  readonly method?: string;
  /** The path and the query. */
  readonly url?: string;
  /** Names and values by turns, as they came. */
  readonly rawHeaders: string[];
}

/** Node's `ServerResponse`, as far as it can be told without Node's types. */
export interface NodeResponse {
  /** Sends the status and the headers. */
  writeHead(status: number, headers?: Record<string, string>): unknown;
  /** Ends the answer. */
  end(): unknown;
}
