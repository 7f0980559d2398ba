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
    project
        .command("node", ["--eval".into(), COPY.into(), project.at("tests/e2e/consumers"), folder.clone()])
        .run()?;
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

/// Makes the second folder a copy of the first, and keeps what npm has installed there. Each project gets the shared files that its
/// package.json names.
const COPY: &str = "\
const { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const [from, to] = process.argv.slice(1);
const isKept = (path) => !/node_modules$/.test(path);
const clear = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!isKept(entry.name)) continue;
    if (entry.isDirectory()) clear(`${folder}/${entry.name}`);
    else rmSync(`${folder}/${entry.name}`);
  }
};
mkdirSync(to, { recursive: true });
clear(to);
cpSync(from, to, { recursive: true, filter: isKept });
for (const project of readdirSync(from)) {
  const manifest = `${from}/${project}/package.json`;
  if (!existsSync(manifest)) continue;
  const { shared = [] } = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const file of shared) cpSync(`${from}/shared/${file}`, `${to}/${project}/${file}`);
}";
