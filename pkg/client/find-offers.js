// The offers for a request of a family: at which providers, and with the caller's own models.

import { checkOptions } from "./calls.js";
import { checkModels, loadOffers, modelsOf, PROVIDERS } from "./models.js";
import { wasm, withModule } from "./ready.js";

/** Lists offers for a copy of a request, of those providers that `reachable` returns; with what else offers.js has. */
export function findOffers(copy, options, reachable) {
  const { among, models: own, prefer } = options;
  const providers = reachable(options).filter((id) => !Array.isArray(among) || among.includes(id));
  const act = async ({ prepared: [{ listOffers, ...tools }, request, wrongModels, tables] }) => {
    checkOptions(options, wrongModels);
    const { validate, estimateCost } = wasm;
    const found = await listOffers(request, new Map(tables), { validate, estimateCost, prefer });
    return { ...found, ...tools, request, providers };
  };
  const loadTables = () => Promise.all(providers.map(async (id) => [id, await modelsOf(id, own)]));
  return withModule(options, act, () => Promise.all([loadOffers(), copy, checkModels(own), loadTables()]));
}

/** Returns the providers that a client can reach. */
export function configured({ relay, providers }) {
  return PROVIDERS.filter((id) => relay !== undefined || providers?.[id] !== undefined);
}
