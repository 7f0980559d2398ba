import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Session } from "../../support/simulator.js";
import { openLine } from "./line.js";
import { BEFORE, HOSTS, REQUESTS, stageOf } from "./requests.js";
import { keyOf } from "./secrets.js";

/**
 * Runs one row in a page. Returns its outcome, what the simulator saw, and what the page received. An action in the middle of an exchange
 * must come before its end: where a busy machine was too late for that, the row is run again.
 */
export async function runRow(row, number, page, simulator) {
  for (let attempt = 1; ; attempt += 1) {
    const session = `row-${number}-${randomBytes(4).toString("hex")}`;
    const seen = await attemptRow(row, session, keyOf(number), page, simulator);
    if (!seen.late || attempt === ATTEMPTS) return seen;
  }
}

async function attemptRow(row, session, key, page, simulator) {
  const control = new Session(simulator, session);
  const models = row.lacking ? [await lackingModel(row.provider)] : undefined;
  await control.set({ ...OPTIONS, ...row.options, ...(models && { models }), key });
  await control.faults(rulesOf(row, simulator));
  const line = await lineOf(row, session, key, models, simulator);
  const base = `${line?.address ?? simulator.api}/${session}/${row.provider}`;
  if (row.far) await route(page, row, base);
  const how = howOf(row, key, base, models, simulator);
  const { late, outcome, before } = await play(row, how, session, page, control);
  if (isRelayed(row)) line.heal();
  const received = await inPage(page, session).finish(isRelayed(row));
  for (const what of ["tickets", "progress", "entries"])
    received[what] = [...before[what], ...received[what]];
  const [log, jobs] = [await control.log(), await control.jobs()];
  await control.remove();
  line?.close();
  return { late, outcome, received, log, jobs, sent: line?.sent ?? [] };
}

const isRelayed = ({ through }) => through === "relay";

/** Returns what the page does for a row: the call, its request and its options. */
function howOf(row, key, base, models, { refused }) {
  const request = REQUESTS[row.provider];
  const straight = { apiKey: key, baseUrl: row.far ? undefined : base };
  return {
    call: row.abort === "cancel" ? "cancel" : row.lacking ? "lacking" : (CALLS[row.stage] ?? "run"),
    request: { ...request, extra: row.extra, model: models?.[0].id ?? request.model },
    extraOf: row.extraOf,
    models,
    access: isRelayed(row) ? { relay: base } : straight,
    timeoutMs: row.timeoutMs ?? PLENTY_MS,
    cancelOnAbort: row.cancelOnAbort,
    fetch: row.fetch,
    output: row.refuse === "download" ? `${refused}/image.png` : undefined,
    lasts: row.act !== undefined,
    abortAtOnce: row.abort === "begin" ? row.reason : undefined,
  };
}

/** Starts the call, performs the row's action at its place, and waits for the outcome. `before` is what the page received before a reload. */
async function play(row, how, session, page, control) {
  const site = inPage(page, session);
  const log = () => control.log();
  const place = row.abort ?? row.at;
  if (row.act === "offline" && place === "begin") await page.context().setOffline(true);
  await site.start(how);
  if (place && place !== "begin")
    await until(async () => isReached(place, await log()), `${row.name}: nothing reached ${place}`);
  let late = await act(row, session, page, async () => place in EXCHANGES && isOver(place, await log()));
  let before = { tickets: [], progress: [], entries: [] };
  if (row.act === "reload") {
    before = await site.finish();
    await page.reload();
    await page.waitForFunction(() => window.rows);
    late ||= await site.isSettled(how.call);
    await site.start({ ...how, call: "resume" });
  }
  const outcome = await within(SETTLED_MS, site.outcome());
  if (row.abort || outcome.out === "gone") await quiet(log);
  return { late, outcome, before };
}

/** The functions of site/rows.js in a page, for one row. */
function inPage(page, session) {
  return {
    start: (how) => page.evaluate(([session, how]) => rows.start(session, how), [session, plain(how)]),
    finish: (find = false) => page.evaluate(([session, find]) => rows.finish(session, find), [session, find]),
    isSettled: (call) => page.evaluate(([session, call]) => rows.isSettled(session, call), [session, call]),
    outcome: () => page.evaluate((session) => rows.outcome(session), session),
  };
}

/** Makes a model that the package has no data of: the row's own under another name. */
async function lackingModel(provider) {
  const { table } = await import(`../../../pkg/models/${provider}.js`);
  const model = table.find(({ id }) => id === REQUESTS[provider].model);
  const rename = (text) => text?.replace(/nano-banana(-pro(-extra)?)?/g, "nano-banana-9");
  return { ...model, provider, id: rename(model.id), path: rename(model.path) };
}

