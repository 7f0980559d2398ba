import { explain } from "../../pkg/explain.js";
import { expect, media, test } from "./images/sending.js";

const ADDRESS = "https://images.example/1.png?signature=s";

/** Answers at `ADDRESS` with each of these in turn, and the last one from then on. Returns the headers of the requests. */
async function serve(page, answers) {
  const requests = [];
  await page.route("https://images.example/**", async (route) => {
    requests.push(route.request().headers());
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer === "lost") return route.abort();
    const headers = { "access-control-allow-origin": "*", ...answer.headers };
    return answer === "hangs" ? undefined : route.fulfill({ status: 200, ...answer, headers });
  });
  return requests;
}

/** Downloads in the page: an image, or the error. */
function download(page, image = ADDRESS, options = {}) {
  return page.evaluate(
    async ([image, options]) => {
      const { download, PlantainError } = await import("/pkg/index.js");
      try {
        const file = await download(image, options);
        return {
          name: file.name,
          type: file.type,
          isFile: file instanceof File,
          base64: await base64Of(file),
        };
      } catch (error) {
        return { ...error, isOurs: error instanceof PlantainError, message: error.message };
      }
    },
    [image, options],
  );
}

for (const [name, type, ending] of [
  ["small.png", "image/png", "png"],
  ["plain.jpg", "image/jpeg", "jpg"],
  ["lossy.webp", "image/webp", "webp"],
  ["alpha.avif", "image/avif", "avif"],
]) {
  test(`a download is named ${ending} by its bytes, not by a header`, async ({ page, plain }) => {
    const body = await media(name);
    const requests = await serve(page, [{ body, headers: { "content-type": "text/plain" } }]);
    const seen = await download(page, { url: ADDRESS, mediaType: "image/gif" });
    expect(seen).toEqual({ name: `image.${ending}`, type, isFile: true, base64: body.toString("base64") });
    expect(JSON.stringify(requests)).not.toContain(plain.key);
    expect(requests).toHaveLength(1);
    expect(requests[0]).not.toHaveProperty("referer");
    expect(requests[0]).not.toHaveProperty("cookie");
  });
}

test("a download is retried after temporary failures, and never buys", async ({ page, plain }) => {
  const body = await media("small.png");
  const requests = await serve(page, [{ status: 503 }, "lost", { status: 429 }, { body }]);
  expect(await download(page)).toMatchObject({ name: "image.png" });
  expect(requests).toHaveLength(4);
  expect(await plain.requests()).toEqual([]);
});

test("a download ends after four attempts", async ({ page, plain }) => {
  const requests = await serve(page, ["lost"]);
  expect(await download(page)).toMatchObject({
    isOurs: true,
    kind: "network",
    code: "PLANTAIN_DOWNLOAD_FAILED",
    billed: "no",
  });
  expect(requests).toHaveLength(4);
  const busy = await serve(page, [{ status: 500 }]);
  expect(await download(page)).toMatchObject({ kind: "unavailable", status: 500, billed: "no" });
  expect(busy).toHaveLength(4);
  expect(await plain.requests()).toEqual([]);
});

test("a download without a network has the code of every call without one", async ({ page, plain }) => {
  await serve(page, ["lost"]);
  await page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false }));
  for (const image of [ADDRESS, { url: ADDRESS }]) {
    const error = await download(page, image);
    expect(error).toMatchObject({ isOurs: true, kind: "network", code: "PLANTAIN_OFFLINE" });
    const { situation, action, cost } = explain(error);
    const isOfResult = image !== ADDRESS;
    expect([situation, action]).toEqual(["offline", "retry"]);
    expect(cost).toBe(isOfResult ? "This image is paid for." : "Nothing was billed.");
  }
  await serve(page, ["hangs"]);
  expect(await download(page, ADDRESS, { timeoutMs: 300 })).toMatchObject({
    kind: "timedOut",
    code: "PLANTAIN_OFFLINE",
  });
  expect(await plain.requests()).toEqual([]);
});

test("a link that has expired is not requested again", async ({ page, plain }) => {
  for (const status of [401, 403, 404, 410]) {
    const requests = await serve(page, [{ status, body: "<Error/>" }]);
    const seen = await download(page);
    expect(seen).toMatchObject({ kind: "refused", status, message: expect.stringContaining("expired") });
    expect(requests).toHaveLength(1);
  }
  expect(await plain.requests()).toEqual([]);
});

