// What a page has: files, listeners, a `fetch` of its own, many jobs, stores. One file, as the server of the tests answers few at a time.

/** Draws a photo with noise in it, so that no two have the same bytes. */
export async function photo(name, mediaType, side) {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(side, side);
  for (let start = 0; start < pixels.data.length; start += 65536) {
    crypto.getRandomValues(pixels.data.subarray(start, start + 65536));
  }
  context.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({ type: mediaType });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return new File(mediaType === "image/png" ? bare(bytes) : [bytes], name, { type: mediaType });
}

/** Leaves out the chunks of a PNG that an image does not need: Firefox writes one of its own, which the package removes. */
function bare(png) {
  const parts = [png.subarray(0, 8)];
  for (let start = 8; start < png.length; ) {
    const end = start + 12 + new DataView(png.buffer).getUint32(start);
    const isNeeded = (png[start + 4] & 0x20) === 0;
    if (isNeeded) parts.push(png.subarray(start, end));
    start = end;
  }
  return parts;
}

/** Makes a JPEG of so many bytes that need not show an image: one scan of noise. */
export function jpegOf(bytes) {
  const data = new Uint8Array(bytes);
  for (let start = 0; start < bytes; start += 65536) {
    crypto.getRandomValues(data.subarray(start, start + 65536));
  }
  for (let at = 0; at < bytes; at += 1) data[at] &= 0x7f;
  const start = [0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  data.set(start.slice(0, bytes));
  if (bytes > start.length + 2) data.set([0xff, 0xd9], bytes - 2);
  return new File([data], "photo.jpg", { type: "image/jpeg" });
}

/** Puts so many tables and comments in turn into a JPEG. `slices` of the file has how often it was sliced. */
export async function alternating(jpeg, count) {
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  const pair = [0xff, 0xdd, 0, 4, 0, 0, 0xff, 0xfe, 0, 2];
  const pairs = new Uint8Array(Array(count).fill(pair).flat());
  const file = new File([bytes.subarray(0, 2), pairs, bytes.subarray(2)], "photo.jpg", {
    type: "image/jpeg",
  });
  file.slices = 0;
  file.slice = (...range) => {
    file.slices += 1;
    return Blob.prototype.slice.apply(file, range);
  };
  return file;
}

/**
 * Gives a file a stream that has its bytes at once, after so many milliseconds without a turn of the page for each read. `turns` has how often a timer
 * that is always due had run at each read; `stop` ends it.
 */
export async function readSlowly(file, milliseconds) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let at = 0;
  const read = async (view) => {
    reading.turns.push(count);
    for (const end = performance.now() + milliseconds; performance.now() < end; );
    view.set(bytes.subarray(at, at + view.length));
    at += view.length;
    return { done: false, value: view };
  };
  file.stream = () => ({ getReader: () => ({ read }) });
  let count = 0;
  let timer = setTimeout(function tick() {
    count += 1;
    timer = setTimeout(tick);
  });
  const reading = { turns: [], stop: () => clearTimeout(timer) };
  return reading;
}

export const fileOf = (parts, name, mediaType) => new File(parts, name, { type: mediaType });

export function fileList(files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}

export function readAsDataUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

export async function sha256(blob) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Loads an image as an `<img>` does. */
export async function load(url) {
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.src = url;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}

