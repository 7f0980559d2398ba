/**
 * Returns a function over the pieces of a JSON text that replaces each string by what `replace(member, text)` resolves to, unless that is
 * `null`. Called only for strings that begin with `http` and are no longer than a URL. The rest passes unchanged, so inline images are
 * never buffered.
 */
export function rewriteStrings(replace) {
  let member = "";
  let previous = "";
  /** The string that is being read, with its opening quote; `null` between strings. */
  let held = null;
  let isLong = false;
  let isEscaped = false;

  return async (text, isLast) => {
    let out = "";
    let at = 0;
    while (at < text.length) {
      if (held === null) {
        const quote = text.indexOf('"', at);
        const between = text.slice(at, quote < 0 ? text.length : quote);
        if (between.includes(":")) member = previous;
        out += between;
        if (quote >= 0) held = '"';
        at += between.length + 1;
        continue;
      }
      const end = endOfString(text, at);
      held += text.slice(at, end ?? text.length);
      at = end ?? text.length;
      if (end !== null) {
        isLong ||= held.length > LONGEST;
        previous = isLong ? "" : plain(held);
        out += isLong ? held : await replaced(held, previous);
        held = null;
        isLong = false;
      } else if (held.length > LONGEST) {
        isLong = true;
      }
      if (isLong) {
        out += held;
        held = "";
      }
    }
    return isLast && held !== null ? out + held : out;
  };

  async function replaced(raw, text) {
    const other = text.startsWith("http") ? await replace(member, text) : null;
    return other === null ? raw : JSON.stringify(other);
  }

  /** The index after the closing quote, `null` if the text ends before it. */
  function endOfString(text, from) {
    for (let index = from; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (isEscaped) isEscaped = false;
      else if (code === BACKSLASH) isEscaped = true;
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
