//! Installs the packed package as its users do: in copies of the folders of tests/e2e/consumers, away from
//! the repository.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::project::{NPM, Project};
use crate::{release, set_up};

/// Copies the folders anew, installs what their lock file pins, and the package from its tarball. Returns where they are.
pub fn install(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("consumers");
    project.command("node", [project.at("tests/e2e/copy-consumers.js"), folder.clone()]).run()?;
    set_up::install_packages(project, folder.clone())?;
    let tarball = release::pack(project, &folder)?;
    let tarball = tarball.to_str().context("the path of the target folder is not UTF-8")?;
    let installed = folder.join("node_modules").join("plantain");
    let _ = fs::remove_dir_all(&installed);
    let options = ["install", "--no-save", "--prefer-offline", "--no-audit", "--no-fund", tarball];
    project.command_in(&folder, NPM, options).run()?;
    let module = "plantain_bg.wasm";
    ensure!(
        fs::read(installed.join(module))? == fs::read(project.package().join(module))?,
        "npm did not install the package that was packed"
    );
    Ok(folder)
}
