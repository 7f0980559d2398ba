//! Image bytes: format, size, orientation, metadata. No I/O, no JavaScript, no clock.

pub use format::{Format, SNIFF_BYTES};

mod bytes;
mod format;
