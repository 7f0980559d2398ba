//! Checks what `npm pack` would ship: the list of files, and whether tools can use the package.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::files;
use crate::project::{NPM, Project};

/// Fails when the tarball would hold a file that xtask/package-files.txt does not list, or lack one that it
/// does.
pub fn check(project: &Project) -> Result<()> {
    let wanted = files::read(&project.root.join(LIST))?;
    let tarball = contents(project)?;
    println!("{}: {} bytes, {} files", tarball.filename, tarball.size, tarball.files.len());
    let packed: BTreeSet<&str> = tarball.files.iter().map(|file| file.path.as_str()).collect();
    compare(&packed, &wanted.lines().filter(|line| !line.is_empty()).collect())
}

/// Fails when publint or Are The Types Wrong finds a problem in the packed tarball.
///
/// The package supports `import` alone, and the `.wasm` file is not a script: neither counts as a problem.
pub fn lint(project: &Project) -> Result<()> {
    let tarball = pack(project, &project.target)?.into_os_string();
    for tool in ["publint", "attw"] {
        let arguments = ["run", "--silent", tool, "--"].map(OsString::from);
        let command = project.command_in(&project.e2e(), NPM, arguments.into_iter().chain([tarball.clone()]));
        command.run().with_context(|| format!("{tool} finds a problem in the package"))?;
    }
    Ok(())
}

/// Asks npm what it would pack.
pub fn contents(project: &Project) -> Result<Tarball> {
    parse(&project.command_in(&project.package(), NPM, ["pack", "--dry-run", "--json"]).read()?)
}

/// Packs the package into a folder and returns the tarball's path.
pub fn pack(project: &Project, folder: &Path) -> Result<PathBuf> {
    let destination = folder.to_str().context("the path of the target folder is not UTF-8")?;
    let arguments = ["pack", "--json", "--pack-destination", destination];
    let answer = project.command_in(&project.package(), NPM, arguments).read()?;
    Ok(folder.join(parse(&answer)?.filename))
}

/// What npm packs. Sizes are in bytes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tarball {
    pub filename: String,
    pub files: Vec<File>,
    pub size: u64,
    #[serde(default)]
    pub unpacked_size: u64,
}

/// One file of a tarball.
#[derive(Deserialize)]
pub struct File {
    pub path: String,
    pub size: u64,
}

fn compare(packed: &BTreeSet<&str>, wanted: &BTreeSet<&str>) -> Result<()> {
    if packed == wanted {
        return Ok(());
    }
    let names = |from: &BTreeSet<&str>, without: &BTreeSet<&str>| {
        let names: Vec<&str> = from.difference(without).copied().collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    bail!(
        "the npm package does not hold what {LIST} lists; stray: {}; missing: {}",
        names(packed, wanted),
        names(wanted, packed)
    )
}

fn parse(answer: &str) -> Result<Tarball> {
    let tarballs: Vec<Tarball> =
        serde_json::from_str(answer).context("npm's answer is not what was expected")?;
    tarballs.into_iter().next().context("npm names no tarball")
}

const LIST: &str = "xtask/package-files.txt";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_and_a_missing_file_are_both_named() {
        let wanted = BTreeSet::from(["index.js", "LICENSE-MIT"]);
        assert!(compare(&wanted, &wanted).is_ok());
        let error = compare(&BTreeSet::from(["index.js", ".env"]), &wanted).unwrap_err().to_string();
        assert!(error.ends_with("stray: .env; missing: LICENSE-MIT"), "{error}");
    }

    #[test]
    fn the_list_is_read_from_npm() {
        let answer = r#"[{"filename":"plantain-0.1.0.tgz","size":9,"files":[{"path":"index.js","size":1,"mode":420}]}]"#;
        assert_eq!(parse(answer).unwrap().files[0].path, "index.js");
        assert!(parse("[]").is_err());
    }
}
