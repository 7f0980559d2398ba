/**
 * A reverse proxy for your server that adds the API key. Keys stay on the server, and a page can use providers that send no CORS headers.
 *
 * Plain JavaScript without dependencies. Its only state is in {@link RelayStore}.
 */

import type { ModelId, OwnModel, Provider } from "./index.js";

/**
 * Returns a relay: a function from `Request` to `Response` for Cloudflare Workers, Deno, Bun, Hono and route handlers of Next. For Node there is
 * `relay.node`.
 *
 * It forwards the requests that Plantain's client sends and no others, and only for callers that `authorize` identifies.
 *
 * A key that is `undefined` or empty is no error: a build may load the file without the variables that hold the keys. The first call that needs it
 * reports it to `onError`, and is refused (403, `RELAY_NO_KEY`) with nothing sent.
 *
 * @throws {TypeError} if an option is missing or wrong. The message names the option, never its value.
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
 * createServer({ requestTimeout: 0 }, relay.node).listen(8080);
 * ```
 */
export function createRelay(options: RelayOptions): Relay;

/** A relay made by {@link createRelay}. */
export interface Relay {
  /**
   * Handles a request. Never rejects, whatever it is called with.
   *
   * `context` is the `ExecutionContext` of Cloudflare Workers, or another object with `waitUntil`. Pass it where the platform stops a call when its
   * connection is cut; without it the reply to a submit would be lost there.
   */
  (request: Request, context?: object): Promise<Response>;
  /**
   * The same for `node:http` and `node:https`, and a middleware for Express, Connect and Vite's server: `app.use(relay.node)`. Mount it before any body
   * parser. With `next`, it is called for requests outside of the relay's `path`; without, they are answered with 404.
   */
  node(request: NodeRequest, response: NodeResponse, next?: () => unknown): Promise<void>;
}

/**
 * The calls and the money that a caller has left: the reply to `GET` at `/limits` below the relay's path, for calls that `authorize` identifies. The
 * request counts as a call; nothing is sent to a provider.
 *
 * @example
 * ```ts
 * import type { CallerLimits } from "plantain/relay";
 *
 * const query = new URLSearchParams({ provider: "mulerun", model: "google/nano-banana-pro/edit" });
 * const reply = await fetch(`/api/plantain/limits?${query}`);
 * if (!reply.ok) throw new Error(`The relay replied ${reply.status}`);
 * const { day, model }: CallerLimits = await reply.json();
 * if (model && model.submitsLeft !== null) console.log(`${model.submitsLeft} edits left until ${day?.endsAt}`);
 * ```
 */
export interface CallerLimits {
  /** Calls left in this minute. */
  callsLeft: number;
  /** The caller's day; `null` without `limits.microUsdPerDay`. */
  day: {
    /** `limits.microUsdPerDay`. */
    limitMicroUsd: number;
    /** Spent and reserved since the day began, in micro-dollars. */
    spentMicroUsd: number;
    /** The rest, in micro-dollars. 0 or more. */
    leftMicroUsd: number;
    /** The end of the day (UTC), in ISO 8601. */
    endsAt: string;
  } | null;
  /** The model that the query names with `provider` and `model`; `null` without a query. An unknown one is answered with 404. */
  model: {
    /** The amount that a submit reserves, in micro-dollars: its highest price. `null`: not known, and with a limit per day submits are refused. */
    mostMicroUsd: number | null;
    /** The number of submits that the rest of the day allows, at the highest price of each; 0 where the relay has no key for the provider. `null`: no limit. */
    submitsLeft: number | null;
  } | null;
}

/** The options of {@link createRelay}. */
export type RelayOptions = RelayBasics & (GuardedRelay | OpenRelay);

/** The options of a relay that identifies its callers. */
export interface GuardedRelay {
  /**
   * The origins of the pages that may call, including your own: `["https://example.com"]`. `"any"` allows all pages; cookies are then ignored.
   */
  origins: readonly string[] | "any";
  /**
   * Returns the caller's id, or `null` for an unknown caller. The request has no body, but its `Cookie` and the client's own `headers`. The id picks
   * one of several keys, and calls and money are counted by it. It is stored and sent only as a hash.
   *
   * One that rejects, or has not settled after `limits.seconds`, is reported to `onError`, and the call is refused with nothing sent.
   */
  authorize(request: Request): string | null | undefined | false | Promise<string | null | undefined | false>;
}

/** The options of a relay that anyone may use, at your cost. Both are required. */
export interface OpenRelay {
  /** Pages of any origin may call. */
  origins: "any";
  /** Anyone may call. */
  authorize: "none";
}

