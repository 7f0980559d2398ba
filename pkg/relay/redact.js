/**
 * Returns a function over the pieces of a text that replaces each key by `<key>`, also a key that is split across two pieces: a
 * provider may repeat the key in an error, and the page must not see it.
 *
 * A key too short to be secret is left: a placeholder, used in tests, is part of ids and member names too.
 */
export function keepKeysOut(keys) {
  const secrets = keys.filter(({ length }) => length >= SHORTEST_SECRET);
  const spellings = [...new Set(secrets.flatMap(spellingsOf))];
  const longest = Math.max(1, ...spellings.map(({ length }) => length));
  let kept = "";
  return (text, isLast) => {
    let all = kept + text;
    for (const spelling of spellings) all = all.replaceAll(spelling, "<key>");
    if (isLast) all = withoutBeginning(all, spellings);
    const end = isLast ? all.length : Math.max(0, all.length - longest + 1);
    kept = all.slice(end);
    return all.slice(0, end);
  };
}

/** Returns a text without the beginning of a key at its end: a reply that broke off may end in one. */
function withoutBeginning(text, spellings) {
  const cut = (spelling) =>
    Array.from(spelling, (_, index) => spelling.slice(0, index)).findLast(
      (start) => start.length >= SHORTEST_SECRET && text.endsWith(start),
    );
  const longest = Math.max(0, ...spellings.map((spelling) => cut(spelling)?.length ?? 0));
  return text.slice(0, text.length - longest);
}

/** In characters, as in the client: a shorter key could be guessed. */
const SHORTEST_SECRET = 8;

/** The key as plain text, in JSON (where a slash may be escaped), and percent-encoded. */
function spellingsOf(key) {
  const inJson = JSON.stringify(key).slice(1, -1);
  return [key, inJson, ...[key, inJson].map((text) => text.replaceAll("/", "\\/")), encodeURIComponent(key)];
}
