//! Builds the npm package: compiles the crate, optimises the module, and bundles the scripts into pkg/.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::files;
use crate::project::{NPM, Project, WASM_TARGET};

/// Builds pkg/ anew.
pub fn build(project: &Project) -> Result<()> {
    compile(project)?;
    assemble(project)
}

/// Makes the package of the compiled crate and the hand-written scripts.
fn assemble(project: &Project) -> Result<()> {
    let built = project.target.join("package");
    optimise(project, &built)?;
    // Files of an earlier build, so that none is shipped that is no longer built.
    project.command("git", ["clean", "--force", "-d", "-X", "--quiet", "--", "pkg"]).run()?;
    for script in ["copy.js", "bundle.js"] {
        let script = project.at("xtask/tools").join(script);
        project.command("node", [&script, &built, &project.package()]).run()?;
    }
    files::write(&stamp(project), "")
}

/// Builds pkg/ anew where something changed since the last build.
pub fn update(project: &Project) -> Result<()> {
    compile(project)?;
    if is_current(project)? {
        return Ok(());
    }
    assemble(project)
}

/// Prints the compressed size of the files that a page loads. Fails when one is over the budget in xtask/tools/package.json.
pub fn check_budget(project: &Project) -> Result<()> {
    let command = project.command_in("xtask/tools", "node", ["node_modules/size-limit/bin.js"]);
    command.run().context("a file of pkg/ is over its budget")?;
    Ok(())
}

/// Writes the reference of the package's types, `target/reference/index.html`. Fails when a type or a member has no
/// documentation, or a link is dead.
pub fn reference(project: &Project) -> Result<()> {
    let pages = project.target.join("reference");
    let pages = pages.to_string_lossy();
    project.command_in("xtask/reference", NPM, ["run", "--silent", "write", "--", "--out", &pages]).run()?;
    Ok(())
}

/// Compiles the crate.
fn compile(project: &Project) -> Result<()> {
    // The other members of the workspace do not compile to WebAssembly.
    let arguments = ["build", "--release", "--target", WASM_TARGET, "--package", NAME, "--lib"];
    project.command("cargo", arguments).run()?;
    Ok(())
}

/// Whether pkg/ is newer than everything that it is made of: files in git, or that could be, and the compiled crate.
fn is_current(project: &Project) -> Result<bool> {
    let sources = ["docs", "pkg", "src/provider/model.schema.json", "xtask/tools"];
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "--"].into_iter().chain(sources);
    let sources = project.command("git", list).read()?;
    let inputs = sources.lines().map(|path| project.at(path)).chain([compiled(project), env::current_exe()?]);
    let modified = |path: PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let is_there = |name| project.package().join(name).exists();
    let is_built = ["index.js", "inline.js", "plantain_bg.wasm"].into_iter().all(is_there);
    Ok(is_built && modified(stamp(project)) >= inputs.filter_map(modified).max())
}

/// The file whose time is that of the last build.
fn stamp(project: &Project) -> PathBuf {
    project.target.join("package").join("built")
}

/// Writes the optimised module and its JavaScript bindings into an empty folder.
fn optimise(project: &Project, built: &Path) -> Result<()> {
    if built.exists() {
        fs::remove_dir_all(built).with_context(|| format!("{} cannot be removed", built.display()))?;
    }
    bind(project, built, false)?;
    // `plantain/inline` must not name the module's file; pkg/client/wasm/file.js does for the other entry.
    bind(project, &built.join("inline"), true)?;
    let module = built.join(format!("{NAME}_bg.wasm"));
    let arguments = ["node_modules/binaryen/bin/wasm-opt".as_ref(), "-Oz".as_ref(), module.as_os_str()];
    let arguments = arguments.into_iter().chain(["-o".as_ref(), module.as_os_str()]);
    project.command_in("xtask/tools", "node", arguments).run()?;
    Ok(())
}

/// Writes the JavaScript bindings of the compiled crate into a folder, and the module that fits them.
///
/// The module's imports have the name of this build, so that the bindings of another build do not fit it.
fn bind(project: &Project, folder: &Path, omits_file: bool) -> Result<()> {
    let build = name_of_build(project)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled(project)).out_name(&build).web(true)?.typescript(true);
    bindgen.omit_default_module_path(omits_file).generate(folder)?;
    for end in [".js", ".d.ts", "_bg.wasm", "_bg.wasm.d.ts"] {
        let (from, to) = (folder.join(format!("{build}{end}")), folder.join(format!("{NAME}{end}")));
        fs::rename(&from, to).with_context(|| format!("{} cannot be renamed", from.display()))?;
    }
    ensure!(
        !folder.join("snippets").exists(),
        "{} holds snippets, which are not shipped: replace `inline_js` and `module` imports",
        folder.display()
    );
    Ok(())
}

/// The package's name with a checksum of the compiled crate.
fn name_of_build(project: &Project) -> Result<String> {
    let path = compiled(project);
    let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    Ok(format!("{NAME}_{:016x}", hasher.finish()))
}

/// The module as the compiler leaves it.
fn compiled(project: &Project) -> PathBuf {
    project.target.join(WASM_TARGET).join("release").join(format!("{NAME}.wasm"))
}

/// The name of the package, with which the names of its built files begin.
const NAME: &str = "plantain";