/** Performs the row's action while it runs, and returns whether that was too late. */
async function act(row, session, page, isLate) {
  const place = row.abort ?? row.at;
  if (row.abort && place !== "begin") {
    await page.evaluate(([session, reason]) => rows.abort(session, reason), [session, row.reason]);
  }
  if (row.act === "jump") await page.evaluate((milliseconds) => clock.jump(milliseconds), row.jumpMs);
  if (row.act === "offline") await page.context().setOffline(true);
  if (row.act === "block") {
    await page.evaluate((milliseconds) => {
      for (const end = Date.now() + milliseconds; Date.now() < end; );
    }, row.blockMs);
    return false;
  }
  const late = await isLate();
  if (row.backMs) {
    await pause(row.backMs);
    await page.context().setOffline(false);
  }
  return late;
}

/** A row's faults as the simulator's rules. */
function rulesOf({ stage, abort, at, fault, then, times, refuse, lost }, { refused }) {
  if (refuse === "upload") {
    return [{ stage: "presign", times: null, fault: { foreignUploadUrl: `${refused}/image.png` } }];
  }
  const place = { pause: "submit", wait: undefined, begin: undefined };
  const own = { findJob: "list", relay: "submit" };
  const where = abort ?? at ?? own[stage] ?? stage;
  const hit = where in place ? place[where] : where;
  const acts = abort ?? at;
  const all = acts && hit && abort !== "pause" ? { delayMs: ACT_MS, ...fault } : fault;
  const rules = [];
  if (stage === "findJob") rules.push({ stage: "submit", times: 1, fault: lost ?? LOST });
  if (all) rules.push({ stage: hit ?? "submit", times, fault: all });
  if (then) rules.push({ stage: hit, times: 1, fault: then });
  return rules;
}

/** Opens the line of a row: through the relays, or one that is cut before the stage at which connections are to be refused. */
function lineOf(row, session, key, models, { api, relays }) {
  const { provider, refuse, refuseMs, line = [], lineTimes } = row;
  if (isRelayed(row)) return relays.open(session, key, line, { forEver: lineTimes === null, models });
  if (!refuse || !(refuse in BEFORE[provider])) return undefined;
  return openLine(api, { requests: BEFORE[provider][refuse], milliseconds: refuseMs });
}

/** Lets the simulator answer for a provider's own host: one that is neither near nor the page's own. */
async function route(page, { provider, reported }, base) {
  const host = HOSTS[provider];
  await page.route(`${host}/**`, async (route) => {
    try {
      // What is answered here does not go over the network that is off.
      if (!reported && !(await page.evaluate(() => navigator.onLine))) {
        await route.abort("internetdisconnected");
        return;
      }
      await route.fulfill({
        response: await route.fetch({ url: route.request().url().replace(host, base) }),
      });
    } catch {
      await route.abort().catch(() => {});
    }
  });
  return true;
}

function isReached(at, log) {
  const of = (stage) => log.filter((entry) => stageOf(entry) === stage);
  if (at === "wait") return of("submit").some(({ status }) => status >= 200 && status < 300);
  if (at === "pause") return of("submit").some(({ status }) => status === 429);
  return of(at).some(({ bodyBytes }) => bodyBytes !== null);
}

/** Whether the first exchange of a stage has been answered. */
function isOver(stage, log) {
  const { status, fault } = log.find((entry) => stageOf(entry) === stage);
  return status !== null && !fault?.hang;
}

/** Waits until no more requests come: what continues after an abort does so for three real seconds. */
async function quiet(log) {
  let before;
  let since = Date.now();
  for (;;) {
    const entries = await log();
    const now = entries.map(({ status }) => status).join();
    if (now !== before) since = Date.now();
    before = now;
    const isOpen = entries.some(({ status, fault }) => status === null && !fault?.resetBeforeReply);
    if (Date.now() - since > (isOpen ? AFTER_ABORT_MS : SETTLE_MS)) return;
    await pause(100);
  }
}

async function until(is, otherwise) {
  const began = Date.now();
  while (!(await is())) {
    if (Date.now() - began > SETTLED_MS) throw new Error(otherwise);
    await pause(40);
  }
}

async function within(milliseconds, promise) {
  const controller = new AbortController();
  const over = pause(
    milliseconds,
    { out: "never settled", texts: [] },
    { signal: controller.signal, ref: false },
  );
  over.catch(() => {});
  const outcome = await Promise.race([promise, over]);
  controller.abort();
  return outcome;
}

const plain = (value) => JSON.parse(JSON.stringify(value));

/** The page's clock runs ten times as fast as the simulator's: 3.4 s until the first poll are a third of a second. */
const OPTIONS = { jobMs: 100, longestSide: 16 };
/** By the page's clock: a minute of ours, which no row that ends well needs. */
const PLENTY_MS = 600_000;
/** How long an exchange lasts in the middle of which something is done, by our clock. */
const ACT_MS = 900;
const ATTEMPTS = 3;
const CALLS = { cancel: "cancel", download: "download", findJob: "findJob" };
/** What happens to a submit whose job is to be found again. */
const LOST = { resetBeforeReply: true, acceptAnyway: true };
const EXCHANGES = { presign: 1, upload: 1, submit: 1, poll: 1, cancel: 1 };
const SETTLE_MS = 900;
const AFTER_ABORT_MS = 4_500;
const SETTLED_MS = 90_000;
