import { Refusal, tooLarge } from "./reply.js";

/**
 * Sends one request and gives the reply: `{ response, reader, finish, drop }`. `reader` reads its body, and `finish` must be called when that has
 * ended, however it did; `drop` does both where nobody wants the body.
 *
 * The body streams, counted up to `most`, and so does the reply. Redirects are never followed. The caller's abort and the time limit end all of it.
 * Throws a `Refusal`: 413 and 408 while the body was still coming, which no server can take for a whole request; 502 and 504 after.
 */
export async function exchange({ address, method, headers, body, most = 0, isLengthNeeded = false, call }) {
  const { request, settings } = call;
  const controller = new AbortController();
  const state = {
    begun: false,
    complete: typeof body === "string" || body === null,
    tooLong: false,
    late: false,
  };
  const timer = setTimeout(() => {
    state.late = true;
    controller.abort();
  }, settings.limits.seconds * 1000);
  // Node shall end when only this is left to wait for.
  timer.unref?.();
  const abort = () => controller.abort();
  request.signal?.addEventListener("abort", abort);
  if (request.signal?.aborted) abort();
  const finish = () => {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", abort);
  };
  const orEnd = orEndOf(controller.signal);
  try {
    const answer = settings.fetch(address, {
      method,
      headers,
      body: await outgoing({ body, most, state, headers, signal: controller.signal, isLengthNeeded }),
      redirect: REDIRECT,
      signal: controller.signal,
      ...STREAMING,
    });
    const response = await orEnd(answer);
    // Some runtimes end a body that was cut off as if it were whole, and hear what the provider makes of it.
    const isCutOff = state.tooLong && !response.ok;
    const drop = () => {
      finish();
      response.body?.cancel().catch(() => {});
    };
    if (isPassable(response.status) && !isCutOff) {
      return { response, reader: readerOf(response, orEnd, settings.limits.replyBytes), finish, drop };
    }
    drop();
    if (isCutOff) throw tooLarge();
    throw new Refusal(502, "RELAY_REDIRECT", "The provider pointed elsewhere, where the relay does not go.");
  } catch (error) {
    finish();
    const refusal = error instanceof Refusal ? error : refusalOf(state);
    throw Object.assign(refusal, { isUnsent: !state.begun });
  }
}

/**
 * Makes a function that gives what a promise gives, or fails when the signal is aborted: Node's `fetch` can lose sight of its signal once
 * memory was tidied up. It is for one promise after the other. `Promise.race` would keep all that a reply gave until the call ends.
 */
function orEndOf(signal) {
  let stop = () => {};
  const end = () => stop(new Error("The call has ended."));
  signal.addEventListener("abort", end, { once: true });
  return (promise) =>
    new Promise((resolve, reject) => {
      stop = reject;
      promise.then(resolve, reject);
      if (signal.aborted) end();
    });
}

/** Gives a reader of a reply's body that ends with the call, and past a number of bytes; `null` where there is no body. */
function readerOf(response, orEnd, most) {
  if (response.body === null) return null;
  let reader;
  const open = () => {
    reader ??= response.body.getReader();
    return reader;
  };
  let bytes = 0;
  return {
    async read() {
      const piece = await orEnd(open().read());
      bytes += piece.value?.byteLength ?? 0;
      if (bytes > most) throw new Error("The reply is too long.");
      return piece;
    },
    cancel: (cause) => open().cancel(cause),
  };
}

/** Gives what is sent: a stream that is counted as it passes, once its first bytes are there. */
async function outgoing({ body, most, state, headers, signal, isLengthNeeded }) {
  if (typeof body === "string" || body === null) {
    state.begun = true;
    return body;
  }
  const source = await opened(body, signal);
  if (source === null) throw new Refusal(400, "RELAY_BODY", "The request has no body.");
  state.begun = true;
  const stream = counted(source, most, state);
  const length = headers["content-length"];
  if (length === undefined) return stream;
  // workerd sends the length of this kind of stream alone.
  const Fixed = globalThis.FixedLengthStream;
  if (Fixed !== undefined) return stream.pipeThrough(new Fixed(Number(length)));
  // Deno sends the length of no stream, and storage takes nothing without: an upload is short enough to be held.
  return isLengthNeeded && "Deno" in globalThis ? new Response(stream).arrayBuffer() : stream;
}

/** Waits for the first bytes of a stream, and gives a reader of all of it; `null` where it is empty. */
async function opened(stream, signal) {
  const reader = stream.getReader();
  const stop = () => reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  let first = await reader.read();
  signal.removeEventListener("abort", stop);
  if (signal.aborted) throw signal.reason;
  if (first.done) return null;
  return {
    read() {
      const next = first ?? reader.read();
      first = null;
      return next;
    },
    cancel: (cause) => reader.cancel(cause),
  };
}

/** Makes a stream of a reader so that `each` sees every chunk and may replace it, and `end` is called once, whatever happens. */
export function through(reader, { each, last = () => null, end }) {
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          // A chunk may turn into nothing; a stream has to give something each time that it is asked.
          for (let isGiven = false; !isGiven; ) {
            const { done, value } = await reader.read();
            const chunk = done ? await last() : await each(value);
            isGiven = done || chunk.byteLength > 0;
            if (chunk?.byteLength > 0) controller.enqueue(chunk);
            if (done) {
              await end(true);
              controller.close();
            }
          }
        } catch (error) {
          await end(false);
          reader.cancel(error).catch(() => {});
          controller.error(error);
        }
      },
      async cancel(cause) {
        await end(false);
        await reader.cancel(cause);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Gives the length that a request says that it has, as it is written; `null` where it says none. */
export function lengthOf({ headers }) {
  const length = headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) ? length : null;
}

/** Lets a body pass up to a number of bytes. */
function counted(source, most, state) {
  let bytes = 0;
  return through(source, {
    each(chunk) {
      bytes += chunk.byteLength;
      if (bytes <= most) return chunk;
      state.tooLong = true;
      throw new Error("The body is too long.");
    },
    end(isWhole) {
      state.complete = isWhole;
    },
  });
}

function refusalOf({ complete, tooLong, late }) {
  if (tooLong) return tooLarge();
  if (late && !complete) return new Refusal(408, "RELAY_SLOW", "The request did not arrive in time.");
  if (late) return new Refusal(504, "RELAY_LATE", "The provider did not answer the relay in time.");
  return new Refusal(502, "RELAY_NO_ANSWER", "The provider did not answer the relay, or pointed elsewhere.");
}

/** A redirect is none, and what a `Response` cannot be made of is none either. */
function isPassable(status) {
  return (status >= 200 && status < 300) || (status >= 400 && status < 600);
}

/**
 * What Node, Deno and Bun want: a body that is still being read; a connection of its own in Bun, which repeats a POST on an old one; and in Node no
 * window, without which it keeps a copy of the whole body for a redirect that is not taken.
 */
const STREAMING = { duplex: "half", keepalive: false, window: null };
/** workerd has no `error`; `manual` gives a redirect to be refused. */
const REDIRECT = takesRedirectError() ? "error" : "manual";

function takesRedirectError() {
  try {
    return new Request("https://example.com", { redirect: "error" }).redirect === "error";
  } catch {
    return false;
  }
}
