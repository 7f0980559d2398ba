//! Local files: read, stripped, encoded, and put into bodies.

pub mod body;
pub mod encode;
pub mod file;
pub mod prepare;
