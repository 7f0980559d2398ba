import { newId } from "./ids.js";

/**
 * The simulated providers of `cargo xtask demo`, which run on this machine; with `--relay` a relay stands before them and holds the key.
 *
 * @typedef {{ api: string, isRelay: boolean, session: string }} Simulator
 */

/**
 * Returns the simulator, or `null` where this page is served without one.
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
 * Returns the address under which the simulator plays a provider.
 *
 * @param {Simulator} simulator
 * @param {string} provider
 * @param {string} [inSession] an earlier session of this page. Default: this one.
 */
export function simulatedAddress(simulator, provider, inSession = simulator.session) {
  return `${simulator.api}/${inSession}/${provider}`;
}

/** The simulator's valid key. */
export const SIMULATOR_KEY = "demo";

/** The names that a session may have. */
export const SESSION = /^[A-Za-z0-9_-]{1,64}$/;

/** Returns this tab's session, which keeps its jobs apart from those of other tabs; `?session=` sets it. */
function session() {
  const requested = new URLSearchParams(location.search).get("session");
  if (requested && SESSION.test(requested)) return requested;
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
