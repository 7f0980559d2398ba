/**
 * What was done to an image before it was sent, in words.
 *
 * @typedef {import("../pkg/index.js").Prepared} Prepared
 */

/**
 * Describes what was done to one image: "Location, camera data and a preview were removed. 67 KB → 61 KB".
 *
 * @param {Prepared} prepared
 * @returns {string | null} `null` where it was sent as it is
 */
export function preparedWords({ from, to, stripped, scaled }) {
  const converted = from.mediaType !== to.mediaType;
  if (!converted && !scaled && from.bytes === to.bytes) return null;
  const pixels = scaled ? `: ${pixelWords(from)} → ${pixelWords(to)}` : "";
  const acts = [
    ...(converted ? [`converted from ${formatName(from.mediaType)} to ${formatName(to.mediaType)}`] : []),
    ...(scaled ? ["made smaller"] : []),
  ];
  const taken = PARTS.filter(({ names }) => stripped.some((name) => names.includes(name)));
  const sentences = [
    ...(acts.length ? [`${acts.join(" and ")}${pixels}`] : []),
    ...(taken.length ? [`${AND.format(taken.map(({ words }) => words))} ${be(taken)} removed`] : []),
    ...(stripped.includes("icc") ? ["its colours were turned into sRGB"] : []),
  ];
  if (sentences.length === 0) sentences.push("re-encoded");
  const [before, after] = [size(from.bytes), size(to.bytes)];
  const weight = before === after ? "" : ` ${before} → ${after}`;
  return `${sentences.map((sentence) => `${capital(sentence)}.`).join(" ")}${weight}`;
}

/**
 * Names a format as people do: "image/jpeg" is "JPEG".
 *
 * @param {string} mediaType
 */
export function formatName(mediaType) {
  const name = mediaType.replace(/^image\//, "");
  return name === "webp" ? "WebP" : name.toUpperCase();
}

/** @param {readonly { words: string, many?: boolean }[]} parts */
function be(parts) {
  return parts.length > 1 || parts[0].many ? "were" : "was";
}

/** @param {import("../pkg/index.js").ImageFacts} facts */
function pixelWords({ width, height }) {
  return `${width} × ${height}`;
}

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [amount, unit] = bytes < 999_500 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${SIZE.format(amount)}\u00a0${unit}`;
}

/** @param {string} sentence */
function capital(sentence) {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/**
 * What may be removed from a file, the most important to people first.
 *
 * @type {{ names: Prepared["stripped"], words: string, many?: boolean }[]}
 */
const PARTS = [
  { names: ["animation"], words: "all but its first frame" },
  { names: ["gps"], words: "location" },
  { names: ["exif"], words: "camera data", many: true },
  { names: ["thumbnail"], words: "a preview" },
  { names: ["xmp"], words: "editing notes", many: true },
  { names: ["iptc"], words: "captions", many: true },
  { names: ["comment"], words: "comments", many: true },
  { names: ["multiPicture", "trailing"], words: "what was attached after the image" },
  { names: ["contentCredentials"], words: "Content Credentials", many: true },
  { names: ["other", "photoshop"], words: "data of other programs", many: true },
];

/** Without a comma before the "and". */
const AND = new Intl.ListFormat("en-GB", { type: "conjunction" });

const SIZE = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
