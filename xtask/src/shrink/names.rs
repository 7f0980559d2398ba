//! The names of functions, and what they tell: which panic, and which format for panics alone.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Naming, Parser, Payload};

/// Gives the names of functions by their index, as they are written in the source.
pub fn function_names(module: &[u8]) -> Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(section) = section.as_known() else { continue };
        for subsection in section {
            let Name::Function(functions) = subsection? else { continue };
            for naming in functions {
                let Naming { index, name } = naming?;
                // `core[c5930c85a12de822]::panicking::panic_fmt` is how the standard library's own crates stand there.
                let parts =
                    name.split(']').map(|part| part.split_once('[').map_or(part, |(before, _)| before));
                names.insert(index, parts.collect());
            }
        }
    }
    Ok(names)
}

/// Tells by its name whether a function never returns, but says why and ends the module.
pub fn is_panic(name: &str) -> bool {
    PANICS.iter().any(|panic| name.starts_with(panic))
}

/// Tells by its name whether a function writes texts by their formats. Only panics do: nothing else calls one
/// of them, and what is called by pointer alone is called by their machinery.
pub fn formats(name: &str) -> bool {
    name.contains("core::fmt::") || name.contains("alloc::fmt::")
}

/// Where the standard library panics. The module then ends with the same trap, only without the sentence,
/// which nobody hears in WebAssembly.
pub const PANICS: &[&str] = &[
    "<std::panicking::panic_handler::",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "std::alloc::rust_oom",
    "std::panicking::panic_handler",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
];
