//! Edits and makes images in a web page at PixelByte, MuleRun and Pixazo, which sell the Nano Banana models.
//!
//! - [`protocol`]: what is said to a provider. No I/O, no clock, no JavaScript.
//! - [`providers`]: one file per provider, as data and pure functions.
//! - [`media`]: image bytes: format, size, metadata. No I/O.
//! - `browser`: `fetch`, files, timers, and the only loop. WebAssembly only.
//! - `js`: the exported functions and the conversions. WebAssembly only.
//!
//! The package's own JavaScript, `pkg/client/`, is the client: it stands in front of `js`.

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

/// Smaller than the default, and its memory grows no further.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
