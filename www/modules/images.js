import { inspect } from "../pkg/index.js";
import { announce } from "./announcer.js";
import { byId, element, icon } from "./element.js";
import { formatName } from "./prepared.js";
import { clearProblem } from "./problems.js";

/**
 * The images to edit: chosen, dropped or pasted, shown as tiles that can be moved and removed by pointer and by keyboard.
 *
 * @param {() => void} onChange
 */
export function imageField(onChange) {
  const tiles = byId("tiles");
  const drop = byId("drop");
  const input = /** @type {HTMLInputElement} */ (byId("images"));
  /** @type {Chosen[]} */
  let chosen = [];
  let allowed = true;

  /** @param {Iterable<File>} files */
  function add(files) {
    const added = Array.from(files, (file) => ({ file, url: URL.createObjectURL(file), located: false }));
    if (added.length === 0) return;
    chosen = [...chosen, ...added];
    announce(added.length === 1 ? `Added ${added[0].file.name}` : `Added ${added.length} images`);
    changed();
    for (const image of added) void look(image);
  }

  /**
   * Checks whether a photo holds its location. Its tile is shown already; a file that cannot be read is reported when it is sent.
   *
   * @param {Chosen} image
   */
  async function look(image) {
    const info = await inspect(image.file).catch(() => null);
    if (!info?.gps) return;
    image.located = true;
    const note = tiles.children[chosen.indexOf(image)]?.querySelector(".tile-note");
    if (note instanceof HTMLElement) note.hidden = false;
  }

  /** @param {Chosen} image */
  function remove(image) {
    const index = chosen.indexOf(image);
    chosen = chosen.filter((other) => other !== image);
    URL.revokeObjectURL(image.url);
    announce(`Removed ${image.file.name}`);
    changed();
    const neighbour = chosen[Math.min(index, chosen.length - 1)];
    if (neighbour) focusTile(neighbour, "remove");
    else input.focus();
  }

  /**
   * @param {Chosen} image
   * @param {-1 | 1} by
   */
  function move(image, by) {
    const from = chosen.indexOf(image);
    const others = chosen.filter((other) => other !== image);
    chosen = [...others.slice(0, from + by), image, ...others.slice(from + by)];
    announce(`${image.file.name} is now image ${from + by + 1} of ${chosen.length}`);
    changed();
    focusTile(image, by < 0 ? "earlier" : "later");
  }

  function changed() {
    clearProblem("images");
    tiles.replaceChildren(
      ...chosen.map((image, index) => tile(image, index, chosen.length, { move, remove })),
    );
    tiles.hidden = chosen.length === 0;
    drop.classList.toggle("small", chosen.length > 0);
    byId("sample").hidden = chosen.length > 0;
    onChange();
  }

  /**
   * @param {Chosen} image
   * @param {string} act
   */
  function focusTile(image, act) {
    const buttons = tiles.children[chosen.indexOf(image)];
    const wanted =
      buttons?.querySelector(`[data-act="${act}"]:not(:disabled)`) ??
      buttons?.querySelector("button:not(:disabled)");
    if (wanted instanceof HTMLElement) wanted.focus();
  }

  input.addEventListener("change", () => {
    add(input.files ?? []);
    // So that the same file can be chosen again after it was removed.
    input.value = "";
  });
  acceptDrops(drop, () => allowed, add);
  acceptPastes(() => allowed, add);
  byId("use-sample").addEventListener("click", async () => {
    add([await sampleImage()]);
    byId("prompt").focus();
  });

  return {
    add,

    /** Returns the images in their order. */
    files: () => chosen.map(({ file }) => file),

    /**
     * Shows the field if the model takes images. Chosen images are kept for the next model that does.
     *
     * @param {import("../pkg/index.js").FieldInfo | undefined} field
     */
    show(field) {
      allowed = field !== undefined;
      byId("images-field").hidden = !allowed;
      if (field === undefined) return;
      const { min = 0, max, formats = [], maxBytes } = field;
      byId("images-hint").textContent =
        max === undefined ? `At least ${min}` : max === min ? `${max}` : `${min} to ${max}`;
      byId("images-formats").textContent = formatWords(formats, maxBytes);
      // HEIC is not among them, so that phones turn such a photo into JPEG while it is chosen: few browsers can decode it.
      input.accept = [...new Set([...formats, ...CONVERTED])].join(",");
    },

    /**
     * Marks one image as the wrong one.
     *
     * @param {number} index
     * @returns {HTMLElement | null} what to focus
     */
    mark(index) {
      const wrong = tiles.children[index];
      if (!wrong) return null;
      wrong.classList.add("wrong");
      const button = wrong.querySelector('[data-act="remove"]');
      button?.setAttribute("aria-describedby", "images-problem");
      return button instanceof HTMLElement ? button : null;
    },
  };
}

