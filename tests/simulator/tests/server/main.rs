//! Drives a running simulator over HTTP, as a client would.

// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod billing;
mod browsers;
mod connections;
mod control;
mod faults;
mod images;
mod models;
mod process;
mod running;
mod sold;
mod strictness;
mod uploads;
