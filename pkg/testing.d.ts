/**
 * A test double for the providers: a `fetch` that answers every call of every model as PixelByte, MuleRun, MuleRouter and Pixazo do. A page is
 * tested without a server, a key or costs.
 *
 * It accepts any key and does not check field values, because `run` validates each request. Nothing leaves the machine.
 */

import type { ModelId, Provider } from "./index.js";

/**
 * Returns a `fetch` for the `fetch` option of a client or of one call.
 *
 * It may also replace the global one, as with `vi.stubGlobal("fetch", createTestFetch())`. `blob:` addresses are then fetched with the `fetch`
 * that it replaced.
 *
 * It raises no events in the page. It has a timer only while a client waits for a job or a reply; if a test ends before that, abort the calls with
 * their `signal`.
 *
 * Works in Node, jsdom, happy-dom and browsers. Fake timers may replace `setTimeout` and `Date`: with those of vitest,
 * `await vi.advanceTimersByTimeAsync(4000)` ends a job of 0 ms. Without fake timers, use {@link TestFetch.advance}.
 *
 * @example
 * import { createClient } from "plantain";
 * import { createTestFetch } from "plantain/testing";
 *
 * const fetch = createTestFetch({ jobMs: 200, failures: [{ stage: "submit", status: 402 }] });
 * const plantain = createClient({ providers: { mulerun: { apiKey: "any" } }, fetch });
 * const model = "google/nano-banana-pro/generation";
 * await plantain.run({ provider: "mulerun", model, prompt: "a hat" }).catch((error) => console.log(error.kind));
 * await plantain.run({ provider: "mulerun", model, prompt: "a hat" });
 * console.log(fetch.calls.map(({ stage }) => stage), fetch.jobs.length);
 */
export function createTestFetch(options?: TestOptions): TestFetch;

/** Options of the test fetch. */
export interface TestOptions {
  /** Delay of every reply, in milliseconds. Default: 0. */
  delayMs?: number;
  /**
   * Duration of a job from its submit, in milliseconds. Default: 0. A client that has this `fetch` as its option, or as the global `fetch`, polls within
   * about half a second of the job's end instead of on its usual schedule, without an event in the page. One that has a wrapper around it polls on its
   * usual schedule: first after 3.4 s.
   */
  jobMs?: number;
  /** Injected failures. The first one that matches a request and is not used up applies. Default: none. */
  failures?: readonly TestFailure[];
  /**
   * Returns the images of a finished job: any number, each a `Blob` or an `https:` URL.
   * Default: PNGs in the requested number and aspect ratio, 64 pixels on the longer side.
   */
  images?: (job: TestJob) => readonly (Blob | string)[] | Promise<readonly (Blob | string)[]>;
}

/** A failure of one stage. */
export type TestFailure = {
  /** The provider that it applies to. Default: any. */
  provider?: Provider;
  /** The number of times that it applies. Default: 1. `Infinity`: always. */
  times?: number;
} & (
  | {
      /** The request that it applies to. `checkAccess` sends `"list"` at PixelByte, and `"poll"` with an unknown job id elsewhere. */
      stage: TestStage;
      /** HTTP status of the reply, whose body has the provider's shape. The request has no effect. */
      status: number;
      /** The provider's error message. Default: a sentence with the status. */
      message?: string;
      /** `Retry-After`, in seconds. */
      retryAfter?: number;
    }
  | {
      /** The request that it applies to. */
      stage: TestStage;
      /** The reply is lost: `fetch` rejects as without a network. The request has its effect: a lost submit creates its job. */
      lost: true;
    }
  | {
      /** The job is accepted and fails later. */
      stage: "job";
      /** The provider's reason. Default: a sentence. */
      message?: string;
    }
);

/** Purpose of a request. `"presign"` and `"upload"` are PixelByte's two upload calls. */
export type TestStage = "cancel" | "list" | "poll" | "presign" | "submit" | "upload";

/** An accepted job. */
export interface TestJob {
  /** The provider. */
  provider: Provider;
  /** The model. */
  model: ModelId;
  /** The job id, as on the ticket. */
  job: string;
  /** The prompt. */
  prompt: string;
  /** The number of images requested. */
  count: number;
  /** The fields of the submit, in the provider's own names. */
  input: { readonly [field: string]: unknown };
}

/** A request that the test fetch received. */
export interface TestCall {
  /** The provider. */
  provider: Provider;
  /** Its purpose. */
  stage: TestStage;
  /** `"GET"`, `"POST"` or `"PUT"`. */
  method: string;
  /** The full URL, of a relay or `baseUrl` too. */
  url: string;
  /** The headers, including the key. */
  headers: Headers;
  /** The parsed JSON body, an uploaded image as a `Blob`, or `null` without a body. */
  body: unknown;
}

/** A `fetch` that records its requests. It rejects with a `TypeError` for a request that no provider has. */
export interface TestFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Every request, in order. */
  readonly calls: readonly TestCall[];
  /** Every accepted job, in order. */
  readonly jobs: readonly TestJob[];
  /**
   * Advances the clock of jobs and delays by a number of milliseconds, 0 or more. Jobs and delays that are over by then end at once, and clients poll
   * within half a second. `elapsedMs` and `timeoutMs` of the clients follow the machine's clock.
   *
   * @throws {RangeError} if `ms` is negative or not a number
   *
   * @example
   * import { createClient } from "plantain";
   * import { createTestFetch } from "plantain/testing";
   *
   * const fetch = createTestFetch({ jobMs: 60_000 });
   * const plantain = createClient({ providers: { mulerun: { apiKey: "any" } }, fetch });
   * const { images } = await plantain.run(
   *   { provider: "mulerun", model: "google/nano-banana-pro/generation", prompt: "a hat" },
   *   { onAccepted: () => fetch.advance(60_000) }, // Before that, test what the page shows while a job runs.
   * );
   */
  advance(ms: number): void;
  /**
   * Adds a failure to those of {@link TestOptions.failures}: while a page runs, for example from its console. It comes before those that are there, and
   * holds for requests from now on; at the stage `"job"` for jobs that are accepted from now on.
   *
   * @returns a function that removes it again, used up or not.
   * @throws {TypeError} if its `stage` is not one of {@link TestFailure}, as {@link createTestFetch} does.
   *
   * @example
   * import { createTestFetch } from "plantain/testing";
   *
   * const fetch = createTestFetch();
   * const recover = fetch.fail({ stage: "submit", status: 402, times: Infinity }); // Now every submit fails.
   * recover(); // Now none does.
   */
  fail(failure: TestFailure): () => void;
}
