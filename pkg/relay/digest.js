/** A 128-bit hash in hex. Used in place of caller ids, so that neither the store nor the links hold them. */
export async function shortHash(text) {
  return hex(await sha256(`plantain caller\n${text}`)).slice(0, 32);
}

/**
 * Picks one of several keys by rendezvous hashing: the same caller gets the same key on every machine, so a job is polled with
 * the key that bought it. Adding or removing a key changes the key of its own share of callers only.
 */
export async function pickKey(keys, id) {
  if (keys.length === 1) return keys[0];
  const ranks = await Promise.all(keys.map(async (key) => hex(await sha256(`plantain key\n${id}\n${key}`))));
  return keys[ranks.indexOf([...ranks].sort().at(-1))];
}

/** The HMAC key for links, derived from the operator's secret or else from the providers' keys, which every machine has. */
export async function signingKey({ secret, providers }) {
  const parts = Object.keys(providers)
    .filter((id) => providers[id].keys.length > 0)
    .sort()
    .flatMap((id) => [id, ...[...providers[id].keys].sort()]);
  const bytes = await sha256(`plantain links\n${secret ?? parts.join("\n")}`);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

export function sha256(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

export function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
