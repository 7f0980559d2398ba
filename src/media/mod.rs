//! Image bytes: format, size, orientation, metadata. No I/O, no JavaScript, no clock.
//!
//! [`Format`] detects what a file is, [`Inspection`] reads its headers, [`Stripper`] removes its metadata. None
//! of them holds a whole image: they return the ranges of bytes that they want, or accept slices of the file.

pub use format::{Format, SNIFF_BYTES};
pub use info::{ImageInfo, Metadata, Size};
pub use inspect::Inspection;
pub use oriented::oriented;
pub use parse_error::ParseError;
pub use strip::{Piece, Stripped, StrippedImage, Stripper, add_parts};

mod bmp;
mod bytes;
mod exif;
mod fact;
mod format;
mod gif;
mod info;
mod inspect;
mod isobmff;
mod jpeg;
mod jxl;
mod location;
mod oriented;
mod parse_error;
mod photoshop;
mod png;
mod strip;
mod tiff;
mod walk;
mod webp;
