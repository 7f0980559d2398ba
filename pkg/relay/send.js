import { pickKey } from "./digest.js";
import { exchange } from "./exchange.js";
import { isCertainRefusal } from "./limits.js";
import { reportTo } from "./options.js";
import { Refusal } from "./reply.js";

/** Throws a `Refusal` if the relay has no key for the provider. */
export function requireKey({ target, options }) {
  const { id, name, keys, isKeyMissing } = target.provider;
  if (keys.length > 0) return;
  if (isKeyMissing) {
    const sentence = `The relay has no key for ${name}: keys.${id} is not set. Is the variable set that should hold the key?`;
    reportTo(options, new TypeError(sentence));
  }
  throw new Refusal(403, "RELAY_NO_KEY", `The relay has no key for ${name}.`);
}

/** Sends a call to the provider with the key, and returns the reply. Releases the reservation if nothing was bought for certain. */
export async function send(call, { body, most, length, reserved, gate = null }) {
  const { route, target, caller } = call;
  const { provider } = target;
  const key = await pickKey(provider.keys, caller.id);
  const headers = { accept: "application/json", [provider.key.header]: provider.key.prefix + key };
  if (body !== null) headers["content-type"] = "application/json";
  if (length !== null) headers["content-length"] = length;
  const address = provider.base + route.path;
  try {
    const reply = await exchange({ address, method: route.method, headers, body, most, gate, call });
    if (isCertainRefusal(reply.response.status)) await reserved?.settle(0);
    return reply;
  } catch (error) {
    if (error.isUnsent) await reserved?.settle(0);
    throw error;
  }
}
