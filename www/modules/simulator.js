import { newId } from "./ids.js";

/**
 * The simulated providers of `cargo xtask demo`, which run on this machine; with `--relay` a relay stands before them and holds the key.
 *
 * @typedef {{ api: string, isRelay: boolean, session: string }} Simulator
 */

/**
 * Looks for the simulator. Where this page is served without one, there is none: `null`.
 *
 * @returns {Promise<Simulator | null>}
 */
export async function findSimulator() {
  try {
    const answer = await fetch("./simulator.json", { cache: "no-store" });
    if (!answer.ok) return null;
    const { api, relay } = await answer.json();
    const isThere = typeof api === "string" && LOOPBACK.test(api);
    return isThere ? { api, isRelay: relay === true, session: session() } : null;
  } catch {
    return null;
  }
}

/**
 * Gives the address under which the simulator plays a provider.
 *
 * @param {Simulator} simulator
 * @param {string} provider
 * @param {string} [inSession] an earlier session of this page. Default: this one.
 */
export function simulatedAddress(simulator, provider, inSession = simulator.session) {
  return `${simulator.api}/${inSession}/${provider}`;
}

/** The key that the simulator takes. */
export const SIMULATOR_KEY = "demo";

/** What a session may be called. */
export const SESSION = /^[A-Za-z0-9_-]{1,64}$/;

/** Gives this tab's session, which keeps its jobs apart from those of other tabs; `?session=` sets it. */
function session() {
  const asked = new URLSearchParams(location.search).get("session");
  if (asked && SESSION.test(asked)) return asked;
  const made = `page-${newId()}`;
  try {
    const kept = sessionStorage.getItem(SESSION_KEY);
    if (kept && SESSION.test(kept)) return kept;
    sessionStorage.setItem(SESSION_KEY, made);
  } catch {
    // Forbidden: then it lasts as long as the page.
  }
  return made;
}

/** The page's content policy lets it speak to this address and to no other plain `http:` one. */
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+$/;
const SESSION_KEY = "plantain-page-session";
