//! The WebAssembly target, rustfmt and clippy of the pinned toolchain, and the tools that cargo builds.

use std::ffi::OsString;

use anyhow::{Context, Result, bail, ensure};

use super::say;
use crate::files;
use crate::project::Project;

/// Adds the target that browsers run to the pinned toolchain.
pub fn add_wasm_target(project: &Project) -> Result<()> {
    let installed = rustup(project, &["target", "list", "--installed"])?;
    if installed.lines().any(|line| line == WASM_TARGET) {
        return Ok(());
    }
    say(&format!("adding the Rust target {WASM_TARGET} (rustup target add)"));
    project.command("rustup", ["target", "add", WASM_TARGET]).run()?;
    Ok(())
}

/// Adds rustfmt and clippy to the pinned toolchain; rustup's minimal profile leaves them out.
pub fn add_lints(project: &Project) -> Result<()> {
    let installed = rustup(project, &["component", "list", "--installed"])?;
    for component in ["rustfmt", "clippy"] {
        if !installed.lines().any(|line| line.starts_with(component)) {
            say(&format!("adding {component} (rustup component add)"));
            project.command("rustup", ["component", "add", component]).run()?;
        }
    }
    Ok(())
}

/// Installs wasm-pack into the target folder, and wasm-bindgen's tools, which it runs, in the version of the crate.
pub fn install_wasm_pack(project: &Project) -> Result<()> {
    let lock = files::read(&project.root.join("Cargo.lock"))?;
    let wasm_bindgen = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    install_tool(project, "wasm-bindgen", "wasm-bindgen-cli", wasm_bindgen)?;
    install_tool(project, "wasm-pack", "wasm-pack", WASM_PACK_VERSION)
}

/// Installs Firefox's driver there, which Debian does not have.
pub fn install_geckodriver(project: &Project) -> Result<()> {
    install_tool(project, "geckodriver", "geckodriver", GECKODRIVER_VERSION)
}

fn install_tool(project: &Project, program: &str, package: &str, version: &str) -> Result<()> {
    if installed_version(project, program).as_deref() == Some(version) {
        return Ok(());
    }
    let folder = project.tools();
    say(&format!("building {package} {version} into {} (about a minute, once)", folder.display()));
    let options = ["install", package, "--version", version, "--locked", "--debug", "--force", "--root"];
    let options = options.iter().map(OsString::from).chain([folder.clone().into_os_string()]);
    project
        .command("cargo", options)
        // Without debug information the build takes a quarter less time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // Otherwise what is compiled on the way stays there; cargo's own choice is a folder that it deletes.
        .env_remove("CARGO_TARGET_DIR")
        .run()?;
    let installed = installed_version(project, program);
    ensure!(
        installed.as_deref() == Some(version),
        "{package} {version} was installed, but `{program} --version` says {}",
        installed.as_deref().unwrap_or("nothing")
    );
    Ok(())
}

/// The version that the tool in our own folder reports, if it is there and runs.
fn installed_version(project: &Project, program: &str) -> Option<String> {
    let path = project.tools().join("bin").join(program).with_extension(std::env::consts::EXE_EXTENSION);
    let answer = project.command(path.to_str()?, ["--version"]).stderr_null().read().ok()?;
    answer.split_whitespace().nth(1).map(str::to_owned)
}

/// The version of a package in the text of a Cargo.lock; `None` when it is absent or there in two versions.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while lines.any(|line| line == name) {
        versions.push(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?);
    }
    match versions.as_slice() {
        [version] => Some(version),
        _ => None,
    }
}

fn rustup(project: &Project, arguments: &[&str]) -> Result<String> {
    if which::which("rustup").is_err() {
        bail!(
            "rustup was not found. Install it from https://rustup.rs: it provides the Rust version that Plantain is pinned to"
        );
    }
    project
        .command("rustup", arguments)
        .read()
        .with_context(|| format!("`rustup {}` failed", arguments.join(" ")))
}

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The tests in browsers were tried with this version of wasm-pack.
const WASM_PACK_VERSION: &str = "0.15.1";

/// The tests in Firefox were tried with this version of its driver.
const GECKODRIVER_VERSION: &str = "0.37.0";

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
        [[package]]\nname = \"syn\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"syn\"\nversion = \"2.0.0\"\n";

    #[test]
    fn a_locked_version_is_found_by_the_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn a_package_locked_in_two_versions_has_no_single_one() {
        assert_eq!(locked_version(LOCK, "syn"), None);
    }
}
