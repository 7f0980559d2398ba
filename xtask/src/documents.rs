//! Tests that the paths and commands in the documents exist. Their links are checked by markdownlint (`npm run lint`).

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

use crate::Arguments;
use crate::project::Project;

#[test]
fn every_command_is_one_that_there_is() {
    let mut commands = 0;
    for Document { path, text } in documents() {
        for rest in text.split("cargo xtask ").skip(1) {
            let words = rest.split(['`', '#', '\n']).next().unwrap_or_default().split_whitespace();
            let arguments = Arguments::try_parse_from(["cargo xtask"].into_iter().chain(words.clone()));
            let command = words.collect::<Vec<_>>().join(" ");
            assert!(arguments.is_ok(), "{}: cargo xtask {command}", path.display());
            commands += 1;
        }
    }
    assert!(commands > 0);
}

#[test]
fn every_path_in_the_text_is_there() {
    let root = Project::find().unwrap().root;
    let mut paths = 0;
    for Document { path, text } in documents() {
        for named in text.split('`').skip(1).step_by(2).filter(|named| is_path(named)) {
            assert!(root.join(named).exists(), "{}: {named}", path.display());
            paths += 1;
        }
    }
    assert!(paths > 0);
}

/// Whether a text is a path from the root to something in git.
fn is_path(text: &str) -> bool {
    let begins = ["docs/", "fuzz/", "pkg/", "src/", "tests/", "www/", "xtask/"];
    let is_plain = text.chars().all(|is| is.is_ascii_alphanumeric() || "/._-".contains(is));
    is_plain && begins.iter().any(|folder| text.starts_with(folder))
}

struct Document {
    path: PathBuf,
    text: String,
}

/// Every page that is in git.
fn documents() -> Vec<Document> {
    let project = Project::find().unwrap();
    let list = project.command("git", ["ls-files", "*.md"]).read().unwrap();
    let read = |name: &str| {
        let path = project.root.join(Path::new(name));
        Document { text: fs::read_to_string(&path).unwrap(), path }
    };
    list.lines().map(read).collect()
}
