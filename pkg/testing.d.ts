/**
 * A small provider inside the page, for testing a page without a server, a key or money: a `fetch` that answers as PixelByte, MuleRun
 * and Pixazo do, every call of every model.
 *
 * It takes any key and looks at no field's value: `run` itself checks a request. Nothing leaves the machine.
 */

import type { ModelId, Provider } from "./index.js";

/**
 * Makes a `fetch` to give as the `fetch` option of a client or of one call.
 *
 * ```js
 * import { createClient } from "plantain";
 * import { createTestFetch } from "plantain/testing";
 *
 * const fetch = createTestFetch({ jobMs: 200 });
 * const plantain = createClient({ providers: { mulerun: { apiKey: "any" } }, fetch });
 * ```
 */
export function createTestFetch(settings?: TestSettings): TestFetch;

/** What a test decides. */
export interface TestSettings {
  /** How long every answer takes, in milliseconds. Default: 0. */
  delayMs?: number;
  /**
   * How long a job takes from its submit, in milliseconds. Default: 0. When it is over the page gets `online` events, as when the
   * network comes back, so that it asks within about half a second; Node has no such event, and asks after 3.4 s.
   */
  jobMs?: number;
  /** What goes wrong. The first that fits a request and is not used up is taken. Default: nothing. */
  failures?: readonly TestFailure[];
  /**
   * Gives the images of a finished job: as many as it likes, each a `Blob` or an `https:` address.
   * Default: as many PNGs as were asked for, 64 pixels on the longer side in the shape that was asked for.
   */
  images?: (job: TestJob) => readonly (Blob | string)[] | Promise<readonly (Blob | string)[]>;
}

/** What goes wrong with one stage. */
export type TestFailure = {
  /** Only this provider's. Default: any. */
  provider?: Provider;
  /** How often. Default: 1. `Infinity`: always. */
  times?: number;
} & (
  | {
      /** Which request. `"list"` is the one that `checkAccess` makes at PixelByte; elsewhere `checkAccess` asks about a job that there is not. */
      stage: TestStage;
      /** The HTTP status of the answer, in the vendor's own shape; nothing has happened there then. */
      status: number;
      /** What the vendor says. Default: a sentence with the status. */
      message?: string;
      /** How long the vendor wants to be left alone, in seconds. */
      retryAfter?: number;
    }
  | {
      /** Which request. */
      stage: TestStage;
      /** No answer comes: `fetch` rejects as it does without a network. A lost submit has made its job all the same. */
      lost: true;
    }
  | {
      /** Accepted, and then failed. */
      stage: "job";
      /** The vendor's reason. Default: a sentence. */
      message?: string;
    }
);

/** What a request is for. */
export type TestStage = "cancel" | "list" | "poll" | "presign" | "submit" | "upload";

/** A job that was bought. */
export interface TestJob {
  /** Where it was bought. */
  provider: Provider;
  /** By which model it is made. */
  model: ModelId;
  /** The provider's id of it, as on the ticket. */
  job: string;
  /** What the image should be, in words. */
  prompt: string;
  /** How many images were asked for. */
  count: number;
  /** The fields as they came, in the vendor's own names. */
  input: { readonly [field: string]: unknown };
}

/** A request that came. */
export interface TestCall {
  /** Whose wire it is. */
  provider: Provider;
  /** What it is for. */
  stage: TestStage;
  /** `"GET"`, `"POST"` or `"PUT"`. */
  method: string;
  /** The whole address, also of a `relay` or `baseUrl`. */
  url: string;
  /** With the key. */
  headers: Headers;
  /** JSON as a value, an uploaded image as a `Blob`, `null` where there was none. */
  body: unknown;
}

/** A `fetch` that remembers. */
export interface TestFetch {
  (input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /** Every request that came, in order. */
  readonly calls: readonly TestCall[];
  /** Every job that was bought, in order. */
  readonly jobs: readonly TestJob[];
}
