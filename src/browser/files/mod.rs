//! Local files: read, stripped, encoded, and put into bodies.

pub mod body;
pub mod chunks;
pub mod encode;
pub mod file;
pub mod file_error;
pub mod prepare;
