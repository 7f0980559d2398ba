import { tagOf } from "./digest.js";
import { Refusal, unready } from "./reply.js";
import { uncertainRefusals } from "./routes.js";
import { reportTo } from "./settings.js";

/** Counts a call of a caller. Throws a `Refusal` past the limit of this minute. */
export async function takeCall(call) {
  const { settings, visitor } = call;
  const now = Date.now();
  const minute = Math.floor(now / 60_000);
  const calls = await count(call, `calls:${visitor.tag}:${minute}`, 1, 120);
  if (calls > settings.limits.callsPerMinute) {
    const headers = { "retry-after": String(60 - Math.floor((now % 60_000) / 1000)) };
    throw new Refusal(429, "RELAY_TOO_MANY_CALLS", "The relay got too many calls in this minute.", headers);
  }
}

/**
 * Sets aside the most that a submit can cost, and gives what settles it: `settle(cost, job)`, in micro-dollars, `null` where the reply says neither. Not
 * to settle it is to count the most. Throws a `Refusal` where the day's limit would be passed.
 */
export async function reserve(call, model) {
  const { settings, visitor, place } = call;
  const { microUsdPerDay } = settings.limits;
  if (microUsdPerDay === null) return { settle() {} };
  const { tag } = visitor;
  const most = place.provider.mostMicroUsd[model];
  const day = dayOf(Date.now());
  const name = `spent:${tag}:${day}`;
  const spent = await count(call, name, most, DAYS_KEPT);
  if (spent > microUsdPerDay) {
    await count(call, name, -most, DAYS_KEPT);
    const sentence = "This would cost more than what the relay lets you spend in a day (UTC).";
    throw new Refusal(402, "RELAY_DAILY_LIMIT", sentence);
  }
  return {
    async settle(cost, job = null) {
      const kept = cost ?? most;
      // Where the store fails, the most stays counted: that is the safe side.
      await reporting(settings, async (store) => {
        if (kept !== most) await store.add(name, kept - most, DAYS_KEPT);
        const isOwed = job !== null && kept > 0 && place.provider.refunded.length > 0;
        if (isOwed) await store.add(await boughtName(place, job, tag, day), kept, DAYS_KEPT);
      });
    },
  };
}

/** Takes what a job cost off its day, once, when the provider says that the job ended in a way that it pays back, to the caller who bought it. */
export async function refund({ settings, place, visitor }, job, text) {
  const status = contentOf(text)?.status;
  if (settings.limits.microUsdPerDay === null || typeof status !== "string") return;
  if (!place.provider.refunded.includes(status.toLowerCase())) return;
  const now = Date.now();
  await reporting(settings, async (store) => {
    for (const day of [dayOf(now), dayOf(now - DAY_MS)]) {
      const bought = await boughtName(place, job, visitor.tag, day);
      const cost = await store.add(bought, 0, DAYS_KEPT);
      const isFirst = cost > 0 && (await store.add(`${bought}:refunds`, 1, DAYS_KEPT)) === 1;
      if (isFirst) await store.add(`spent:${visitor.tag}:${day}`, -cost, DAYS_KEPT);
    }
  });
}

/** Tells whether a submit that was answered with this status cannot have been bought. */
export function isCertainRefusal(status) {
  return status >= 400 && status < 500 && !uncertainRefusals.includes(status);
}

/** Reads what a submit's reply says: its cost, where that is in whole micro-dollars, and the job; each else `null`. */
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

/** Gives what a reply says: its `data` where that is an object, else all of it; `null` where it is no JSON object. */
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

async function boughtName({ provider }, job, tag, day) {
  return `bought:${tag}:${day}:${await tagOf(`${provider.id} ${job}`)}`;
}

function dayOf(time) {
  return new Date(time).toISOString().slice(0, 10);
}

async function reporting(settings, change) {
  try {
    await change(settings.limits.store);
  } catch (error) {
    reportTo(settings, error);
  }
}

async function count(call, name, amount, seconds) {
  try {
    const value = await call.settings.limits.store.add(name, amount, seconds);
    if (!Number.isFinite(value)) throw new TypeError("limits.store.add must give a number");
    return value;
  } catch (error) {
    reportTo(call.settings, error);
    throw unready(call.route, "The relay cannot count what is used.");
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Two days in seconds: a day's count is needed until its last job is settled. */
const DAYS_KEPT = 2 * 24 * 60 * 60;
