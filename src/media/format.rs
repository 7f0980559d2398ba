//! Detects a file's format from its first bytes, never from its name or media type.

use crate::media::bytes::{big, window};

/// A file format: images, and what is given in place of an image by mistake.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// An image or a sequence coded in AV1.
    Avif,
    /// A Windows bitmap.
    Bmp,
    /// Still or animated.
    Gif,
    /// Any HEIF file that is not AVIF, such as the photos of iPhones and many other cameras.
    Heic,
    /// A web page: most often the error or log-in page that was served instead of an image.
    Html,
    /// Baseline or progressive, of any camera.
    Jpeg,
    /// JPEG XL, bare or in its container.
    Jxl,
    /// A document.
    Pdf,
    /// Still or animated (APNG).
    Png,
    /// A drawing written as XML.
    Svg,
    /// Also the raw files of many cameras, which have the structure of TIFF.
    Tiff,
    /// Lossy, lossless or extended.
    Webp,
}

/// The number of bytes that [`Format::sniff`] needs of a longer file.
///
/// Binary formats need less than 100; the rest is for the comments that drawing programs write before `<svg`.
pub const SNIFF_BYTES: usize = 4096;

impl Format {
    /// Detects the format from the first bytes of a file. `None` if they belong to no known format.
    ///
    /// Reads the first [`SNIFF_BYTES`] at most, and does not check that the file is whole.
    pub fn sniff(head: &[u8]) -> Option<Self> {
        let head = head.get(..SNIFF_BYTES).unwrap_or(head);
        let signature = SIGNATURES.iter().find(|(_, signature)| matches(head, signature));
        signature.map(|(format, _)| *format).or_else(|| sniff_brands(head)).or_else(|| sniff_markup(head))
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Bmp => "image/bmp",
            Self::Gif => "image/gif",
            Self::Heic => "image/heic",
            Self::Html => "text/html",
            Self::Jpeg => "image/jpeg",
            Self::Jxl => "image/jxl",
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Tiff => "image/tiff",
            Self::Webp => "image/webp",
        }
    }

    /// Returns the name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Avif => "AVIF",
            Self::Bmp => "BMP",
            Self::Gif => "GIF",
            Self::Heic => "HEIC",
            Self::Html => "HTML",
            Self::Jpeg => "JPEG",
            Self::Jxl => "JPEG XL",
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Tiff => "TIFF",
            Self::Webp => "WebP",
        }
    }

    /// Returns the usual file name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
            // The subtype of the media type.
            _ => self.media_type().split_once('/').map_or("", |(_, name)| name),
        }
    }

    /// Returns whether metadata can be removed without re-encoding.
    pub fn is_strippable(self) -> bool {
        matches!(self, Self::Gif | Self::Jpeg | Self::Png | Self::Webp)
    }

    /// Returns whether the format holds an image made of pixels.
    pub fn is_raster(self) -> bool {
        !matches!(self, Self::Html | Self::Pdf | Self::Svg)
    }
}

/// Returns whether a file begins with a signature, in which `?` stands for any byte.
fn matches(head: &[u8], signature: &[u8]) -> bool {
    window(head, 0, signature.len()).is_some_and(|start| {
        start.iter().zip(signature).all(|(byte, wanted)| byte == wanted || *wanted == b'?')
    })
}

/// Reads the brands of an ISO base media file: the major one first, then the compatible ones.
///
/// A brand of a codec decides; the general brands of HEIF count only without one.
fn sniff_brands(head: &[u8]) -> Option<Format> {
    if window(head, 4, 4)? != b"ftyp" {
        return None;
    }
    let (start, size) = match big(head, 0, 4)? {
        0 => (8, u64::MAX), // to the end of the file
        1 => (16, big(head, 8, 8)?),
        size => (8, size),
    };
    let end = usize::try_from(size).unwrap_or(usize::MAX).min(head.len());
    let mut found = None;
    // The four bytes after the major brand are its version, which never equals a brand.
    for brand in head.get(start..end)?.chunks_exact(4) {
        match brand {
            b"avif" | b"avis" => return Some(Format::Avif),
            b"heic" | b"heim" | b"heis" | b"heix" | b"hevc" | b"hevm" | b"hevs" | b"hevx" => {
                return Some(Format::Heic);
            }
            b"mif1" | b"mif2" | b"msf1" => found = Some(Format::Heic),
            _ => {}
        }
    }
    found
}

