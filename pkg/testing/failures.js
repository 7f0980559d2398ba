// The failures of a test fetch: which of them a request meets, and how often.

/**
 * Returns `failureOf`, which finds the failure of a request, and `fail`, which adds one.
 *
 * @param {readonly import("../testing.js").TestFailure[]} given
 */
export function createFailures(given) {
  const left = given.map(failureFrom);
  return {
    /** Returns the first failure that matches and is not used up, and counts its use. */
    failureOf(provider, stage) {
      const fits = (failure) => failure.stage === stage && (failure.provider ?? provider) === provider;
      const found = left.find((failure) => fits(failure) && failure.times > 0);
      if (found) found.times -= 1;
      return found;
    },

    /** Adds a failure, before those that are there. Returns a function that removes it. */
    fail(failure) {
      const added = failureFrom(failure);
      left.unshift(added);
      return () => {
        added.times = 0;
      };
    },
  };
}

/** Returns a copy of a failure that counts its uses. Throws where it would never apply. */
function failureFrom(failure) {
  if (!STAGES.includes(failure?.stage)) throw new TypeError(`a failure has a stage: ${STAGES.join(", ")}`);
  return { ...failure, times: failure.times ?? 1 };
}

/** Where a failure may be. */
const STAGES = ["cancel", "job", "list", "poll", "presign", "submit", "upload"];
