//! Image bytes: format, size, orientation, metadata. No I/O, no JavaScript, no clock.
//!
//! [`Format`] tells what a file is, [`Inspection`] what its headers say, [`Stripper`] takes out what nobody
//! should send by mistake. None of them holds an image: they say which bytes they want, or take them as they
//! pass.

pub use format::{Format, SNIFF_BYTES};
pub use info::{ImageInfo, Size};
pub use inspect::Inspection;
pub use parse_error::ParseError;
pub use strip::{Piece, Stripped, StrippedImage, Stripper};

mod bmp;
mod bytes;
mod exif;
mod format;
mod gif;
mod info;
mod inspect;
mod isobmff;
mod jpeg;
mod parse_error;
mod png;
mod strip;
mod tiff;
mod walk;
mod webp;
