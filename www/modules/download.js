import { element } from "./element.js";

/**
 * Saves an image as a file. A cross-origin link cannot be saved directly, so the image is fetched first; where its host forbids
 * that (CORS), it opens in a new tab instead.
 *
 * @param {string} url
 * @param {string} name without ending
 * @returns {Promise<"opened" | "saved">}
 */
export async function download(url, name) {
  const image = await fetchImage(url);
  if (!image) {
    follow(element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }));
    return "opened";
  }
  const local = URL.createObjectURL(image);
  follow(element("a", { href: local, download: `${name}.${ENDINGS.get(image.type) ?? "png"}` }));
  setTimeout(() => URL.revokeObjectURL(local), KEEP_MS);
  return "saved";
}

/**
 * Fetches an image, without cookies and without saying where from. `null` where that is not allowed.
 *
 * @param {string} url
 */
async function fetchImage(url) {
  try {
    const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

/** @param {HTMLAnchorElement} link */
function follow(link) {
  document.body.append(link);
  link.click();
  link.remove();
}

const ENDINGS = new Map([
  ["image/avif", "avif"],
  ["image/gif", "gif"],
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
]);

/** A browser may begin to read the file late; afterwards the memory is given back. */
const KEEP_MS = 60_000;
