import { createRelay, memoryStore } from "../../pkg/relay.js";

/** Where the tests' page is. */
export const PAGE = "http://page.example";

/** Signs the tests' links, so that they can make some that the relay never would. */
export const SECRET = "a secret of the tests, long enough";

/** More bytes than the buffers of two connections hold: a system may let each grow to 40 MB. */
export const ENDLESS = 512 * 1024 * 1024;

/** A model of the operator's own: one that Pixazo has moved. */
export const RENAMED = {
  provider: "pixazo",
  id: "nano-banana/edit",
  name: "Nano Banana, edit",
  tasks: ["edit"],
  page: "https://example.com",
  confidence: "documented",
  path: "/nano-banana/v2/edit",
  fields: {
    prompt: { wire: "prompt" },
    images: { wire: "image_urls", formats: ["jpeg", "png"] },
  },
  price: null,
  seconds: 30,
};

/**
 * Makes the relays of one site, each at a path of its own: `config` is `{ simulator, mirror, refused, key }`, all strings, so that it can be
 * passed to every runtime. `mirror` is an address that plays a provider that misbehaves, `refused` one where every connection is refused. They share a
 * store, in which each has keys of its own.
 */
export function relaysOf({ simulator, mirror, refused = mirror, key }, store = memoryStore()) {
  const all = (value) => ({ mulerouter: value, mulerun: value, pixazo: value, pixelbyte: value });
  const simulated = Object.fromEntries(Object.keys(all()).map((id) => [id, `${simulator}/${id}`]));
  const prices = { mulerun: { "google/nano-banana-pro/edit": 100_000 } };
  const common = {
    keys: all(key),
    origins: [PAGE],
    authorize,
    headers: ["X-Caller"],
    secret: SECRET,
    upstream: simulated,
    onError() {},
  };
  const relays = {
    "/api/plantain": { limits: { callsPerMinute: 100_000 } },
    "/small": { limits: { bodyBytes: 256 * 1024 } },
    "/tight": { limits: { seconds: 1 } },
    "/few": { limits: { callsPerMinute: 3 } },
    "/spend": { limits: { microUsdPerDay: 500_000, prices } },
    "/own": { models: [RENAMED] },
    "/open": { origins: "any", authorize: "none" },
    "/mirror": {
      upstream: all(mirror),
      limits: { seconds: 120, bodyBytes: ENDLESS + 1, replyBytes: ENDLESS + 1024 },
    },
    "/short": { upstream: all(mirror), limits: { replyBytes: 1024 * 1024 } },
    "/refused": { upstream: all(refused) },
    "/keys": {
      keys: { mulerun: ["key-number-1", "key-number-2", "key-number-3"] },
      upstream: { mulerun: mirror },
    },
  };
  return Object.entries(relays).map(([path, options]) => [
    path,
    createRelay({ ...common, path, store: partOf(store, path), ...options }),
  ]);
}

/** Makes one handler of all relays. */
export function siteOf(config, store) {
  const relays = relaysOf(config, store);
  return (request, context) => {
    const pathname = URL.canParse(request.url) ? new URL(request.url).pathname : "";
    const [, relay] = relays.find(([path]) => pathname.startsWith(`${path}/`)) ?? relays[0];
    return relay(request, context);
  };
}

/** Returns a store whose keys end with a name. */
function partOf(store, name) {
  return {
    add: (key, ...rest) => store.add(key + name, ...rest),
    get: (key) => store.get(key + name),
    set: (key, ...rest) => store.set(key + name, ...rest),
    increment: (key, ...rest) => store.increment(key + name, ...rest),
  };
}

/** The log-in of the tests' site. */
function authorize(request) {
  const caller = request.headers.get("x-caller");
  if (caller === "throws") throw new Error("the log-in is out of order");
  return caller;
}
