//! Images inspected and stripped, judged by decoders and readers that other people wrote.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod build;
mod damage;
mod images_of_heif;
mod inspect;
mod judge;
mod metadata;
mod orientation;
mod position;
mod sequence;
mod strip;
mod transparency;
mod work;
