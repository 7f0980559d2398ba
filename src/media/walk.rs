//! Random access to a file without I/O: the caller reads the wanted ranges.
//!
//! A parser that needs bytes which are not here stops with [`Incomplete::Wanting`] and is started again from its
//! last checkpoint once they are. The number of reads is limited.

use std::cell::Cell;
use std::ops::Range;

use crate::media::bytes;
use crate::media::parse_error::ParseError;

/// Why a parser stopped.
#[derive(Clone, Copy, Debug)]
pub enum Incomplete {
    /// The file is invalid, or needs too many reads.
    ParseError(ParseError),
    /// More of the file must be read first.
    Wanting,
}

/// The parts of a file that have been read so far.
pub struct Walk {
    length: u64,
    reads_left: u32,
    /// The offset and the bytes of each part. The first part, the file's head, is never dropped.
    parts: Vec<(u64, Vec<u8>)>,
    want: Cell<Option<(u64, u64)>>,
    work: Cell<u64>,
}

impl Walk {
    /// Creates a walk over a file of `length` bytes that wants the file's head first.
    pub fn new(length: u64, reads: u32) -> Self {
        let length = length.min(MAX_LENGTH);
        Self {
            length,
            reads_left: reads,
            parts: Vec::new(),
            want: Cell::new(Some((0, HEAD_BYTES.min(length)))),
            work: Cell::new(0),
        }
    }

    /// Returns the file's length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Counts steps of work: bytes that are examined.
    pub fn count(&self, steps: u64) {
        self.work.set(self.work.get().saturating_add(steps));
    }

    /// Returns the steps of work that were counted.
    pub fn work(&self) -> u64 {
        self.work.get()
    }

    /// Returns the `count` bytes at `at`, or records that they must be read.
    pub fn bytes(&self, at: u64, count: usize) -> Result<&[u8], Incomplete> {
        let end = at.saturating_add(count as u64);
        if end > self.length {
            return Err(Incomplete::ParseError(ParseError::Truncated));
        }
        self.count(count as u64);
        for (start, part) in &self.parts {
            let skipped = at.checked_sub(*start).and_then(|skipped| usize::try_from(skipped).ok());
            if let Some(found) = skipped.and_then(|skipped| bytes::window(part, skipped, count)) {
                return Ok(found);
            }
        }
        self.want.set(Some((at, end.max(at.saturating_add(JUMP_BYTES)).min(self.length))));
        Err(Incomplete::Wanting)
    }

    /// Reads the `count` bytes at `at` as a big-endian number.
    pub fn big(&self, at: u64, count: usize) -> Result<u64, Incomplete> {
        Ok(bytes::big(self.bytes(at, count)?, 0, count).unwrap_or(0))
    }

    /// Reads the `count` bytes at `at` as a little-endian number.
    pub fn little(&self, at: u64, count: usize) -> Result<u64, Incomplete> {
        Ok(bytes::little(self.bytes(at, count)?, 0, count).unwrap_or(0))
    }

    /// Returns the first `limit` of the `count` bytes at `at`, or all of fewer.
    pub fn some_bytes(&self, at: u64, count: u64, limit: usize) -> Result<&[u8], Incomplete> {
        self.bytes(at, usize::try_from(count).map_or(limit, |count| count.min(limit)))
    }

    /// Returns the bytes at `at` that are here, at least two of them before the end of the file, or records that many must
    /// be read.
    pub fn stretch(&self, at: u64) -> Result<&[u8], Incomplete> {
        let enough = self.length.saturating_sub(at).min(2) as usize;
        if enough == 0 {
            return Err(Incomplete::ParseError(ParseError::Truncated));
        }
        for (start, part) in &self.parts {
            let skipped = at.checked_sub(*start).and_then(|skipped| usize::try_from(skipped).ok());
            let found = skipped.and_then(|skipped| part.get(skipped..));
            if let Some(found) = found.filter(|found| found.len() >= enough) {
                return Ok(found);
            }
        }
        self.want.set(Some((at, at.saturating_add(STRETCH_BYTES).min(self.length))));
        Err(Incomplete::Wanting)
    }

    /// Returns the range that must be read before the parser can continue.
    pub fn want(&self) -> Option<Range<u64>> {
        self.want.get().map(|(start, end)| start..end)
    }

    /// Accepts what was read for [`want`](Self::want).
    ///
    /// # Errors
    ///
    /// The bytes are too few, or there were too many reads.
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

/// The file breaks the rules of its format.
pub const MALFORMED: Incomplete = Incomplete::ParseError(ParseError::Malformed);

/// The length of the first read: most files have all of their metadata in it.
const HEAD_BYTES: u64 = 64 * 1024;
/// More than any browser can hold, and small enough that offsets can be added without overflow.
const MAX_LENGTH: u64 = 1 << 53;
/// The shortest later read.
const JUMP_BYTES: u64 = 4096;
/// The length of a read of coded pixels.
const STRETCH_BYTES: u64 = 512 * 1024;
/// The number of parts that are held at once: more than any parser needs between two checkpoints.
const PARTS: usize = 8;
