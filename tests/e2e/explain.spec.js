import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { de } from "../../pkg/explain/de.js";
import { en } from "../../pkg/explain/en.js";
import { explain, explainProblem } from "../../pkg/explain.js";
import { models } from "../../pkg/models/index.js";
import { expect, test } from "./harness.js";

const pkg = resolve(import.meta.dirname, "..", "..", "pkg");
const TABLES = { en, de };
const BILLED = ["no", "yes", "unknown"];

test.describe("the texts", () => {
  test("of every language have the same keys and placeholders", () => {
    // The two forms of the provider stand for each other: languages bend them differently.
    const placeholders = (text) =>
      [...new Set(text.match(/\{\w+\}/g))].map((one) => one.replace("atProvider", "provider")).sort();
    for (const table of Object.values(TABLES)) {
      expect(Object.keys(table)).toEqual(Object.keys(en));
      const wrong = Object.entries(table).filter(
        ([key, text]) =>
          placeholders(text).join() !== placeholders(en[key]).join() ||
          text.trim() !== text ||
          (text === "") !== (en[key] === ""),
      );
      expect(wrong).toEqual([]);
    }
  });

  test("are those that the types name", async () => {
    const declared = await readFile(join(pkg, "explain", "en.d.ts"), "utf8");
    const keys = [...declared.matchAll(/readonly "?([\w.]+)"?: string;/g)].map(([, key]) => key);
    expect(keys).toEqual(Object.keys(en));
  });

  test("have a title and a detail for every situation and a label for every action", async () => {
    const declared = await readFile(join(pkg, "explain.d.ts"), "utf8");
    const union = (name) => {
      const [, body] = new RegExp(`export type ${name} =([^;]*);`).exec(declared);
      return [...body.matchAll(/"(\w+)"/g)].map(([, word]) => word);
    };
    const situations = [...(await kinds()), ...union("Situation")];
    const titled = Object.keys(en).filter((key) => key.endsWith(".title"));
    expect(titled.sort()).toEqual(situations.map((name) => `${name}.title`).sort());
    expect(situations.filter((situation) => !en[`${situation}.detail`])).toEqual([]);
    const labelled = Object.keys(en).filter((key) => key.startsWith("action."));
    expect(labelled).toEqual(union("Action").map((name) => `action.${name}`));
    expect(union("Action").filter((name) => en[`next.${name}`] === undefined)).toEqual([]);
  });

  test("are whole sentences without placeholders, whatever is explained", async () => {
    const errors = await everything();
    const bad = Object.values(TABLES).flatMap((texts) =>
      errors.flatMap((error) => {
        const { title, detail, cost, actionLabel } = explain(error, { texts });
        const sentences = [detail, cost].filter((text) => !/[.!?”“]$/.test(text));
        const labels = [title, actionLabel].filter((text) => /[.!?]$/.test(text));
        const all = [title, detail, cost, actionLabel].filter((text) =>
          /[{}]|\.\.|[?!]\.|undefined|\s\s|^$/.test(text),
        );
        return [...sentences, ...labels, ...all];
      }),
    );
    expect(bad).toEqual([]);
  });
});

