//! The parts that a stripped file is made of.

use std::ops::Range;

use crate::media::bytes::window;

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

/// Adds the pieces of a chunk, which begins at `at` in the file, to the parts of a `Blob`.
///
/// A short range is copied from the chunk and joined with its neighbours, because each range of a `Blob` costs the page
/// as much time as many copied bytes. A range that is the whole chunk is not copied, however short it is.
pub fn add_parts(parts: &mut Vec<Piece>, pieces: &mut Vec<Piece>, at: u64, chunk: &[u8]) {
    for piece in pieces.drain(..) {
        match (parts.last_mut(), as_part(piece, at, chunk)) {
            (Some(Piece::Keep(last)), Piece::Keep(range)) if last.end == range.start => last.end = range.end,
            (Some(Piece::Insert(last)), Piece::Insert(bytes)) if last.len() < LONG_COPY => last.extend(bytes),
            (_, part) => parts.push(part),
        }
    }
}

/// Returns a piece of a chunk, copied if it is a short range.
fn as_part(piece: Piece, at: u64, chunk: &[u8]) -> Piece {
    let Piece::Keep(range) = &piece else { return piece };
    let length = piece.length() as usize;
    if length >= SHORT_RANGE.min(chunk.len()) {
        return piece;
    }
    match window(chunk, range.start.saturating_sub(at) as usize, length) {
        Some(bytes) => Piece::Insert(bytes.to_vec()),
        None => piece,
    }
}

/// The length of a range below which it is copied: 16 KiB.
const SHORT_RANGE: usize = 16 << 10;
/// The length of a copy to which no more is added, so that it can be moved out of the module's memory: 1 MiB.
const LONG_COPY: usize = 1 << 20;
