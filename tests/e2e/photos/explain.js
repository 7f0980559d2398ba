import { readFileSync } from "node:fs";

/**
 * Returns why Plantain says something else of a file than another source, or `undefined`. Where that is the content of the file, it is looked
 * for there, and where another program cannot read it, that program must have warned.
 */
export function explain({ source, ...difference }) {
  const bytes = readFileSync(difference.file);
  const text = bytes.toString("latin1");
  return SOURCES[source]?.({ ...difference, bytes, has: (pattern) => pattern.test(text) });
}

const SOURCES = {
  exiftool: byExiftool,
  libheif: byLibheif,
  libwebp: byLibwebp,
  Chromium: byChromium,
  Firefox: byFirefox,
};

function byExiftool({ fact, ours, theirs, info: { mediaType }, said, bytes, has }) {
  if (fact === "stored" && mediaType === "image/bmp" && [16, 64].includes(bytes.readUInt32LE(14)))
    return "BMP of OS/2 2: exiftool reads another height";
  if (fact === "stored" && mediaType === "image/gif" && isLarger(ours, theirs))
    return "browsers enlarge the screen of a GIF to its first frame";
  if (fact === "stored" && /avif|heic/.test(mediaType) && has(bytesLike`clap`) && isLarger(theirs, ours))
    return "`clap` crops the picture: exiftool tells its size before";
  if (fact === "orientation") return turnOfExiftool({ ours, theirs, mediaType, has });
  if (fact === "exif" && theirs && mediaType === "image/tiff" && !said.hasExif)
    return "TIFF: the tags of the image itself are no EXIF";
  if (fact === "exif" && theirs && has(bytesLike`^\xff\xd8.*\xff\xe1..EXIF\0\0`))
    return "a JPEG's segment with the name in capitals, which browsers ignore";
  if (
    fact === "exif" &&
    ours &&
    has(EXIF) &&
    (said.hasWarning || has(bytesLike`\xff\xe1\0\x08Exif\0\0|\xff\xe1..Exif\0[^\0\xff]`))
  )
    return "a block of EXIF that exiftool cannot read, or that is empty";
  if (fact === "iptc" && ours && has(bytesLike`Photoshop 3.0\0(AgHg|DCSR|PHUT)`))
    return "IPTC in a block of Photoshop with the mark of another program, which exiftool passes over";
  if (fact === "iptc" && ours && has(bytesLike`Adobe_Photoshop2\.5:8BIM\x04\x04`))
    return "IPTC of an early Photoshop, which exiftool reads only if it is asked to";
  if (
    fact === "iptc" &&
    ours &&
    mediaType === "image/tiff" &&
    said.hasWarning &&
    has(bytesLike`\x83\xbb|\xbb\x83`)
  )
    return "a block of IPTC that exiftool cannot read";
  if (fact === "icc" && ours && mediaType === "image/bmp" && has(bytesLike`^BM.{68}KNIL`))
    return "BMP: the path of a colour profile";
  if (fact === "icc" && ours && said.hasWarning && has(bytesLike`iCCP|ICC_PROFILE|\x87\x73|\x73\x87`))
    return "a colour profile that exiftool cannot read";
  if (
    fact === "gps" &&
    ours &&
    has(bytesLike`drone-dji:GpsLatitude|dwc:decimalLatitude|tEXtexif:GPSLatitude`)
  )
    return "a position under a name that exiftool calls otherwise";
  if (fact === "gps" && ours && mediaType === "image/tiff" && has(bytesLike`\x87\xaf|\xaf\x87`))
    return "GeoTIFF: a place on a map";
  if ((fact === "gps" || fact === "xmp") && ours && has(bytesLike`xap/1\.0/\0\xff\xfe`))
    return "XMP of two bytes a letter, which exiftool does not read in a JPEG";
  if (fact === "contentCredentials" && theirs && !has(bytesLike`c2pa`))
    return "a JUMBF box that is not of C2PA";
}

