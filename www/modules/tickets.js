import { createClient } from "../pkg/index.js";
import { SESSION } from "./simulator.js";

/**
 * What this page needs to show a job after a reload, beside what the package keeps of it. No key, no address of a provider, no image.
 *
 * @typedef {{ id: string, prompt: string, shape: string | null, session: string | null }} Note
 * `shape` is the aspect ratio asked for; `session` is the simulator's, `null` for a real provider.
 * @typedef {import("../pkg/index.js").Pending} Pending
 * @typedef {import("../pkg/index.js").Store} Store
 */

/**
 * Gives the store for the calls about one job: `localStorage`, with a note beside each entry that comes and goes with it.
 *
 * @param {Note} note
 * @returns {Store}
 */
export function storeFor({ id, prompt, shape, session }) {
  return {
    getItem: (name) => localStorage.getItem(name),
    setItem(name, value) {
      localStorage.setItem(name, value);
      localStorage.setItem(NOTE + name, JSON.stringify({ id, prompt, shape, session }));
    },
    removeItem(name) {
      localStorage.removeItem(name);
      localStorage.removeItem(NOTE + name);
    },
    key: (index) => localStorage.key(index),
    get length() {
      return localStorage.length;
    },
  };
}

/**
 * Gives the jobs that an earlier visit left, oldest first, each with its note. What has no note is not this page's.
 *
 * @returns {Promise<{ note: Note, pending: Pending }[]>}
 */
export async function keptJobs() {
  try {
    const notes = keptNotes();
    if (notes.length === 0) return [];
    const pending = await createClient({ providers: {}, store: localStorage }).pending();
    return pending.flatMap((entry) => {
      const found = notes.find(({ record }) => isOf(record, entry));
      return found ? [{ note: found.note, pending: entry }] : [];
    });
  } catch {
    // Forbidden: then nothing was kept either.
    return [];
  }
}

/** Gives every note with the entry that it stands beside, and drops those that are left alone. */
function keptNotes() {
  const notes = [];
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(NOTE))) {
    const name = key.slice(NOTE.length);
    const [note, record] = [read(key), read(name)];
    const { id, prompt, session } = note ?? {};
    const isWhole =
      typeof id === "string" &&
      typeof prompt === "string" &&
      (session === null || SESSION.test(session)) &&
      record;
    if (isWhole) notes.push({ note, record });
    else localStorage.removeItem(key);
  }
  return notes;
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

const NOTE = "plantain-page:";
