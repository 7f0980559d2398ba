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
 * Sets aside the most that a submit can cost, and gives what settles it: `settle(cost)`, in micro-dollars. Not to settle it is to count
 * the most. Throws a `Refusal` where the day's limit would be passed.
 */
export async function reserve(call, model) {
  const { settings, visitor, place } = call;
  const { microUsdPerDay } = settings.limits;
  if (microUsdPerDay === null) return { settle() {} };
  const most = place.provider.mostMicroUsd[model];
  const name = `spent:${visitor.tag}:${new Date().toISOString().slice(0, 10)}`;
  const spent = await count(call, name, most, DAYS_KEPT);
  if (spent > microUsdPerDay) {
    await count(call, name, -most, DAYS_KEPT);
    const sentence = "This would cost more than what the relay lets you spend in a day (UTC).";
    throw new Refusal(402, "RELAY_DAILY_LIMIT", sentence);
  }
  return {
    async settle(cost) {
      if (cost === most) return;
      try {
        await settings.limits.store.add(name, cost - most, DAYS_KEPT);
      } catch (error) {
        // Counting the most is the safe side.
        reportTo(settings, error);
      }
    },
  };
}

/** Tells whether a submit that was answered with this status cannot have been bought. */
export function isCertainRefusal(status) {
  return status >= 400 && status < 500 && !uncertainRefusals.includes(status);
}

/** Reads what a submit's reply says that it costs; `null` where it does not say so in whole micro-dollars. */
export function chargedBy(provider, text) {
  let reply;
  try {
    reply = JSON.parse(text);
  } catch {
    return null;
  }
  const isRecord = (value) => typeof value === "object" && value !== null;
  const content = isRecord(reply) && isRecord(reply.data) ? reply.data : reply;
  if (!isRecord(content)) return null;
  const costs = provider.charged.map((name) => content[name]);
  return costs.find((cost) => Number.isSafeInteger(cost) && cost >= 0) ?? null;
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

/** Two days in seconds: a day's count is needed until its last job is settled. */
const DAYS_KEPT = 2 * 24 * 60 * 60;
