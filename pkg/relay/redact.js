/**
 * Makes a function that takes a text in pieces and gives it back with each key replaced by `<key>`, also where a key lies across two
 * pieces: a provider that repeats the key in an error must not tell it to the page.
 */
export function keepKeysOut(keys) {
  const spellings = [...new Set(keys.flatMap(spellingsOf))];
  const longest = Math.max(...spellings.map(({ length }) => length));
  let kept = "";
  return (text, isLast) => {
    let all = kept + text;
    for (const spelling of spellings) all = all.replaceAll(spelling, "<key>");
    const end = isLast ? all.length : Math.max(0, all.length - longest + 1);
    kept = all.slice(end);
    return all.slice(0, end);
  };
}

/** In JSON a slash may stand behind a backslash, and in an address nearly everything behind a percent sign. */
function spellingsOf(key) {
  const inJson = JSON.stringify(key).slice(1, -1);
  return [key, inJson, ...[key, inJson].map((text) => text.replaceAll("/", "\\/")), encodeURIComponent(key)];
}
