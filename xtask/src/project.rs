//! The folders of the project, and the commands that run in them.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use duct::Expression;
use serde::Deserialize;

/// The folders everything else is found from.
pub struct Project {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment or the configuration puts it.
    pub target: PathBuf,
}

impl Project {
    /// Finds the repository that this program was built in, and asks cargo for its target folder.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?;
        let mut project = Self { root: root.to_path_buf(), target: PathBuf::new() };
        let metadata = project.command("cargo", ["metadata", "--no-deps", "--format-version", "1"]).read()?;
        project.target = serde_json::from_str::<Metadata>(&metadata)?.target_directory;
        Ok(project)
    }

    /// A command in the repository, with the pinned toolchain, with our own tools first on `PATH`, and with
    /// no stdin.
    pub fn command<A: Into<OsString>>(
        &self,
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Expression {
        self.command_in(&self.root, program, arguments)
    }

    /// The same in another folder. (`dir` on a command that has a folder changes nothing.)
    pub fn command_in<A: Into<OsString>>(
        &self,
        folder: &Path,
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Expression {
        let command = duct::cmd(program, arguments).dir(folder).stdin_null().env("PATH", self.search_path());
        INHERITED_FROM_CARGO.iter().fold(command, |command, name| command.env_remove(name))
    }

    /// The folder of command-line tools that `cargo install` puts there.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The folder whose lock file pins what the build needs of npm: wasm-opt, esbuild and size-limit.
    pub fn build_tools(&self) -> PathBuf {
        self.root.join("xtask").join("tools")
    }

    /// The folder whose lock file pins the packages that Plantain is measured beside.
    pub fn bench(&self) -> PathBuf {
        self.root.join("xtask").join("bench")
    }

    /// The folder whose lock file pins the JavaScript tools of the tests.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// The folders that show the package in bundlers and runtimes, and pin these.
    pub fn consumers(&self) -> PathBuf {
        self.e2e().join("consumers")
    }

    /// The pages that show these folders.
    pub fn recipes(&self) -> PathBuf {
        self.root.join("docs").join("recipes")
    }

    /// The folder whose lock file pins the runtimes that the relay is tested on.
    pub fn relay_tests(&self) -> PathBuf {
        self.root.join("tests").join("relay")
    }

    /// The folder whose lock file pins typedoc.
    pub fn reference(&self) -> PathBuf {
        self.root.join("xtask").join("reference")
    }

    /// The npm package.
    pub fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }

    fn search_path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let own = self.tools().join("bin");
        env::join_paths([own].into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited)
    }
}

/// Runs a command, shows what it prints line by line, and keeps it.
pub fn tee(command: &Expression) -> Result<Printed> {
    let reader = command.stderr_to_stdout().unchecked().reader()?;
    let mut lines = BufReader::new(&reader);
    let mut text = String::new();
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let printed = String::from_utf8_lossy(&line);
        print!("{printed}");
        text.push_str(&printed);
        line.clear();
    }
    let succeeded = reader.try_wait()?.is_some_and(|output| output.status.success());
    Ok(Printed { text, succeeded })
}

/// What a command printed on both of its streams, and whether it ended well.
pub struct Printed {
    pub text: String,
    pub succeeded: bool,
}

/// The name of npm's own command: on Windows it is a script, which is not found by its bare name.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// `cargo run` and rustup tell their children which toolchain and package they belong to. A nested cargo has
/// to read rust-toolchain.toml itself, or `cargo +nightly xtask test` would test with nightly.
const INHERITED_FROM_CARGO: &[&str] =
    &["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "RUSTUP_TOOLCHAIN"];

#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
}
