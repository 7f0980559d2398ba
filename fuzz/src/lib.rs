//! What the targets share: judging what the readers made of a reply, and changing JSON.

pub mod judge;
pub mod mutate;
