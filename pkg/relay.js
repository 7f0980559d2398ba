import { find } from "./relay/address.js";
import { admit, preflight, visitorOf } from "./relay/door.js";
import { forward } from "./relay/forward.js";
import { takeCall } from "./relay/limits.js";
import { serveLink } from "./relay/links.js";
import { nodeListener } from "./relay/node.js";
import { Refusal, refuse } from "./relay/reply.js";
import { reportTo, settingsOf } from "./relay/settings.js";

export { memoryStore } from "./relay/store.js";

export function createRelay(options) {
  const settings = settingsOf(options);
  const relay = async (request) => {
    const call = { request, settings, place: null };
    try {
      call.place = find(request.url, settings);
      return await answer(call);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error, call);
      reportTo(settings, error);
      return refuse(new Refusal(500, "RELAY_FAILED", "The relay failed. Its log says why."), call);
    }
  };
  return Object.assign(relay, { node: nodeListener(relay, { ownsBytes: options.fetch === undefined }) });
}

/** Lets a call through, or throws a `Refusal`. Nothing leaves for the provider before `forward` or `serveLink`. */
async function answer(call) {
  const { request, place } = call;
  if (place === null) throw new Refusal(404, "RELAY_NO_SUCH_ROUTE", "The relay has no such address.");
  if (request.method === "OPTIONS") return preflight(call);
  admit(call);
  if (place.link !== undefined) return serveLink(call);
  call.visitor = await visitorOf(call);
  await takeCall(call);
  if (call.route.purpose === "list") {
    throw new Refusal(
      501,
      "RELAY_NO_LIST",
      "The relay does not list jobs: they may be those of other callers.",
    );
  }
  return forward(call);
}
