//! Coordinates in text: XMP, and the assertions of Content Credentials.

/// Returns whether a text names coordinates.
pub fn is_in(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) =
        rest.iter().position(|byte| matches!(byte.to_ascii_lowercase(), b'd' | b'g' | b'l' | b'w'))
    {
        rest = rest.get(at..).unwrap_or_default();
        if NAMES.iter().any(|name| begins(rest, name)) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Returns whether a text begins with a name, in letters of any case and of any width.
fn begins(text: &[u8], name: &[u8]) -> bool {
    let letters = text.iter().filter(|byte| **byte != 0).take(name.len());
    letters.map(u8::to_ascii_lowercase).eq(name.iter().copied())
}

/// The names of coordinates in the EXIF schema of XMP, in the schemas of drones and in Darwin Core, and the name of W3C's
/// schema.
const NAMES: &[&[u8]] = &[
    b"decimallatitude",
    b"decimallongitude",
    b"gpslatitude",
    b"gpslongitude",
    b"gpslongtitude",
    b"gpsdestlatitude",
    b"gpsdestlongitude",
    b"lrftargetlat",
    b"lrftargetlon",
    b"wgs84_pos",
];
/// The length of the longest name in the widest letters.
pub const LONGEST_NAME_BYTES: usize = 64;
