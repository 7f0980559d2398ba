//! Coordinates in text: XMP, and the assertions of Content Credentials.

/// Returns whether a text names coordinates.
pub fn is_in(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'G' | b'w')) {
        rest = rest.get(at..).unwrap_or_default();
        if NAMES.iter().any(|name| rest.starts_with(name)) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// The names of coordinates in the EXIF schema of XMP, and the name of W3C's schema.
const NAMES: &[&[u8]] =
    &[b"GPSLatitude", b"GPSLongitude", b"GPSDestLatitude", b"GPSDestLongitude", b"wgs84_pos"];