test("a reply that is not an image is an error, and so is one that is too long", async ({ page, plain }) => {
  for (const [body, what] of [
    ["<!doctype html><html>Log in</html>", "text/html"],
    ["<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"],
    ["", "no known format"],
    ["{}", "no known format"],
  ]) {
    await serve(page, [{ body, headers: { "content-type": "image/png" } }]);
    const seen = await download(page);
    expect(seen).toMatchObject({
      kind: "badResponse",
      message: expect.stringContaining(what),
      code: "PLANTAIN_DOWNLOAD_WRONG",
      billed: "no",
    });
  }
  const body = await media("plain.jpg");
  await serve(page, [{ body }]);
  expect(await download(page, ADDRESS, { maxBytes: body.length - 1 })).toMatchObject({ kind: "badResponse" });
  expect(await download(page, ADDRESS, { maxBytes: body.length })).toMatchObject({ name: "image.jpg" });
  expect(await plain.requests()).toEqual([]);
});

test("a download that hangs ends in the caller's timeout, or by an abort", async ({ page, plain }) => {
  await serve(page, ["hangs"]);
  expect(await download(page, ADDRESS, { timeoutMs: 300 })).toMatchObject({
    kind: "timedOut",
    billed: "no",
  });
  const seen = await page.evaluate(async (address) => {
    const { download } = await import("/pkg/index.js");
    const controller = new AbortController();
    const signals = [];
    const hanging = (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    const outcome = caught(download(address, { signal: controller.signal, fetch: hanging }));
    while (signals.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort("enough");
    return [
      await outcome,
      signals[0].aborted,
      await caught(download(address, { signal: AbortSignal.abort(7) })),
    ];
  }, ADDRESS);
  expect(seen).toEqual(["enough", true, 7]);
  expect(await plain.requests()).toEqual([]);
});

test("a download says that an image of a result is paid for, and nothing of other addresses", async ({
  page,
  plain,
}) => {
  await serve(page, [{ status: 404 }]);
  expect(await download(page, { url: ADDRESS })).toMatchObject({
    kind: "refused",
    code: "PLANTAIN_DOWNLOAD_GONE",
    billed: "yes",
  });
  expect(await download(page, ADDRESS)).toMatchObject({ kind: "refused", billed: "no" });
  expect(await plain.requests()).toEqual([]);
});

test("a download accepts only addresses that an image may have", async ({ page, plain }) => {
  for (const image of ["javascript:alert(1)", "/1.png", "", 5, null, {}, { url: 5 }, "data:text/html,<b>"]) {
    expect(await download(page, image)).toMatchObject({
      kind: "invalidRequest",
      billed: "no",
      problems: [{ field: "image" }],
    });
  }
  expect(await plain.requests()).toEqual([]);
});

test("an image from inside a reply is downloaded with the caller's fetch", async ({ page, plain }) => {
  // The policy of this page forbids `blob:` and `data:`, as any strict one does.
  const seen = await page.evaluate(
    async (base64) => {
      const { download } = await import("/pkg/index.js");
      const local = URL.createObjectURL(blobOf(base64));
      const requests = [];
      const own = async (address) => {
        requests.push(address === local ? "blob" : address.slice(0, 10));
        return new Response(blobOf(base64));
      };
      const files = [];
      for (const image of [local, { url: `data:image/gif;base64,${base64}` }, new URL("https://a.example/b")])
        files.push((await download(image, { fetch: own })).name);
      return { requests, files };
    },
    (await media("small.png")).toString("base64"),
  );
  expect(seen).toEqual({ requests: ["blob", "data:image", "https://a."], files: Array(3).fill("image.png") });
  expect(await plain.requests()).toEqual([]);
});

test("a download's limit must be a number from 1 on", async ({ page, plain }) => {
  const requests = await serve(page, ["lost"]);
  for (const options of [{ timeoutMs: 0 }, { timeoutMs: "5" }, { maxBytes: Number.NaN }, { maxBytes: -1 }]) {
    const [field] = Object.keys(options);
    expect(await download(page, ADDRESS, options)).toMatchObject({
      kind: "invalidRequest",
      problems: [{ field }],
    });
  }
  expect(requests).toEqual([]);
  expect(await plain.requests()).toEqual([]);
});
