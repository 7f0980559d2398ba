// Bytes as callers and their own `fetch` give them: of another realm, shared or growable.

/** Returns a buffer or a view as something that a blob takes, copied where it must be; nothing for another value. */
export function bytesOf(value) {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return isPlain(buffer) ? value : new Uint8Array(buffer, byteOffset, byteLength).slice();
  }
  if (!BUFFERS.includes(Object.prototype.toString.call(value))) return undefined;
  return isPlain(value) ? value : new Uint8Array(value).slice();
}

/** Whether this is a buffer of this realm whose bytes stay where and as many as they are. */
const isPlain = (buffer) => buffer instanceof ArrayBuffer && !(/** @type {any} */ (buffer).resizable);

/** A buffer of another realm is no instance of the class here. */
const BUFFERS = ["[object ArrayBuffer]", "[object SharedArrayBuffer]"];