export async function ask(method, url, body) {
  const answer = await fetch(url, { method, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text;
}

/** Makes jobs ask as often as they may, as when the network comes back: the first question is due after two seconds. */
export async function hurry(promise) {
  const timer = setInterval(() => dispatchEvent(new Event("online")), 50);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}

export const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Makes a `fetch` that keeps what it is given: `listen` is the function, `requests` the list. It sends on as a relay does: without
 * the log-in that was meant for it.
 */
export function recorder() {
  const requests = [];
  return {
    requests,
    listen(input, init) {
      const request = new Request(input, init);
      requests.push(request.clone());
      const headers = new Headers(request.headers);
      headers.delete("x-log-in");
      const { referrerPolicy } = request;
      return fetch(new Request(request, { headers, credentials: "omit", referrerPolicy }));
    },
    /** Returns the body of the last request to an address with this end. */
    bodyOf: (path) => requests.findLast(({ url }) => url.endsWith(path)).text(),
  };
}

/** Makes a listener that keeps its events: `listen` is the function, `events` the list. */
export function listener() {
  const events = [];
  return { events, listen: (event) => void events.push(event) };
}

/**
 * Makes a progress listener that aborts at a stage, at once or so many milliseconds later, and counts the page's turns since: a busy machine
 * may hold up a turn, but adds none.
 */
export function abortAt(controller, stage, reason, after) {
  const count = () => {
    aborting.turns += 1;
    if (aborting.turns < 1000) setTimeout(count);
  };
  const abort = () => {
    if (aborting.turns === undefined) {
      aborting.turns = 0;
      setTimeout(count);
    }
    controller.abort(reason);
  };
  const aborting = {
    turns: undefined,
    listen(progress) {
      if (progress.stage !== stage) return;
      aborting.isReached = true;
      if (after === undefined) abort();
      else if (after !== null) setTimeout(abort, after);
    },
    abort,
  };
  return aborting;
}

/** Records the errors that are reported to the page, which then do not reach the console. */
export function reported() {
  const errors = [];
  const record = (event) => {
    errors.push(event.error);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("error", record, { capture: true });
  return { errors, stop: () => removeEventListener("error", record, { capture: true }) };
}

/** A `fetch` that counts: `requests` now, and `mostRequests` at a time. */
export function watch() {
  const watching = {
    mostRequests: 0,
    requests: 0,
    async fetch(...request) {
      watching.requests += 1;
      watching.mostRequests = Math.max(watching.mostRequests, watching.requests);
      try {
        return await fetch(...request);
      } finally {
        watching.requests -= 1;
      }
    },
  };
  return watching;
}

/** Makes a `fetch` without an answer until `end`, and counts its requests. */
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

/** Fires the events of a page that is left. */
export const leave = () => dispatchEvent(new Event("pagehide"));

export const lock = (adapter, ticket) => adapter.lock(ticket);

/** Returns whether a page has the lock to poll a job. */
export async function held({ provider, job }) {
  const locks = await navigator.locks.query();
  return locks.held.some(({ name }) => name === `plantain:${provider}:${job}`);
}

/** Makes a store, or gives the page's own, empty of jobs. */
export function storeOf(manner) {
  if (manner === "localStorage") {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("plantain:")) localStorage.removeItem(name);
    }
    return localStorage;
  }
  const entries = new Map();
  const give = manner === "plain" ? (value) => value : async (value) => value;
  const store = {
    getItem: (name) => give(entries.get(name) ?? null),
    setItem: (name, value) => give(void entries.set(name, value)),
    removeItem: (name) => give(void entries.delete(name)),
    key: (index) => give([...entries.keys()][index] ?? null),
  };
  const length =
    manner === "counting" ? { value: () => give(entries.size) } : { get: () => give(entries.size) };
  return Object.defineProperty(store, "length", length);
}

export const setItem = (store, name, value) => store.setItem(name, value);

export const dropRecord = (adapter, record) => adapter.drop(record);

/** Makes a `fetch` that notes what a store holds at the moment of every request. */
export function watched(store, fetch) {
  const moments = [];
  return {
    moments,
    fetch(...request) {
      const names = Array.from({ length: store.length }, (_, index) => store.key(index));
      moments.push(names.map((name) => JSON.parse(store.getItem(name))));
      return fetch(...request);
    },
  };
}

/** Holds back replies: `fetch` sends what it is given, and has the reply at `release`. `held` counts. */
export function holding() {
  const released = Promise.withResolvers();
  const holder = {
    held: 0,
    async fetch(...request) {
      const reply = await fetch(...request);
      holder.held += 1;
      await released.promise;
      return reply;
    },
    release: () => released.resolve(),
  };
  return holder;
}

/** Makes a function whose promise never settles: `act` is the function, `calls` says how often it was called. */
export function never() {
  const silent = {
    calls: 0,
    act() {
      silent.calls += 1;
      return new Promise(() => {});
    },
  };
  return silent;
}

/** Makes a function whose promise settles at `release`: `act` is the function, `calls` says how often it was called. */
export function waiting() {
  const { promise, resolve } = Promise.withResolvers();
  const slow = {
    calls: 0,
    act() {
      slow.calls += 1;
      return promise;
    },
    release: () => resolve(),
  };
  return slow;
}

/** Makes a `fetch` whose reply begins so and never ends: `act` is the function, `calls` says how often the end was waited for. */
export function endless(text) {
  const body = {
    calls: 0,
    act: async () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
          pull() {
            body.calls += 1;
            return new Promise(() => {});
          },
        }),
      ),
  };
  return body;
}

/**
 * Makes a `fetch` with which the page stands still after every request of this pattern, as soon as it has left: nothing runs until a session's
 * simulator has answered, and so many milliseconds have passed by the page's clock. `before` is called first.
 */
export function stalling(session, pattern, milliseconds, before) {
  return (input, init) => {
    const isMeant = new RegExp(pattern).test(`${init.method} ${input}`);
    const number = isMeant ? requestsOf(session).length : 0;
    const answer = fetch(input, init);
    if (isMeant) {
      setTimeout(() => {
        before?.();
        standStill(session, number);
        pageClock.stall(milliseconds);
      });
    }
    return answer;
  };
}

