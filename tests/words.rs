//! One word for each idea: words that the project no longer uses are not in its sources, package, docs and page.

#![cfg(not(target_arch = "wasm32"))]
// The whole crate is a test; clippy's own exception covers only functions marked so.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Old words, the term to use instead, and parts of the lines or paths in which they have their ordinary meaning.
///
/// A word stands for itself in every notation: `give up` is also `give_up` and `giveUp`.
const OLD: &[(&[&str], &str, &[&str])] = &[
    (&["alarm", "alarms"], "timeout", &["durable-object"]),
    (&["ask about", "asks about", "asked about", "asking about"], "poll", &[]),
    (&["ask how", "asks how", "asked how", "ask again", "asked again", "asks again"], "poll", &[]),
    (&["cleaner", "cleaners", "sieve"], "stripper, filter", &[]),
    (&["crowd", "keeper", "revive"], "callsThisTurn, storeAdapter, toPlantainError", &[]),
    (&["give way", "taker of"], "yieldToPage, snapshotter", &[]),
    (&["discreet", "swing"], "redact_name, jitter", &[]),
    (&["door", "doors", "visitor", "visitors"], "admission, caller", &[]),
    (&["draft", "drafts"], "input", &["IETF", "draft-ietf", "json-schema.org/draft"]),
    (&["drawn again", "encoded again", "draw again", "draws again", "redraw", "redrawn"], "re-encode", &[]),
    (&["face", "faces"], "client", &["font-face"]),
    (
        &["fault", "faults", "flaw", "flaws"],
        "error, ReadError",
        // Injected failures.
        &[
            "docs/reliability.md",
            "tests/faults",
            "tests/e2e/faults",
            "tests/simulator",
            "--only faults",
            "npm run faults",
        ],
    ),
    (&["gate", "gates"], "connection limit", &["pkg/relay/"]),
    (
        &["gateway", "gateways"],
        "provider",
        &["gateway.pixazo.ai", "API gateway", "Bad Gateway", "BAD_GATEWAY"],
    ),
    (&["hear", "hears", "hear out"], "notify, receive", &[]),
    (&["hurry", "patience"], "poll soon, connection timeout", &[]),
    (&["is none that", "that is none", "what is none", "which is none"], "is not …", &[]),
    (&["news"], "store change", &[]),
    (&["everybody", "nobody", "somebody", "whoever"], "say it without an actor", &[]),
    (&["overslept", "oversleep"], "slept past the deadline", &[]),
    (&["pace", "paces", "paced"], "throttle", &[]),
    (&["question", "questions"], "poll", &[]),
    (&["setting", "settings"], "option", &["EXIF: camera", "iPhone: Settings"]),
    (&["spoil", "spoils", "spoilt"], "file error", &["tests/simulator"]),
    (&["vendor", "vendors"], "provider", &["/vendors", "vendors/"]),
    (&["workshop"], "job creation", &[]),
];

/// Verbs with which no doc comment begins: "Returns the …", or a noun phrase.
const VERBS: [&str; 4] = ["Gives", "Says", "Takes", "Tells"];

const READ: [&str; 9] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "docs",
    "pkg",
    "src",
    "tests/simulator",
    "www",
];
const EXTENSIONS: [&str; 7] = ["css", "html", "js", "json", "md", "rs", "ts"];

#[test]
fn no_old_word_is_used() {
    assert_eq!(found(old_words), Vec::<String>::new());
}

#[test]
fn doc_comments_begin_as_in_the_standard_library() {
    assert_eq!(found(bad_beginnings), Vec::<String>::new());
}

#[test]
fn an_old_word_is_found_in_every_notation_and_across_lines() {
    for text in ["a Question", "isRedraw", "QUESTIONS_LEFT", "hear_out", "drawn\n/// again"] {
        assert_eq!(old_words("", text).len(), 1, "{text}");
    }
    for text in ["questionable", "interface", "`/vendors/google/v1`", "see tests/faults"] {
        assert_eq!(old_words("", text), [], "{text}");
    }
}

/// Returns what a search finds in the files that are written by hand, a line for each.
fn found(search: fn(&str, &str) -> Vec<(usize, String)>) -> Vec<String> {
    let files = files();
    assert!(files.len() > 100, "{} files", files.len());
    let of_file = |path: &PathBuf| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let found = search(&name, &fs::read_to_string(path).unwrap()).into_iter();
        found.map(|(line, found)| format!("{name}:{line}: {found}")).collect::<Vec<_>>()
    };
    files.iter().flat_map(of_file).collect()
}

/// Returns the number of each line with a comment that begins with one of those verbs.
fn bad_beginnings(_: &str, text: &str) -> Vec<(usize, String)> {
    let begins = |line: &str| {
        let text =
            ["///", "//!", "/**", "* "].iter().find_map(|mark| line.trim_start().strip_prefix(mark))?;
        text.split_whitespace().next().filter(|word| VERBS.contains(word)).map(str::to_owned)
    };
    text.lines().zip(1..).filter_map(|(line, number)| Some((number, begins(line)?))).collect()
}

/// Returns the number of each line with an old word, and what to say instead.
fn old_words(name: &str, text: &str) -> Vec<(usize, String)> {
    let lines: Vec<_> = text.lines().collect();
    let words: Vec<_> = lines
        .iter()
        .enumerate()
        .flat_map(|(at, line)| words(line).into_iter().map(move |word| (at, word)))
        .collect();
    let mut found = Vec::new();
    for (olds, instead, ordinary) in OLD {
        for old in *olds {
            let old: Vec<_> = old.split(' ').collect();
            for part in words.windows(old.len()) {
                let at = part[0].0;
                let is_old = part.iter().map(|(_, word)| word.as_str()).eq(old.iter().copied());
                if is_old
                    && !ordinary
                        .iter()
                        .any(|ordinary| lines[at].contains(ordinary) || name.contains(ordinary))
                {
                    found.push((at + 1, format!("{:?}, say: {instead}", old.join(" "))));
                }
            }
        }
    }
    found.sort();
    found.dedup_by_key(|(line, _)| *line);
    found
}

/// Splits a line into words, also at `_` and before capital letters, in lower case.
fn words(line: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut before = ' ';
    for character in line.chars() {
        if before.is_lowercase() && character.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if character.is_alphanumeric() { character } else { ' ' });
        before = character;
    }
    spaced.split_whitespace().map(str::to_lowercase).collect()
}

/// The files that are written by hand.
fn files() -> Vec<PathBuf> {
    let kept = ["ls-files", "--cached", "--others", "--exclude-standard", "--"];
    let listed = Command::new("git").current_dir(root()).args(kept).args(READ).output().unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    let has_words = |path: &PathBuf| {
        path.is_file() && path.extension().is_some_and(|of| EXTENSIONS.iter().any(|one| of == *one))
    };
    names.lines().map(|name| root().join(name)).filter(has_words).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
