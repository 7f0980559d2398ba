//! Writes what the models' data decides into the package: the tables of pkg/models, the model section of index.d.ts,
//! the README's table, and what the relay lets through; and into the recipes what they show.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::files;
use crate::project::Project;

mod catalogue;
mod consumers;
pub mod data;
mod declarations;
mod recipes;
mod routes;
mod table;

/// Writes the files where they differ; with `only_check` writes nothing and fails when they do.
pub fn generate(project: &Project, only_check: bool) -> Result<()> {
    check_schema(project)?;
    let data = data::read()?;
    let package = project.package();
    let (consumers, recipes) = (project.at("tests/e2e/consumers"), project.at("docs/recipes"));
    let pages = recipes::recipes(&recipes, &consumers)?;
    let mut files = catalogue::scripts(&package.join("models"), &data)?;
    files.push((package.join("client").join("tables.js"), catalogue::loaders(plantain::providers::ALL)));
    files.push((package.join("relay").join("routes.js"), routes::module(&data)?));
    files.extend(pages.iter().map(|page| (page.path.clone(), page.text.clone())));
    for (path, text) in files {
        put(&path, &text, only_check)?;
    }
    let index = recipes.join(recipes::INDEX);
    for (path, marks, section) in [
        (index.clone(), RECIPES, recipes::index(&pages)?),
        (index, CONSUMERS, consumers::table(&consumers, &pages)?),
        (package.join("index.d.ts"), TYPES, declarations::types(&data)),
        (project.at("README.md"), TABLE, table::nano_banana(&data)),
        (project.at("README.md"), OFFERS, table::offers(&data)?),
        (project.at("docs/models.md"), TABLE, table::all(&data)),
    ] {
        patch(&path, marks, &section, only_check)?;
    }
    Ok(())
}

/// Checks every models.json against the schema, with ajv.
fn check_schema(project: &Project) -> Result<()> {
    let script = project.at("xtask/tools").join("check-models.js");
    project.command("node", [script.as_os_str(), project.root.as_os_str()]).run()?;
    Ok(())
}

/// Replaces a marked section of a file that is written by hand.
pub fn patch(path: &Path, marks: Marks, section: &str, only_check: bool) -> Result<()> {
    let text = replace_section(&files::read(path)?, marks, section)
        .with_context(|| format!("{} needs one pair of the lines {marks:?}", path.display()))?;
    put(path, &text, only_check)
}

fn put(path: &Path, content: &str, only_check: bool) -> Result<()> {
    let is_same = fs::read_to_string(path).is_ok_and(|present| present == content);
    ensure!(is_same || !only_check, "{} is out of date: run `cargo xtask generate`", path.display());
    if !is_same {
        files::write(path, content)?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

/// Replaces what stands between the two marking lines; `None` unless there is exactly one of each, in order.
fn replace_section(text: &str, (begin, end): Marks, section: &str) -> Option<String> {
    let (before, rest) = text.split_once(begin)?;
    let (old, after) = rest.split_once(end)?;
    let is_single = [before, old, after].iter().all(|part| !part.contains(begin) && !part.contains(end));
    is_single.then(|| format!("{before}{begin}\n{}\n{end}{after}", section.trim_matches('\n')))
}

/// The lines before and after a section.
pub type Marks = (&'static str, &'static str);

const TYPES: Marks = ("// <generated models>", "// </generated models>");
const CONSUMERS: Marks = ("<!-- generated consumers -->", "<!-- /generated consumers -->");
const RECIPES: Marks = ("<!-- generated recipes -->", "<!-- /generated recipes -->");
const OFFERS: Marks = ("<!-- generated offers -->", "<!-- /generated offers -->");
const TABLE: Marks = ("<!-- generated models -->", "<!-- /generated models -->");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generated_files_are_those_of_the_models() {
        generate(&Project::find().unwrap(), true).unwrap();
    }

    #[test]
    fn only_the_section_between_the_marks_is_replaced() {
        let text = "a\n// <generated models>\nold\n// </generated models>\nz\n";
        let replaced = replace_section(text, TYPES, "new\n").unwrap();
        assert_eq!(replaced, "a\n// <generated models>\nnew\n// </generated models>\nz\n");
        assert_eq!(replace_section(&replaced, TYPES, "new").unwrap(), replaced);
    }

    #[test]
    fn a_missing_or_doubled_mark_is_refused() {
        assert_eq!(replace_section("// <generated models>\n", TYPES, "x"), None);
        assert_eq!(replace_section("// </generated models>\n// <generated models>", TYPES, "x"), None);
        let twice = "// <generated models>\n// </generated models>\n".repeat(2);
        assert_eq!(replace_section(&twice, TYPES, "x"), None);
    }

    #[test]
    fn a_check_writes_nothing_and_fails_on_drift() {
        let path = std::env::temp_dir().join(format!("plantain-generate-{}", std::process::id()));
        assert!(put(&path, "new", true).is_err() && !path.exists());
        put(&path, "new", false).unwrap();
        put(&path, "new", true).unwrap();
        assert!(put(&path, "newer", true).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        fs::remove_file(&path).unwrap();
    }
}
