import { Refusal, tooLarge, tooSlow } from "./reply.js";

/**
 * Sends one request and returns the reply, `{ response, reader, finish, drop }`. `reader` reads the body; call `finish` when reading has
 * ended, with or without an error; `drop` discards the body and finishes.
 *
 * Both bodies stream and are counted: the request's up to `most` bytes, the reply's up to `limits.replyBytes`. Redirects are not followed. The
 * caller's abort and the time limit end the exchange. Throws a `Refusal`: 413 if the body is too long, 502 or 504 otherwise.
 *
 * `gate` holds back the end of a body: `gate.push` sees every chunk, `gate.open` is called when all have arrived, and if it throws, the last chunk is
 * never sent. Once it is open, the caller's abort no longer ends the exchange.
 */
export async function exchange({
  address,
  method,
  headers,
  body,
  most = 0,
  isLengthNeeded = false,
  gate = null,
  call,
}) {
  const { options } = call;
  const state = { begun: false, complete: body === null, tooLong: false, late: false };
  const { signal, finish } = lifetimeOf(call, state, gate);
  const orEnd = orEndOf(signal);
  try {
    const answer = options.fetch(address, {
      method,
      headers,
      body: await outgoing({ body, most, state, gate, headers, signal, isLengthNeeded }),
      redirect: REDIRECT,
      signal,
      ...STREAMING,
    });
    const response = await orEnd(answer);
    const drop = () => {
      finish();
      response.body?.cancel().catch(() => {});
    };
    const refusal = refusalOfReply(response, state);
    if (refusal === null) {
      return { response, reader: readerOf(response, orEnd, options.limits.replyBytes), finish, drop };
    }
    drop();
    throw refusal;
  } catch (error) {
    finish();
    const refusal = error instanceof Refusal ? error : (state.refusal ?? refusalWithoutReply(state));
    throw Object.assign(refusal, { isUnsent: gate === null ? !state.begun : !gate.isOpen });
  }
}

/** Returns the signal that ends an exchange, by the caller's abort or the time limit, and `finish`, after which neither does. */
function lifetimeOf({ request, options }, state, gate) {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    state.late = true;
    controller.abort();
  }, options.limits.seconds * 1000);
  // The timer alone must not keep a Node process alive.
  timer.unref?.();
  const abort = () => {
    if (!gate?.isOpen) controller.abort();
  };
  request.signal?.addEventListener("abort", abort);
  if (request.signal?.aborted) abort();
  const finish = () => {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", abort);
  };
  return { signal: controller.signal, finish };
}

/**
 * Returns a function that settles as a promise does, or rejects when the signal is aborted: Node's `fetch` can lose its signal after a garbage
 * collection. For one promise at a time. `Promise.race` would retain every chunk of a reply until the call ends.
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

/** A reader of a reply's body that fails when the call ends or past a number of bytes; `null` without a body. */
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

/** The body to send: a counted stream, returned once its first bytes have arrived. */
async function outgoing({ body, most, state, gate, headers, signal, isLengthNeeded }) {
  if (body === null) {
    await gate?.open();
    state.begun = true;
    return null;
  }
  const source = await opened(body, signal);
  if (source === null) throw new Refusal(400, "RELAY_BODY", "The request has no body.");
  state.begun = true;
  const stream = counted(source, most, state, gate);
  const length = headers["content-length"];
  if (length === undefined) return stream;
  // workerd sends a `Content-Length` only for this kind of stream.
  const Fixed = globalThis.FixedLengthStream;
  if (Fixed !== undefined) return stream.pipeThrough(new Fixed(Number(length)));
  // Deno never sends a `Content-Length` with a stream, and storage requires one: an upload is small enough to buffer.
  return isLengthNeeded && "Deno" in globalThis ? new Response(stream).arrayBuffer() : stream;
}

/** Waits for the first bytes of a stream and returns a reader of the whole stream; `null` if it is empty. */
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

/** A stream over a reader that replaces every chunk by what `each` returns. `end` is called once, with whether the stream was read to its end. */
export function transform(reader, { each, last = () => null, end }) {
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          // A chunk may become empty, but every pull must enqueue something.
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

/** The value of a valid `Content-Length` header, as text; `null` without one. */
export function lengthOf({ headers }) {
  const length = headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) ? length : null;
}

/** A stream over a reader that fails past a number of bytes, and whose last chunk waits for the gate. */
function counted(source, most, state, gate) {
  let bytes = 0;
  let held = new Uint8Array();
  return transform(source, {
    async each(chunk) {
      bytes += chunk.byteLength;
      if (bytes > most) {
        state.tooLong = true;
        throw new Error("The body is too long.");
      }
      if (gate === null) return chunk;
      await gate.push(chunk);
      const previous = held;
      held = chunk;
      return previous;
    },
    async last() {
      try {
        await gate?.open();
      } catch (error) {
        state.refusal = error;
        throw error;
      }
      return held;
    },
    end(isWhole) {
      state.complete = isWhole;
    },
  });
}

/** The refusal in place of a reply that is not passed on; `null` for every other reply. */
function refusalOfReply({ status, ok }, { tooLong, refusal }) {
  // Some runtimes end an aborted body as if it were complete, and the provider's error arrives as the reply.
  const isCutOff = (tooLong || refusal !== undefined) && !ok;
  if (isCutOff) return refusal ?? tooLarge();
  if (isPassable(status)) return null;
  if (status >= 300 && status < 400 && status !== 304) {
    return new Refusal(502, "RELAY_REDIRECT", "The provider pointed elsewhere, where the relay does not go.");
  }
  const sentence = `The provider answered with the status ${status}, which the relay does not pass on.`;
  return new Refusal(502, "RELAY_NO_ANSWER", sentence);
}

function refusalWithoutReply({ complete, tooLong, late }) {
  if (tooLong) return tooLarge();
  if (late && !complete) return tooSlow();
  if (late) return new Refusal(504, "RELAY_LATE", "The provider did not answer the relay in time.");
  return new Refusal(502, "RELAY_NO_ANSWER", "The provider did not answer the relay, or pointed elsewhere.");
}

/** Whether a status may be passed on: no redirect, and valid for a `Response`. */
function isPassable(status) {
  return (status >= 200 && status < 300) || (status >= 400 && status < 600);
}

/**
 * Options of `fetch` for Node, Deno and Bun. `duplex` allows a body that is still arriving. Without `keepalive: false` Bun resends a POST on a reused
 * connection. Without `window: null` Node keeps a copy of the whole body for a redirect.
 */
const STREAMING = { duplex: "half", keepalive: false, window: null };
/** workerd does not support `error`; with `manual` the redirect response is refused. */
const REDIRECT = takesRedirectError() ? "error" : "manual";

function takesRedirectError() {
  try {
    return new Request("https://example.com", { redirect: "error" }).redirect === "error";
  } catch {
    return false;
  }
}