/// Skips byte order marks, white space, comments and declarations, and reads the first element or document
/// type.
fn sniff_markup(head: &[u8]) -> Option<Format> {
    // Without zero bytes, the Latin letters of UTF-16 in either order are ASCII.
    let mut text = head.to_ascii_lowercase();
    text.retain(|byte| *byte != 0);
    let marks = [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"];
    let mut rest = marks.iter().find_map(|mark| text.strip_prefix(*mark)).unwrap_or(&text);
    loop {
        rest = rest.trim_ascii_start();
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            rest = after(comment, b"-->")?;
        } else if let Some(declaration) = rest.strip_prefix(b"<?") {
            rest = after(declaration, b"?>")?;
        } else if let Some(kind) = rest.strip_prefix(b"<!doctype") {
            return sniff_name(kind.trim_ascii_start());
        } else {
            return sniff_name(rest.strip_prefix(b"<")?);
        }
    }
}

/// Reads the name of an element or of a document type.
fn sniff_name(text: &[u8]) -> Option<Format> {
    let name = text.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').next()?;
    if name == b"svg" || name.ends_with(b":svg") {
        Some(Format::Svg)
    } else if HTML_ELEMENTS.contains(&name) {
        Some(Format::Html)
    } else {
        None
    }
}

/// Returns what follows the first `mark` in `text`.
fn after<'a>(text: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = text.windows(mark.len()).position(|part| part == mark)?;
    text.get(at + mark.len()..)
}

/// `?` stands for any byte.
const SIGNATURES: &[(Format, &[u8])] = &[
    // Many texts begin with "BM", so the length of the second header, always below 256, counts too.
    (Format::Bmp, b"BM?????????????\0\0\0"),
    (Format::Gif, b"GIF87a"),
    (Format::Gif, b"GIF89a"),
    (Format::Jpeg, b"\xFF\xD8\xFF"),
    (Format::Jxl, b"\xFF\x0A"),
    (Format::Jxl, b"\0\0\0\x0CJXL \r\n\x87\n"),
    (Format::Pdf, b"%PDF-"),
    (Format::Png, b"\x89PNG\r\n\x1A\n"),
    (Format::Tiff, b"II*\0"),
    (Format::Tiff, b"II+\0"),
    (Format::Tiff, b"MM\0*"),
    (Format::Tiff, b"MM\0+"),
    (Format::Webp, b"RIFF????WEBP"),
];

