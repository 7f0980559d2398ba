import { pickKey } from "./digest.js";
import { exchange } from "./exchange.js";
import { isCertainRefusal } from "./limits.js";

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
