import { createClient } from "../pkg/index.js";
import { SESSION } from "./simulator.js";

/**
 * What this page needs to show a job after a reload: the label of its entry in the store. It holds no key, no provider address and no image.
 *
 * @typedef {{ id: string, prompt: string, shape: string | null, session: string | null }} Caption
 * `shape` is the requested aspect ratio; `session` is the simulator's, `null` for a real provider.
 * @typedef {import("../pkg/index.js").Pending} Pending
 */

/** Where jobs are kept, if this browser lets the page. */
export const store = () => localStorage;

/**
 * Returns the jobs of earlier visits, oldest first, each with its caption. Entries without a caption are not this page's.
 *
 * @returns {Promise<{ caption: Caption, pending: Pending }[]>}
 */
export async function storedJobs() {
  // Without the module nothing can be resumed: the entries wait for the next visit.
  const entries = await createClient({ providers: {}, store })
    .pending()
    .catch(() => []);
  return entries.flatMap((pending) =>
    isCaption(pending.label) ? [{ caption: pending.label, pending }] : [],
  );
}

/**
 * @param {any} label
 * @returns {label is Caption}
 */
function isCaption(label) {
  return (
    typeof label?.id === "string" &&
    typeof label.prompt === "string" &&
    (label.shape === null || typeof label.shape === "string") &&
    (label.session === null || SESSION.test(label.session))
  );
}
