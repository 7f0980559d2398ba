//! Builds the npm package: compiles the crate, copies what is shipped into pkg/, and weighs it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::shrink::areas::{self, Area};
use crate::{files, inline, shrink, sizes};

/// Builds pkg/ anew and prints what it weighs.
pub fn build(project: &Project) -> Result<()> {
    let built = project.target.join("package");
    let areas = compile(project, &built)?;
    remove_built_files(&project.package())?;
    copy(&built, &project.package(), BUILT_FILES)?;
    copy(&project.root, &project.package(), LICENCES)?;
    write_face(project, &built)?;
    inline::write(project)?;
    print!("\n{}\n{}", areas::table(&areas), sizes::table(&sizes::measure(project)?));
    Ok(())
}

/// Fails when a page would load more of pkg/ than the budget allows.
pub fn check_budget(project: &Project) -> Result<()> {
    sizes::check_budget(&sizes::measure(project)?)
}

/// Runs wasm-pack. It empties its output folder each time, so that is never pkg/ itself.
fn compile(project: &Project, built: &Path) -> Result<Vec<Area>> {
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

/// Writes the scripts of pkg/face/ as one, without comments and long names: a page waits for fewer files, and one
/// compresses better than four.
fn write_face(project: &Project, built: &Path) -> Result<()> {
    let mut face = String::new();
    for name in FACE {
        let path = project.package().join("face").join(name);
        let text = files::read(&path)?;
        face.push_str(&part_of_face(&text, *name == ENTRY));
    }
    let joined = built.join(ENTRY);
    fs::write(&joined, face)?;
    shrink::script(project, &joined, &project.package().join(ENTRY))
}

/// Gives a script as it stands among the others of the face: it imports nothing from them, and only the entry
/// exports.
fn part_of_face(script: &str, is_entry: bool) -> String {
    let is_link = |line: &str| FACE.iter().any(|name| line.ends_with(&format!(" from \"./{name}\";")));
    let lines = script.lines().filter(|line| !is_link(line)).map(|line| {
        let line = if is_entry { line } else { line.strip_prefix("export ").unwrap_or(line) };
        format!("{line}\n")
    });
    lines.collect()
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
        || name == ENTRY
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

/// The scripts of pkg/face/, each after those that it needs.
const FACE: &[&str] = &["store.js", "images.js", "settings.js", ENTRY];

/// The script that a page imports.
const ENTRY: &str = "index.js";

const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_the_face_keep_only_what_leads_out_of_it() {
        let script =
            "import { a } from \"./store.js\";\nimport b from \"./plantain.js\";\nexport const c = a;\n";
        assert_eq!(part_of_face(script, false), "import b from \"./plantain.js\";\nconst c = a;\n");
        assert_eq!(part_of_face(script, true), "import b from \"./plantain.js\";\nexport const c = a;\n");
    }

    #[test]
    fn no_name_means_two_things_in_the_face() {
        let mut names = std::collections::BTreeSet::new();
        for script in FACE {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg/face").join(script);
            for line in part_of_face(&fs::read_to_string(path).unwrap(), false).lines() {
                let mut words =
                    line.split(|character: char| !character.is_alphanumeric() && character != '_');
                let kind = words.find(|word| *word != "async");
                if kind.is_some_and(|kind| ["class", "const", "function", "let"].contains(&kind)) {
                    let name = words.next().unwrap().to_owned();
                    assert!(names.insert(name.clone()), "{name} in {script}");
                }
            }
        }
        assert!(names.contains("createClient") && names.contains("keeper"), "{names:?}");
    }

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
