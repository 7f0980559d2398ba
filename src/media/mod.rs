//! Image bytes: format, size, orientation, metadata. No I/O, no JavaScript, no clock.
//!
//! [`Format`] tells what a file is, [`Inspection`] what its headers say, [`Cleaner`] takes out what nobody
//! should send by mistake. None of them holds an image: they say which bytes they want, or take them as they
//! pass.

pub use clean::{Cleaned, Cleaner, Damaged, Piece, Stripped};
pub use format::{Format, SNIFF_BYTES};
pub use inspect::{ImageInfo, Inspection, Size};

mod bmp;
mod bytes;
mod clean;
mod exif;
mod format;
mod gif;
mod inspect;
mod isobmff;
mod jpeg;
mod png;
mod tiff;
mod walk;
mod webp;
