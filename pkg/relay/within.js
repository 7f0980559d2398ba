/** Awaits a promise for a limited time, after which it rejects with a sentence. */
export function within(milliseconds, promise, sentence) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), milliseconds);
    // The timer alone must not keep a Node process alive.
    timer.unref?.();
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
