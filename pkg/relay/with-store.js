import { reportTo } from "./options.js";
import { notReady } from "./reply.js";
import { within } from "./within.js";

/** Runs an operation of the operator's store. Reports an error, or that it takes too long, and throws a `Refusal`. */
export async function withStore(call, operation) {
  const { options } = call;
  try {
    return await within(STORE_MS, operation(options.store), "The relay's store does not answer.");
  } catch (error) {
    reportTo(options, error);
    throw notReady(call, "The relay cannot reach its store.");
  }
}

/** Clients of Redis queue commands while they reconnect, perhaps for ever. */
const STORE_MS = 5000;
