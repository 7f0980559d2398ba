//! Replays every exchange of `tests/fixtures` through a job, and compares requests with the pages of the
//! providers.

// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[cfg(not(target_arch = "wasm32"))]
mod fixture;
#[cfg(not(target_arch = "wasm32"))]
mod list;
#[cfg(not(target_arch = "wasm32"))]
mod models;
#[cfg(not(target_arch = "wasm32"))]
mod pages;
#[cfg(not(target_arch = "wasm32"))]
mod relay;
#[cfg(not(target_arch = "wasm32"))]
mod replay;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../support/mod.rs"]
mod support;

#[cfg(not(target_arch = "wasm32"))]
use support::{drive, request};

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use libtest_mimic::{Arguments, Trial};

    let replays = fixture::all().into_iter().map(|file| {
        let name = format!("{}::{}", file.provider, file.case.replace('-', "_"));
        Trial::test(name, move || {
            replay::replay(&file);
            Ok(())
        })
    });
    let samples = plantain::providers::ALL.iter().flat_map(|provider| {
        models::samples(provider.id).into_iter().map(move |sample| {
            Trial::test(format!("models::{}::{}", provider.id, sample.model), move || {
                models::check(provider.id, &sample);
                Ok(())
            })
        })
    });
    let others =
        [list::TESTS, models::TESTS, pages::TESTS, relay::TESTS].concat().into_iter().map(|(name, test)| {
            Trial::test(name, move || {
                test();
                Ok(())
            })
        });
    libtest_mimic::run(&Arguments::from_args(), replays.chain(samples).chain(others).collect()).exit();
}

/// A page cannot read files.
#[cfg(target_arch = "wasm32")]
fn main() {}
