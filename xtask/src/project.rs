//! The folders of the project, and the commands that run in them.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use duct::Expression;
use serde_json::Value;

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
        let metadata: Value = serde_json::from_str(&metadata)?;
        let target = metadata.get("target_directory").and_then(Value::as_str);
        project.target = target.context("cargo names no target folder")?.into();
        Ok(project)
    }

    /// A path of the repository.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A program that set-up built.
    pub fn tool(&self, name: &str) -> PathBuf {
        self.tools().join("bin").join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    /// The folder that cargo installs tools into.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The npm package.
    pub fn package(&self) -> PathBuf {
        self.at("pkg")
    }

    /// A command in the repository, with the pinned toolchain, with our own tools first on `PATH`, and with no stdin.
    pub fn command<A: Into<OsString>>(
        &self,
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Expression {
        self.command_in("", program, arguments)
    }

    /// The same in another folder. (`dir` on a command that has a folder changes nothing.)
    pub fn command_in<A: Into<OsString>>(
        &self,
        folder: impl AsRef<Path>,
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Expression {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let own = self.tools().join("bin");
        let path =
            env::join_paths([own].into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited);
        let command =
            duct::cmd(program, arguments).dir(self.root.join(folder)).stdin_null().env("PATH", path);
        INHERITED_FROM_CARGO.iter().fold(command, |command, name| command.env_remove(name))
    }
}

/// Runs a command and prints its output line by line. Returns the output, and whether the command succeeded.
pub fn tee(command: &Expression) -> Result<(String, bool)> {
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
    Ok((text, succeeded))
}

/// The name of npm's own command: on Windows it is a script, which is not found by its bare name.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The target of the browser's build.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// `cargo run` and rustup set these to the toolchain and package of the outer command. Without them a nested cargo
/// reads rust-toolchain.toml itself; with them `cargo +nightly xtask test` would test with nightly.
const INHERITED_FROM_CARGO: &[&str] =
    &["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "RUSTUP_TOOLCHAIN"];
