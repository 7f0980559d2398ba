//! Checks whether the package is ready to be published, and lists what would be published.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::files::read;
use crate::project::Project;
use crate::set_up::{Need, SetUp};
use crate::{build, generate, package};

/// Builds and packs the package, prints what the tarball holds, and fails with everything that is not ready.
pub fn rehearse(project: &Project) -> Result<()> {
    SetUp::prepare(project, &[Need::Build, Need::JavaScript])?;
    build::build(project)?;
    let tarball = package::pack(project, &project.target)?;
    let contents = package::contents(project)?;
    println!("\n{}", listing(&contents));
    println!("the tarball: {}", tarball.display());
    let version = version(&read(&project.package().join("package.json"))?)?;
    let checks = [
        ("what is generated", generate::generate(project, true)),
        ("the budget", build::check_budget(project)),
        ("the list of files", package::check(project)),
        ("what tools find in it", package::lint(project)),
        ("the version", check_version(project, &version)),
        (
            "the changelog",
            read(&project.root.join("CHANGELOG.md")).and_then(|text| check_changelog(&text, &version)),
        ),
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

fn listing(tarball: &package::Tarball) -> String {
    let total = package::File { path: "total, unpacked".to_owned(), size: tarball.unpacked_size };
    let packed = package::File { path: tarball.filename.clone(), size: tarball.size };
    let files = tarball.files.iter().chain([&total, &packed]);
    files.map(|file| format!("{:>9}  {}\n", file.size, file.path)).collect()
}

/// Fails when the version differs in one of the two places beside package.json.
fn check_version(project: &Project, version: &str) -> Result<()> {
    let places = [
        ("Cargo.toml", format!("\nversion = \"{version}\"\n")),
        ("pkg/client/index.js", format!("export const version = \"{version}\";")),
    ];
    for (name, wanted) in places {
        let text = read(&project.root.join(name))?;
        ensure!(text.contains(&wanted), "{name} has another version than pkg/package.json");
    }
    Ok(())
}

/// Fails when the version has no dated section, or the section of unreleased changes is not empty.
fn check_changelog(text: &str, version: &str) -> Result<()> {
    let sections: Vec<(&str, &str)> = text
        .split("\n## ")
        .skip(1)
        .map(|section| section.split_once('\n').unwrap_or((section, "")))
        .collect();
    let heading = sections
        .iter()
        .map(|(heading, _)| *heading)
        .find(|heading| heading.trim_start_matches('[').split([']', ' ']).next() == Some(version));
    let heading = heading.with_context(|| format!("CHANGELOG.md has no section `## {version} - <date>`"))?;
    let is_dated = heading.rsplit(' ').next().is_some_and(|date| {
        date.len() == 10 && date.chars().all(|character| character.is_ascii_digit() || character == '-')
    });
    ensure!(is_dated, "the section of {version} in CHANGELOG.md has no date");
    let unreleased = sections.iter().find(|(heading, _)| heading.trim_matches(['[', ']']) == "Unreleased");
    ensure!(
        unreleased.is_none_or(|(_, content)| content.trim().is_empty()),
        "CHANGELOG.md still has something under Unreleased"
    );
    Ok(())
}

fn check_tree(project: &Project) -> Result<()> {
    let changed = project.command("git", ["status", "--porcelain"]).read()?;
    ensure!(changed.is_empty(), "it is not what is committed:\n{changed}");
    Ok(())
}

fn version(manifest: &str) -> Result<String> {
    Ok(serde_json::from_str::<Manifest>(manifest).context("pkg/package.json is not as expected")?.version)
}

#[derive(Deserialize)]
struct Manifest {
    version: String,
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
        assert_eq!(check(&released.replace("## 0.2.0", "## [0.2.0]")), Ok(()));
        assert!(check(&released.replace("0.2.0", "0.2.0-beta")).unwrap_err().contains("no section"));
        assert!(check(&released.replace(" - 2026-12-01", "")).unwrap_err().contains("no date"));
        assert!(
            check(&released.replace("released\n", "released\n\n- More.\n"))
                .unwrap_err()
                .contains("Unreleased")
        );
    }

    #[test]
    fn every_place_has_the_version_of_the_package() {
        let project = Project::find().unwrap();
        let version = version(&read(&project.package().join("package.json")).unwrap()).unwrap();
        check_version(&project, &version).unwrap();
        assert!(check_version(&project, "999.0.0").is_err());
    }

    #[test]
    fn the_listing_ends_with_both_totals() {
        let files = vec![package::File { path: "index.js".to_owned(), size: 9 }];
        let tarball =
            package::Tarball { filename: "plantain-0.1.0.tgz".to_owned(), files, size: 5, unpacked_size: 9 };
        assert_eq!(
            listing(&tarball),
            "        9  index.js\n        9  total, unpacked\n        5  plantain-0.1.0.tgz\n"
        );
    }
}
