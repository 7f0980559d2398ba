//! A fixture: exchanges with a provider as data. `tests/fixtures/README.md` says what each field means.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fixture {
    pub source: String,
    pub confidence: Confidence,
    #[serde(default)]
    pub call: Call,
    pub timeout_ms: Option<u64>,
    pub request: Option<Value>,
    pub ticket: Option<Value>,
    pub exchanges: Vec<Exchange>,
    pub outcome: Value,
    /// Part of the error's message.
    pub says: Option<String>,
    /// For `types/fixtures.js`.
    #[serde(default)]
    #[allow(dead_code)]
    pub types_pass: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "camelCase")]
pub enum Confidence {
    Client,
    Documented,
    Inferred,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Call {
    Cancel,
    CheckAccess,
    #[default]
    Run,
    Status,
    Wait,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Milliseconds after the previous exchange, if the replies determine them.
    pub after: Option<u64>,
    /// Milliseconds after the first step, if the replies determine them.
    pub at: Option<u64>,
    pub send: Value,
    pub receive: Receive,
    #[serde(default)]
    pub repeats: bool,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub enum Receive {
    Lost(Loss),
    Reply(Reply),
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loss {
    pub lost: Lost,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Lost {
    Failed,
    TimedOut,
    TooLong,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    pub status: u16,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// JSON.
    pub body: Option<Value>,
    /// A body that is not JSON, or not complete.
    pub text: Option<String>,
}

/// The file of one fixture.
#[derive(Clone, Debug)]
pub struct FixtureFile {
    pub provider: String,
    pub case: String,
    pub path: PathBuf,
}

impl FixtureFile {
    pub fn read(&self) -> Fixture {
        let text = fs::read_to_string(&self.path).expect("a fixture can be read");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", self.path.display()))
    }
}

/// Returns the names of the folders of fixtures: the ids of the providers.
pub fn folders() -> Vec<String> {
    let folders = entries(&root()).into_iter().filter(|path| path.is_dir());
    folders.map(|path| stem(&path)).collect()
}

/// Returns every fixture, sorted.
pub fn all() -> Vec<FixtureFile> {
    let cases = |provider: String| {
        let paths = entries(&root().join(&provider)).into_iter();
        paths.map(move |path| FixtureFile { provider: provider.clone(), case: stem(&path), path })
    };
    folders().into_iter().flat_map(cases).collect()
}

/// Returns the entries of a folder, sorted.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

pub fn stem(path: &Path) -> String {
    path.file_stem().and_then(|stem| stem.to_str()).expect("names are UTF-8").to_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}
