// What the caller's store holds of jobs: listed, found again, and removed.

import { withError } from "./error.js";
import { PROVIDERS } from "./models.js";
import { callModule } from "./module.js";
import { invalid, isRelayed } from "./options.js";
import { init, wasm, withModule } from "./ready.js";
import { readAll, storeAdapter } from "./store.js";

/** Returns what the store holds, oldest first. Without an entry no module is loaded. */
export async function pending({ store, ...options }) {
  const stored = store ? await readAll(store) : [];
  if (stored.length > 0) await init();
  const time = ({ ticket, intent }) => (ticket ?? intent).submittedAt;
  return stored
    .map((record) => withError(wasm.readPending(record, isRelayed(options, record.provider))))
    .filter(Boolean)
    .sort((one, other) => time(one) - time(other));
}

/** Looks for the job of a submit whose outcome is unknown. */
export function findJob(subject, options) {
  const { store } = options;
  const act = ({ prepared: records, limits }) => {
    const all = { ...options, store: storeAdapter(store), ...limits };
    return callModule(wasm, "findJob", subject?.intent ?? subject, all, { providers: PROVIDERS }, [records]);
  };
  return withModule(options, act, () => (store ? readAll(store) : []));
}

/** Returns the ticket or the intent of an entry, an error or one of these itself. */
export function storedRecord(subject) {
  const record = subject?.ticket ?? subject?.intent ?? subject;
  if (typeof record === "object" && record !== null) return record;
  throw invalid("subject", "notOfPackage", "must be what `pending` or an error gave");
}
