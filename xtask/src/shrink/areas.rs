//! What the module is made of, by the folder or crate that each of its functions comes from.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{Parser, Payload};

/// A part of the module, in bytes before compression.
#[derive(Debug, Eq, PartialEq)]
pub struct Area {
    name: &'static str,
    bytes: usize,
}

/// Weighs the functions of a module by their names, and everything that is no function.
///
/// A function that was merged into its only caller counts for that; one that was made anew for a type, for the
/// crate of the type.
pub fn of(module: &[u8], names: &BTreeMap<u32, String>) -> Result<Vec<Area>> {
    let (mut imported, mut functions, mut data) = (0, 0, 0_usize);
    let mut areas: BTreeMap<&'static str, usize> = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => imported = section.into_imports().count() as u32,
            Payload::CodeSectionEntry(body) => {
                let name = names.get(&(imported + functions)).map_or("", String::as_str);
                *areas.entry(area(name)).or_default() += body.as_bytes().len();
                functions += 1;
            }
            Payload::DataSection(section) => data = (section.range().end - section.range().start) as usize,
            _ => {}
        }
    }
    let mut areas: Vec<_> = areas.into_iter().map(|(name, bytes)| Area { name, bytes }).collect();
    areas.push(Area { name: "texts and tables", bytes: data });
    areas.sort_by_key(|area| std::cmp::Reverse(area.bytes));
    Ok(areas)
}

/// A table of the areas, with their share of all.
pub fn table(areas: &[Area]) -> String {
    let all: usize = areas.iter().map(|area| area.bytes).sum();
    let width = areas.iter().map(|area| area.name.len()).max().unwrap_or_default().max(HEADING.len());
    let heading = format!("{HEADING:width$}  {:>9}  {:>5}\n", "raw", "share");
    let lines = areas.iter().map(|Area { name, bytes }| {
        format!("{name:width$}  {bytes:>9}  {:>4.1}%\n", *bytes as f64 * 100.0 / all as f64)
    });
    heading + &lines.collect::<String>()
}

fn area(function: &str) -> &'static str {
    let found = AREAS.iter().find(|(_, parts)| parts.iter().any(|part| function.contains(part)));
    found.map_or("standard library", |(name, _)| name)
}

const HEADING: &str = "what the module is made of";

/// Names of areas, and what names of functions in them have; the first that fits.
const AREAS: &[(&str, &[&str])] = &[
    ("src/js", &["plantain::js::"]),
    ("src/browser", &["plantain::browser::"]),
    ("src/providers", &["plantain::providers::"]),
    ("src/protocol", &["plantain::protocol::"]),
    ("src/media", &["plantain::media::"]),
    ("wasm-bindgen, js-sys, web-sys", &["wasm_bindgen", "wbindgen", "externref", "js_sys", "web_sys"]),
    ("serde, serde-wasm-bindgen", &["serde"]),
    ("gloo-net", &["gloo_net"]),
    ("base64-simd", &["base64_simd", "vsimd"]),
    ("talc", &["talc"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_the_first_area_that_they_name() {
        assert_eq!(area("plantain::js::run::h0"), "src/js");
        assert_eq!(area("core::ptr::drop_in_place<plantain::media::exif::Exif>"), "src/media");
        assert_eq!(area("alloc::raw_vec::RawVecInner<A>::grow_one"), "standard library");
    }

    #[test]
    fn the_table_gives_the_share_of_all() {
        let areas = [Area { name: "src/js", bytes: 300 }, Area { name: "talc", bytes: 100 }];
        let table = table(&areas);
        let lines: Vec<_> = table.lines().map(|line| line.split_whitespace().next_back().unwrap()).collect();
        assert_eq!(lines, ["share", "75.0%", "25.0%"]);
    }
}
