import { tooLarge, tooSlow } from "./reply.js";

/** Calls `take` with each piece of a body. Throws a `Refusal` where the body has more than `most` bytes, or takes longer than `milliseconds`. */
export async function readBody(stream, { most, milliseconds }, take) {
  const reader = stream.getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => {});
  }, milliseconds);
  try {
    for (let bytes = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > most) throw tooLarge();
      await take(value);
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
  if (isLate) throw tooSlow();
}
