//! A file that cannot be parsed.

/// The reason why a file cannot be parsed, and so not be stripped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParseError {
    /// It breaks the rules of its format.
    Malformed,
    /// It has more segments or chunks than are read. No camera or program writes such files.
    TooManyParts,
    /// It ends before the image does, or is shorter than announced.
    Truncated,
}