/** Makes a listener after whose first call with a stage the page stands still, as soon as the request has left. */
export function stallAt(session, stage, milliseconds) {
  let isStalled = false;
  return (progress) => {
    if (progress.stage !== stage || isStalled) return;
    isStalled = true;
    const look = () => {
      if (requestsOf(session).length === 0) return setTimeout(look);
      standStill(session, 0);
      pageClock.stall(milliseconds);
    };
    setTimeout(look);
  };
}

/** Lets nothing run in the page, as a dialog or a long task does, until a request has been answered, or is known to have no answer. */
function standStill(session, number) {
  for (let look = 0; look < 10_000; look += 1) {
    const request = requestsOf(session)[number];
    if (request && (request.status !== null || request.fault?.hang)) return;
  }
}

/** Returns the requests of a session, preflights not counted, without letting anything else run. */
function requestsOf(session) {
  const request = new XMLHttpRequest();
  request.open("GET", `${session}/control/log`, false);
  request.send();
  return JSON.parse(request.responseText).filter(({ method }) => method !== "OPTIONS");
}

/** Holds the clock: it goes on by what `pass` is told, until `stop`. */
export function heldClock() {
  const { now } = Date;
  let time = now();
  Date.now = () => time;
  return {
    pass(milliseconds) {
      time += milliseconds;
    },
    stop() {
      Date.now = now;
    },
  };
}

export const pass = (clock, milliseconds) => clock.pass(milliseconds);

/** The page's clock and the timers that go by it. A test makes time pass: what waits for it needs no time. */
const pageClock = (() => {
  const now = performance.now.bind(performance);
  const date = Date.now;
  const { clearTimeout, setTimeout } = globalThis;
  const waiting = new Map();
  let ahead = 0;
  performance.now = () => now() + ahead;
  Date.now = () => date() + Math.round(ahead);
  globalThis.setTimeout = (act, length = 0, ...given) => {
    const timer = { due: performance.now() + length };
    timer.fire = () => {
      waiting.delete(timer.id);
      act(...given);
    };
    timer.id = setTimeout(timer.fire, length);
    timer.handle = timer.id;
    waiting.set(timer.id, timer);
    return timer.id;
  };
  globalThis.clearTimeout = (id) => {
    clearTimeout(waiting.get(id)?.handle ?? id);
    waiting.delete(id);
  };
  const dueBy = (time) =>
    [...waiting.values()].filter(({ due }) => due <= time).sort((one, other) => one.due - other.due);
  return {
    /** Makes time pass, in which every timer fires when it is due. */
    async advance(milliseconds) {
      const end = performance.now() + milliseconds;
      for (let [next] = dueBy(end); next; [next] = dueBy(end)) {
        ahead += Math.max(0, next.due - performance.now());
        clearTimeout(next.handle);
        next.fire();
        await new Promise((resolve) => setTimeout(resolve));
      }
      ahead += Math.max(0, end - performance.now());
    },
    /** Makes time pass in which no timer fires: those that are due do afterwards. */
    stall(milliseconds) {
      ahead += milliseconds;
      for (const timer of dueBy(performance.now())) {
        clearTimeout(timer.handle);
        timer.handle = setTimeout(timer.fire);
      }
    },
    reset() {
      ahead = 0;
    },
  };
})();

export const advance = (milliseconds) => pageClock.advance(milliseconds);

/** Makes time pass until a promise has settled. */
export async function passing(promise) {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  promise.then(settle, settle);
  while (!isSettled) {
    await pageClock.advance(1000);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return promise;
}

export const resetClock = () => pageClock.reset();

/** Makes buffers of an iframe, shared and growable ones, and views of them, all with the same bytes. */
export function buffersOfEveryKind(bytes) {
  const frame = document.body.appendChild(document.createElement("iframe")).contentWindow;
  const Shared = new WebAssembly.Memory({ shared: true, initial: 0, maximum: 0 }).buffer.constructor;
  const { length } = bytes;
  const growable = { maxByteLength: length + 100 };
  const buffers = [
    new frame.ArrayBuffer(length),
    new frame.ArrayBuffer(length, growable),
    new ArrayBuffer(length, growable),
    new Shared(length),
    new Shared(length, growable),
  ];
  return buffers.flatMap((buffer) => {
    new Uint8Array(buffer).set(bytes);
    return [buffer, new Uint8Array(buffer), new frame.Uint8Array(buffer), new DataView(buffer, 0)];
  });
}
