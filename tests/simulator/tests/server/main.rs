//! Drives a running simulator over HTTP, as a client would.

// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod billing;
mod browsers;
mod control;
mod faults;
mod models;
mod pictures;
mod process;
mod running;
mod strictness;
mod uploads;
