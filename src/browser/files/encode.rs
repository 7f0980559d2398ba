//! Base64, chunk by chunk, while files are read and stripped.

use base64_simd::STANDARD;
use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;

use crate::browser::files::chunks::Chunks;
use crate::browser::files::file::{LocalFile, Sent};
use crate::browser::files::file_error::FileError;
use crate::media::Piece;

/// An encoder with buffers that are reused for every chunk, because WebAssembly memory never shrinks.
#[derive(Default)]
pub struct Encoder {
    /// Begins with the bytes of the last chunk that did not fill a group of three.
    bytes: Vec<u8>,
    left: usize,
    base64: Vec<u8>,
    pieces: Vec<Piece>,
}

impl Encoder {
    /// Appends the base64 of a file to `encoded`, in blobs, stripped if the file is to be, or re-encoded if it is
    /// too damaged for that and has a fallback. `read` is called with the number of bytes of each chunk.
    ///
    /// # Errors
    ///
    /// The file changed, was removed, or is too damaged to be stripped. What was appended is useless then.
    pub async fn encode(
        &mut self,
        file: &LocalFile,
        encoded: &Array,
        read: &dyn Fn(f64),
    ) -> Result<(), FileError> {
        let kept = encoded.length();
        match self.encode_stripped(file, encoded, read).await {
            Err(FileError::Damaged(damage)) => {
                let blob = file.reencode_damaged(damage).await?;
                encoded.set_length(kept);
                let sent = file.sent.get();
                let reencoded = LocalFile { blob, strips: false, ..file.clone() };
                self.encode_stripped(&reencoded, encoded, &|_| {}).await?;
                file.sent.set(sent);
                Ok(())
            }
            encoded => encoded,
        }
    }

    async fn encode_stripped(
        &mut self,
        file: &LocalFile,
        encoded: &Array,
        read: &dyn Fn(f64),
    ) -> Result<(), FileError> {
        let mut stripper = file.stripper().await?;
        let mut chunks = Chunks::of(&file.blob);
        let mut sent = Sent { bytes: 0.0, ..file.sent.get() };
        let mut at = 0;
        self.left = 0;
        self.bytes.clear();
        self.base64.clear();
        self.pieces.clear();
        while let Some(chunk) = chunks.next().await? {
            let length = chunk.length() as usize;
            read(length as f64);
            self.bytes.resize(self.left + length, 0);
            let (_, fresh) = self.bytes.split_at_mut(self.left);
            chunk.copy_to(fresh);
            if let Some(stripper) = &mut stripper {
                stripper.push(fresh, &mut self.pieces);
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
        if let Some(stripper) = stripper {
            sent.stripped = stripper.finish()?.stripped;
        }
        file.sent.set(sent);
        self.push(self.left)?;
        self.hand_over(encoded)
    }

    /// Keeps what the stripper keeps of the chunk that begins at `at`, usually all of it.
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

    /// Passes the encoded text to the browser, which moves it out of the page's memory.
    fn hand_over(&mut self, encoded: &Array) -> Result<(), FileError> {
        let blob = Blob::new_with_blob_sequence(&view(&self.base64)).map_err(|_| FileError::OutOfMemory)?;
        encoded.push(&blob);
        self.base64.clear();
        Ok(())
    }
}

/// How much base64 is passed on at once: 4 MiB. For each blob the page waits for the browser's main process.
const FULL: usize = 4 << 20;

#[wasm_bindgen]
extern "C" {
    /// Returns an array with a `Uint8Array` view of these bytes, valid until memory grows.
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn view(bytes: &[u8]) -> Array;
}
