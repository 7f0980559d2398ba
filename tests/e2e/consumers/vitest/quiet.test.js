import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { createClient } from "plantain";
import { createTestFetch } from "plantain/testing";
import { afterEach, expect, test, vi } from "vitest";

const PHOTO = await readFile(process.env.PHOTO);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("no event is raised in the page", async () => {
  const raised = vi.fn();
  vi.stubGlobal("dispatchEvent", raised);
  const fetch = createTestFetch();
  await clientWith(fetch).submit(edit());
  await clientWith(fetch).run(edit());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(raised).not.toHaveBeenCalled();
});

test("nothing goes on when the client has ended, or was aborted, or only submitted", async () => {
  vi.useFakeTimers();
  const fetch = createTestFetch({ jobMs: 10_000 });
  const submitted = clientWith(fetch).submit(edit());
  await vi.advanceTimersByTimeAsync(1000);
  await submitted;
  expect(vi.getTimerCount()).toBe(0);

  const controller = new AbortController();
  const aborted = clientWith(fetch).run(edit(), { signal: controller.signal });
  aborted.catch(() => {});
  await vi.advanceTimersByTimeAsync(1000);
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  controller.abort("enough");
  await expect(aborted).rejects.toBe("enough");
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);

  const running = clientWith(fetch).run(edit());
  await vi.advanceTimersByTimeAsync(20_000);
  await running;
  expect(vi.getTimerCount()).toBe(0);
});

test("a delayed reply ends with its call", async () => {
  vi.useFakeTimers();
  const fetch = createTestFetch({ delayMs: 60_000 });
  const controller = new AbortController();
  const running = clientWith(fetch).run(edit(), { signal: controller.signal });
  running.catch(() => {});
  await vi.waitFor(() => expect(fetch.calls).toHaveLength(1));
  controller.abort("enough");
  await expect(running).rejects.toBe("enough");
  // A submit that has left is waited for.
  await vi.advanceTimersByTimeAsync(31_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("a delayed reply comes when the clock goes on", async () => {
  const fetch = createTestFetch({ delayMs: 60_000, jobMs: 60_000 });
  const running = clientWith(fetch).submit(edit());
  await vi.waitFor(() => expect(fetch.calls).toHaveLength(1));
  fetch.advance(60_000);
  const ticket = await running;
  const asked = clientWith(fetch).status(ticket);
  await vi.waitFor(() => expect(fetch.calls).toHaveLength(2));
  fetch.advance(59_000);
  fetch.advance(1000);
  expect((await asked).status).toBe("done");
  expect(() => fetch.advance(-1)).toThrow(RangeError);
});

test("a job that goes on is not done before its time", async () => {
  const fetch = createTestFetch({ jobMs: 60_000 });
  const client = clientWith(fetch);
  const ticket = await client.submit(edit());
  const words = [];
  for (const ms of [0, 30_000, 29_000, 1000]) {
    fetch.advance(ms);
    words.push((await client.status(ticket)).status);
  }
  expect(words).toEqual(["queued", "running", "running", "done"]);
});

test("in place of the global fetch it does not call itself, and leaves blobs to the one before", async () => {
  const before = vi.fn(async () => new Response("the one before"));
  vi.stubGlobal("fetch", before);
  const testFetch = createTestFetch();
  vi.stubGlobal("fetch", testFetch);
  const { signal } = new AbortController();
  expect(await (await fetch("blob:a", { signal })).text()).toBe("the one before");
  expect(before.mock.calls).toEqual([["blob:a"]]);
  const reply = await fetch("data:text/plain;base64,aGF0");
  expect([await reply.text(), reply.headers.get("content-type")]).toEqual(["hat", "text/plain"]);
  expect(await (await fetch("data:,a%20hat")).text()).toBe("a hat");
  await expect(fetch("data:none")).rejects.toThrow(TypeError);
  await expect(fetch("https://example.com/other")).rejects.toThrow("does not know");
  expect(testFetch.calls).toEqual([]);
});

test("a photo larger than what is read at once arrives whole, and without its metadata", async () => {
  const fetch = createTestFetch();
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(65_533, "a")]);
  const parts = [PHOTO.subarray(0, 2), ...Array(40).fill(comment), PHOTO.subarray(2)];
  const photo = new File([Buffer.concat(parts)], "photo.jpg", { type: "image/jpeg" });
  const client = clientWith(fetch);
  await client.run({
    ...edit(photo),
    provider: "pixelbyte",
    model: "google/nano-banana-pro-extra/edit-image",
  });
  await client.run(edit(photo));
  const uploaded = fetch.calls.find(({ stage }) => stage === "upload").body;
  const uri = fetch.calls.find(({ provider, stage }) => provider === "mulerun" && stage === "submit").body
    .images[0];
  const inlined = Buffer.from(uri.split(",")[1], "base64");
  expect(uploaded.type).toBe("image/jpeg");
  for (const sent of [Buffer.from(await uploaded.arrayBuffer()), inlined]) {
    expect(sent.includes("Example Phone")).toBe(false);
    expect(sent.length).toBeGreaterThan(PHOTO.length / 2);
    expect(sent.length).toBeLessThan(PHOTO.length);
  }
  expect(PHOTO.includes("Example Phone")).toBe(true);
});

test("a photo and the reply pass the environment's own fetch whole", async () => {
  const bodies = [];
  const server = createServer(async (request, response) => {
    const headers = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*, authorization",
    };
    if (request.method !== "OPTIONS") bodies.push(await json(request));
    response.writeHead(request.method === "OPTIONS" ? 204 : 202, {
      ...headers,
      "content-type": "application/json",
    });
    response.end(request.method === "OPTIONS" ? "" : '{"task_info":{"id":"job-1","status":"pending"}}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const client = createClient({ providers: { mulerun: { apiKey: "any", baseUrl } } });
  const { job } = await client.submit(edit(new File([PHOTO], "photo.jpg")));
  server.close();
  expect(job).toBe("job-1");
  expect(bodies).toHaveLength(1);
  const [image] = bodies[0].images;
  expect(image.startsWith("data:image/jpeg;base64,")).toBe(true);
  expect(image.length).toBeGreaterThan(PHOTO.length / 2);
});

test("what only looks like a blob is not sent", async () => {
  const fetch = createTestFetch();
  const broken = Object.assign(new File([PHOTO], "photo.jpg"), {
    stream: undefined,
    arrayBuffer: async () => new ArrayBuffer(1),
    slice: () => broken,
  });
  await expect(clientWith(fetch).run(edit(broken))).rejects.toMatchObject({ kind: "unreadableFile" });
  expect(fetch.calls).toEqual([]);
});

function clientWith(fetch) {
  const key = { apiKey: "any" };
  return createClient({ providers: { mulerun: key, pixelbyte: key }, fetch });
}

function edit(photo = new File([PHOTO], "photo.jpg")) {
  return { provider: "mulerun", model: "google/nano-banana-pro/edit", prompt: "a hat", images: [photo] };
}
