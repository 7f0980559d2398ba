//! Writes what the models' data decides into the package: the tables of pkg/models, the model section of index.d.ts,
//! the README's table, and what the relay lets through; and into the recipes what they show.

use std::fs;
use std::path::{Path, PathBuf};

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

/// What is generated from the models' data.
struct Generated {
    /// The whole scripts of pkg/models, and client/tables.js, by their paths.
    scripts: Vec<(PathBuf, String)>,
    /// The model section of index.d.ts, without the lines that mark it.
    types: String,
    /// The model table of the README, likewise.
    table: String,
    /// The offers in the README, and all models in docs/models.md, likewise.
    offers: String,
    all: String,
    /// The whole of relay/routes.js.
    routes: String,
}

/// Writes the files where they differ; with `only_check` writes nothing and fails when they do.
pub fn generate(project: &Project, only_check: bool) -> Result<()> {
    check_schema(project)?;
    let data = data::read()?;
    let mut scripts = catalogue::scripts(&project.package().join("models"), &data)?;
    let loaders = project.package().join("client").join("tables.js");
    scripts.push((loaders, catalogue::loaders(plantain::providers::ALL)));
    let types = declarations::types(&data);
    let (table, offers, all) = (table::nano_banana(&data), table::offers(&data)?, table::all(&data));
    let routes = routes::module(&data)?;
    let pages = recipes::recipes(&project.at("docs/recipes"), &project.at("tests/e2e/consumers"))?;
    let consumers = consumers::table(&project.at("tests/e2e/consumers"), &pages)?;
    for page in &pages {
        put(&page.path, &page.text, only_check)?;
    }
    let index = project.at("docs/recipes").join(recipes::INDEX);
    patch(&index, RECIPES, &recipes::index(&pages)?, only_check)?;
    patch(&index, CONSUMERS, &consumers, only_check)?;
    write(project, &Generated { scripts, types, table, offers, all, routes }, only_check)
}

/// Checks every models.json against the schema, with ajv.
fn check_schema(project: &Project) -> Result<()> {
    let script = project.at("xtask/tools").join("check-models.js");
    project.command("node", [script.as_os_str(), project.root.as_os_str()]).run()?;
    Ok(())
}

fn write(project: &Project, generated: &Generated, only_check: bool) -> Result<()> {
    let package = project.package();
    for (path, text) in &generated.scripts {
        put(path, text, only_check)?;
    }
    put(&package.join("relay").join("routes.js"), &generated.routes, only_check)?;
    patch(&package.join("index.d.ts"), TYPES, &generated.types, only_check)?;
    let readme = project.root.join("README.md");
    patch(&readme, TABLE, &generated.table, only_check)?;
    patch(&readme, OFFERS, &generated.offers, only_check)?;
    patch(&project.root.join("docs").join("models.md"), TABLE, &generated.all, only_check)
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
        let root = std::env::temp_dir().join(format!("plantain-generate-{}", std::process::id()));
        let project = Project { root: root.clone(), target: root.clone() };
        fs::create_dir_all(project.package().join("relay")).unwrap();
        let types = project.package().join("index.d.ts");
        fs::write(&types, "// <generated models>\n// </generated models>\n").unwrap();
        let (begin, end) = TABLE;
        let (begin_offers, end_offers) = OFFERS;
        let readme = format!("{begin}\n{end}\n{begin_offers}\n{end_offers}\n");
        fs::write(project.root.join("README.md"), readme).unwrap();
        fs::create_dir_all(project.root.join("docs")).unwrap();
        fs::write(project.root.join("docs").join("models.md"), format!("{begin}\n{end}\n")).unwrap();
        let [types_section, table] = ["type Model = never;", "| model |"].map(str::to_owned);
        let script = project.package().join("models.js");
        let generated = Generated {
            scripts: vec![(script.clone(), "[]\n".to_owned())],
            types: types_section,
            table,
            offers: "| offer |".to_owned(),
            all: "| all |".to_owned(),
            routes: "\n".to_owned(),
        };
        assert!(write(&project, &generated, true).is_err());
        assert!(!script.exists());
        write(&project, &generated, false).unwrap();
        write(&project, &generated, true).unwrap();
        assert!(fs::read_to_string(&types).unwrap().contains("type Model = never;"));
        fs::remove_dir_all(&root).unwrap();
    }
}
