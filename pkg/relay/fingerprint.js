import { hex, sha256 } from "./digest.js";

/**
 * A hash of a body that is passed on in pieces, which WebCrypto's digest does not offer: a chain of SHA-256 over blocks of 64 KiB. It does not depend on
 * how the body is cut into pieces.
 */
export class Fingerprint {
  #block = new Uint8Array(BLOCK_BYTES);
  #used = HASH_BYTES;

  /** Starts with a text that is no part of the body. */
  static async of(text) {
    const print = new Fingerprint();
    print.#block.set(new Uint8Array(await sha256(text)));
    return print;
  }

  async push(bytes) {
    for (let at = 0; at < bytes.byteLength; ) {
      const piece = bytes.subarray(at, at + BLOCK_BYTES - this.#used);
      this.#block.set(piece, this.#used);
      this.#used += piece.byteLength;
      at += piece.byteLength;
      if (this.#used === BLOCK_BYTES) await this.#fold();
    }
  }

  /** The fingerprint, in hex. */
  async end() {
    await this.#fold();
    return hex(this.#block.subarray(0, HASH_BYTES));
  }

  async #fold() {
    const hash = await crypto.subtle.digest("SHA-256", this.#block.subarray(0, this.#used));
    this.#block.set(new Uint8Array(hash));
    this.#used = HASH_BYTES;
  }
}

const HASH_BYTES = 32;
const BLOCK_BYTES = 64 * 1024;
