//! Packs the package, lets tools look at it, and checks whether it is ready to be published.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::files::read;
use crate::project::{NPM, Project};
use crate::set_up::{self, Need};
use crate::{build, generate};

/// Builds and packs the package, lists what npm would publish, and fails with everything that is not ready.
pub fn rehearse(project: &Project) -> Result<()> {
    set_up::prepare(project, &[Need::Build, Need::JavaScript, Need::WasmTarget])?;
    build::build(project)?;
    let tarball = pack(project, &project.target)?;
    let version = version(project)?;
    let checks = [
        ("what is generated", generate::generate(project, true)),
        ("the budget", build::check_budget(project)),
        ("what npm, publint and attw find in it", lint(project)),
        ("the changelog", check_changelog(&read(&project.at("CHANGELOG.md"))?, &version)),
        ("the work tree", check_tree(project)),
    ];
    println!("\nplantain {version}:");
    for (name, outcome) in &checks {
        match outcome {
            Ok(()) => println!("  ready      {name}"),
            Err(error) => println!("  NOT READY  {name}: {error:#}"),
        }
    }
    ensure!(
        checks.iter().all(|(_, outcome)| outcome.is_ok()),
        "plantain {version} is not ready to be published"
    );
    println!("To publish it: npm publish {}", tarball.display());
    Ok(())
}

/// Packs the package into a folder and returns the tarball's path.
pub fn pack(project: &Project, folder: &Path) -> Result<PathBuf> {
    let destination = folder.to_str().context("the path of the target folder is not UTF-8")?;
    let name =
        project.command_in("pkg", NPM, ["pack", "--silent", "--pack-destination", destination]).read()?;
    Ok(folder.join(name))
}

/// Lists what npm would publish. Fails when npm, publint or Are The Types Wrong finds a problem in it.
///
/// The package supports `import` alone, and the `.wasm` file is not a script: neither counts as a problem.
pub fn lint(project: &Project) -> Result<()> {
    let tarball = pack(project, &project.target)?;
    let tarball = tarball.to_str().context("the path of the tarball is not UTF-8")?;
    project.command_in("pkg", NPM, ["publish", "--dry-run"]).run()?;
    for tool in ["publint", "attw"] {
        let command = project.command_in("tests/e2e", NPM, ["run", "--silent", tool, "--", tarball]);
        command.run().with_context(|| format!("{tool} finds a problem in the package"))?;
    }
    Ok(())
}

/// Fails when the version has no dated section, or the section of unreleased changes is not empty.
fn check_changelog(text: &str, version: &str) -> Result<()> {
    let sections = || text.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
    let heading = sections().find_map(|(heading, _)| heading.strip_prefix(version)?.strip_prefix(" - "));
    let heading = heading.with_context(|| format!("CHANGELOG.md has no section `## {version} - <date>`"))?;
    let is_dated = heading.len() == 10 && heading.chars().all(|is| is.is_ascii_digit() || is == '-');
    ensure!(is_dated, "the section of {version} in CHANGELOG.md has no date");
    let is_empty = |(heading, text): (&str, &str)| heading != "Unreleased" || text.trim().is_empty();
    ensure!(sections().all(is_empty), "CHANGELOG.md still has something under Unreleased");
    Ok(())
}

fn check_tree(project: &Project) -> Result<()> {
    let changed = project.command("git", ["status", "--porcelain"]).read()?;
    ensure!(changed.is_empty(), "it is not what is committed:\n{changed}");
    Ok(())
}

fn version(project: &Project) -> Result<String> {
    let manifest: Value = serde_json::from_str(&read(&project.package().join("package.json"))?)?;
    manifest
        .get("version")
        .and_then(Value::as_str)
        .map(str::to_owned)
        .context("pkg/package.json has no version")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_needs_a_dated_section_and_nothing_unreleased() {
        let check = |text: &str| check_changelog(text, "0.2.0").map_err(|error| error.to_string());
        let released =
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n- It.\n\n## 0.1.0 - 2026-11-01\n";
        assert_eq!(check(released), Ok(()));
        assert_eq!(check(&released.replace("## Unreleased\n", "")), Ok(()));
        for (from, to, what) in [
            ("0.2.0", "0.2.0-beta", "no section"),
            (" - 2026-12-01", " - soon", "no date"),
            ("released\n", "released\n\n- More.\n", "Unreleased"),
        ] {
            assert!(check(&released.replace(from, to)).unwrap_err().contains(what), "{what}");
        }
    }
}
