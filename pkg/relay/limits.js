import { SUBMIT_KEPT } from "./attempt.js";
import { shortHash } from "./digest.js";
import { openTo, Refusal } from "./reply.js";
import { uncertainRefusals } from "./routes.js";
import { withStore } from "./with-store.js";

/** Counts a call against the caller's limit per minute. Throws a `Refusal` past it. */
export async function takeCall(call) {
  const { options, caller } = call;
  const now = Date.now();
  const calls = await count(call, callsName(caller, now), 1, MINUTES_KEPT);
  if (calls > options.limits.callsPerMinute) {
    const headers = { "retry-after": String(60 - Math.floor((now % 60_000) / 1000)) };
    throw new Refusal(429, "RELAY_TOO_MANY_CALLS", "The relay got too many calls in this minute.", headers);
  }
}

/**
 * Reserves the highest price of a submit, of any model at its path, and returns the reservation. `settle(cost, job)` replaces it by the cost in
 * micro-dollars; each argument is `null` where the reply does not contain it. An unsettled reservation counts in full; of an attempt under an
 * idempotency key, the next attempt takes it over. Throws a `Refusal` past the daily limit, and where a price is not known.
 */
export async function reserve(call, attempt = null) {
  const { options, caller, target, route } = call;
  const { microUsdPerDay } = options.limits;
  if (microUsdPerDay === null) return { settle() {} };
  const most = mostOf({ ...route, ...target.provider });
  if (most === null) {
    const unknown = route.models.find((model) => target.provider.mostMicroUsd[model] === null);
    const sentence = `The relay does not know what ${unknown} costs at most, so it cannot keep the limit of a day.`;
    throw new Refusal(402, "RELAY_PRICE_UNKNOWN", sentence);
  }
  const day = dayOf(Date.now());
  const name = spentName(caller, day);
  const record = JSON.stringify({ day, most });
  if (!(await takeOver(call, attempt, record))) await countAgainst(call, name, most);
  if (attempt !== null) {
    await tryStore(call, (store) => store.set(`${attempt.name}:reserved`, record, SUBMIT_KEPT));
  }
  return {
    async settle(cost, job = null) {
      const kept = cost ?? most;
      // If the store fails, the highest price stays counted, which is the safe side.
      await tryStore(call, async (store) => {
        if (kept !== most && (await isOurs(store, attempt?.name))) {
          await store.increment(name, kept - most, DAYS_KEPT);
        }
        const isOwed = job !== null && kept > 0 && target.provider.refunded.length > 0;
        if (isOwed) await store.increment(await boughtName(target, job, caller, day), kept, DAYS_KEPT);
      });
    },
  };
}

/** Counts a price against a day. Throws a `Refusal` past its limit. */
async function countAgainst(call, name, most) {
  const isPast = (spent) => spent > call.options.limits.microUsdPerDay;
  // Read first: only a call that comes at the same time makes what is past the limit be counted, and taken back.
  let isRefused = isPast((await count(call, name, 0, DAYS_KEPT)) + most);
  if (!isRefused && isPast(await count(call, name, most, DAYS_KEPT))) {
    await count(call, name, -most, DAYS_KEPT);
    isRefused = true;
  }
  if (!isRefused) return;
  const sentence = "This would cost more than what the relay lets you spend in a day (UTC).";
  throw new Refusal(402, "RELAY_DAILY_LIMIT", sentence);
}

/** Whether the attempt before has left the same reservation, because its process or the store died. It is taken over once. */
async function takeOver(call, attempt, record) {
  const before = attempt?.before ?? null;
  if (before === null) return false;
  return withStore(
    call,
    async (store) => (await store.get(`${before}:reserved`)) === record && isOurs(store, before),
  );
}

/** Whether the reservation of an attempt is for this call to change: no other call has done so. */
async function isOurs(store, name) {
  return name === undefined || (await store.add(`${name}:settled`, "settled", SUBMIT_KEPT)) === true;
}

