//! The parts that a stripped file is made of.

use std::ops::Range;

/// A part of the stripped file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Piece {
    /// Bytes that are not in the file at this place.
    Insert(Vec<u8>),
    /// A range of the file, unchanged.
    Keep(Range<u64>),
}

impl Piece {
    /// Returns the number of bytes that the piece adds to the stripped file.
    pub fn length(&self) -> u64 {
        match self {
            Self::Insert(bytes) => bytes.len() as u64,
            Self::Keep(range) => range.end.saturating_sub(range.start),
        }
    }
}
