//! A file that is not what its first bytes promise.

/// Why a file can't be cleaned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParseError {
    /// It breaks the rules of its format.
    Malformed,
    /// It has more parts than are looked at: no camera or program makes such files.
    TooManyParts,
    /// It ends before the image does, or is not as long as was said.
    Truncated,
}
