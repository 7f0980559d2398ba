//! Installs what building and testing need, in the project's own folders where possible, and only what is missing.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::files;
use crate::programs::{self, Program};
use crate::project::{NPM, Project, WASM_TARGET};

/// Something that has to be installed before a command can run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Need {
    /// The packages that Plantain is compared with, and the driver of the browser.
    Bench,
    /// The tools that make the npm package of the crate: wasm-opt, esbuild and size-limit.
    Build,
    /// Chromium and its driver.
    Chromium,
    /// Firefox and its driver.
    Firefox,
    /// The JavaScript tools of the tests.
    JavaScript,
    /// Files of real cameras, and the programs that check what is sent of them.
    Photos,
    /// The generator of the reference of the package's types.
    Reference,
    /// The runtimes that the relay is tested on, and Redis.
    Relay,
    /// The runner of the crate's tests in a browser.
    WasmPack,
    /// The standard library for the target of the browser's build.
    WasmTarget,
}

impl Need {
    pub const ALL: &[Self] = &[
        Self::Build,
        Self::Chromium,
        Self::Firefox,
        Self::Photos,
        Self::JavaScript,
        Self::Reference,
        Self::Relay,
        Self::Bench,
        Self::WasmPack,
        Self::WasmTarget,
    ];

    fn programs(self) -> &'static [Program] {
        match self {
            Self::Chromium => &[programs::CHROMIUM, programs::CHROMEDRIVER],
            Self::Firefox => &[programs::FIREFOX],
            Self::Photos => programs::OF_PHOTOS,
            Self::Relay => &[programs::REDIS],
            _ => &[],
        }
    }

    /// Programs that save time, and that the tests do without where they cannot be installed.
    fn optional_programs(self) -> &'static [Program] {
        if self == Self::Chromium { &[programs::HEADLESS_SHELL] } else { &[] }
    }

    /// The folder whose lock file pins npm packages.
    fn packages(self) -> Option<&'static str> {
        match self {
            Self::Bench => Some("tests/bench"),
            Self::Build => Some("xtask/tools"),
            Self::JavaScript => Some("tests/e2e"),
            Self::Reference => Some("xtask/reference"),
            Self::Relay => Some("tests/relay"),
            _ => None,
        }
    }

    /// The oldest Node that the build's tools run on, or the newest Vite among the tests' packages.
    fn oldest_node(self) -> (u32, u32) {
        if self == Self::Build { (20, 0) } else { (20, 19) }
    }

    fn provide(self, project: &Project) -> Result<()> {
        for program in self.programs() {
            program.find()?;
        }
        if let Some(folder) = self.packages() {
            check_node(project, self.oldest_node())?;
            install_packages(project, project.at(folder))?;
        }
        match self {
            Self::Firefox if programs::GECKODRIVER.find().is_err() => {
                install_tool(project, "geckodriver", "geckodriver", GECKODRIVER_VERSION)
            }
            Self::Photos => unpack_photos(project),
            Self::WasmTarget => add_wasm_target(project),
            Self::WasmPack => {
                let version = locked_version(project, "wasm-bindgen")?;
                install_tool(project, "wasm-bindgen", "wasm-bindgen-cli", &version)?;
                install_tool(project, "wasm-pack", "wasm-pack", WASM_PACK_VERSION)
            }
            _ => Ok(()),
        }
    }
}

/// Provides what is needed. Fails where something cannot be provided.
pub fn prepare(project: &Project, needs: &[Need]) -> Result<()> {
    check(&attempt(project, needs), needs)
}

/// Provides as much of what is needed as can be provided, and returns the rest with the reasons.
pub fn attempt(project: &Project, needs: &[Need]) -> Vec<(Need, String)> {
    let needs: Vec<Need> = Need::ALL.iter().copied().filter(|need| needs.contains(need)).collect();
    let programs = needs.iter().flat_map(|need| need.programs().iter().chain(need.optional_programs()));
    programs::install(project, programs);
    let missing = |need: &Need| need.provide(project).err().map(|error| (*need, format!("{error:#}")));
    needs.iter().filter_map(missing).collect()
}

/// Fails where one of these needs is missing, and says why.
pub fn check(missing: &[(Need, String)], needs: &[Need]) -> Result<()> {
    let mut reasons: Vec<&str> = Vec::new();
    reasons
        .extend(missing.iter().filter(|(need, _)| needs.contains(need)).map(|(_, reason)| reason.as_str()));
    reasons.dedup();
    ensure!(reasons.is_empty(), "{}", reasons.join("\n"));
    Ok(())
}

