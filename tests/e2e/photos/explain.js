import { readFileSync } from "node:fs";

/**
 * Returns why Plantain says something else of a file than another source, or `undefined`. Where that is the content of the file, it is looked
 * for there.
 */
export function explain({ source, fact, ours, theirs, info, said, file }) {
  const bytes = readFileSync(file).toString("latin1");
  const has = (pattern) => pattern.test(bytes);
  if (source === "exiftool") {
    const { mediaType } = info;
    const isHeif = /avif|heic/.test(mediaType);
    if (fact === "stored" && mediaType === "image/bmp") return "BMP of OS/2 2: exiftool reads another height";
    if (fact === "stored" && mediaType === "image/tiff" && said.isDamaged)
      return "a damaged TIFF, or one with two sizes";
    if (fact === "orientation") {
      if (!(theirs >= 1 && theirs <= 8)) return "EXIF has a number that is no orientation";
      if (mediaType === "image/webp") return "browsers ignore the orientation in the EXIF of a WebP";
      if (isHeif) return "HEIF: `irot` and `imir` turn the picture, not EXIF";
      if (mediaType === "image/png" && has(/Raw profile type/))
        return "browsers ignore EXIF in a text of a PNG";
    }
    if (fact === "exif" && theirs && mediaType === "image/tiff" && !said.hasExif)
      return "TIFF: the tags of the image itself are no EXIF";
    if (fact === "exif" && ours && has(/Exif|eXIf|EXIF|Raw profile type (exif|APP1)/))
      return "a block of EXIF that exiftool cannot read, or that is empty";
    if (fact === "iptc" && ours && has(/Photoshop 3.0\0(AgHg|DCSR|PHUT)/))
      return "IPTC in a block of Photoshop with the mark of another program, which exiftool passes over";
    if (fact === "iptc" && ours && has(/8BIM|\x83\xbb|\xbb\x83/))
      return "a block of IPTC that exiftool cannot read, or that is empty";
    if (fact === "iptc" && theirs && has(/AXS!|\xa1\xb2\xc3\xd4/))
      return "IPTC in a trailer behind the picture: `stripped` names it as `trailing`";
    if (fact === "icc" && ours && has(/iCCP|ICC_PROFILE|\x87\x73|\x73\x87|DELM|KNIL|LINK/))
      return "a colour profile that exiftool cannot read, or that is elsewhere";
    if (fact === "contentCredentials" && theirs && !has(/c2pa/)) return "a JUMBF box that is not of C2PA";
  }
  if (source === "libheif" && fact === "size" && said.size === "512x512")
    return "a damaged grid: libheif shows one tile of it";
  if (source === "libheif" && ours && has(/Exif/)) return "an item of EXIF that libheif cannot find";
}
