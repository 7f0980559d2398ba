// The images of results, fetched: free, without a key, and again where that may help.

import { PlantainError } from "./error.js";
import { bytesOf } from "./images.js";
import { FROM_ONE_ON, invalid, isFromOneOn, optional } from "./options.js";
import { TIMED_OUT, wasm, within, withModule } from "./ready.js";
import { DEFAULT_TIMEOUT_MS } from "./time.js";

export async function download(image, options) {
  const given = optional(options);
  for (const name of ["timeoutMs", "maxBytes"]) {
    if (!isFromOneOn(given[name] ?? 1)) throw invalid(name, ...FROM_ONE_ON);
  }
  const address = image?.url ?? image?.href ?? image;
  if (typeof address !== "string" || !/^(https?:\/\/|blob:|data:image\/)/i.test(address)) {
    throw invalid("image", "wrongType", "must be an image of a result, or its address");
  }
  // An image of a result is paid for; of another address nothing is known, and this buys nothing.
  const billed = address === image?.url ? "yes" : "no";
  return withModule(given, ({ limits, controller }) =>
    within(
      limits.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      fetchImage(address, given, controller.signal).catch((error) => {
        throw error instanceof PlantainError ? Object.assign(error, { billed }) : error;
      }),
      (error) => controller.abort(error),
      {
        get code() {
          return failureCode();
        },
        message: `${TIMED_OUT} The image was not there yet.`,
        billed,
      },
    ),
  );
}

/** Fetches an image, again where that may help. Reading is free. */
async function fetchImage(address, { fetch: send = fetch, maxBytes }, signal) {
  for (const pause of PAUSES_MS) {
    let status, cause;
    try {
      const answer = await send(address, { credentials: "omit", referrerPolicy: "no-referrer", signal });
      status = answer.status;
      if (answer.ok) return await readImage(answer, maxBytes ?? MOST_BYTES);
    } catch (error) {
      if (signal.aborted || error instanceof PlantainError) throw error;
      cause = error;
      status = undefined;
    }
    const passes = status === undefined || status >= 500 || PASSING_STATUSES.includes(status);
    if (!passes || pause === undefined) throw lost(status, passes, cause);
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      const stop = () => resolve(clearTimeout(timer));
      signal.addEventListener("abort", stop);
    });
    signal.throwIfAborted();
  }
}

/** Reads an image to its end, and calls it by what its bytes are. */
async function readImage(answer, maxBytes) {
  const parts = [];
  let bytes = 0;
  for await (const part of partsOf(answer)) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw badImage(`is longer than ${maxBytes} bytes, which is \`maxBytes\``);
    parts.push(part);
  }
  const blob = new Blob(parts);
  const type = (await wasm.inspect(blob))?.mediaType ?? "of no known format";
  if (!type.startsWith("image/") || type === "image/svg+xml") throw badImage(`is not an image, but ${type}`);
  return new File([blob], `image.${type.slice(6).replace("jpeg", "jpg")}`, { type });
}

/** Yields the bytes of an answer by what it has: a stream, or the methods of a `Response`. */
async function* partsOf(answer) {
  if (typeof answer.body?.getReader !== "function") {
    const method = ["arrayBuffer", "bytes", "blob"].find((name) => typeof answer[name] === "function");
    const whole = await answer[method]();
    yield bytesOf(method === "blob" ? await whole.arrayBuffer() : whole);
    return;
  }
  const reader = answer.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield bytesOf(value);
    }
  } finally {
    // Nothing after the end; before it, the rest is not wanted.
    Promise.resolve(reader.cancel?.()).catch(() => {});
  }
}

/** Whether the image is billed is known to the caller alone. */
function badImage(what) {
  return new PlantainError({
    kind: "badResponse",
    code: "PLANTAIN_DOWNLOAD_WRONG",
    message: `What came from the image's address ${what}.`,
  });
}

function lost(status, passes, cause) {
  if (status === undefined) {
    const message =
      "No answer from the image's address: offline, or its host lets no page read it (CORS). A link to it may still open.";
    return new PlantainError({ kind: "network", code: failureCode(), message, cause });
  }
  const [kind, code, more] = passes
    ? ["unavailable", "PLANTAIN_DOWNLOAD_FAILED", ""]
    : ["refused", "PLANTAIN_DOWNLOAD_GONE", ": the link may have expired"];
  return new PlantainError({
    kind,
    code,
    message: `The image's address answers ${status}${more}.`,
    status,
    cause,
  });
}

/** Returns the code of a download without an answer. */
function failureCode() {
  return globalThis.navigator?.onLine === false ? "PLANTAIN_OFFLINE" : "PLANTAIN_DOWNLOAD_FAILED";
}

/** Before each repetition of the fetch of an image; none after the last. */
const PAUSES_MS = [500, 1000, 2000, undefined];
/** Besides 5xx. */
const PASSING_STATUSES = [408, 421, 425, 429];
/** Of an image, where `maxBytes` is not given. */
const MOST_BYTES = 64 << 20;