test.describe("the codes", () => {
  const root = resolve(pkg, "..");

  test("of errors are those that the types name, and the pages of docs/errors", async () => {
    const module = await read(join(root, "src", "job", "error", "code.rs"));
    const found = [...(await clientSource()), module].flatMap(
      (text) => text.match(/PLANTAIN_[A-Z_]+/g) ?? [],
    );
    const declared = (await read(join(pkg, "index.d.ts"))).match(/(?<=\| ")PLANTAIN_[A-Z_]+/g);
    expect([...new Set(found)].sort()).toEqual([...declared].sort());
    const folder = join(root, "docs", "errors");
    const pages = await Promise.all((await readdir(folder)).map((name) => read(join(folder, name))));
    expect(declared.filter((code) => !pages.some((page) => page.includes(`\`${code}\``)))).toEqual([]);
    const used = (await read(join(pkg, "explain", "situations.js"))).match(/PLANTAIN_[A-Z_]+/g);
    expect(used.filter((code) => !declared.includes(code))).toEqual([]);
  });

  test("of problems are those that the types name, each with a text or the app's", async () => {
    const module = await read(join(root, "src", "wire", "problem.rs"));
    const [, body] = /export type ProblemCode =([^;]*);/.exec(await read(join(pkg, "index.d.ts")));
    const declared = [...body.matchAll(/"(\w+)"/g)].map(([, code]) => code);
    const ofModule = [...module.matchAll(/=> "(\w+)"/g)].map(([, code]) => code);
    expect(ofModule.filter((code) => !declared.includes(code))).toEqual([]);
    const ofClient = (await clientSource()).join("");
    const unused = declared.filter((code) => !ofModule.includes(code) && !ofClient.includes(`"${code}"`));
    expect(unused).toEqual([]);
    const texts = declared.map((code) => explainProblem({ field: "x", code, message: "" }).text);
    expect(texts.filter((text) => text === "" || text.includes("{"))).toEqual([]);
    const ofApp = declared.filter((code) => !Object.hasOwn(en, `problem.${code}`));
    const situations = await read(join(pkg, "explain", "situations.js"));
    const [, list] = /const OF_APP = \[([^\]]*)\]/.exec(situations);
    expect(ofApp.sort()).toEqual([...list.matchAll(/"(\w+)"/g)].map(([, code]) => code).sort());
  });
});

test.describe("an action", () => {
  test("is never a retry where that may buy twice", async () => {
    const seen = (await everything()).map((error) => ({ ...explain(error), error }));
    const retries = seen.filter(({ action }) => action === "retry" || action === "later");
    expect(retries.length).toBeGreaterThan(100);
    // A download buys nothing. What is offline and has no ticket is one, where something was bought.
    const isDownload = ({ error, situation }) =>
      situation === "download" || (situation === "offline" && error.billed === "yes" && !error.ticket);
    expect(retries.filter((one) => one.error.billed !== "no" && !isDownload(one))).toEqual([]);
    const warns = (action, words) =>
      seen.filter((one) => one.action === action && !one.detail.includes(words));
    expect(warns("buyAgain", "A new try is a new purchase")).toEqual([]);
    expect(warns("find", "you might pay twice")).toEqual([]);
    const unwarned = warns("checkAccount", "you might pay twice").map(({ situation }) => situation);
    // These images are paid for, and the account may have them.
    expect([...new Set(unwarned)].sort()).toEqual(["deliveredAtOnce", "noImages"]);
  });

  test("follows from kind, code and what was billed", () => {
    const ticket = { job: "j" };
    const intent = { id: "i" };
    const rows = [
      [{ kind: "network", billed: "no" }, "retry"],
      [{ kind: "network", billed: "yes", ticket }, "wait"],
      [{ kind: "network", billed: "yes" }, "checkAccount"],
      [{ kind: "network", billed: "unknown", intent }, "find"],
      [{ kind: "network", billed: "yes", code: "PLANTAIN_OFFLINE" }, "retry"],
      [{ kind: "network", billed: "yes", code: "PLANTAIN_OFFLINE", ticket }, "wait"],
      [{ kind: "network", billed: "unknown" }, "checkAccount"],
      [{ kind: "unavailable", billed: "no" }, "later"],
      [{ kind: "rateLimited", billed: "no" }, "later"],
      [{ kind: "rateLimited", billed: "unknown", intent }, "find"],
      [{ kind: "timedOut", billed: "yes", ticket }, "wait"],
      [{ kind: "refused", billed: "no" }, "fix"],
      [{ kind: "unreadableFile", billed: "no" }, "fix"],
      [{ kind: "jobFailed", billed: "no", ticket }, "retry"],
      [{ kind: "jobFailed", billed: "unknown", ticket }, "buyAgain"],
      [{ kind: "ambiguous", billed: "unknown", intent }, "checkAccount"],
      [{ kind: "unauthorized", billed: "no" }, "enterKey"],
      [{ kind: "unauthorized", billed: "no", relayed: true }, "contact"],
      [{ kind: "insufficientCredit", billed: "no" }, "addCredit"],
      [{ kind: "insufficientCredit", billed: "no", relayed: true }, "contact"],
      [{ kind: "unauthorized", billed: "no", code: "RELAY_NOT_SIGNED_IN" }, "signIn"],
      [{ kind: "unauthorized", billed: "no", code: "RELAY_NO_KEY" }, "contact"],
      [{ kind: "unauthorized", billed: "no", code: "RELAY_FOREIGN_PAGE" }, "contact"],
      [{ kind: "invalidRequest", billed: "no", code: "PLANTAIN_NO_KEY", relayed: true }, "enterKey"],
      [{ kind: "timedOut", billed: "no", code: "RELAY_SLOW", relayed: true }, "later"],
      [{ kind: "timedOut", billed: "unknown", code: "RELAY_LATE", relayed: true, intent }, "find"],
      [{ kind: "insufficientCredit", billed: "no", code: "RELAY_DAILY_LIMIT" }, "later"],
      [{ kind: "refused", billed: "no", code: "RELAY_MODEL" }, "fix"],
      [{ kind: "refused", billed: "no", code: "RELAY_NO_SUCH_ROUTE" }, "contact"],
      [{ kind: "unsupported", billed: "yes", code: "PLANTAIN_CANNOT_CANCEL", ticket }, "wait"],
      [{ kind: "unsupported", billed: "unknown", code: "PLANTAIN_NO_LIST", intent }, "checkAccount"],
      [
        { kind: "unsupported", billed: "unknown", code: "PLANTAIN_RECORD_OLD", relayed: true, intent },
        "contact",
      ],
      [{ kind: "unavailable", billed: "unknown", code: "PLANTAIN_NOT_FOUND", intent }, "find"],
      [{ kind: "network", billed: "yes", relayed: true }, "contact"],
      [{ kind: "invalidRequest", billed: "no", problems: [{ field: "prompt", code: "required" }] }, "fix"],
      [
        { kind: "invalidRequest", billed: "no", problems: [{ field: "promt", code: "unknownField" }] },
        "contact",
      ],
      [{ kind: "of a later version", billed: "no" }, "contact"],
      [new TypeError("x"), "contact"],
      [new DOMException("x", "AbortError"), "none"],
    ];
    expect(rows.map(([error]) => [error, explain(error).action])).toEqual(rows);
  });
});

test("what only an account shows is the operator's to look for, where there is a relay", () => {
  const error = {
    kind: "unsupported",
    billed: "unknown",
    provider: "mulerun",
    code: "PLANTAIN_RECORD_OLD",
    intent: {},
  };
  expect(explain(error)).toMatchObject({
    situation: "cannotFind",
    action: "checkAccount",
    detail: expect.stringContaining("Look into the account at MuleRun"),
  });
  expect(explain({ ...error, relayed: true })).toMatchObject({
    situation: "cannotFind",
    action: "contact",
    actionLabel: "Get help",
    detail:
      "This app cannot find out whether the image was bought. Ask the people who run this app to look into their account at MuleRun before you try again: you might pay twice.",
  });
  expect(explain({ ...error, code: "PLANTAIN_NOT_FOUND", relayed: true }, { texts: de })).toMatchObject({
    situation: "notFound",
    action: "find",
    detail: expect.stringContaining("fragen Sie den Betreiber dieser App"),
  });
});

test("a request that the relay gave up on is told as the relay's", () => {
  for (const code of ["RELAY_SLOW", "RELAY_LATE"]) {
    const error = { kind: "unavailable", billed: "no", provider: "mulerun", code, relayed: true };
    expect(explain(error)).toMatchObject({ situation: "relayUnavailable", action: "later" });
  }
});

test.describe("an explanation", () => {
  test("is the same of an error, its JSON and a copy of that", async () => {
    const { PlantainError } = await import("../../pkg/client/error.js");
    const problems = [{ field: "images[1]", code: "tooMany", message: "x", facts: { max: 4, given: 1234 } }];
    const record = { kind: "invalidRequest", message: "m", billed: "no", provider: "pixazo", problems };
    const error = new PlantainError(record);
    const said = explain(error);
    expect(said.problems).toEqual([
      {
        field: "images[1]",
        name: "images",
        index: 1,
        code: "tooMany",
        text: "Image 2: Choose at most 4; there are 1,234.",
      },
    ]);
    expect(explain(error.toJSON())).toEqual(said);
    expect(explain(structuredClone(error.toJSON()))).toEqual(said);
    expect(explain(JSON.parse(JSON.stringify(error)))).toEqual(said);
    expect(explain(PlantainError.fromJSON(JSON.parse(JSON.stringify(error))))).toEqual(said);
  });

  test("can be given of anything", () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    const strange = {
      kind: "network",
      billed: "no",
      problems: 7,
      provider: 7,
      retryAfterMs: "soon",
      code: 7,
    };
    for (const thrown of [
      null,
      undefined,
      7,
      "no",
      Symbol("x"),
      {},
      [],
      () => {},
      trap,
      Object.create(null),
    ]) {
      expect(explain(thrown), String(typeof thrown)).toMatchObject({ situation: "unexpected", problems: [] });
    }
    expect(explain(strange)).toMatchObject({
      action: "retry",
      detail: expect.stringContaining("The provider could"),
    });
    expect(explain({ kind: "constructor", billed: "no", code: "toString" }).situation).toBe("other");
    expect(explainProblem({ field: "x", code: "tooMany", facts: { max: 4 } }).text).toBe("Choose fewer.");
    for (const problem of [null, 7, {}, { field: 7, message: {}, facts: { allowed: 7, max: "x" } }]) {
      expect(typeof explainProblem(problem).text).toBe("string");
    }
  });

  for (const [language, table] of Object.entries({ en, de })) {
    test(`never throws, and shows no undefined, null or NaN, in ${language}`, () => {
      const nothing = [
        undefined,
        null,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        {},
        [],
        [null, Number.NaN],
        "",
        " ",
      ];
      const codes = Object.keys(en).flatMap((key) => /^problem\.(\w+)$/.exec(key)?.[1] ?? []);
      expect(codes.length).toBeGreaterThan(20);
      const fields = [...nothing, "images[9]", `images[${"9".repeat(400)}]`, "undefinedness"];
      const problems = [...nothing, ...HOSTILE];
      for (const code of [...codes, ...nothing]) {
        for (const value of [...nothing, ...HOSTILE]) {
          const facts = { allowed: value, given: value, max: value, min: value, unit: value };
          problems.push({ field: "prompt", code, message: value, facts });
          problems.push({ field: "prompt", code, facts: { ...facts, allowed: [value, value] } });
          problems.push({ field: "seed", code, facts: value });
        }
      }
      for (const field of fields) problems.push({ field, code: "required", message: "is missing" });
      const texts = new Set(problems.map((problem) => explainProblem(problem, { texts: table }).text));

      const records = [...nothing, ...HOSTILE];
      for (const kind of ["invalidRequest", "rateLimited", "refused", "jobFailed", "network"]) {
        for (const value of [...nothing, ...HOSTILE, [null, {}], Array(3), problems]) {
          const fields = { retryAfterMs: value, providerMessage: value, provider: value, code: value };
          records.push({ kind, billed: "no", ...fields, problems: value });
        }
      }
      for (const record of records) {
        for (const options of [{ texts: table }, { texts: table, provider: record, signal: record }]) {
          const { title, detail, cost, actionLabel, problems, retryAfterMs } = explain(record, options);
          for (const text of [title, detail, cost, actionLabel, ...problems.map(({ text }) => text)])
            texts.add(text);
          expect([problems.length > 20, retryAfterMs]).toEqual([false, undefined]);
        }
      }
      expect(texts.size).toBeGreaterThan(50);
      expect([...texts].filter((text) => !isForPerson(text))).toEqual([]);
    });
  }

  test("of an error whose members throw says what can be read", () => {
    const error = { kind: "refused", billed: "no", provider: "mulerun" };
    for (const name of ["code", "retryAfterMs", "problems", "providerMessage", "ticket"])
      Object.defineProperty(error, name, { get: () => expect(name).toBe("read by none") });
    expect(explain(error)).toMatchObject({ situation: "refused", action: "fix" });
    const facts = Object.defineProperty({ max: 4 }, "given", { get: () => expect(1).toBe(2) });
    expect(explainProblem({ field: "images", code: "tooMany", facts }).text).toBe("Choose fewer.");
    const allowed = ["1K", null, Number.NaN, "2K", 3];
    expect(explainProblem({ field: "resolution", code: "notOneOf", facts: { allowed } }).text).toBe(
      "Choose one of these: 1K, 2K, 3.",
    );
  });

  test("says the provider as it writes itself, or as the caller does", () => {
    const names = new Map(models.map(({ provider, providerName }) => [provider, providerName]));
    expect(names.size).toBeGreaterThan(3);
    for (const [provider, name] of names) {
      expect(explain({ kind: "network", billed: "no", provider }).detail).toContain(
        `${name} could not be reached`,
      );
    }
    const error = { kind: "insufficientCredit", billed: "no", provider: "mulerun" };
    expect(explain(error).detail).toContain("at MuleRun");
    expect(explain(error, { provider: "our $& printer" }).detail).toContain("at our $& printer");
  });

  test("quotes the provider where its words say what to change, and not elsewhere", () => {
    const words = { billed: "no", provider: "mulerun", providerMessage: "No hats {provider}, please" };
    expect(explain({ kind: "refused", ...words }).detail).toBe(
      "MuleRun did not accept this request. MuleRun says: “No hats {provider}, please” Change the words or the image, then try again.",
    );
    expect(explain({ kind: "unavailable", ...words }).detail).not.toContain("hats");
  });

  test("says when to try again, never too early", () => {
    const after = (retryAfterMs, texts) =>
      explain({ kind: "rateLimited", billed: "no", retryAfterMs }, { texts });
    expect(after(1200)).toMatchObject({
      retryAfterMs: 1200,
      detail: expect.stringContaining("in 2 seconds."),
    });
    expect(after(121_000).detail).toContain("in 3 minutes.");
    expect(after(1000, de).detail).toContain("1 Sekunde.");
    expect(after(7_200_000, de).detail).toContain("2 Stunden.");
    expect(after(undefined)).not.toHaveProperty("retryAfterMs");
    expect(after(0).detail).toContain("a little later");
  });

  test("knows an abort by its name or by its signal", () => {
    const { signal, abort } = aborted("enough");
    expect(explain("enough", { signal })).toMatchObject({ situation: "aborted", action: "none" });
    expect(explain("other", { signal }).situation).toBe("unexpected");
    expect(explain("enough").situation).toBe("unexpected");
    expect(explain(abort).situation).toBe("aborted");
    const failed = { kind: "network", billed: "no" };
    expect(explain(failed, { signal: { aborted: true, reason: failed } }).situation).toBe("network");
  });

  test("takes single texts of the caller, and more special ones", () => {
    const texts = {
      "cost.no": "Free.",
      "network.label": "Once more",
      "network.next.retry": "Look at the cable.",
      "problem.required.style": "Choose a style.",
      "problem.required": 7,
    };
    const error = { kind: "network", billed: "no", provider: "mulerun" };
    expect(explain(error, { texts })).toMatchObject({
      title: "No answer",
      cost: "Free.",
      actionLabel: "Once more",
      detail: "MuleRun could not be reached. Look at the cable.",
    });
    expect(explainProblem({ field: "style", code: "required" }, { texts }).text).toBe("Choose a style.");
    expect(explainProblem({ field: "seed", code: "required" }, { texts }).text).toBe("Please fill this in.");
  });

  test("in German is German from end to end", () => {
    const error = {
      kind: "invalidRequest",
      billed: "no",
      problems: [
        {
          field: "images[0]",
          code: "tooLarge",
          facts: { max: 10_485_760, given: 20_971_520, unit: "bytes" },
        },
        { field: "strength", code: "outOfRange", facts: { min: 0, max: 1.5 } },
        { field: "resolution", code: "notOneOf", facts: { given: "9K", allowed: ["1K", "2K"] } },
      ],
    };
    const said = explain(error, { texts: de });
    expect(said).toMatchObject({
      title: "Etwas muss geändert werden",
      cost: "Es wurde nichts berechnet.",
      action: "fix",
      actionLabel: "Ändern",
    });
    expect(said.problems.map(({ text }) => text)).toEqual([
      "Bild 1: Diese Datei ist zu groß. Wählen Sie eine von höchstens 10,4 MB.",
      "Geben Sie eine Zahl von 0 bis 1,5 ein.",
      "Wählen Sie eines davon: 1K, 2K.",
    ]);
  });
});

