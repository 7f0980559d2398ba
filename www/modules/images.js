import { inspect } from "../pkg/index.js";
import { announce } from "./announcer.js";
import { byId, element, icon } from "./element.js";
import { formatName } from "./prepared.js";
import { clearProblem } from "./problems.js";

/** The images to edit: chosen, dropped or pasted, shown as tiles that can be moved and removed by pointer and by keyboard. */
export class ImageField {
  #onChange;
  #tiles = byId("tiles");
  #drop = byId("drop");
  #input = /** @type {HTMLInputElement} */ (byId("images"));
  /** @type {Chosen[]} */
  #chosen = [];
  #isAllowed = true;

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#input.addEventListener("change", () => {
      this.#add(this.#input.files ?? []);
      // So that the same file can be chosen again after it was removed.
      this.#input.value = "";
    });
    const isAllowed = () => this.#isAllowed;
    const add = (/** @type {Iterable<File>} */ files) => this.#add(files);
    acceptDrops(this.#drop, isAllowed, add);
    acceptPastes(isAllowed, add);
    byId("use-sample").addEventListener("click", async () => {
      add([await sampleImage()]);
      byId("prompt").focus();
    });
  }

  /** Returns the images in their order. */
  files() {
    return this.#chosen.map(({ file }) => file);
  }

  /**
   * Shows the field if the model takes images. Chosen images are kept for the next model that does.
   *
   * @param {import("../pkg/index.js").FieldInfo | undefined} field
   */
  show(field) {
    this.#isAllowed = field !== undefined;
    byId("images-field").hidden = !this.#isAllowed;
    if (field === undefined) return;
    const { min = 0, max, formats = [], maxBytes } = field;
    byId("images-hint").textContent =
      max === undefined ? `At least ${min}` : max === min ? `${max}` : `${min} to ${max}`;
    byId("images-formats").textContent = formatWords(formats, maxBytes);
    // HEIC is not among them, so that phones turn such a photo into JPEG while it is chosen: few browsers can decode it.
    this.#input.accept = [...new Set([...formats, ...CONVERTED])].join(",");
  }

  /**
   * Marks one image as the wrong one.
   *
   * @param {number} index
   * @returns {HTMLElement | null} what to focus
   */
  mark(index) {
    const wrong = this.#tiles.children[index];
    if (!wrong) return null;
    wrong.classList.add("wrong");
    const button = wrong.querySelector('[data-act="remove"]');
    button?.setAttribute("aria-describedby", "images-problem");
    return button instanceof HTMLElement ? button : null;
  }

  /** @param {Iterable<File>} files */
  #add(files) {
    const added = Array.from(files, (file) => ({ file, url: URL.createObjectURL(file), located: false }));
    if (added.length === 0) return;
    this.#chosen = [...this.#chosen, ...added];
    announce(added.length === 1 ? `Added ${added[0].file.name}` : `Added ${added.length} images`);
    this.#changed();
    for (const image of added) void this.#noteLocation(image);
  }

  /**
   * Notes on the tile of a photo that it holds its location. The tile is shown already; a file that cannot be read is reported when it is
   * sent.
   *
   * @param {Chosen} image
   */
  async #noteLocation(image) {
    const info = await inspect(image.file).catch(() => null);
    if (!info?.gps) return;
    image.located = true;
    const note = this.#tileOf(image)?.querySelector(".tile-note");
    if (note instanceof HTMLElement) note.hidden = false;
  }

  /** @param {Chosen} image */
  #remove(image) {
    const index = this.#chosen.indexOf(image);
    this.#chosen = this.#chosen.filter((other) => other !== image);
    URL.revokeObjectURL(image.url);
    announce(`Removed ${image.file.name}`);
    this.#changed();
    const neighbour = this.#chosen[Math.min(index, this.#chosen.length - 1)];
    if (neighbour) this.#focus(neighbour, "remove");
    else this.#input.focus();
  }

  /**
   * @param {Chosen} image
   * @param {-1 | 1} by
   */
  #move(image, by) {
    const from = this.#chosen.indexOf(image);
    const others = this.#chosen.filter((other) => other !== image);
    this.#chosen = [...others.slice(0, from + by), image, ...others.slice(from + by)];
    announce(`${image.file.name} is now image ${from + by + 1} of ${this.#chosen.length}`);
    this.#changed();
    this.#focus(image, by < 0 ? "earlier" : "later");
  }

  #changed() {
    clearProblem("images");
    const chosen = this.#chosen;
    /** @type {Parameters<typeof tile>[3]} */
    const acts = { move: (image, by) => this.#move(image, by), remove: (image) => this.#remove(image) };
    this.#tiles.replaceChildren(...chosen.map((image, index) => tile(image, index, chosen.length, acts)));
    this.#tiles.hidden = chosen.length === 0;
    this.#drop.classList.toggle("small", chosen.length > 0);
    byId("sample").hidden = chosen.length > 0;
    this.#onChange();
  }

  /** @param {Chosen} image */
  #tileOf(image) {
    return this.#tiles.children[this.#chosen.indexOf(image)];
  }

  /**
   * @param {Chosen} image
   * @param {string} act
   */
  #focus(image, act) {
    const tile = this.#tileOf(image);
    const wanted =
      tile?.querySelector(`[data-act="${act}"]:not(:disabled)`) ??
      tile?.querySelector("button:not(:disabled)");
    if (wanted instanceof HTMLElement) wanted.focus();
  }
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
