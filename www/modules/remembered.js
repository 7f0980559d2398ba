/**
 * The access data of each provider, the key among it, on this device. It is stored only if the person chose so.
 *
 * @typedef {import("./access.js").Access} Access
 */

/**
 * @param {string} provider
 * @param {Access} access
 */
export function keepAccess(provider, { mode, apiKey, relay }) {
  try {
    localStorage.setItem(PREFIX + provider, JSON.stringify({ mode, apiKey, relay }));
  } catch {
    // Full or forbidden: then it lasts as long as the page.
  }
}

/** @param {string} provider */
export function forgetAccess(provider) {
  try {
    localStorage.removeItem(PREFIX + provider);
  } catch {
    // Forbidden: then nothing was kept either.
  }
}

/**
 * @param {string} provider
 * @returns {Partial<Access>}
 */
export function keptAccess(provider) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + provider) ?? "null");
    if (!kept) return {};
    const mode = kept.mode === "simulator" ? "simulator" : "real";
    return { mode, apiKey: String(kept.apiKey ?? ""), relay: String(kept.relay ?? ""), remember: true };
  } catch {
    return {};
  }
}

const PREFIX = "plantain-page-key:";
