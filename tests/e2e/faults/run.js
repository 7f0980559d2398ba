import { setTimeout as pause } from "node:timers/promises";
import { openLine } from "./line.js";
import { BEFORE, HOSTS, REQUESTS, stageOf } from "./requests.js";
import { keyOf } from "./secrets.js";

/** Runs one row in a page, and gives what came out, what the simulator saw, and what the page was told. */
export async function runRow(row, number, page, simulator) {
  const session = `row-${number}`;
  const control = (method, what, body) => ask(`${simulator.api}/${session}/control/${what}`, method, body);
  const log = () => control("GET", "log");
  await control("PUT", "settings", { ...SETTINGS, ...row.settings, key: keyOf(number) });
  await control("PUT", "faults", rulesOf(row, simulator));
  const line = await lineOf(row, simulator);
  const base = `${line?.address ?? simulator.api}/${session}/${row.provider}`;
  const far = row.far && (await route(page, row.provider, base));
  const how = {
    call: row.stage === "cancel" || row.abort === "cancel" ? "cancel" : "run",
    request: { ...REQUESTS[row.provider], extra: row.extra },
    access: { apiKey: keyOf(number), endpoint: far ? undefined : base },
    timeoutMs: row.timeoutMs ?? PLENTY_MS,
    cancelOnAbort: row.cancelOnAbort,
  };
  const start = () => page.evaluate(([session, how]) => rows.start(session, how), [session, plain(how)]);
  const reached = (at) => until(async () => isReached(at, await log()), `${row.name}: nothing reached ${at}`);

  const at = row.abort ?? row.at;
  if (row.act === "offline" && at === "begin") await page.context().setOffline(true);
  await start();
  if (at && at !== "begin") await reached(at);
  if (row.abort) {
    await page.evaluate(([session, reason]) => rows.abort(session, reason), [session, row.reason]);
  }
  if (row.act === "jump") await page.evaluate((milliseconds) => clock.jump(milliseconds), row.jumpMs);
  if (row.act === "offline") {
    await page.context().setOffline(true);
    if (row.backMs) {
      await pause(row.backMs);
      await page.context().setOffline(false);
    }
  }
  let outcome;
  let told;
  if (row.act === "reload") {
    told = await page.evaluate((session) => rows.finish(session), session);
    await page.reload();
    const ticket = await page.evaluate((session) => rows.kept(session), session);
    if (ticket) {
      how.call = "wait";
      how.ticket = ticket;
      await start();
    } else {
      outcome = { out: "gone", said: [] };
    }
  }
  outcome ??= await within(
    SETTLED_MS,
    page.evaluate((session) => rows.outcome(session), session),
  );
  if (row.abort || outcome.out === "gone") await until(async () => isQuiet(await log()), "");
  if (how.ticket || !told) {
    const later = await page.evaluate((session) => rows.finish(session), session);
    told = { tickets: [...(told?.tickets ?? []), ...later.tickets], progress: later.progress };
  }
  const seen = { outcome, told, log: await log(), jobs: await control("GET", "jobs") };
  await control("DELETE", "session");
  line?.close();
  return seen;
}

/** A row's faults as the simulator's rules. */
function rulesOf({ stage, abort, at, fault, then, times, refuse }, { refused }) {
  if (refuse === "upload") {
    return [{ stage: "presign", times: null, fault: { foreignUploadUrl: `${refused}/image.png` } }];
  }
  const place = { pause: "submit", wait: undefined, begin: undefined };
  const where = abort ?? at ?? stage;
  const befallen = where in place ? place[where] : where;
  const acts = abort ?? at;
  const all = acts && befallen && abort !== "pause" ? { delayMs: ACT_MS, ...fault } : fault;
  const rules = [];
  if (all) rules.push({ stage: befallen ?? "submit", times, fault: all });
  if (then) rules.push({ stage: befallen, times: 1, fault: then });
  return rules;
}

/** A line that is cut before the stage at which connections are to be refused. */
function lineOf({ provider, refuse, refuseMs }, { api }) {
  if (!refuse || refuse === "upload") return undefined;
  return openLine(api, { requests: BEFORE[provider][refuse], milliseconds: refuseMs });
}

/** Lets the simulator answer for a provider's own host: one that is neither near nor the page's own. */
async function route(page, provider, base) {
  const host = HOSTS[provider];
  await page.route(`${host}/**`, async (route) => {
    try {
      await route.fulfill({ response: await route.fetch({ url: route.request().url().replace(host, base) }) });
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
  return of(at).some(({ lastByteMs }) => lastByteMs !== null);
}

/** Whether nothing has been asked for some time, and nothing more can be: what goes on after an abort goes on for three real seconds. */
function isQuiet(log) {
  const now = Date.now();
  const size = log.map(({ status }) => status).join();
  if (QUIET.get(log[0]?.path)?.size !== size) QUIET.set(log[0]?.path, { size, since: now });
  const open = log.some(({ status, fault }) => status === null && !fault?.resetBeforeReply);
  return now - QUIET.get(log[0]?.path).since > (open ? AFTER_ABORT_MS : SETTLE_MS);
}

const QUIET = new Map();

export async function ask(address, method = "GET", body = undefined) {
  const answer = await fetch(address, { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

export async function until(is, otherwise) {
  const began = Date.now();
  while (!(await is())) {
    if (Date.now() - began > SETTLED_MS) throw new Error(otherwise);
    await pause(40);
  }
}

async function within(milliseconds, promise) {
  const controller = new AbortController();
  const over = pause(milliseconds, { out: "never settled", said: [] }, { signal: controller.signal, ref: false });
  over.catch(() => {});
  const outcome = await Promise.race([promise, over]);
  controller.abort();
  return outcome;
}

const plain = (value) => JSON.parse(JSON.stringify(value));

/** The page's clock runs ten times as fast as the simulator's: 3.4 s until the first question are a third of one. */
const SETTINGS = { jobMs: 100, longestSide: 16 };
/** By the page's clock: a minute of ours, which no row that ends well needs. */
const PLENTY_MS = 600_000;
/** How long an exchange lasts in the middle of which something is done, by our clock. */
const ACT_MS = 700;
const SETTLE_MS = 900;
const AFTER_ABORT_MS = 4_500;
const SETTLED_MS = 90_000;
