//! Random access to a file without any I/O: the caller reads what is asked for and hands it over.
//!
//! A parser asks for bytes; when they are not here, it stops with [`Incomplete::Wanting`] and is started again from
//! its last checkpoint once they are. Reads are counted, so no file can make a parser ask for ever.

use std::{cell::Cell, ops::Range};

use crate::media::parse_error::ParseError;

/// Why a parser stopped.
#[derive(Clone, Copy, Debug)]
pub enum Incomplete {
    /// The file is not what it should be, or asks for more reads than anyone grants.
    ParseError(ParseError),
    /// More of the file must be read first.
    Wanting,
}

/// The parts of a file that have been read so far.
pub struct Walk {
    length: u64,
    reads_left: u32,
    /// Where each part begins, and its bytes. The file's head is the first and stays.
    parts: Vec<(u64, Vec<u8>)>,
    want: Cell<Option<(u64, u64)>>,
}

impl Walk {
    /// Begins with a read of the file's head.
    pub fn new(length: u64, reads: u32) -> Self {
        let length = length.min(MAX_LENGTH);
        Self {
            length,
            reads_left: reads,
            parts: Vec::new(),
            want: Cell::new(Some((0, HEAD_BYTES.min(length)))),
        }
    }

    /// The file's length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Hands out `count` bytes at `at`, or notes that they must be read.
    pub fn bytes(&self, at: u64, count: usize) -> Result<&[u8], Incomplete> {
        let end = at.saturating_add(count as u64);
        if end > self.length {
            return Err(Incomplete::ParseError(ParseError::Truncated));
        }
        for (start, part) in &self.parts {
            let skipped = at.checked_sub(*start).and_then(|skipped| usize::try_from(skipped).ok());
            if let Some(found) = skipped.and_then(|skipped| super::bytes::window(part, skipped, count)) {
                return Ok(found);
            }
        }
        self.want.set(Some((at, end.max(at.saturating_add(JUMP_BYTES)).min(self.length))));
        Err(Incomplete::Wanting)
    }

    /// Hands out the number, highest byte first, in the `count` bytes at `at`.
    pub fn big(&self, at: u64, count: usize) -> Result<u64, Incomplete> {
        let bytes = self.bytes(at, count)?;
        Ok(super::bytes::big(bytes, 0, count).unwrap_or(0))
    }

    /// Hands out the number, lowest byte first, in the `count` bytes at `at`.
    pub fn little(&self, at: u64, count: usize) -> Result<u64, Incomplete> {
        let bytes = self.bytes(at, count)?;
        Ok(super::bytes::little(bytes, 0, count).unwrap_or(0))
    }

    /// Hands out at most `limit` of the `count` bytes at `at`.
    pub fn some_bytes(&self, at: u64, count: u64, limit: usize) -> Result<&[u8], Incomplete> {
        self.bytes(at, usize::try_from(count).map_or(limit, |count| count.min(limit)))
    }

    /// The range that must be read before the parser can go on.
    pub fn want(&self) -> Option<Range<u64>> {
        self.want.get().map(|(start, end)| start..end)
    }

    /// Takes in what was read for [`want`](Self::want). Fails when that is too short or the last read
    /// granted.
    pub fn feed(&mut self, bytes: Vec<u8>) -> Result<(), Incomplete> {
        let Some((start, end)) = self.want.take() else { return Ok(()) };
        if (bytes.len() as u64) < end.saturating_sub(start) {
            return Err(Incomplete::ParseError(ParseError::Truncated));
        }
        let Some(reads_left) = self.reads_left.checked_sub(1) else {
            return Err(Incomplete::ParseError(ParseError::TooManyParts));
        };
        self.reads_left = reads_left;
        if self.parts.len() == PARTS {
            self.parts.truncate(1);
        }
        self.parts.push((start, bytes));
        Ok(())
    }
}

/// Says that the file breaks the rules of its format.
pub const MALFORMED: Incomplete = Incomplete::ParseError(ParseError::Malformed);

/// The first read: most files show all of their metadata in it.
const HEAD_BYTES: u64 = 64 * 1024;
/// More than any browser can hold. Below it, places in a file can be added without a care for overflow.
const MAX_LENGTH: u64 = 1 << 53;
/// The least that a later read asks for.
const JUMP_BYTES: u64 = 4096;
/// How many parts are held at once: more than any parser needs between two checkpoints.
const PARTS: usize = 4;
