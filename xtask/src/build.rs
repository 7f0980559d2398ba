//! Builds the npm package: compiles the crate, copies what is shipped into pkg/, and weighs it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::{inline, shrink, sizes};

/// Builds pkg/ anew and prints what it weighs.
pub fn build(project: &Project) -> Result<()> {
    let built = project.target.join("package");
    compile(project, &built)?;
    remove_built_files(&project.package())?;
    copy(&built, &project.package(), BUILT_FILES)?;
    copy(&project.root, &project.package(), LICENCES)?;
    for name in FACE {
        shrink::script(project, &project.package().join("face").join(name), &project.package().join(name))?;
    }
    inline::write(project)?;
    print!("\n{}", sizes::table(&sizes::measure(project)?));
    Ok(())
}

/// Fails when a page would load more of pkg/ than the budget allows.
pub fn check_budget(project: &Project) -> Result<()> {
    sizes::check_budget(&sizes::measure(project)?)
}

/// Runs wasm-pack. It empties its output folder each time, so that is never pkg/ itself.
fn compile(project: &Project, built: &Path) -> Result<()> {
    let out_dir = built.to_str().context("the path of the target folder is not UTF-8")?;
    // Else it calls its output ready to publish, and warns that it could not look for a newer version of itself.
    let quiet = ["--log-level", "error", "build", "."];
    let options =
        ["--target", "web", "--release", "--mode", "no-install", "--no-opt", "--no-pack", "--out-name", NAME];
    // The other members of the workspace do not compile to WebAssembly.
    let only_package = ["--", "--package", NAME];
    let arguments = quiet.into_iter().chain(options).chain(["--out-dir", out_dir]).chain(only_package);
    project.command("wasm-pack", arguments).run()?;
    ensure!(
        !built.join("snippets").exists(),
        "{} holds snippets, which are not shipped: replace `inline_js` and `module` imports",
        built.display()
    );
    shrink::shrink(project, &built.join(format!("{NAME}_bg.wasm")), &built.join(format!("{NAME}.js")))
}

/// Removes what an earlier build left, so that a file which is no longer built is no longer shipped.
fn remove_built_files(package: &Path) -> Result<()> {
    for entry in fs::read_dir(package).with_context(|| format!("{} cannot be read", package.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_built(&name) {
            fs::remove_file(entry.path()).with_context(|| format!("{name} cannot be removed"))?;
        }
    }
    Ok(())
}

/// Whether a file of pkg/ is made by a build; the same names stand in .gitignore.
fn is_built(name: &str) -> bool {
    let of_module = name.strip_prefix(NAME).is_some_and(|rest| rest.starts_with(['.', '_', '-']));
    of_module
        || LICENCES.contains(&name)
        || FACE.contains(&name)
        || inline::FILES.contains(&name)
        || name.ends_with(".tgz")
}

fn copy(from: &Path, to: &Path, names: &[&str]) -> Result<()> {
    for name in names {
        fs::copy(from.join(name), to.join(name))
            .with_context(|| format!("{} cannot be copied to {}", from.join(name).display(), to.display()))?;
    }
    Ok(())
}

/// The name of the package, which its built files begin with.
const NAME: &str = "plantain";

/// What is shipped of wasm-pack's output. Its package.json is not: ours is written by hand.
const BUILT_FILES: &[&str] = &["plantain.d.ts", "plantain.js", "plantain_bg.wasm"];

/// The scripts of pkg/face/, which are shipped without comments and long names.
const FACE: &[&str] = &["index.js", "store.js"];

const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_files_are_told_from_hand_written_ones() {
        for name in [
            "plantain.js",
            "plantain_bg.wasm",
            "plantain_bg.wasm.d.ts",
            "plantain-0.1.0.tgz",
            "plantain-inline.js",
            "inline.js",
            "LICENSE-MIT",
        ] {
            assert!(is_built(name), "{name}");
        }
        for name in
            ["package.json", "models.js", "index.d.ts", "inline.d.ts", "models.json", "relay.js", "README.md"]
        {
            assert!(!is_built(name), "{name}");
        }
    }
}
