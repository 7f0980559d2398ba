//! The bundlers and runtimes that the package is tested in, as a Markdown table.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::files::read;

use super::recipes::Recipe;

/// Returns the table of docs/recipes/README.md: one line for each folder of tests/e2e/consumers/, with its recipe and the
/// versions that it pins.
pub fn table(folder: &Path, recipes: &[Recipe]) -> Result<String> {
    let mut text = String::from("| in | versions | imports | |\n|---|---|---|---|\n");
    for name in folders(folder)? {
        let folder = folder.join(&name);
        let manifest = Manifest::read(&folder)?;
        let recipe = recipes.iter().find(|recipe| recipe.shows(&name));
        let recipe = recipe.with_context(|| format!("no page of docs/recipes leads to {name}"))?;
        let _ = writeln!(
            text,
            "| [`{name}`]({}) | {} | {} | {} |",
            recipe.name(),
            manifest.versions(),
            imports(&folder, &manifest)?,
            manifest.description,
        );
    }
    Ok(text)
}

fn folders(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.path().join("package.json").is_file() && entry.file_name() != "node_modules" {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The entries of the package that a folder's scripts import.
fn imports(folder: &Path, manifest: &Manifest) -> Result<String> {
    let mut found = Vec::new();
    for name in &manifest.shared {
        found.extend(imported(&read(&manifest.path(folder, name))?));
    }
    let mut next = vec![folder.to_path_buf()];
    while let Some(path) = next.pop() {
        for entry in fs::read_dir(&path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_script = [".js", ".jsx", ".svelte", ".ts", ".tsx", ".vue"]
                .iter()
                .any(|extension| name.ends_with(extension));
            if entry.file_type()?.is_dir() && !BUILT.contains(&name.as_str()) {
                next.push(entry.path());
            } else if is_script {
                found.extend(imported(&read(&entry.path())?));
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found.iter().map(|entry| format!("`{entry}`")).collect::<Vec<_>>().join(", "))
}

fn imported(script: &str) -> impl Iterator<Item = String> {
    let sources = script.split(" from \"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = sources.filter_map(|source| match source.strip_prefix("./").unwrap_or(source) {
        "plantain/index.js" => Some("plantain".to_owned()),
        other => (other == "plantain" || other.starts_with("plantain/")).then(|| other.to_owned()),
    });
    ours.collect::<Vec<_>>().into_iter()
}

/// Folders that are made where a reader builds.
const BUILT: &[&str] = &["dist", "left", "line", "node_modules", ".next", ".parcel-cache"];

/// What a folder's package.json says.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    description: String,
    #[serde(default)]
    pub dependencies: BTreeMap<String, String>,
    #[serde(default)]
    pub dev_dependencies: BTreeMap<String, String>,
    /// Packages whose newest major version does not fit.
    #[serde(default)]
    pub older_majors: Vec<String>,
    /// Files that the folder has from `shared` beside it.
    #[serde(default)]
    pub shared: Vec<String>,
    #[serde(default)]
    engines: BTreeMap<String, String>,
    #[serde(default)]
    pub scripts: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads that of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("package.json");
        serde_json::from_str(&read(&path)?).with_context(|| format!("{} is not as expected", path.display()))
    }

    /// Where a file of the folder is.
    pub fn path(&self, folder: &Path, name: &str) -> PathBuf {
        let is_shared = self.shared.iter().any(|shared| shared == name);
        if is_shared { folder.with_file_name("shared").join(name) } else { folder.join(name) }
    }

    /// Everything that it pins.
    pub fn versions(&self) -> String {
        let all = self.engines.iter().chain(&self.dependencies).chain(&self.dev_dependencies);
        all.map(|(name, version)| format!("{name} {version}")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_in_its_folder_or_shared() {
        let manifest = r#"{ "description": "", "shared": ["relay.ts"] }"#;
        let manifest: Manifest = serde_json::from_str(manifest).unwrap();
        let vite = Path::new("consumers/vite");
        assert_eq!(manifest.path(vite, "relay.ts"), Path::new("consumers/shared/relay.ts"));
        assert_eq!(manifest.path(vite, "src/relay.ts"), Path::new("consumers/vite/src/relay.ts"));
    }

    #[test]
    fn the_entries_of_the_package_are_found_in_a_script() {
        let script = r#"import { a } from "plantain";
            import { b } from "plantain/wasm"; import { c } from "./plantain/index.js"; import d from "planet";"#;
        assert!(imported(script).eq(["plantain", "plantain/wasm", "plantain"]));
    }
}
