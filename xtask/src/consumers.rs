//! Installs the packed package as its users do: in copies of the folders of tests/e2e/consumers, away from
//! the repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::package;
use crate::project::{NPM, Project};
use crate::set_up;

/// Copies the folders anew, installs what their lock file pins, and the package from its tarball.
pub fn install(project: &Project) -> Result<()> {
    let folder = folder(project);
    clear(&folder)?;
    copy(&project.consumers(), &folder)?;
    set_up::install_packages(project, &folder)?;
    let installed = folder.join("node_modules").join("plantain");
    if installed.exists() {
        fs::remove_dir_all(&installed)?;
    }
    let tarball = package::pack(project, &folder)?;
    let tarball = tarball.to_str().context("the path of the target folder is not UTF-8")?;
    let options = ["install", "--no-save", "--prefer-offline", "--no-audit", "--no-fund", tarball];
    project.command_in(&folder, NPM, options).run()?;
    let module = "plantain_bg.wasm";
    ensure!(
        fs::read(installed.join(module))? == fs::read(project.package().join(module))?,
        "npm did not install the package that was packed"
    );
    Ok(())
}

/// Where the copies are.
pub fn folder(project: &Project) -> PathBuf {
    project.target.join("consumers")
}

/// Removes everything but what npm has installed.
fn clear(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_folder = entry.file_type()?.is_dir();
        match is_folder {
            true if entry.file_name() == INSTALLED => {}
            true => clear(&entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if !entry.file_type()?.is_dir() {
            fs::copy(entry.path(), &target)?;
        } else if entry.file_name() != INSTALLED {
            copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}

const INSTALLED: &str = "node_modules";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_npm_installed_outlives_a_new_copy() {
        let root = std::env::temp_dir().join(format!("plantain-consumers-{}", std::process::id()));
        let (from, to) = (root.join("from"), root.join("to"));
        for path in ["from/vite/main.js", "to/vite/old.js", "to/vite/node_modules/vite/index.js"] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        clear(&to).unwrap();
        copy(&from, &to).unwrap();
        assert!(to.join("vite/main.js").exists() && to.join("vite/node_modules/vite/index.js").exists());
        assert!(!to.join("vite/old.js").exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
