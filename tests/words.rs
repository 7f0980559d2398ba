//! One word per idea: the words that the source, the package, the page and the documents no longer use.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A word, and the one to use instead.
const REPLACED: &[(&str, &str)] = &[
    ("alarm", "timeout"),
    ("crowd", "calls of this turn"),
    ("discreet", "redact"),
    ("door", "relay"),
    ("draft", "input"),
    ("flaw", "read error"),
    ("gateway", "provider"),
    ("gateways", "providers"),
    ("giveway", "yieldToPage"),
    ("keeper", "store adapter"),
    ("news", "store change"),
    ("nobody", "the thing itself as subject"),
    ("pace", "throttle"),
    ("patience", "timeout"),
    ("question", "poll"),
    ("questions", "polls"),
    ("redraw", "re-encode"),
    ("setting", "option"),
    ("settings", "options"),
    ("sieve", "filter"),
    ("somebody", "the thing itself as subject"),
    ("spoilt", "file error"),
    ("swing", "jitter"),
    ("takerof", "snapshotter"),
    ("vendor", "provider"),
    ("vendors", "providers"),
    ("visitor", "caller"),
    ("whoever", "the thing itself as subject"),
    ("workshop", "job creation"),
];

/// Verbs with which no doc comment of an item begins: "Returns the …", or a noun phrase.
const VERBS: &[&str] = &["Gives", "Says", "Takes", "Tells"];

/// Where such a word is not ours: paths and hosts of providers, and HTTP's own phrase.
const OTHERS: &[&str] = &["vendors/", "/vendors", "gateway.pixazo.ai", "Bad Gateway"];

const PLACES: &[&str] = &[
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "docs",
    "pkg",
    "src",
    "tests/faults",
    "tests/simulator",
    "www",
];

#[test]
fn no_old_word_is_left() {
    let mut found = Vec::new();
    for (path, number, line) in lines() {
        let line = OTHERS.iter().fold(line, |line, phrase| line.replace(phrase, ""));
        let words = line.split(|is: char| !is.is_alphanumeric()).map(str::to_lowercase);
        for word in words {
            if let Some((_, better)) = REPLACED.iter().find(|(old, _)| *old == word) {
                found.push(format!("{}:{number}: {word}: {better}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{} words:\n{}", found.len(), found.join("\n"));
}

#[test]
fn doc_comments_begin_as_in_the_standard_library() {
    let begins = |line: &str| {
        let text = ["///", "//!", "/**", "*"].iter().find_map(|mark| line.trim_start().strip_prefix(mark))?;
        text.split_whitespace().next().filter(|word| VERBS.contains(word)).map(str::to_owned)
    };
    let found: Vec<_> = lines()
        .filter_map(|(path, number, line)| Some(format!("{}:{number}: {}", path.display(), begins(&line)?)))
        .collect();
    assert!(found.is_empty(), "{} comments:\n{}", found.len(), found.join("\n"));
}

/// Every line of the places that are written by hand.
fn lines() -> impl Iterator<Item = (PathBuf, usize, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut next: Vec<_> = PLACES.iter().map(|place| root.join(place)).collect();
    while let Some(path) = next.pop() {
        if path.is_dir() {
            next.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if is_written(&path) {
            files.push(path);
        }
    }
    files.sort();
    assert!(files.len() > 100, "{} files", files.len());
    let root = root.to_path_buf();
    files.into_iter().flat_map(move |path| {
        let name = path.strip_prefix(&root).unwrap().to_path_buf();
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.into_iter().zip(1..).map(move |(line, number)| (name.clone(), number, line))
    })
}

fn is_written(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_text =
        [".css", ".d.ts", ".html", ".js", ".json", ".md", ".rs"].iter().any(|end| name.ends_with(end));
    is_text
        && !BUILT.contains(&&*name)
        && !PENDING.iter().any(|place| path.ends_with(place) || path.to_string_lossy().contains(place))
}

/// Places whose words are still to be changed.
const PENDING: &[&str] = &[
    "docs/relay.md",
    "pkg/client/",
    "pkg/index.d.ts",
    "src/browser/",
    "src/job/",
    "src/js/",
    "src/media/strip/slice.rs",
];

/// What `cargo xtask build` writes into pkg/.
const BUILT: &[&str] =
    &["index.js", "inline.js", "plantain-inline.js", "plantain.d.ts", "plantain.js", "plantain_bg.wasm.d.ts"];
