//! Node and the npm packages of one folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::say;
use crate::project::{NPM, Project};

/// Fails with what to do when Node is missing or older than a major and a minor version.
pub fn check_version(project: &Project, oldest: (u32, u32)) -> Result<()> {
    let wanted = format!("Node {}.{} or newer", oldest.0, oldest.1);
    let Ok(version) = project.command("node", ["--version"]).read() else {
        bail!("Node was not found. Install {wanted} from https://nodejs.org");
    };
    let found = major_and_minor(&version).with_context(|| format!("`node --version` says {version:?}"))?;
    ensure!(found >= oldest, "Node {version} is too old: this needs {wanted}");
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
    ensure!(
        which::which(NPM).is_ok(),
        "npm was not found. It comes with Node from https://nodejs.org; Debian has it in a package of its own"
    );
    say(&format!("installing the npm packages of {} (npm ci)", folder.display()));
    project
        .command_in(folder, NPM, ["ci", "--no-audit", "--no-fund"])
        // The tests use the browser that is on the machine.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run()?;
    fs::write(&stamp, lock).with_context(|| format!("{} cannot be written", stamp.display()))
}

fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// What the build's tools run on.
pub const OLDEST_TO_BUILD: (u32, u32) = (20, 0);

/// What the newest Vite among the tests' packages asks for.
pub const OLDEST_TO_TEST: (u32, u32) = (20, 19);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_its_first_two_numbers() {
        assert_eq!(major_and_minor("v20.20.2\n"), Some((20, 20)));
        assert_eq!(major_and_minor("20.20.2"), None);
        assert_eq!(major_and_minor("v20"), None);
        assert_eq!(major_and_minor("v"), None);
    }
}