/** The response to a read of the caller's limits: `CallerLimits`. Not before `takeCall`, whose count is read. */
export async function readLimits(call) {
  const { options, caller, route } = call;
  const now = Date.now();
  const calls = await count(call, callsName(caller, now), 0, MINUTES_KEPT);
  const found = {
    callsLeft: Math.max(0, options.limits.callsPerMinute - calls),
    day: null,
    model: null,
  };
  const { microUsdPerDay } = options.limits;
  let left = null;
  if (microUsdPerDay !== null) {
    const spent = await count(call, spentName(caller, dayOf(now)), 0, DAYS_KEPT);
    left = Math.max(0, microUsdPerDay - spent);
    found.day = {
      limitMicroUsd: microUsdPerDay,
      spentMicroUsd: spent,
      leftMicroUsd: left,
      endsAt: new Date((Math.floor(now / DAY_MS) + 1) * DAY_MS).toISOString(),
    };
  }
  if (route.model !== null) {
    const most = mostOf(route.model);
    const submits = most === null ? 0 : Math.floor(left / most);
    const submitsLeft = left === null || most === 0 ? null : submits;
    found.model = { mostMicroUsd: most, submitsLeft: route.model.hasKey ? submitsLeft : 0 };
  }
  const headers = { ...openTo(call), "content-type": "application/json" };
  return new Response(JSON.stringify(found), { status: 200, headers });
}

/** Subtracts the cost of a refunded job from its day, once, when its buyer polls it. */
export async function refund(call, job, text) {
  const { options, target, caller } = call;
  const status = contentOf(text)?.status;
  if (options.limits.microUsdPerDay === null || typeof status !== "string") return;
  if (!target.provider.refunded.includes(status.toLowerCase())) return;
  const now = Date.now();
  await tryStore(call, async (store) => {
    for (const day of [dayOf(now), dayOf(now - DAY_MS)]) {
      const bought = await boughtName(target, job, caller, day);
      const cost = await store.increment(bought, 0, DAYS_KEPT);
      const isFirst = cost > 0 && (await store.increment(`${bought}:refunds`, 1, DAYS_KEPT)) === 1;
      if (isFirst) await store.increment(spentName(caller, day), -cost, DAYS_KEPT);
    }
  });
}

/** Whether a submit with this response status was certainly not accepted. */
export function isCertainRefusal(status) {
  return status >= 400 && status < 500 && !uncertainRefusals.includes(status);
}

/** The cost in whole micro-dollars and the job id in a submit's reply; `null` for each that is missing. */
export function boughtBy(provider, text) {
  const content = contentOf(text);
  const costs = provider.charged.map((name) => content?.[name]);
  const jobs = provider.job.map((name) => content?.[name]);
  return {
    cost: costs.find((cost) => Number.isSafeInteger(cost) && cost >= 0) ?? null,
    job:
      jobs.find((job) => typeof job === "string" && job !== "") ??
      jobs.find(Number.isSafeInteger)?.toString() ??
      null,
  };
}

/** A reply's JSON object, or its member `data` if that is an object; `null` if the reply is not a JSON object. */
function contentOf(text) {
  const isRecord = (value) => typeof value === "object" && value !== null;
  try {
    const reply = JSON.parse(text);
    const content = isRecord(reply?.data) ? reply.data : reply;
    return isRecord(content) ? content : null;
  } catch {
    return null;
  }
}

/** The highest price of the models that a submit may be for, in micro-dollars; `null` if one of them is not known. */
function mostOf({ models, mostMicroUsd }) {
  const prices = models.map((model) => mostMicroUsd[model]);
  return prices.includes(null) ? null : Math.max(...prices);
}

function callsName(caller, now) {
  return `calls:${caller.hash}:${Math.floor(now / 60_000)}`;
}

function spentName(caller, day) {
  return `spent:${caller.hash}:${day}`;
}

async function boughtName({ provider }, job, caller, day) {
  return `bought:${caller.hash}:${day}:${await shortHash(`${provider.id} ${job}`)}`;
}

function dayOf(time) {
  return new Date(time).toISOString().slice(0, 10);
}

/** Runs an operation after the submit was sent: a failure is reported, and does not fail the call. */
async function tryStore(call, operation) {
  await withStore(call, operation).catch(() => {});
}

function count(call, name, amount, kept) {
  return withStore(call, async (store) => {
    const value = await store.increment(name, amount, kept);
    if (!Number.isFinite(value)) throw new TypeError("store.increment must return a number");
    return value;
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Two days in seconds: a day's total is needed until its last job is settled. */
const DAYS_KEPT = { ttl: 2 * 24 * 60 * 60 };
const MINUTES_KEPT = { ttl: 120 };
