/** Gives a short name for a caller, so that the store of limits and the links need not hold the id itself. */
export async function tagOf(id) {
  return hex(await sha256(`plantain caller\n${id}`)).slice(0, 32);
}

/**
 * Chooses one of several keys by the caller's id: the same caller gets the same key on every machine, so a job is asked for with
 * the key that bought it. A key that is added or taken away changes the choice of its own share of callers alone.
 */
export async function choose(keys, id) {
  if (keys.length === 1) return keys[0];
  const ranks = await Promise.all(keys.map(async (key) => hex(await sha256(`plantain key\n${id}\n${key}`))));
  return keys[ranks.indexOf([...ranks].sort().at(-1))];
}

/** Gives the key that signs links: of the operator's secret, or of the providers' keys, which every machine has. */
export async function signingKey({ secret, providers }) {
  const parts = Object.keys(providers)
    .sort()
    .flatMap((id) => [id, ...[...providers[id].keys].sort()]);
  const bytes = await sha256(`plantain links\n${secret ?? parts.join("\n")}`);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

function sha256(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