function turnOfExiftool({ ours, theirs, mediaType, has }) {
  if (ours === 1 && mediaType === "image/webp")
    return "browsers ignore the orientation in the EXIF of a WebP";
  if (ours === 1 && /avif|heic/.test(mediaType)) return "HEIF: `irot` and `imir` turn the picture, not EXIF";
  if (ours === 1 && mediaType === "image/png" && has(bytesLike`Raw profile type`) && !has(bytesLike`eXIf`))
    return "browsers ignore EXIF in a text of a PNG";
  if (ours === 1 && mediaType === "image/png" && has(bytesLike`eXIf`))
    return "PNG: browsers ignore EXIF with a wrong checksum, or with the name of a JPEG's segment";
  if (!(theirs >= 1 && theirs <= 8)) return "EXIF has a number that is no orientation";
  if (mediaType !== "image/jpeg" || ours !== 1) return undefined;
  if (has(bytesLike`Exif\0\0MM.{8}\x01\x12(?!\0\x03\0\0\0\x01)`))
    return "browsers accept an orientation of one 16-bit number";
  if (has(bytesLike`\xff\xe1..EXIF\0\0`))
    return "a JPEG's segment with the name in capitals, which browsers ignore";
  if (has(bytesLike`\xff\xe1..Exif\0\0.*\xff\xe1..Exif\0\0`))
    return "the first EXIF of a JPEG counts in browsers, the last in exiftool";
}

function byLibheif({ fact, ours, theirs, said, has }) {
  if (fact === "size" && has(bytesLike`clap`) && isLarger(ours, theirs))
    return "`clap` that is not at the corner: libheif crops the picture, Chromium does not";
  if (fact === "size" && said.size === "512x512" && has(bytesLike`infe.{8}grid`))
    return "a damaged grid: libheif shows one tile of it";
  if (fact === "exif" && ours && has(bytesLike`infe.{8}Exif`))
    return "an item of EXIF that libheif cannot find";
}

function byLibwebp({ fact, theirs, has }) {
  if (fact === "animated" && theirs && !has(bytesLike`ANMF.*ANMF`))
    return "a WebP that is announced as animated and has one frame";
}

function byChromium({ fact, ours, theirs, info: { mediaType }, has }) {
  if (fact === "animated" && ours && has(bytesLike`fcTL.{34}(fcTL|IEND)`))
    return "a frame of a PNG without pixels: Chromium shows a still image";
  if (fact === "alpha" && ours === false && theirs && /png|gif/.test(mediaType))
    return "fewer pixels are coded than the headers announce: what is missing is shown as transparent";
}

function byFirefox({ fact, theirs, info: { mediaType }, has }) {
  if (
    fact === "size" &&
    mediaType === "image/jpeg" &&
    has(bytesLike`\xff\xe1\0\x08Exif\0\0\xff\xe1..Exif\0\0`)
  )
    return "an empty EXIF before another counts in Firefox, not in Chromium";
  if (fact === "size" && mediaType === "image/jpeg" && has(bytesLike`Exif\0\xffMM`))
    return "EXIF with another byte after its name counts in Chromium, not in Firefox";
  if (
    fact === "size" &&
    mediaType === "image/jpeg" &&
    has(bytesLike`\x01\x12\0\x03\0{3}\x01.{4}\x01\x12\0\x03`)
  )
    return "of two orientations Chromium takes the first that is valid, Firefox the last or none";
  if (fact === "animated" && theirs && has(bytesLike`acTL\0{3}\x01.*IDAT.*fcTL|acTL\0{3}\x01.*fcTL.*IDAT`))
    return "a PNG that announces one frame: Firefox counts the still image, or frames that are not announced";
}

/** Whether a size is larger than another in one direction, and smaller in none. */
function isLarger(size, other) {
  const [sides, others] = [size, other].map((text) => text.split("x").map(Number));
  return (
    sides.every((side, index) => side >= others[index]) && sides.some((side, index) => side > others[index])
  );
}

/** A pattern of bytes, in which a dot is any of them. */
function bytesLike({ raw: [pattern] }) {
  return new RegExp(pattern, "s");
}

const EXIF = bytesLike`Exif|eXIf|EXIF|Raw profile type (exif|APP1)`;
