//! Generates and edits images in a web page at PixelByte, MuleRun, MuleRouter and Pixazo, which sell the Nano Banana
//! models.
//!
//! - [`wire`]: HTTP requests and replies, JSON, bodies with holes, URLs, time and text.
//! - [`media`]: image bytes: format, headers, metadata stripping. No I/O.
//! - [`provider`]: the contract of a provider and its nouns: model, request, ticket, money, state.
//! - [`providers`]: a folder for each provider, with its models as data and its pure functions, and the list of them.
//! - [`job`]: a purchase from upload to images: state machine, timing, retry, throttle, recovery, errors. No I/O, and
//!   no clock.
//! - [`input`]: requests, tickets and intents from callers and stores, their validation, and the price of a request.
//! - `browser`: `fetch`, files, timers and the store. WebAssembly only.
//! - `js`: the exported functions and the conversions. WebAssembly only.
//!
//! Each room uses only rooms above it in this list. `wire` and `media` use no other room, `job` and `browser` use no
//! list of providers and no `input`, and `input` uses only the errors of `job`. `tests/rooms.rs` checks all of this.
//!
//! The package's JavaScript, `pkg/client/`, calls `js`. `pkg/client/store.js` reads and writes the caller's store.

pub mod input;
pub mod job;
pub mod media;
pub mod provider;
pub mod providers;
pub mod wire;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod js;

/// Smaller than the default allocator, and its memory grows less.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