/** The options of every relay. */
export interface RelayBasics {
  /**
   * The key, or keys, of each provider to serve. With several, a caller always gets the same one. Keys are kept in memory only, and never appear in an
   * error, a log or a response. Calls to a provider without a key are refused (403, `RELAY_NO_KEY`); if it is listed here, they are reported to `onError`
   * too. Of several keys none may be missing.
   */
  keys: { [provider in Provider]?: string | readonly (string | undefined)[] | undefined };
  /** The path of the relay, without a trailing slash. Default: `"/api/plantain"`; MuleRun is then at `"/api/plantain/mulerun"`. */
  path?: string;
  /**
   * The relay's own URL as pages see it: `"https://example.com/api/plantain"`. Default: that of the request, with `https:` unless the host is a loopback
   * one. Required behind a proxy that changes the host or the path.
   */
  publicUrl?: string | undefined;
  /** Names of request headers with your own credentials, besides `Authorization` and `Cookie`. */
  headers?: readonly string[];
  /** Your own models: a path that a provider renamed, or a model that it added. In place of those with the same ids. */
  models?: readonly OwnModel[];
  /** Limits for bodies, exchanges and callers. */
  limits?: RelayLimits;
  /**
   * The secret that signs links to uploads and outputs: at least 32 characters, the same on every machine. Default: derived from the keys, so links
   * become invalid when a key changes.
   */
  secret?: string | undefined;
  /**
   * Where calls and money are counted and the replies to submits are kept, for 24 hours. Default: {@link memoryStore}. With several processes use one of
   * `plantain/relay/redis`, `plantain/relay/durable-object` and `plantain/relay/deno-kv`, or your own.
   */
  store?: RelayStore;
  /** Called with errors of `authorize` and `store`, and for a missing key. What it throws is ignored. Default: `console.error`. */
  onError?(error: unknown): void;
  /** Replaces a provider's base URL, for tests and other hosts of the provider. `https:`, or a loopback host. */
  upstream?: { [provider in Provider]?: string | undefined };
  /** Used instead of the global `fetch`. It must neither follow redirects nor resend. */
  fetch?: typeof fetch;
}

/** Limits. Those per caller are counted in {@link RelayBasics.store}. */
export interface RelayLimits {
  /** Bytes of a submit or an upload. Default: 67,108,864 (64 MiB). More is rejected with 413. */
  bodyBytes?: number;
  /** Bytes of a reply or an output. Default: 67,108,864 (64 MiB). A longer one is cut off. */
  replyBytes?: number;
  /** Seconds for one exchange, start to end; as many for `authorize` before it. Default: 300; at most 24 days. */
  seconds?: number;
  /** The lifetime of links to outputs, in seconds. Default: 86,400 (a day). Links for uploads last 15 minutes. */
  linkSeconds?: number;
  /** Calls per caller, links included. Default: 600. More are rejected with 429 and `Retry-After`. */
  callsPerMinute?: number;
  /**
   * The amount that a caller may spend in a day (UTC), in micro-dollars. Default: no limit.
   *
   * Before a submit is sent, the model's highest price is reserved. The cost in the provider's reply replaces it, a certain refusal releases it, and otherwise
   * it stays. The cost of a job that the provider refunds is subtracted when its buyer polls it. Past the limit the response is 402, and nothing is sent.
   */
  microUsdPerDay?: number;
  /**
   * The highest price of one request, in micro-dollars, by provider and model. With `microUsdPerDay`, a submit for a model whose highest price is not
   * known (no published price, or no documented limit of images) is refused (402, `RELAY_PRICE_UNKNOWN`) unless it has one here. Replaces the published
   * price of others.
   */
  prices?: { [provider in Provider]?: { [model in ModelId]?: number } };
}

/**
 * State shared by all processes of a relay. Keys are texts of at most 128 characters, values of at most 32,000. Each operation is atomic. If one rejects, or takes more than
 * five seconds, a submit that was not sent is refused; one that was sent is answered with the provider's reply.
 */
export interface RelayStore {
  /** Sets a value if the key has none, and returns whether it did. The value expires after `ttl` seconds. */
  add(key: string, value: string, options: { ttl: number }): boolean | Promise<boolean>;
  /** Returns a value, `null` or `undefined` without one. Must see what any process has added or set before. */
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  /** Sets a value, which expires after `ttl` seconds. */
  set(key: string, value: string, options: { ttl: number }): unknown;
  /**
   * Adds to a counter, which starts at 0, and returns its new value. `amount` is an integer and may be negative. The counter expires `ttl` seconds after it
   * was created.
   */
  increment(key: string, amount: number, options: { ttl: number }): number | Promise<number>;
}

/**
 * Returns a store in the memory of this process, the default. With several processes, each has its own limits and replies.
 *
 * @example
 * import { createRelay, memoryStore } from "plantain/relay";
 *
 * const relay = createRelay({ keys, origins, authorize, store: memoryStore() });
 */
export function memoryStore(): RelayStore;

/** The part of Node's `IncomingMessage` that the relay needs, without Node's types. */
export interface NodeRequest {
  /** The method, in upper case. */
  readonly method?: string | undefined;
  /** The path and the query. */
  readonly url?: string | undefined;
  /** Alternating names and values, as received. */
  readonly rawHeaders: string[];
}

/** The part of Node's `ServerResponse` that the relay needs, without Node's types. */
export interface NodeResponse {
  /** Sends the status and the headers. */
  writeHead(status: number, headers?: Record<string, string>): unknown;
  /** Ends the response. */
  end(): unknown;
}
