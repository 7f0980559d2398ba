import { download as fetchImage, isPlantainError } from "../pkg/index.js";
import { element } from "./element.js";

/**
 * Saves an image as a file, with the extension of its format. A cross-origin link cannot be saved directly, so the image is
 * fetched first; where its host forbids that (CORS), it opens in a new tab instead.
 *
 * @param {string} url
 * @param {string} name without extension
 * @returns {Promise<"lost" | "opened" | "saved">}
 */
export async function download(url, name) {
  if (url.startsWith("blob:")) {
    // A `blob:` address of this page needs no CORS.
    follow(element("a", { href: url, download: name }));
    return "saved";
  }
  try {
    // A browser lets a page open a tab within seconds of a click.
    const image = await fetchImage(url, { timeoutMs: 60_000 });
    const local = URL.createObjectURL(image);
    follow(element("a", { href: local, download: name + image.name.slice(image.name.lastIndexOf(".")) }));
    setTimeout(() => URL.revokeObjectURL(local), KEEP_MS);
    return "saved";
  } catch (error) {
    if (isPlantainError(error) && error.kind === "refused") return "lost";
    follow(element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }));
    return "opened";
  }
}

/** @param {HTMLAnchorElement} link */
function follow(link) {
  document.body.append(link);
  link.click();
  link.remove();
}

/** A browser may begin to read the file late; afterwards the memory is given back. */
const KEEP_MS = 60_000;
