import { findTarget } from "./relay/address.js";
import { admit, callerOf, preflight } from "./relay/admit.js";
import { findSubmit } from "./relay/find.js";
import { forward } from "./relay/forward.js";
import { readLimits, takeCall } from "./relay/limits.js";
import { serveLink } from "./relay/links.js";
import { nodeListener } from "./relay/node.js";
import { parseOptions, reportTo } from "./relay/options.js";
import { Refusal, refuse } from "./relay/reply.js";

export { memoryStore } from "./relay/store.js";

export function createRelay(given) {
  const options = parseOptions(given);
  const relay = async (request, context) => {
    const call = { request, options, target: null, waitUntil: () => {} };
    try {
      const isRequest = typeof request?.url === "string" && typeof request.headers?.get === "function";
      if (!isRequest) throw new TypeError("The relay was not called with a Request.");
      call.waitUntil = waitUntilOf(context);
      call.target = findTarget(request.url, options);
      return await answer(call);
    } catch (error) {
      return responseToFailure(error, call);
    }
  };
  return Object.assign(relay, {
    node: nodeListener(relay, { path: options.path, ownsBytes: given.fetch === undefined }),
  });
}

/** Returns the response to an admitted call. Throws a `Refusal`. Nothing is sent to the provider before `forward` or `serveLink`. */
async function answer(call) {
  const { request, target } = call;
  if (target === null) throw new Refusal(404, "RELAY_NO_SUCH_ROUTE", "The relay has no such address.");
  if (request.method === "OPTIONS") return preflight(call);
  admit(call);
  if (target.link !== undefined) return serveLink(call);
  call.caller = await callerOf(call);
  await takeCall(call);
  if (call.route.purpose === "limits") return readLimits(call);
  if (call.route.purpose === "find") return findSubmit(call);
  if (call.route.purpose === "list") {
    throw new Refusal(
      501,
      "RELAY_NO_LIST",
      "The relay does not list jobs: they may be those of other callers.",
    );
  }
  return forward(call);
}

/** Returns the response to a call that failed. Never throws, whatever the relay was called with. */
function responseToFailure(error, call) {
  const { options } = call;
  const failed = new Refusal(500, "RELAY_FAILED", "The relay failed. Its log says why.");
  try {
    if (error instanceof Refusal) return refuse(error, call);
    reportTo(options, error);
    return refuse(failed, call);
  } catch {
    // Nothing can be read from what it was called with.
    return refuse(failed, { options, target: null, request: new Request("https://example.com") });
  }
}

/** Returns what keeps a worker running until a promise is settled, although the caller is gone; nothing where no platform needs it. */
function waitUntilOf(context) {
  const isAble = typeof context === "object" && typeof context?.waitUntil === "function";
  return isAble ? (promise) => context.waitUntil(promise) : () => {};
}
