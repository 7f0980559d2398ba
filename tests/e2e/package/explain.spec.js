import { expect, test } from "./plain.js";

const PAGE = "<!doctype html><html><title>My app</title><div id=root></div></html>";

/** Runs requests through a relay at the page's own origin, where this is answered, and returns what their errors say. */
async function behind(page, answer) {
  await page.unroute("**/api/plantain/**");
  await page.route("**/api/plantain/**", (route) => route.fulfill(answer));
  return page.evaluate(async () => {
    const { createClient } = await import("/pkg/index.js");
    const { explain } = await import("/pkg/explain.js");
    const client = createClient({ relay: "/api/plantain" });
    const image = "https://example.com/1.jpg";
    const requests = [
      words,
      { ...edit([image]) },
      { provider: "pixazo", model: "nano-banana/edit", prompt: "a hat", images: [image] },
    ];
    const errors = await Promise.all(requests.map((request) => caught(client.run(request))));
    return errors.map((error) => ({
      ...error,
      message: error.message,
      explained: explain(structuredClone(error.toJSON())),
    }));
  });
}

test.describe("where another server answers in place of the relay", () => {
  for (const [name, answer, status] of [
    ["a 404 of a development server", { status: 404, body: "" }, 404],
    ["a web page that is not found", { status: 404, contentType: "text/html", body: PAGE }, 404],
    ["the page of the app itself", { status: 200, contentType: "text/html", body: PAGE }, 200],
  ]) {
    test(`${name} is told with its status and address`, async ({ page, plain, simulator }) => {
      const { origin } = new URL(simulator.page);
      for (const error of await behind(page, answer)) {
        expect(error).toMatchObject({ code: "PLANTAIN_NO_RELAY", status, relayed: true });
        const what = answer.body ? `a web page (status ${status})` : "the status 404";
        expect(error.message).toContain(`The address ${origin}/api/plantain/${error.provider}/`);
        expect(error.message).toContain(` answered with ${what}`);
        expect(error.message).toContain(": no relay answers there.");
        expect(error.message).not.toMatch(/The provider (refused|did)/);
        expect(error.explained).toMatchObject({ situation: "noRelay", action: "contact" });
      }
      expect(await plain.requests()).toEqual([]);
    });
  }
});

test.describe("a refusal by the relay", () => {
  for (const [status, code, message, kind, action, title] of [
    [
      401,
      "RELAY_NOT_SIGNED_IN",
      "The relay does not know who is calling: sign in.",
      "unauthorized",
      "signIn",
      "Please sign in",
    ],
    [
      402,
      "RELAY_DAILY_LIMIT",
      "This would cost more than what the relay lets you spend in a day (UTC).",
      "insufficientCredit",
      "later",
      "Today’s limit is reached",
    ],
    [
      403,
      "RELAY_FOREIGN_PAGE",
      "The relay is not open to the page that called.",
      "unauthorized",
      "contact",
      "Not allowed from this page",
    ],
    [
      403,
      "RELAY_NO_KEY",
      "The relay has no key for this provider.",
      "unauthorized",
      "contact",
      "Not available here",
    ],
    [
      404,
      "RELAY_NO_SUCH_ROUTE",
      "The relay has no such address.",
      "refused",
      "contact",
      "This app is not set up right",
    ],
    [
      422,
      "RELAY_MODEL",
      "The relay does not offer this model.",
      "refused",
      "fix",
      "This model is not available here",
    ],
  ]) {
    test(`${code} is told as the relay's at every provider`, async ({ page, plain }) => {
      // As the relay writes it for each provider: the last is Pixazo's form.
      const forms = [
        { success: false, error: { code, message } },
        { error: { code, title: "Refused by the relay", detail: message } },
        { error: message, code },
      ];
      for (const [index, form] of forms.entries()) {
        const answer = { status, contentType: "application/json", body: JSON.stringify(form) };
        const error = (await behind(page, answer))[index];
        expect(error).toMatchObject({ kind, code, message, billed: "no", relayed: true });
        expect(error).not.toHaveProperty("providerMessage");
        expect(error.explained).toMatchObject({ action, title, cost: "Nothing was billed." });
      }
      expect(await plain.requests()).toEqual([]);
    });
  }

  test("is not taken for one where the provider itself refuses through it", async ({ page, plain }) => {
    const body = JSON.stringify({ success: false, error: { code: "BAD_KEY", message: "Is this a key?" } });
    const [error] = await behind(page, { status: 401, contentType: "application/json", body });
    expect(error).toMatchObject({
      code: "BAD_KEY",
      message: "The provider did not accept the key: Is this a key?",
      providerMessage: "Is this a key?",
      relayed: true,
    });
    expect(error.explained).toMatchObject({ situation: "unauthorized", action: "contact" });
    expect(await plain.requests()).toEqual([]);
  });
});

test.describe("small mistakes", () => {
  test("an AbortSignal in place of options is refused before anything is sent", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient, download, validate } = await import("/pkg/index.js");
      const client = createClient(clientOptions);
      const { signal } = new AbortController();
      const calls = [
        client.run(words, signal),
        client.submit(words, signal),
        client.runMany([words], signal),
        download("https://example.com/1.png", signal),
        validate(words, signal),
      ];
      return Promise.all(calls.map((call) => caught(call).then(({ problems }) => problems)));
    });
    const problem = {
      field: "options",
      code: "wrongType",
      message: "must be an object such as { signal }",
    };
    expect(seen).toEqual(Array(5).fill([problem]));
    expect(await plain.requests()).toEqual([]);
  });

  test("a store says what it lacks", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const wrong = [{}, { getItem() {}, setItem() {} }, 7];
      const errors = wrong.map((store) => caught(createClient({ ...clientOptions, store }).run(words)));
      return (await Promise.all(errors)).map(({ problems }) => problems[0].message);
    });
    expect(seen).toEqual([
      "has no getItem, setItem, removeItem, key: it must be like localStorage",
      "has no removeItem, key: it must be like localStorage",
      expect.stringMatching(/^must be an object like localStorage, .*not a number$/),
    ]);
    expect(await plain.requests()).toEqual([]);
  });

  test("onAccepted is called with the ticket alone", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { createClient } = await import("/pkg/index.js");
      const calls = [];
      const onAccepted = (...given) => calls.push(given.length, typeof given[0].job);
      await createClient(clientOptions).submit(words, { onAccepted });
      return calls;
    });
    expect(seen).toEqual([1, "string"]);
    expect(await plain.purchases()).toHaveLength(1);
  });

  test("what the browser says of a failure gets one full stop", async ({ page, plain }) => {
    const seen = await page.evaluate(async () => {
      const { init } = await import("/pkg/index.js");
      const error = await caught(init(new URL("/nothing.wasm", location.href)));
      return { code: error.code, message: error.message };
    });
    expect(seen.code).toBe("PLANTAIN_NOT_LOADED");
    expect(seen.message).not.toMatch(/\.\.|[?!]\./);
    expect(await plain.requests()).toEqual([]);
  });
});
