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

/** Makes a listener that keeps what it hears: `listen` is the function, `events` the list. */
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

/** Hears the errors that are reported to the page, in place of the console. */
export function reported() {
  const errors = [];
  const hear = (event) => {
    errors.push(event.error);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("error", hear, { capture: true });
  return { errors, stop: () => removeEventListener("error", hear, { capture: true }) };
}

/** A `fetch` that counts: `mostRequests` at a time. */
export function watch() {
  let requests = 0;
  const watching = {
    mostRequests: 0,
    async fetch(...request) {
      requests += 1;
      watching.mostRequests = Math.max(watching.mostRequests, requests);
      try {
        return await fetch(...request);
      } finally {
        requests -= 1;
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

/** Lets nothing run in the page, as a dialog or a long task does. */
function standStill(milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
}

/** Makes a `fetch` after whose first requests to an address of this end the page stands still: the answers come meanwhile. */
export function stalling(pattern, milliseconds) {
  return (input, init) => {
    const answer = fetch(input, init);
    if (new RegExp(pattern).test(`${init.method} ${input}`)) setTimeout(() => standStill(milliseconds), 60);
    return answer;
  };
}

/** Makes a listener after whose first call with a stage the page stands still. */
export function stallAt(stage, milliseconds) {
  let isStalled = false;
  return (progress) => {
    if (progress.stage !== stage || isStalled) return;
    isStalled = true;
    setTimeout(() => standStill(milliseconds), 60);
  };
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

/** Makes half a minute pass in 400 ms, for timers and the clock that they go by. Returns what ends it. */
export function hurryGrace() {
  const { setTimeout } = globalThis;
  const { now } = performance;
  const began = now.call(performance);
  performance.now = () => began + (now.call(performance) - began) * 75;
  globalThis.setTimeout = (act, milliseconds, ...rest) =>
    setTimeout(act, milliseconds === 30_000 ? 400 : milliseconds, ...rest);
  return () => {
    globalThis.setTimeout = setTimeout;
    delete performance.now;
  };
}

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
