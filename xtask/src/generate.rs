//! Writes what the models' data decides into the package: models.json and the model section of index.d.ts.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;

/// What is generated from the models' data.
pub struct Generated {
    /// The whole of models.json.
    pub models_json: String,
    /// The model section of index.d.ts, without the lines that mark it.
    pub types: String,
}

/// Writes both files where they differ; with `only_check` writes nothing and fails when they do.
pub fn generate(project: &Project, generated: &Generated, only_check: bool) -> Result<()> {
    let package = project.package();
    let types = package.join("index.d.ts");
    let face = fs::read_to_string(&types).with_context(|| format!("{} cannot be read", types.display()))?;
    let face = replace_section(&face, &generated.types)
        .with_context(|| format!("{} needs one pair of the lines {BEGIN:?} and {END:?}", types.display()))?;
    put(&package.join("models.json"), &generated.models_json, only_check)?;
    put(&types, &face, only_check)
}

fn put(path: &Path, content: &str, only_check: bool) -> Result<()> {
    let is_same = fs::read_to_string(path).is_ok_and(|present| present == content);
    ensure!(is_same || !only_check, "{} is out of date: run `cargo xtask generate`", path.display());
    if !is_same {
        fs::write(path, content).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

/// Replaces what stands between the two marking lines; `None` unless there is exactly one of each, in order.
fn replace_section(text: &str, section: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (old, after) = rest.split_once(END)?;
    let is_single = [before, old, after].iter().all(|part| !part.contains(BEGIN) && !part.contains(END));
    is_single.then(|| format!("{before}{BEGIN}\n{}\n{END}{after}", section.trim_matches('\n')))
}

const BEGIN: &str = "// <generated models>";

const END: &str = "// </generated models>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_section_between_the_marks_is_replaced() {
        let text = "a\n// <generated models>\nold\n// </generated models>\nz\n";
        let replaced = replace_section(text, "new\n").unwrap();
        assert_eq!(replaced, "a\n// <generated models>\nnew\n// </generated models>\nz\n");
        assert_eq!(replace_section(&replaced, "new").unwrap(), replaced);
    }

    #[test]
    fn a_missing_or_doubled_mark_is_refused() {
        assert_eq!(replace_section("// <generated models>\n", "x"), None);
        assert_eq!(replace_section("// </generated models>\n// <generated models>", "x"), None);
        let twice = "// <generated models>\n// </generated models>\n".repeat(2);
        assert_eq!(replace_section(&twice, "x"), None);
    }

    #[test]
    fn a_check_writes_nothing_and_fails_on_drift() {
        let root = std::env::temp_dir().join(format!("plantain-generate-{}", std::process::id()));
        let project = Project { root: root.clone(), target: root.clone() };
        fs::create_dir_all(project.package()).unwrap();
        let types = project.package().join("index.d.ts");
        fs::write(&types, "// <generated models>\n// </generated models>\n").unwrap();
        let generated = Generated { models_json: "[]\n".into(), types: "type Model = never;".into() };
        assert!(generate(&project, &generated, true).is_err());
        assert!(!project.package().join("models.json").exists());
        generate(&project, &generated, false).unwrap();
        generate(&project, &generated, true).unwrap();
        assert!(fs::read_to_string(&types).unwrap().contains("type Model = never;"));
        fs::remove_dir_all(&root).unwrap();
    }
}
