// What a page with many jobs has: requests on their way, timers, locks.

/** Counts requests and timers: `mostRequests` and `mostTimers` at a time, timers only of those that are set after this. */
export function watch() {
  const { setTimeout, clearTimeout } = globalThis;
  const timers = new Set();
  let requests = 0;
  const watching = {
    mostRequests: 0,
    mostTimers: 0,
    async fetch(request) {
      requests += 1;
      watching.mostRequests = Math.max(watching.mostRequests, requests);
      try {
        return await fetch(request);
      } finally {
        requests -= 1;
      }
    },
    stop: () => Object.assign(globalThis, { setTimeout, clearTimeout }),
  };
  globalThis.setTimeout = (act, pause, ...rest) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act(...rest);
    }, pause);
    timers.add(timer);
    watching.mostTimers = Math.max(watching.mostTimers, timers.size);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  return watching;
}

/** Makes a `fetch` that nobody answers until `end`, and counts its requests. */
export function silence() {
  const ends = [];
  const silent = {
    requests: 0,
    fetch() {
      silent.requests += 1;
      return new Promise((_, reject) => ends.push(reject));
    },
    end() {
      for (const reject of ends) reject(new TypeError("Failed to fetch"));
    },
  };
  return silent;
}

/** Tells a page that goes away. */
export const leave = () => dispatchEvent(new Event("pagehide"));

export const turn = (keeper, ticket) => keeper.turn(ticket);

/** Tells whether somebody has the turn to ask about a job. */
export async function held({ provider, job }) {
  const locks = await navigator.locks.query();
  return locks.held.some(({ name }) => name === `plantain:${provider}:${job}`);
}