/// The elements that web pages begin with
/// (<https://mimesniff.spec.whatwg.org/#rules-for-identifying-an-unknown-mime-type>, and `meta`).
const HTML_ELEMENTS: &[&[u8]] = &[
    b"a", b"b", b"body", b"br", b"div", b"font", b"h1", b"head", b"html", b"iframe", b"meta", b"p",
    b"script", b"style", b"table", b"title",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sniffs(head: impl AsRef<[u8]>, expected: Option<Format>) {
        assert_eq!(Format::sniff(head.as_ref()), expected, "{}", head.as_ref().escape_ascii());
    }

    #[test]
    fn every_binary_format_is_known_by_its_first_bytes() {
        assert_sniffs(b"BM\x3A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Some(Format::Bmp));
        assert_sniffs(b"GIF87a", Some(Format::Gif));
        assert_sniffs(b"GIF89a\x01\0\x01\0", Some(Format::Gif));
        assert_sniffs(b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some(Format::Jpeg));
        assert_sniffs(b"\xFF\x0A\x7F", Some(Format::Jxl));
        assert_sniffs(b"\0\0\0\x0CJXL \r\n\x87\n", Some(Format::Jxl));
        assert_sniffs(b"%PDF-1.7", Some(Format::Pdf));
        assert_sniffs(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Some(Format::Png));
        assert_sniffs(b"II*\0\x08\0\0\0", Some(Format::Tiff));
        assert_sniffs(b"MM\0+\0\x08\0\0", Some(Format::Tiff));
        assert_sniffs(b"RIFF\x24\0\0\0WEBPVP8L", Some(Format::Webp));
    }

    #[test]
    fn the_major_brand_decides_between_avif_and_heic() {
        for brand in ["avif", "avis"] {
            assert_sniffs(format!("\0\0\0\x1Cftyp{brand}\0\0\0\0mif1miaf"), Some(Format::Avif));
        }
        for brand in ["heic", "heix", "hevc", "hevx"] {
            assert_sniffs(format!("\0\0\0\x1Cftyp{brand}\0\0\0\0mif1heic"), Some(Format::Heic));
        }
    }

    #[test]
    fn a_compatible_brand_decides_where_the_major_one_is_general() {
        assert_sniffs(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Some(Format::Avif));
        assert_sniffs(b"\0\0\0\x18ftypmsf1\0\0\0\0msf1hevc", Some(Format::Heic));
        assert_sniffs(b"\0\0\0\x18ftyptmap\0\0\0\0tmapheic", Some(Format::Heic));
        assert_sniffs(b"\0\0\0\x14ftypmif1\0\0\0\0mif1", Some(Format::Heic));
        assert_sniffs(b"\0\0\0\x18ftypisom\0\0\0\0isommp42", None);
    }

    #[test]
    fn brands_are_read_at_every_size_of_their_box() {
        assert_sniffs(b"\0\0\0\0ftypavif\0\0\0\0", Some(Format::Avif));
        assert_sniffs(b"\0\0\0\x01ftyp\0\0\0\0\0\0\0\x18heic\0\0\0\0", Some(Format::Heic));
        assert_sniffs(b"\0\0\0\x01ftyp\0\0\0\0\0\0\0\x0Cheic\0\0\0\0", None);
        assert_sniffs(b"\0\0\0\x10ftypmif1\0\0\0\0avif", Some(Format::Heic));
        assert_sniffs(b"\0\0\0\x04ftypavif\0\0\0\0", None);
        assert_sniffs(b"\xFF\xFF\xFF\xFFftypavif\0\0\0\0", Some(Format::Avif));
        let mut long = b"\0\0\x02\0ftypmif1\0\0\0\0".to_vec();
        long.extend(b"iso8".repeat(123));
        long.extend(b"avis");
        assert_sniffs(long, Some(Format::Avif));
    }

    #[test]
    fn svg_and_html_are_told_apart() {
        assert_sniffs("<svg xmlns='http://www.w3.org/2000/svg'/>", Some(Format::Svg));
        assert_sniffs("\u{FEFF} \n<?xml version=\"1.0\"?>\n<!-- a > b --><svg>", Some(Format::Svg));
        assert_sniffs("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\">", Some(Format::Svg));
        assert_sniffs("<ns0:svg xmlns:ns0='http://www.w3.org/2000/svg'>", Some(Format::Svg));
        assert_sniffs("<!doctype HTML>", Some(Format::Html));
        assert_sniffs("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", Some(Format::Html));
        assert_sniffs("\r\n<HTML><body><svg>", Some(Format::Html));
        assert_sniffs("<!-- login --><title>", Some(Format::Html));
        assert_sniffs("<?xml version='1.0'?><rss>", None);
        assert_sniffs("<svgx>", None);
        assert_sniffs("<!-- never closed <svg>", None);
    }

    #[test]
    fn drawings_in_utf_16_are_known() {
        let units: Vec<u16> = "\u{FEFF}<?xml?><svg>".encode_utf16().collect();
        assert_sniffs(
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>(),
            Some(Format::Svg),
        );
        assert_sniffs(
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<_>>(),
            Some(Format::Svg),
        );
    }

    #[test]
    fn what_belongs_to_no_format_is_not_guessed() {
        for head in
            [b"".as_slice(), b"\xFF\xD8", b"BM, a car maker, builds", b"RIFF\0\0\0\0WAVE", b"hello", b"<"]
        {
            assert_sniffs(head, None);
        }
    }

    #[test]
    fn every_format_has_a_media_type_and_an_extension() {
        for (format, _) in SIGNATURES {
            assert!(format.media_type().contains('/') && !format.extension().is_empty());
        }
        assert_eq!(Format::Jpeg.extension(), "jpg");
        assert_eq!(Format::Tiff.extension(), "tiff");
        assert_eq!(Format::Svg.extension(), "svg");
        assert!(Format::Heic.is_raster() && !Format::Svg.is_raster());
    }
}