/**
 * @param {Chosen} image
 * @param {number} index
 * @param {number} total
 * @param {{ move: (image: Chosen, by: -1 | 1) => void, remove: (image: Chosen) => void }} acts
 */
function tile(image, index, total, { move, remove }) {
  const name = image.file.name;
  const thumbnail = element("img", { class: "tile-image", src: image.url, alt: name, decoding: "async" });
  // A format that this browser cannot show may still be one that the provider accepts.
  thumbnail.addEventListener("error", () =>
    thumbnail.replaceWith(element("p", { class: "tile-image tile-name" }, name)),
  );
  return element(
    "li",
    { class: "tile" },
    element(
      "div",
      { class: "tile-top" },
      thumbnail,
      element("p", { class: "tile-note", hidden: !image.located }, "Has its location: it will not be sent"),
    ),
    element(
      "div",
      { class: "tile-acts" },
      total > 1 ? act("earlier", `Move ${name} earlier`, index === 0, () => move(image, -1)) : null,
      total > 1 ? act("later", `Move ${name} later`, index === total - 1, () => move(image, 1)) : null,
      act("remove", `Remove ${name}`, false, () => remove(image)),
    ),
  );
}

/**
 * @param {string} name
 * @param {string} label
 * @param {boolean} disabled
 * @param {() => void} onclick
 */
function act(name, label, disabled, onclick) {
  return element(
    "button",
    {
      class: "icon-button",
      type: "button",
      "data-act": name,
      "aria-label": label,
      title: label,
      disabled,
      onclick,
    },
    icon(name),
  );
}

/**
 * Accepts files dropped anywhere on the page, so that a drop beside the field does not make the browser leave it.
 *
 * @param {HTMLElement} drop the element that is highlighted
 * @param {() => boolean} allowed
 * @param {(files: Iterable<File>) => void} add
 */
function acceptDrops(drop, allowed, add) {
  let over = 0;
  /** @param {DragEvent} event */
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  /** @param {number} depth */
  const light = (depth) => {
    over = Math.max(0, depth);
    drop.classList.toggle("over", over > 0 && allowed());
  };
  addEventListener("dragenter", (event) => carriesFiles(event) && light(over + 1));
  addEventListener("dragleave", (event) => carriesFiles(event) && light(over - 1));
  addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    light(0);
    if (allowed()) add(event.dataTransfer?.files ?? []);
  });
}

/**
 * Accepts pasted files. Pasted text is left to the browser.
 *
 * @param {() => boolean} allowed
 * @param {(files: Iterable<File>) => void} add
 */
function acceptPastes(allowed, add) {
  addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    if (!files?.length || !allowed()) return;
    event.preventDefault();
    add(files);
  });
}

/**
 * Describes the accepted formats and what happens to others: "JPEG, PNG or WebP. Other formats are converted".
 *
 * @param {readonly string[]} formats media types
 * @param {number | undefined} maxBytes
 */
function formatWords(formats, maxBytes) {
  const names = formats.map(formatName);
  const list = new Intl.ListFormat("en", { type: "disjunction" }).format(names).replace(", or ", " or ");
  return maxBytes === undefined
    ? `${list}. Other formats are converted.`
    : `${list}, up to ${Math.floor(maxBytes / BYTES_PER_MEGABYTE)} MB each. Other formats are converted, larger images made smaller.`;
}

async function sampleImage() {
  const answer = await fetch("./sample-image.jpg");
  return new File([await answer.blob()], "sample-image.jpg", { type: "image/jpeg" });
}

/** @typedef {{ file: File, url: string, located: boolean }} Chosen `located`: whether it holds its location */

/** The formats that browsers decode, and so can re-encode for any model. */
const CONVERTED = ["image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/webp"];

const BYTES_PER_MEGABYTE = 1_000_000;
