/** The request of every row, without its image. */
export const REQUESTS = {
  mulerouter: { provider: "mulerouter", model: "google/nano-banana-pro/edit", prompt: "a red hat" },
  mulerun: { provider: "mulerun", model: "google/nano-banana-pro/edit", prompt: "a red hat" },
  pixazo: { provider: "pixazo", model: "nano-banana/edit", prompt: "a red hat" },
  pixelbyte: {
    provider: "pixelbyte",
    model: "google/nano-banana-pro-extra/edit-image",
    prompt: "a red hat",
  },
};

/** The providers' own hosts, by their pages. */
export const HOSTS = {
  mulerouter: "https://api.mulerouter.ai",
  mulerun: "https://api.mulerun.com",
  pixazo: "https://gateway.pixazo.ai",
  pixelbyte: "https://api.muvi.video",
};

/** How many requests a run sends to the provider before a stage; the upload goes to another host. */
export const BEFORE = {
  mulerouter: { submit: 0, poll: 1, cancel: 1 },
  mulerun: { submit: 0, poll: 1, cancel: 1 },
  pixazo: { submit: 0, poll: 1, cancel: 1 },
  pixelbyte: { presign: 0, submit: 1, poll: 2, cancel: 2, list: 2 },
};

/** Returns the stage of a request of the simulator's log, by the providers' documentation. */
export function stageOf({ host, method, path }) {
  if (host !== "api" || method === "OPTIONS") return null;
  return STAGES.find(([, wanted, pattern]) => wanted === method && pattern.test(path))?.[0] ?? null;
}

const STAGES = [
  ["presign", "POST", /\/pixelbyte\/v1\/uploads\/presign$/],
  ["upload", "PUT", /^\/[^/]+\/storage\//],
  ["submit", "POST", /\/pixelbyte\/v1\/jobs\/submit$/],
  ["submit", "POST", /\/(mulerun|mulerouter)\/vendors\/google\/v1\/nano-banana-[^/]+\/edit$/],
  ["submit", "POST", /\/pixazo\/nano-banana[^/]*\/v1\/nano-banana[^/]*\/generateEditImageRequest$/],
  ["cancel", "POST", /\/pixelbyte\/v1\/jobs\/[^/]+\/cancel$/],
  ["poll", "GET", /\/pixelbyte\/v1\/jobs\/[^/]+$/],
  ["poll", "GET", /\/(mulerun|mulerouter)\/vendors\/google\/v1\/nano-banana-[^/]+\/edit\/[^/]+$/],
  ["poll", "POST", /\/pixazo\/nano-banana-polling\/nano-banana\/getStatus$/],
  ["poll", "GET", /\/pixazo\/v2\/requests\/status\/[^/]+$/],
];
