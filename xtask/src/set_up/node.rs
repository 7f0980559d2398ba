//! Node and the npm packages of one folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::say;
use crate::project::{NPM, Project};

/// Fails with what to do when Node is missing or older than [`OLDEST_NODE`].
pub fn check_version(project: &Project) -> Result<()> {
    let Ok(version) = project.command("node", ["--version"]).read() else {
        bail!("Node was not found. Install Node {OLDEST_NODE} or newer from https://nodejs.org");
    };
    let major = major_version(&version).with_context(|| format!("`node --version` says {version:?}"))?;
    ensure!(
        major >= OLDEST_NODE,
        "Node {version} is too old: Plantain's tools need Node {OLDEST_NODE} or newer"
    );
    Ok(())
}

/// Installs exactly what a folder's lock file says, unless that lock file is installed already.
pub fn install_packages(project: &Project, folder: &Path) -> Result<()> {
    let lock_path = folder.join("package-lock.json");
    let lock = fs::read(&lock_path).with_context(|| format!("{} cannot be read", lock_path.display()))?;
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(&format!("installing the npm packages of {} (npm ci)", folder.display()));
    project
        .command_in(folder, NPM, ["ci", "--no-audit", "--no-fund"])
        // The tests use the browser that is on the machine.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run()?;
    fs::write(&stamp, lock).with_context(|| format!("{} cannot be written", stamp.display()))
}

fn major_version(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

const OLDEST_NODE: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_its_first_number() {
        assert_eq!(major_version("v20.20.2\n"), Some(20));
        assert_eq!(major_version("20.20.2"), None);
        assert_eq!(major_version("v"), None);
    }
}
