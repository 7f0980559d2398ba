import { reportTo } from "./options.js";
import { notReady } from "./reply.js";

/** Runs an operation of the operator's store. Reports an error, or that it takes too long, and throws a `Refusal`. */
export async function withStore(call, operation) {
  const { options } = call;
  let timer;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("The relay's store does not answer.")), STORE_MS);
    });
    return await Promise.race([operation(options.store), late]);
  } catch (error) {
    reportTo(options, error);
    throw notReady(call, "The relay cannot reach its store.");
  } finally {
    clearTimeout(timer);
  }
}

/** Clients of Redis queue commands while they reconnect, perhaps for ever. */
const STORE_MS = 5000;
