// The test provider as a page's tests in TypeScript use it. Nothing here runs.

import { type Client, createClient } from "plantain";
import * as inline from "plantain/inline";
import { createTestFetch, type TestCall, type TestFetch, type TestJob } from "plantain/testing";

export const testFetch: TestFetch = createTestFetch({
  delayMs: 10,
  jobMs: 200,
  failures: [
    { stage: "submit", status: 402 },
    { provider: "pixazo", stage: "poll", lost: true, times: Number.POSITIVE_INFINITY },
    { stage: "submit", status: 429, message: "later", retryAfter: 2 },
    { stage: "job", message: "no hats" },
  ],
  images: async ({ provider, count }) => Array(count).fill(`https://example.com/${provider}.png`),
});

export const client: Client = createClient({
  providers: { mulerun: { apiKey: "any" } },
  fetch: testFetch,
});

/** The same package: what is of one is of the other. */
export const inlined: Client = inline.createClient({
  providers: { mulerun: { apiKey: "any" } },
  fetch: createTestFetch(),
});

export function seen(): [TestCall[], TestJob[]] {
  const submits = testFetch.calls.filter(({ stage }) => stage === "submit");
  return [submits, [...testFetch.jobs]];
}

export const end = (): void => testFetch.advance(60_000);

export const recover: () => void = testFetch.fail({
  stage: "submit",
  status: 402,
  times: Number.POSITIVE_INFINITY,
});
// @ts-expect-error a stage that there is not
testFetch.fail({ stage: "download", status: 500 });

// @ts-expect-error milliseconds are a number
testFetch.advance("60 s");
// @ts-expect-error a stage that there is not
createTestFetch({ failures: [{ stage: "download", status: 500 }] });
// @ts-expect-error a failure that says nothing of what goes wrong
createTestFetch({ failures: [{ stage: "submit" }] });
// @ts-expect-error a job has no HTTP status
createTestFetch({ failures: [{ stage: "job", status: 500 }] });
// @ts-expect-error a misspelt option
createTestFetch({ jobMS: 200 });
// @ts-expect-error images are files or addresses
createTestFetch({ images: () => [1] });
