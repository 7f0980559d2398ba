//! Base64, chunk by chunk, while files are read and cleaned.

use base64_simd::STANDARD;
use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;

use crate::browser::files::file::{Chunks, FileError, LocalFile, Sent};
use crate::media::Piece;

/// Buffers that are used again for every chunk: WebAssembly memory never shrinks.
#[derive(Default)]
pub struct Encoder {
    /// Begins with what the last chunk left of a group of three bytes.
    bytes: Vec<u8>,
    left: usize,
    base64: Vec<u8>,
    pieces: Vec<Piece>,
}

impl Encoder {
    /// Pushes the base64 of a file, cleaned on its way, in blobs; `read` hears of every byte.
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
    ) -> Result<(), FileError> {
        let mut cleaner = file.cleaner().await?;
        let mut chunks = Chunks::of(&file.blob);
        let mut sent = Sent { bytes: 0.0, ..file.sent.get() };
        let mut at = 0;
        self.left = 0;
        self.base64.clear();
        while let Some(chunk) = chunks.next().await? {
            let length = chunk.length() as usize;
            read(length as f64);
            self.bytes.resize(self.left + length, 0);
            let (_, fresh) = self.bytes.split_at_mut(self.left);
            chunk.copy_to(fresh);
            if let Some(cleaner) = &mut cleaner {
                cleaner.push(fresh, &mut self.pieces);
                self.keep_pieces(at, length);
            }
            at += length as u64;
            sent.bytes += (self.bytes.len() - self.left) as f64;
            let whole = self.bytes.len() / 3 * 3;
            self.push(whole)?;
            if self.base64.len() >= FULL {
                self.hand_over(encoded)?;
            }
        }
        if let Some(cleaner) = cleaner {
            sent.stripped = cleaner.finish()?.stripped;
        }
        file.sent.set(sent);
        self.push(self.left)?;
        self.hand_over(encoded)
    }

    /// Leaves only what the cleaner keeps of the chunk that begins at `at`: as a rule, all of it.
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

    /// Encodes the first bytes and leaves the rest for the next chunk.
    fn push(&mut self, count: usize) -> Result<(), FileError> {
        let (whole, rest) = self.bytes.split_at_checked(count).ok_or(FileError::Unreadable)?;
        STANDARD.encode_append(whole, &mut self.base64);
        self.left = rest.len();
        self.bytes.copy_within(count.., 0);
        self.bytes.truncate(self.left);
        Ok(())
    }

    /// Gives what is encoded to the browser, which takes it out of the page's memory while the rest is encoded.
    fn hand_over(&mut self, encoded: &Array) -> Result<(), FileError> {
        let blob = Blob::new_with_blob_sequence(&view(&self.base64)).map_err(|_| FileError::Unreadable)?;
        encoded.push(&blob);
        self.base64.clear();
        Ok(())
    }
}

/// How much base64 is handed over at once: 4 MiB. For each blob the page waits for the browser's main process.
const FULL: usize = 4 << 20;

#[wasm_bindgen]
extern "C" {
    /// Gives an array of one `Uint8Array` that shows these bytes where they are: to be used at once.
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn view(bytes: &[u8]) -> Array;
}
