//! Base64, slice by slice, while files are read and cleaned.

use base64_simd::{AsOut, STANDARD};
use js_sys::{Array, Uint8Array};

use crate::media::Piece;

use super::file::{LocalFile, Sent, Slices, Spoilt};

/// Buffers that are used again for every slice: WebAssembly memory never shrinks.
#[derive(Default)]
pub struct Encoder {
    /// Begins with what the last slice left of a group of three bytes.
    bytes: Vec<u8>,
    left: usize,
    base64: Vec<u8>,
    pieces: Vec<Piece>,
}

impl Encoder {
    /// Pushes the base64 of a file, cleaned on its way, in `Uint8Array`s; `read` hears of every byte.
    ///
    /// # Errors
    ///
    /// The file changed, went away, or is damaged so that it cannot be cleaned: what was pushed is of no use
    /// then.
    pub async fn encode(
        &mut self,
        file: &LocalFile,
        encoded: &Array,
        read: &dyn Fn(f64),
    ) -> Result<(), Spoilt> {
        let mut cleaner = file.cleaner().await?;
        let mut slices = Slices::of(&file.blob)?;
        let mut sent = Sent { bytes: 0.0, ..file.sent.get() };
        let mut at = 0;
        self.left = 0;
        while let Some(slice) = slices.next().await? {
            let length = slice.length() as usize;
            read(length as f64);
            self.bytes.resize(self.left + length, 0);
            let (_, fresh) = self.bytes.split_at_mut(self.left);
            slice.copy_to(fresh);
            if let Some(cleaner) = &mut cleaner {
                cleaner.push(fresh, &mut self.pieces);
                self.keep_pieces(at, length);
            }
            at += length as u64;
            sent.bytes += (self.bytes.len() - self.left) as f64;
            let whole = self.bytes.len() / 3 * 3;
            self.push(whole, encoded)?;
        }
        if let Some(cleaner) = cleaner {
            sent.stripped = cleaner.finish()?.stripped;
        }
        file.sent.set(sent);
        self.push(self.left, encoded)
    }

    /// Leaves only what the cleaner keeps of the slice that begins at `at`: as a rule, all of it.
    fn keep_pieces(&mut self, at: u64, length: usize) {
        if self.pieces == [Piece::Keep(at..at + length as u64)] {
            self.pieces.clear();
            return;
        }
        let mut kept = self.bytes.get(..self.left).unwrap_or_default().to_vec();
        for piece in self.pieces.drain(..) {
            match piece {
                Piece::Insert(bytes) => kept.extend(bytes),
                Piece::Keep(range) => {
                    let place = |end: u64| end.saturating_sub(at) as usize + self.left;
                    kept.extend(self.bytes.get(place(range.start)..place(range.end)).unwrap_or_default());
                }
            }
        }
        self.bytes = kept;
    }

    /// Encodes the first bytes and leaves the rest for the next slice.
    fn push(&mut self, count: usize, encoded: &Array) -> Result<(), Spoilt> {
        let (whole, rest) = self.bytes.split_at_checked(count).ok_or(Spoilt::Unreadable)?;
        self.base64.resize(STANDARD.encoded_length(count), 0);
        let _ = STANDARD.encode(whole, self.base64.as_out());
        encoded.push(&Uint8Array::from(self.base64.as_slice()));
        self.left = rest.len();
        self.bytes.copy_within(count.., 0);
        self.bytes.truncate(self.left);
        Ok(())
    }
}
