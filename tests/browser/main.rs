//! The exported functions in a real browser, against the running simulator. `cargo xtask test --only browser`
//! starts both.

#![cfg(target_arch = "wasm32")]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod abort;
mod access;
mod client;
mod errors;
mod fetch;
mod find_job;
mod inputs;
mod jobs;
mod late;
mod many;
mod models;
mod options;
mod page;
mod replies;
mod requests;
mod session;
mod store;
mod time_out;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