/** Nothing of these can be read. */
const HOSTILE = [
  new Proxy([], { get: () => Promise.reject.call() }),
  new Proxy({}, { get: () => Promise.reject.call(), ownKeys: () => Promise.reject.call() }),
  revoked([]),
  revoked({}),
];

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Whether a text is one for a person. */
function isForPerson(text) {
  return /\p{Letter}{2}/u.test(text) && !/NaN|undefined|null|Infinity|∞|\[object|[{}]|“\s*”|„\s*“/.test(text);
}

const read = (path) => readFile(path, "utf8");

async function clientSource() {
  const folder = join(pkg, "client");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  return Promise.all(names.map((name) => read(join(folder, name))));
}

function aborted(reason) {
  const controller = new AbortController();
  controller.abort(reason);
  return { signal: controller.signal, abort: AbortSignal.abort().reason };
}

/** Returns the kinds that index.d.ts declares. */
async function kinds() {
  const declared = await readFile(join(pkg, "index.d.ts"), "utf8");
  const [, body] = /export type ErrorKind =([^;]*);/.exec(declared);
  return [...body.matchAll(/"(\w+)"/g)].map(([, kind]) => kind);
}

/** Returns every kind with every code, billed, and what an error may hold. */
async function everything() {
  const situations = await readFile(join(pkg, "explain", "situations.js"), "utf8");
  const codes = [...situations.matchAll(/^ {2}((?:RELAY|PLANTAIN)_\w+):/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(20);
  const errors = [];
  for (const kind of [...(await kinds()), "of a later version"]) {
    for (const code of [undefined, "RELAY_OTHER", "their_code", ...codes]) {
      for (const billed of BILLED) {
        for (const held of [{}, { ticket: {} }, { intent: {} }, { relayed: true, retryAfterMs: 5000 }]) {
          errors.push({ kind, code, billed, provider: "mulerun", ...held });
        }
      }
    }
  }
  return errors;
}
