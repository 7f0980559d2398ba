//! Drives jobs with a made-up clock: what is sent, how often, when, and how it ends.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod advice;
mod answers;
mod anything;
mod clock;
mod deadline;
mod fragments;
mod polls;
mod progress;
mod purchase;
mod relayed;
mod schedule;
mod sleep;
mod submits;
#[path = "../support/mod.rs"]
mod support;
mod uploads;

use support::{drive, request};