/// Installs exactly what a folder's lock file says, unless that lock file is installed already.
pub fn install_packages(project: &Project, folder: PathBuf) -> Result<()> {
    let lock = files::read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    report(&format!("installing the npm packages of {} (npm ci)", folder.display()));
    let command = project.command_in(&folder, NPM, ["ci", "--no-audit", "--no-fund", "--prefer-offline"]);
    // The tests use the browser that is on the machine.
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").run()?;
    files::write(&stamp, &lock)
}

/// Prints what is being set up.
pub fn report(what: &str) {
    println!("set-up: {what}");
}

/// Fails with what to do when Node is missing or older than a major and a minor version.
fn check_node(project: &Project, oldest: (u32, u32)) -> Result<()> {
    let wanted = format!("Node {}.{} or newer, with npm", oldest.0, oldest.1);
    let (Ok(_), Ok(version)) = (which::which(NPM), project.command("node", ["--version"]).read()) else {
        bail!("Node or npm was not found. Install {wanted}, from https://nodejs.org");
    };
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    ensure!(found >= oldest, "Node {version} is too old: this needs {wanted}");
    Ok(())
}

/// Builds a tool into the target folder with cargo, unless it is there in this version.
fn install_tool(project: &Project, program: &str, package: &str, version: &str) -> Result<()> {
    let folder = project.tools();
    let path = project.tool(program);
    let output = project.command(&path.to_string_lossy(), ["--version"]).stderr_null().read();
    if output.is_ok_and(|output| output.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    report(&format!("building {package} {version} into {} (about a minute, once)", folder.display()));
    let folder = folder.to_string_lossy();
    let command = project
        .command(
            "cargo",
            ["install", package, "--version", version, "--locked", "--debug", "--force", "--root", &folder],
        )
        // Without debug information the build takes a quarter less time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // Cargo then builds in a temporary folder, which it deletes.
        .env_remove("CARGO_TARGET_DIR");
    command.run()?;
    Ok(())
}

/// Adds the target of the browser's build to the pinned toolchain. rustup does so by itself, unless it is told not to
/// install anything by itself.
fn add_wasm_target(project: &Project) -> Result<()> {
    let folder = project.command("rustc", ["--print", "target-libdir", "--target", WASM_TARGET]).read()?;
    if !PathBuf::from(folder).exists() {
        report(&format!("adding the target {WASM_TARGET} (rustup target add)"));
        project.command("rustup", ["target", "add", WASM_TARGET]).run()?;
    }
    Ok(())
}

/// Fetches and unpacks the files of real cameras.
fn unpack_photos(project: &Project) -> Result<()> {
    let (script, list) =
        (project.at("tests/e2e/photos/fetch.js"), project.at("tests/e2e/photos/sources.json"));
    project.command("node", [script, list, project.target.join("photos")]).run()?;
    Ok(())
}

/// The version of a package in Cargo.lock.
fn locked_version(project: &Project, package: &str) -> Result<String> {
    let lock = files::read(&project.at("Cargo.lock"))?;
    let entry = lock.split_once(&format!("name = \"{package}\"\nversion = \"")).map(|(_, rest)| rest);
    let version = entry.and_then(|entry| entry.split('"').next());
    version.map(str::to_owned).with_context(|| format!("Cargo.lock names no {package}"))
}

/// The version of wasm-pack with which the browser tests were tried.
const WASM_PACK_VERSION: &str = "0.15.1";

/// The version of Firefox's driver with which the tests were tried.
const GECKODRIVER_VERSION: &str = "0.37.0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_fails_the_steps_that_need_it_and_no_other() {
        let missing = [Need::Firefox, Need::JavaScript].map(|need| (need, format!("no {need:?}")));
        check(&missing, &[Need::Chromium, Need::Build]).unwrap();
        assert_eq!(check(&missing, &[Need::Firefox, Need::Build]).unwrap_err().to_string(), "no Firefox");
        assert_eq!(check(&missing, Need::ALL).unwrap_err().to_string(), "no Firefox\nno JavaScript");
    }

    #[test]
    fn the_tools_of_the_browser_tests_follow_the_lock_file() {
        let version = locked_version(&Project::find().unwrap(), "wasm-bindgen").unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }
}
