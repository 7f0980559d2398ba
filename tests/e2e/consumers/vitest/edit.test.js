import { createClient } from "plantain";
import { createTestFetch } from "plantain/testing";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("an image is made", async () => {
  const fetch = createTestFetch();
  const { images } = await clientWith(fetch).run(request());
  expect(images).toHaveLength(1);
  expect(fetch.jobs[0].prompt).toBe("give the man a red hat");
});

test("an account without credit", async () => {
  const fetch = createTestFetch({ failures: [{ stage: "submit", status: 402 }] });
  await expect(clientWith(fetch).run(request())).rejects.toMatchObject({
    kind: "insufficientCredit",
    billed: "no",
  });
});

test("a job that takes a minute, until the test ends it", async () => {
  const fetch = createTestFetch({ jobMs: 60_000 });
  const accepted = vi.fn();
  const running = clientWith(fetch).run(request(), { onAccepted: accepted });
  await vi.waitFor(() => expect(accepted).toHaveBeenCalledOnce());
  fetch.advance(60_000);
  expect((await running).images).toHaveLength(1);
});

test("a job that takes a minute, with fake timers", async () => {
  vi.useFakeTimers();
  const running = clientWith(createTestFetch({ jobMs: 60_000 })).run(request());
  await vi.advanceTimersByTimeAsync(75_000);
  expect((await running).images).toHaveLength(1);
});

test("in place of the page's own fetch", async () => {
  vi.stubGlobal("fetch", createTestFetch());
  const { images } = await clientWith().run(request());
  expect(images).toHaveLength(1);
});

function clientWith(fetch) {
  return createClient({ providers: { mulerun: { apiKey: "any" } }, fetch });
}

function request() {
  return {
    provider: "mulerun",
    model: "google/nano-banana-pro/edit",
    prompt: "give the man a red hat",
    images: [new File([PNG], "photo.png")],
  };
}

const PNG = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="),
  (letter) => letter.charCodeAt(0),
);
