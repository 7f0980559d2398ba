// Images: snapshots of them when a call is made, and re-encoding where a model does not accept them.

/**
 * Returns a promise of a copy of a request: the caller may write the next one into the same object, or clear the input that the files are
 * from, while the module is loading. Buffers and canvases become blobs.
 */
export const snapshotRequest = (request) => whole(copied(request, snapshot));

async function whole(copy) {
  if (!copy || typeof copy !== "object") return copy;
  const whole = { ...copy };
  if (Array.isArray(whole.images)) whole.images = await Promise.all(whole.images);
  if (whole.mask !== undefined) whole.mask = await whole.mask;
  return whole;
}

/** Returns a copy of a request whose files are not read: empty blobs replace buffers and canvases. */
export const peekRequest = (request) => copied(request, (image) => (snapshotter(image) ? new Blob() : image));

function copied(request, take) {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return request;
  const copy = { ...request };
  const { images } = copy;
  if (Array.isArray(images) || typeof images?.item === "function") {
    // No model accepts more: these are only counted.
    copy.images = images.length > 100 ? Array.from(images) : Array.from(images, take);
  }
  if (copy.mask !== undefined) copy.mask = take(copy.mask);
  return copy;
}

/** Returns a copy of an image: the caller may write into a buffer, or draw on a canvas. */
export async function snapshot(image) {
  const take = snapshotter(image);
  if (!take) return image;
  try {
    return (await take()) ?? UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

/** Returns what makes a blob of an image that is not a file; nothing for other values. It looks at members, which are the same in every realm. */
function snapshotter(image) {
  try {
    const bytes = bytesOf(image);
    if (bytes) return () => new Blob([/** @type {BlobPart} */ (bytes)]);
    if (typeof image.convertToBlob === "function") return () => image.convertToBlob();
    if (typeof image.toBlob === "function") return () => new Promise((resolve) => image.toBlob(resolve));
    if (typeof image.close === "function" && typeof image.width === "number")
      return () => drawn(image, image.width, image.height).convertToBlob();
  } catch {}
}

/** Returns a buffer or a view as something that a blob takes, copied where it must be; nothing for another value. */
export function bytesOf(value) {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return isFixed(buffer) ? value : new Uint8Array(buffer, byteOffset, byteLength).slice();
  }
  if (!BUFFERS.includes(Object.prototype.toString.call(value))) return undefined;
  return isFixed(value) ? value : new Uint8Array(value).slice();
}

/** Whether this is a buffer of this realm whose bytes stay where and as many as they are. */
const isFixed = (buffer) => buffer instanceof ArrayBuffer && !(/** @type {any} */ (buffer).resizable);

/**
 * Re-encodes an image, the right way up, with its transparency if it has any, and as much smaller as it must be. The colours become
 * sRGB, an animation its first frame, and all metadata is lost.
 *
 * Returns a blob of one of `types`, or a code and a message why this browser cannot, which reads on from the image's name.
 */
export async function reencode(blob, { from, types, maxBytes, isOpaque, keepType }) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    const message =
      from === "image/heic"
        ? "is a HEIC photo, which this browser cannot decode: save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)"
        : "cannot be decoded by this browser: save it as JPEG or PNG";
    return { code: "cannotDecode", message };
  }
  try {
    const order = isOpaque || !(await hasHoles(blob, bitmap)) ? [JPEG, PNG] : [PNG, WEBP];
    // One that this browser cannot encode is passed over.
    if (keepType || !order.some((type) => types.includes(type))) order.unshift(from);
    return await encoded(
      bitmap,
      order.filter((type) => types.includes(type)),
      maxBytes,
    );
  } catch {
    const message =
      "does not fit this model, and this browser's canvas cannot be used to make it fit: it is blocked, or changes what is drawn. Save the image smaller, or as JPEG";
    return { code: "cannotReencode", message };
  } finally {
    // Four bytes for every pixel, which the browser would keep for a while.
    bitmap.close();
  }
}

/** Encodes an image in the first of some types that is small enough, and smaller until one is. */
async function encoded(bitmap, types, maxBytes) {
  const { width, height } = bitmap;
  const longest = Math.max(width, height);
  let scale = Math.min(Math.sqrt(LARGEST_CANVAS / (width * height)), LONGEST_SIDE / longest, 1);
  for (let tries = 0; tries < TRIES; tries += 1) {
    let canvas;
    try {
      canvas = drawn(bitmap, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    } catch (error) {
      // Larger than this browser can, or no canvas at all.
      if (longest * scale < SMALL_CANVAS) throw error;
      scale /= 2;
      continue;
    }
    let smallest = Number.POSITIVE_INFINITY;
    let lacking = 0;
    for (const type of types) {
      const blob = await canvas.convertToBlob({ type, quality: QUALITY }).catch(() => {});
      // A browser without the codec returns PNG.
      if (blob && blob.type !== type) lacking += 1;
      else if (blob?.size <= maxBytes) return blob;
      else if (blob) smallest = Math.min(smallest, blob.size);
    }
    if (lacking === types.length) {
      const message =
        "does not fit this model, and this browser encodes none of its formats: save it as one of them";
      return { code: "cannotReencode", message };
    }
    scale *= Math.min(Math.max(Math.sqrt(maxBytes / smallest) || 0, 0.25), 0.9);
  }
  const message = "cannot be made small enough for this request, even at a fraction of its size";
  return { code: "tooLarge", message };
}

/** Draws an image at a size. Throws if no canvas of this size keeps what is drawn. */
function drawn(image, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#369";
  context.fillRect(width - 1, height - 1, 1, 1);
  const probe = context.getImageData(width - 1, height - 1, 1, 1).data;
  if (probe.join() !== "51,102,153,255") throw new Error("what is drawn changes");
  context.globalCompositeOperation = "copy";
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

/** Returns whether any pixel is transparent. All of them are read, in squares, and the page can go on between these. */
async function hasHoles(blob, bitmap) {
  const canvas = new OffscreenCanvas(SQUARE, SQUARE);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  // The last square is not painted over, but replaced.
  context.globalCompositeOperation = "copy";
  for (let top = 0; top < bitmap.height; top += SQUARE) {
    for (let left = 0; left < bitmap.width; left += SQUARE) {
      context.drawImage(bitmap, -left, -top);
      const [across, down] = [bitmap.width - left, bitmap.height - top].map((side) => Math.min(side, SQUARE));
      const { data } = context.getImageData(0, 0, across, down);
      for (let at = 3; at < data.length; at += 4) if (data[at] < 255) return true;
      // In hidden pages timers are throttled, but not this.
      await blob
        .slice(0, 1)
        .arrayBuffer()
        .catch(() => {});
    }
  }
  return false;
}

/** Replaces an image that this browser does not let the page read. The module reports it as a problem of the field. */
const UNREADABLE = { unreadable: true };

/** A buffer of another realm is no instance of the class here. */
const BUFFERS = ["[object ArrayBuffer]", "[object SharedArrayBuffer]"];
const JPEG = "image/jpeg";
const PNG = "image/png";
const WEBP = "image/webp";
/** In pixels. iOS draws nothing on larger canvases, without an error. */
const LARGEST_CANVAS = 16_777_216;
/** What WebP can hold, and Safari draw. */
const LONGEST_SIDE = 16_383;
/** The longest side of a canvas that every browser has. */
const SMALL_CANVAS = 2048;
const QUALITY = 0.9;
/** The side of the squares in which transparency is looked for: a few milliseconds each. */
const SQUARE = 512;
const TRIES = 8;
