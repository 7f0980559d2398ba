/**
 * Returns a function over the pieces of a JSON text that replaces each string by what `replace(member, text)` resolves to, unless that is
 * `null`. Called only for strings that begin with `http` and are no longer than a URL. The rest passes unchanged, so inline images are
 * never buffered.
 */
export function rewriteStrings(replace) {
  const rewriter = new Rewriter(replace);
  return (text, isLast) => rewriter.rewrite(text, isLast);
}

class Rewriter {
  #replace;
  #member = "";
  #previous = "";
  /** The string that is being read, with its opening quote; `null` between strings. */
  #held = null;
  #isLong = false;
  #isEscaped = false;

  constructor(replace) {
    this.#replace = replace;
  }

  async rewrite(text, isLast) {
    let out = "";
    let at = 0;
    while (at < text.length) {
      if (this.#held === null) {
        const between = this.#readBetween(text, at);
        out += between;
        at += between.length + 1;
      } else {
        const end = this.#endOfString(text, at);
        out += await this.#readString(text.slice(at, end ?? text.length), end !== null);
        at = end ?? text.length;
      }
    }
    return isLast && this.#held !== null ? out + this.#held : out;
  }

  /** Reads to the next string. */
  #readBetween(text, from) {
    const quote = text.indexOf('"', from);
    const between = text.slice(from, quote < 0 ? text.length : quote);
    if (between.includes(":")) this.#member = this.#previous;
    if (quote >= 0) this.#held = '"';
    return between;
  }

  /** Reads a piece of a string, and returns what of it can pass. */
  async #readString(piece, isEnd) {
    const held = this.#held + piece;
    this.#isLong ||= held.length > LONGEST;
    const isLong = this.#isLong;
    this.#held = isLong ? "" : held;
    if (!isEnd) return isLong ? held : "";
    this.#held = null;
    this.#isLong = false;
    this.#previous = isLong ? "" : plain(held);
    return isLong ? held : this.#replaced(held, this.#previous);
  }

  async #replaced(raw, text) {
    const other = text.startsWith("http") ? await this.#replace(this.#member, text) : null;
    return other === null ? raw : JSON.stringify(other);
  }

  /** The index after the closing quote, `null` if the text ends before it. */
  #endOfString(text, from) {
    for (let index = from; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === BACKSLASH) this.#isEscaped = true;
      else if (code === QUOTE) return index + 1;
    }
    return null;
  }
}

/** The value of a JSON string; empty if it is invalid. */
function plain(raw) {
  try {
    return JSON.parse(raw);
  } catch {
    return "";
  }
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
/** Longer than any URL that a browser accepts. */
const LONGEST = 8192;
