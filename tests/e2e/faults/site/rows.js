import { createClient, download, init } from "/pkg/index.js";

/** The rows that run in this page, by their session's name. */
const rows = new Map();

/** The local image of every request: noise, so that no part of its base64 stands anywhere by chance. */
const image = await noise(24);

// A page that goes offline before the module is there is another matter.
await init();

window.rows = {
  image: async () => Array.from(new Uint8Array(await image.arrayBuffer())),

  /** Starts a row: `how` runs to the end, cancels what it has bought, or goes on with what a store holds after a reload. */
  start(session, how) {
    const controller = new AbortController();
    // An attempt of this row that came too late may have left a ticket.
    if (how.lasts && how.call !== "resume") localStorage.clear();
    const row = { controller, tickets: [], progress: [], store: how.lasts ? localStorage : storage() };
    rows.set(session, row);
    row.client = createClient({
      providers: { [how.request.provider]: how.access },
      timeoutMs: how.timeoutMs,
      signal: controller.signal,
      cancelOnAbort: how.cancelOnAbort,
      fetch: FETCHES[how.fetch],
      models: how.models,
      onProgress: (progress) => {
        row.progress.push(progress);
        if (row.abortedAt !== undefined) row.late = (row.late ?? 0) + 1;
      },
      onAccepted: (ticket) => row.tickets.push(ticket),
      store: row.store,
    });
    const request = { ...how.request, images: [image] };
    if (how.extraOf) request.extra = { nested: [EXTRAS[how.extraOf]] };
    row.outcome = calls[how.call](row.client, request, how, row)
      .then(succeeded, (error) => failed(error, row))
      .then((outcome) => ({ ...outcome, settledMs: clock.real() - row.abortedAt }));
    row.outcome.then(() => sessionStorage.setItem(how.call, session));
    if (how.abortAtOnce) this.abort(session, how.abortAtOnce);
  },

  abort(session, reason) {
    const row = rows.get(session);
    row.abortedAt = clock.real();
    if (reason === "none") row.controller.abort();
    else row.controller.abort(REASONS[reason]);
  },

  /** Waits until the row's promise is settled. */
  outcome: (session) => rows.get(session).outcome,

  /** Whether a call of the row was settled, before a reload too. */
  isSettled: (session, call) => sessionStorage.getItem(call) === session,

  /** Returns what the row received meanwhile, and forgets it. With `find`, searches for the job of an unconfirmed submit. */
  async finish(session, find) {
    const { client, tickets, progress, store, late } = rows.get(session);
    rows.delete(session);
    const names = Array.from({ length: store.length }, (_, index) => store.key(index));
    const entries = names.map((name) => `${name}: ${store.getItem(name)}`);
    const pending = await client.pending({ signal: null });
    const open = find && pending.find(({ state }) => state === "unknown");
    const found = open && (await client.findJob(open, { signal: null }).then(foundTicket, notFound));
    return { tickets, progress, entries, pending, late, found: found || undefined };
  },
};

const foundTicket = (ticket) => ({ out: ticket ? "ticket" : "none", ticket, texts: [textOf(ticket)] });
const notFound = ({ kind, billed, message }) => ({
  out: billed === "unknown" ? kind : `${kind}, billed ${billed}`,
  texts: [message],
});

/** Functions in place of `fetch` whose answers have one way to be read. */
const FETCHES = Object.fromEntries(
  ["arrayBuffer", "json", "text"].map((way) => [
    way,
    async (...given) => {
      const { status, headers, ...answer } = answerOf(await fetch(...given));
      return { status, headers, [way]: answer[way] };
    },
  ]),
);

const answerOf = (answer) => ({
  status: answer.status,
  headers: answer.headers,
  arrayBuffer: () => answer.arrayBuffer(),
  json: () => answer.json(),
  text: () => answer.text(),
});

const calls = {
  run: (client, request) => client.run(request),
  async cancel(client, request) {
    return client.cancel(await client.submit(request));
  },
  async download(client, request, { output, timeoutMs }) {
    const { images, ticket } = await client.run(request, { timeoutMs: 600_000 });
    const file = await download(output ?? images[0], { timeoutMs });
    return { status: file.size > 0 ? "file" : "empty", ticket };
  },
  async findJob(client, request) {
    const error = await client.run(request).then(
      () => Promise.reject(new Error("the submit was to be lost")),
      (error) => error,
    );
    const ticket = await client.findJob(error);
    return { status: ticket ? "found" : "none", ticket };
  },
  /** Buys with a model of the caller's own, and waits with a client that has no data of it. */
  async lacking(client, request, how, { store }) {
    const bought = await client.submit(request);
    const plain = createClient({
      providers: { [request.provider]: how.access },
      timeoutMs: how.timeoutMs,
      store,
    });
    const [{ state, ticket }] = await plain.pending();
    if (state !== "accepted" || ticket.job !== bought.job) throw new Error("the ticket is not pending");
    return plain.wait(ticket);
  },
  async resume(client, _, how) {
    const [entry] = await client.pending();
    const ticket = isRelayed(how) && entry ? await client.findJob(entry) : entry?.ticket;
    return ticket ? client.wait(ticket) : { status: "gone" };
  },
};

const isRelayed = ({ access }) => access.relay !== undefined;

const loop = {};
loop.loop = loop;

/** What JSON cannot hold. */
const EXTRAS = {
  aBigint: 1n,
  aClass: new Map(),
  aFunction() {},
  aLoop: loop,
  aSymbol: Symbol("a"),
  anInvalidDate: new Date("never"),
  notANumber: Number.NaN,
  nothing: undefined,
};

const REASONS = {
  error: new Error("mine"),
  null: null,
  object: { why: "because" },
  text: "changed my mind",
};

function succeeded(value) {
  return {
    out: value.status ?? "result",
    images: value.images?.length,
    url: value.images?.[0]?.url,
    withheld: value.withheld?.length ?? 0,
    ticket: value.ticket,
    texts: [textOf(value)],
  };
}

function failed(error, { controller }) {
  if (controller.signal.aborted && Object.is(error, controller.signal.reason)) {
    return { out: "aborted", texts: [] };
  }
  const { kind, billed, ticket, intent, status, code, retryAfterMs, message } = error ?? {};
  const texts = [textOf(error)];
  // Whatever hangs on it, in every way in which a page may write it to its log.
  for (let cause = error; cause; cause = cause.cause) {
    texts.push(String(cause), String(cause.stack), JSON.stringify(cause) ?? "");
    if (typeof cause !== "object") break;
    for (const name of Object.getOwnPropertyNames(cause)) texts.push(name, textOf(cause[name]));
  }
  return {
    out: kind ?? String(error),
    billed,
    ticket,
    intent,
    status,
    code,
    retryAfterMs,
    message,
    texts,
  };
}

function textOf(value) {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

/** Makes a store that is gone with the page. */
function storage() {
  const entries = new Map();
  return {
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => void entries.set(name, String(value)),
    removeItem: (name) => void entries.delete(name),
    key: (index) => Array.from(entries.keys())[index] ?? null,
    get length() {
      return entries.size;
    },
  };
}

async function noise(side) {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(side, side);
  crypto.getRandomValues(pixels.data);
  for (let alpha = 3; alpha < pixels.data.length; alpha += 4) pixels.data[alpha] = 255;
  context.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}
