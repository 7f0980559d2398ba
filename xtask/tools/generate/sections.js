// Marked sections of files that are written by hand.

export const FENCE = "```";

/** Replaces what stands between two marking lines. Returns nothing unless there is exactly one of each, in order. */
export function replaceSection(text, begin, end, section) {
  const [before, rest, ...more] = text.split(`${begin}\n`);
  const [, after, ...others] = rest?.split(`${end}\n`) ?? [];
  if (after === undefined || before.includes(end) || more.length + others.length > 0) return undefined;
  return `${before}${begin}\n${section.trim()}\n${end}\n${after}`;
}

/** Replaces what is between each pair of marking lines by the file that they name. Refuses code outside of them. */
export function fill(text, shown) {
  const outside = text.replaceAll(MARKED, "");
  if (outside.includes(FENCE)) throw new Error("has code that is that of no folder");
  if (outside.includes("<!-- generated")) throw new Error("has a mark without its end");
  return text.replaceAll(
    MARKED,
    (_, name) => `<!-- generated ${name} -->\n${shown(name)}\n<!-- /generated ${name} -->`,
  );
}

const MARKED = /<!-- generated (\S+) -->\n[\s\S]*?<!-- \/generated \1 -->/g;
