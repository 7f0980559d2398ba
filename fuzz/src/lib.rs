//! What the targets share: the checks of what was read from a reply, and changes to JSON.

pub mod judge;
pub mod mutate;
