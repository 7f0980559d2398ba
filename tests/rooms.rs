//! The rooms of `src/`, and the arrows between them: who may use whom, and no circle between files.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What each room may use besides itself. `job::error` is that one file alone.
const ARROWS: &[(&str, &[&str])] = &[
    ("wire", &[]),
    ("media", &[]),
    ("provider", &["media", "wire"]),
    ("providers", &["provider", "media", "wire"]),
    ("job", &["provider", "media", "wire"]),
    ("input", &["providers", "provider", "media", "wire", "job::error"]),
    ("browser", &["job", "provider", "media", "wire"]),
    ("js", &["browser", "input", "job", "providers", "provider", "media", "wire"]),
];

/// A contract names its argument types, and these name the contract.
const ALLOWED_CIRCLE: [&str; 3] = ["provider", "provider::request", "provider::ticket"];

#[test]
fn rooms_use_only_what_the_design_lets_them_use() {
    assert_eq!(wrong_arrows(&uses(&sources())), Vec::<String>::new());
}

#[test]
fn no_two_files_need_each_other() {
    assert_eq!(circles(&uses(&sources())), Vec::<String>::new());
}

#[test]
fn an_arrow_that_the_design_does_not_have_is_found() {
    for (file, line, found) in [
        ("wire::url", "use crate::provider::money::Money;", "wire::url -> provider::money"),
        ("input::cost", "use crate::job::{self, Step};", "input::cost -> job"),
        ("job::retry", "fn all() { crate::providers::ALL; }", "job::retry -> providers"),
        ("browser::run", "use super::super::input::{cost, stored};", "browser::run -> input::cost"),
    ] {
        let wrong = wrong_arrows(&uses(&with(&[(file, line)])));
        assert!(wrong.contains(&found.to_owned()), "{found} is not in {wrong:?}");
    }
}

#[test]
fn inline_tests_and_comments_are_left_out() {
    let tests = "#[cfg(test)]\nmod tests {\n    use crate::job::Job;\n}\n";
    for left_out in [tests, "//! See [`Job`](crate::job::Job)."] {
        assert_eq!(wrong_arrows(&uses(&with(&[("wire::url", left_out)]))), Vec::<String>::new());
    }
}

#[test]
fn a_circle_between_files_is_found() {
    let line = "use crate::wire::http::{self, Body};";
    let circles = circles(&uses(&with(&[("wire::json", line)])));
    assert!(circles.contains(&"wire::http, wire::json".to_owned()), "{circles:?}");
}

/// The sources, with a line before some of them.
fn with(lines: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut sources = sources();
    for (file, line) in lines {
        sources.get_mut(*file).expect("the file exists").insert_str(0, &format!("{line}\n"));
    }
    sources
}

