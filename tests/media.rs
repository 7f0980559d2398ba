//! Pictures looked into and cleaned, judged by decoders and readers that other people wrote.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "media/build.rs"]
mod build;
#[path = "media/clean.rs"]
mod clean;
#[path = "media/damage.rs"]
mod damage;
#[path = "media/inspect.rs"]
mod inspect;
#[path = "media/judge.rs"]
mod judge;
