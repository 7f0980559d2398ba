import { createClient } from "../pkg/index.js";
import { SESSION } from "./simulator.js";

/**
 * What this page needs to show a job after a reload, beside the package's own entry. It holds no key, no provider address and no image.
 *
 * @typedef {{ id: string, prompt: string, shape: string | null, session: string | null }} Caption
 * `shape` is the requested aspect ratio; `session` is the simulator's, `null` for a real provider.
 * @typedef {import("../pkg/index.js").Pending} Pending
 * @typedef {import("../pkg/index.js").Store} Store
 */

/**
 * Returns the store for the calls about one job: `localStorage`, with a caption beside each entry that is stored and removed with it.
 *
 * @param {Caption} caption
 * @returns {Store}
 */
export function storeFor({ id, prompt, shape, session }) {
  return {
    getItem: (name) => localStorage.getItem(name),
    setItem(name, value) {
      localStorage.setItem(name, value);
      localStorage.setItem(CAPTION + name, JSON.stringify({ id, prompt, shape, session }));
    },
    removeItem(name) {
      localStorage.removeItem(name);
      localStorage.removeItem(CAPTION + name);
    },
    key: (index) => localStorage.key(index),
    get length() {
      return localStorage.length;
    },
  };
}

/**
 * Returns the jobs of earlier visits, oldest first, each with its caption. Entries without a caption are not this page's.
 *
 * @returns {Promise<{ caption: Caption, pending: Pending }[]>}
 */
export async function storedJobs() {
  try {
    const captions = storedCaptions();
    if (captions.length === 0) return [];
    const pending = await createClient({ providers: {}, store: localStorage }).pending();
    return pending.flatMap((entry) => {
      const found = captions.find(({ record }) => isOf(record, entry));
      return found ? [{ caption: found.caption, pending: entry }] : [];
    });
  } catch {
    // Forbidden: then nothing was kept either.
    return [];
  }
}

/** Returns every caption with its entry, and removes captions without one. */
function storedCaptions() {
  const captions = [];
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(CAPTION))) {
    const name = key.slice(CAPTION.length);
    const [caption, record] = [read(key), read(name)];
    const { id, prompt, session } = caption ?? {};
    const isWhole =
      typeof id === "string" &&
      typeof prompt === "string" &&
      (session === null || SESSION.test(session)) &&
      record;
    if (isWhole) captions.push({ caption, record });
    else localStorage.removeItem(key);
  }
  return captions;
}

/**
 * @param {any} record
 * @param {Pending} entry
 */
function isOf(record, entry) {
  return entry.state === "unknown"
    ? record.id === entry.intent.id
    : record.job === entry.ticket.job && record.provider === entry.ticket.provider;
}

/** @param {string} name */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

const CAPTION = "plantain-page:";