/// The sources by module path: `wire::url` is `src/wire/url.rs`, `wire` is `src/wire/mod.rs`.
fn sources() -> BTreeMap<String, String> {
    fn collect(folder: &Path, module: &str, sources: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap();
            let inner = if module.is_empty() { stem.to_owned() } else { format!("{module}::{stem}") };
            if path.is_dir() {
                collect(&path, &inner, sources);
            } else if stem != "lib" {
                let module = if stem == "mod" { module.to_owned() } else { inner };
                sources.insert(module, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut sources = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut sources);
    sources
}

/// Which files each file uses.
type Uses = BTreeMap<String, BTreeSet<String>>;

fn uses(sources: &BTreeMap<String, String>) -> Uses {
    let mut exports = BTreeMap::new();
    for (module, source) in sources {
        for path in paths(module, source, "pub use ") {
            let name = path.rsplit("::").next().unwrap();
            exports.insert(format!("{module}::{name}"), path);
        }
    }
    let used = |module: &String, source: &String| -> BTreeSet<String> {
        let paths = paths(module, source, "use ").into_iter().chain(paths_in_code(module, source));
        let paths = paths.map(|path| exports.get(&path).cloned().unwrap_or(path));
        paths.filter_map(|path| file(&path, sources)).filter(|file| file != module).collect()
    };
    sources.iter().map(|(module, source)| (module.clone(), used(module, source))).collect()
}

/// The paths of every `use` item that begins with `keyword`, from the root of the crate.
fn paths(module: &str, source: &str, keyword: &str) -> Vec<String> {
    let code = code(source);
    let items =
        code.split('\n').zip(line_starts(&code)).filter(|(line, _)| line.trim_start().starts_with(keyword));
    items
        .flat_map(|(line, start)| {
            let tree = &code[start + line.find(keyword).unwrap() + keyword.len()..];
            expand(&tree[..tree.find(';').expect("a use ends")])
        })
        .map(|path| absolute(module, &path))
        .collect()
}

fn line_starts(code: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(code.match_indices('\n').map(|(at, _)| at + 1))
}

/// The paths that begin with `crate::` or `super::` outside of `use` items.
fn paths_in_code(module: &str, source: &str) -> Vec<String> {
    let code = code(source);
    let is_path = |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let words = code.split(|character| !is_path(character));
    let paths = words
        .filter(|word| word.starts_with("crate::") || word.starts_with("super::"))
        // The beginning of a `use` with braces.
        .filter(|word| !word.ends_with("::"));
    paths.map(|path| absolute(module, path)).collect()
}

/// What is compiled into the library: no comments, no inline tests.
fn code(source: &str) -> String {
    let source = source.split("mod tests {").next().unwrap_or_default();
    source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Expands `a::{b, c::{self, d}}` to `a::b`, `a::c` and `a::c::d`.
fn expand(tree: &str) -> Vec<String> {
    let Some((prefix, rest)) = tree.split_once('{') else {
        return vec![
            tree.split(" as ").next().unwrap_or_default().trim().trim_end_matches("::self").to_owned(),
        ];
    };
    let (mut depth, mut branches) = (0, vec![String::new()]);
    for character in rest[..rest.rfind('}').expect("braces are closed")].chars() {
        match character {
            ',' if depth == 0 => branches.push(String::new()),
            _ => {
                depth += i32::from(character == '{') - i32::from(character == '}');
                branches.last_mut().unwrap().push(character);
            }
        }
    }
    let branches = branches.iter().map(|branch| branch.trim()).filter(|branch| !branch.is_empty());
    branches.flat_map(|branch| expand(&format!("{}{branch}", prefix.trim()))).collect()
}

/// Writes a path from the root of the crate: without `crate::`, `self::` and `super::`.
fn absolute(module: &str, path: &str) -> String {
    if let Some(path) = path.strip_prefix("crate::") {
        return path.to_owned();
    }
    let mut module: Vec<_> = module.split("::").collect();
    let mut path = path.strip_prefix("self::").unwrap_or(path);
    while let Some(rest) = path.strip_prefix("super::") {
        module.pop();
        path = rest;
    }
    module.push(path);
    module.join("::")
}

/// The file that a path leads into: the longest part of the path that is one.
fn file(path: &str, sources: &BTreeMap<String, String>) -> Option<String> {
    let ends = std::iter::once(path.len()).chain(path.rmatch_indices("::").map(|(at, _)| at));
    ends.map(|end| &path[..end]).find(|path| sources.contains_key(*path)).map(str::to_owned)
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

fn wrong_arrows(uses: &Uses) -> Vec<String> {
    let arrows = uses.iter().flat_map(|(from, used)| used.iter().map(move |to| (from, to)));
    let is_wrong = |(from, to): &(&String, &String)| {
        let allowed =
            ARROWS.iter().find(|(name, _)| *name == room(from)).expect("every room is in the list").1;
        room(from) != room(to) && !allowed.contains(&room(to)) && !allowed.contains(&to.as_str())
    };
    arrows.filter(is_wrong).map(|(from, to)| format!("{from} -> {to}")).collect()
}

/// The sets of files that need each other.
fn circles(uses: &Uses) -> Vec<String> {
    let reached = |from: &String| {
        let (mut reached, mut left) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = left.pop() {
            let used = uses[&next].iter().filter(|used| !is_allowed(&next, used));
            left.extend(used.filter(|used| reached.insert((*used).clone())).cloned());
        }
        reached
    };
    let reached: BTreeMap<_, _> = uses.keys().map(|file| (file, reached(file))).collect();
    let circle = |file: &String| {
        let together = reached[file].iter().filter(|other| reached[other].contains(file));
        together.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let circles: BTreeSet<_> = uses.keys().map(circle).filter(|circle| !circle.is_empty()).collect();
    circles.into_iter().collect()
}

/// Whether an arrow is part of the one circle that the design has.
fn is_allowed(from: &str, to: &str) -> bool {
    from != ALLOWED_CIRCLE[0] && ALLOWED_CIRCLE.contains(&from) && to == ALLOWED_CIRCLE[0]
}
