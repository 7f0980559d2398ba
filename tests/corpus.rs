//! Writes what the fuzz targets begin with, from the files and fixtures of the other tests.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

#[test]
#[ignore = "writes fuzz/corpus"]
fn the_fuzzing_corpus_is_written() {
    for path in entries(&root().join("tests/media")) {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if ["avif", "gif", "heic", "jpg", "png", "tiff", "webp"].contains(&extension) {
            let bytes = fs::read(&path).unwrap();
            write("strip", &path, &[&[99], bytes.as_slice()].concat());
            write("inspect", &path, &bytes);
            write("sniff", &path, &bytes);
        }
    }
    for path in entries(&root().join("tests/fixtures"))
        .iter()
        .filter(|path| path.is_dir())
        .flat_map(|path| entries(path))
    {
        let fixture: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let replies = fixture["exchanges"].as_array().unwrap().iter().map(|exchange| &exchange["receive"]);
        for (number, reply) in replies.enumerate() {
            let seed = path.with_extension(number.to_string());
            let text = reply["text"].as_str().map_or_else(|| reply["body"].to_string(), str::to_owned);
            write("reply", &seed, &[&[0], text.as_bytes()].concat());
            let known = json!({ "status": reply["status"], "retryAfter": "7", "body": reply["body"] });
            write("documented", &seed, known.to_string().as_bytes());
        }
        for (place, ticket) in [("given", &fixture["ticket"]), ("got", &fixture["outcome"]["ticket"])] {
            write("ticket", &path.with_extension(place), ticket.to_string().as_bytes());
        }
    }
}

/// Writes a seed under the name of the folder and the file that it is from.
fn write(target: &str, from: &Path, seed: &[u8]) {
    let corpus = root().join("fuzz/corpus").join(target);
    fs::create_dir_all(&corpus).unwrap();
    let folder = from.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
    let file = from.file_name().unwrap().to_str().unwrap();
    fs::write(corpus.join(format!("{folder}-{file}")), seed).unwrap();
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
