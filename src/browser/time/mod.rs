//! Timeouts, sleep and events.

pub mod event;
pub mod sleep;
pub mod timeout;
