//! Plantain.

pub mod media;
