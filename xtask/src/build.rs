//! Builds the npm package: compiles the crate, optimises the module, and bundles the scripts into pkg/.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;

/// Builds pkg/ anew.
pub fn build(project: &Project) -> Result<()> {
    let built = project.target.join("package");
    compile(project, &built)?;
    remove_built_files(&project.package())?;
    copy(&built, &project.package(), BUILT_FILES)?;
    copy(&project.root, &project.package(), LICENCES)?;
    bundle(project, &built)
}

/// Prints the weight of the files that a page loads. Fails when one is over the budget in xtask/tools/package.json.
pub fn check_budget(project: &Project) -> Result<()> {
    let command = project.command_in(&project.build_tools(), "size-limit", NO_ARGUMENTS);
    command.run().context("a file of pkg/ is over its budget")?;
    Ok(())
}

/// Compiles the crate, and writes the optimised module and its JavaScript bindings into an empty folder.
fn compile(project: &Project, built: &Path) -> Result<()> {
    // The other members of the workspace do not compile to WebAssembly.
    let arguments = ["build", "--release", "--target", WASM_TARGET, "--package", NAME, "--lib"];
    project.command("cargo", arguments).run()?;
    if built.exists() {
        fs::remove_dir_all(built).with_context(|| format!("{} cannot be removed", built.display()))?;
    }
    bind(project, built, &[])?;
    // `plantain/inline` brings the module along: no bundler may find the address of a file in its bindings.
    bind(project, &built.join("inline"), &["--omit-default-module-path", "--no-typescript"])?;
    let module = built.join(format!("{NAME}_bg.wasm"));
    let arguments = ["-Oz".as_ref(), module.as_os_str(), "-o".as_ref(), module.as_os_str()];
    project.command("wasm-opt", arguments).run()?;
    Ok(())
}

/// Writes the JavaScript bindings of the compiled crate into a folder, and the module that fits them.
fn bind(project: &Project, folder: &Path, options: &[&str]) -> Result<()> {
    let compiled = project.target.join(WASM_TARGET).join("release").join(format!("{NAME}.wasm"));
    let paths = ["--out-dir".as_ref(), folder.as_os_str(), compiled.as_os_str()];
    let arguments = ["--target", "web"].iter().chain(options).map(AsRef::as_ref).chain(paths);
    project.command("wasm-bindgen", arguments).run()?;
    ensure!(
        !folder.join("snippets").exists(),
        "{} holds snippets, which are not shipped: replace `inline_js` and `module` imports",
        folder.display()
    );
    Ok(())
}

/// Bundles and minifies the scripts of the package.
fn bundle(project: &Project, built: &Path) -> Result<()> {
    let script = project.build_tools().join("bundle.js");
    let package = project.package();
    project.command("node", [script.as_os_str(), built.as_os_str(), package.as_os_str()]).run()?;
    Ok(())
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
        || ["index.js", "inline.js"].contains(&name)
        || LICENCES.contains(&name)
        || name.ends_with(".map")
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

/// What is shipped of wasm-bindgen's output as it is.
const BUILT_FILES: &[&str] = &["plantain.d.ts", "plantain_bg.wasm"];

const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

const NO_ARGUMENTS: [&str; 0] = [];

const WASM_TARGET: &str = "wasm32-unknown-unknown";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_files_are_told_from_hand_written_ones() {
        for name in [
            "plantain.js",
            "plantain.js.map",
            "plantain_bg.wasm",
            "plantain_bg.wasm.d.ts",
            "plantain-0.1.0.tgz",
            "index.js.map",
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
