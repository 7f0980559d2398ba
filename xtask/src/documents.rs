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

#[test]
fn the_figures_of_the_benchmarks_page_are_those_of_the_chart() {
    let root = Project::find().unwrap().root;
    let page = fs::read_to_string(root.join("docs").join("benchmarks.md")).unwrap();
    let chart = fs::read_to_string(root.join("docs").join("images.svg")).unwrap();
    let rows = page.lines().skip_while(|line| !line.starts_with("| 5 photos of 8 MiB |")).skip(2);
    let mut figures = 0;
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        // The chart has no bars of the page's own process.
        for figure in [cells[2], cells[3], cells[5]].into_iter().filter(|cell| cell.ends_with(['s', 'B'])) {
            assert!(chart.contains(&format!(">{figure}<")), "{figure} of {row}: cargo xtask bench images");
            figures += 1;
        }
    }
    assert!(figures > 0);
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
