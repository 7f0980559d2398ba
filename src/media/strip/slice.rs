//! A slice of the file on its way through a filter.

use std::ops::Range;

use crate::media::strip::piece::Piece;

/// A slice of the file. A filter keeps some parts of it.
pub struct Slice<'a> {
    /// The offset of `rest` in the file.
    at: u64,
    pieces: &'a mut Vec<Piece>,
    /// The bytes that the filter has not examined yet.
    pub rest: &'a [u8],
    /// The offset of the slice in the file.
    start: u64,
}

impl<'a> Slice<'a> {
    /// Creates a slice of the bytes at offset `start`, whose kept parts are added to `pieces`.
    pub fn new(start: u64, bytes: &'a [u8], pieces: &'a mut Vec<Piece>) -> Self {
        Self { at: start, pieces, rest: bytes, start }
    }

    /// Splits at most `count` bytes off the slice.
    pub fn take(&mut self, count: u64) -> &'a [u8] {
        let count = usize::try_from(count).unwrap_or(usize::MAX).min(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        self.at += taken.len() as u64;
        taken
    }

    /// Moves bytes into `held` until it has `count`. Returns whether it has.
    pub fn fill(&mut self, held: &mut Vec<u8>, count: usize) -> bool {
        held.extend_from_slice(self.take(count.saturating_sub(held.len()) as u64));
        held.len() >= count
    }

    /// Consumes at most `count` bytes, and keeps them if `keep` is set. Returns their number.
    pub fn pass(&mut self, count: u64, keep: bool) -> u64 {
        let from = self.at;
        self.take(count);
        if keep {
            self.keep(from..self.at);
        }
        self.at - from
    }

    /// Keeps the bytes in `held`, which must be the last that were taken, and empties it.
    pub fn keep_held(&mut self, held: &mut Vec<u8>) {
        let within = (held.len() as u64).min(self.at - self.start);
        let before = held.len().saturating_sub(within as usize);
        self.insert(held.get(..before).unwrap_or_default().to_vec());
        self.keep(self.at - within..self.at);
        held.clear();
    }

    /// Keeps a range of the file.
    pub fn keep(&mut self, range: Range<u64>) {
        match self.pieces.last_mut() {
            Some(Piece::Keep(last)) if last.end == range.start => last.end = range.end,
            _ if range.is_empty() => {}
            _ => self.pieces.push(Piece::Keep(range)),
        }
    }

    /// Adds bytes that are not in the file.
    pub fn insert(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.pieces.push(Piece::Insert(bytes));
        }
    }

    /// Returns the offset of the end of the slice in the file.
    pub fn end(&self) -> u64 {
        self.at + self.rest.len() as u64
    }
}

/// The most segments or chunks that are removed from one file.
pub const MAX_PARTS: u32 = 1 << 16;
