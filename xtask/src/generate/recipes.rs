//! The recipes: pages of docs/recipes that show what the folders of tests/e2e/consumers hold.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::consumers::Manifest;
use crate::files::read;

/// One page.
pub struct Recipe {
    pub path: PathBuf,
    /// The page as it has to be.
    pub text: String,
}

/// Returns every page but the index, sorted by name.
pub fn recipes(folder: &Path, consumers: &Path) -> Result<Vec<Recipe>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "md") && !path.ends_with(INDEX));
    paths.sort();
    let read = |path: PathBuf| {
        let text = read(&path)?;
        let text = fill(&text, |name| shown(consumers, name))
            .with_context(|| format!("{} is not as expected", path.display()))?;
        Ok(Recipe { path, text })
    };
    paths.into_iter().map(read).collect()
}

/// Returns the list of the pages: the title and the first paragraph of each.
pub fn index(recipes: &[Recipe]) -> Result<String> {
    let mut text = String::from("| | |\n|---|---|\n");
    for recipe in recipes {
        let mut paragraphs = recipe.text.split("\n\n");
        let title = paragraphs.next().and_then(|line| line.strip_prefix("# "));
        let (title, first) = title
            .zip(paragraphs.next())
            .with_context(|| format!("{} has no title and no text", recipe.path.display()))?;
        let _ = writeln!(text, "| [{title}]({}) | {} |", recipe.name(), first.replace('\n', " "));
    }
    Ok(text)
}

impl Recipe {
    /// The name of its file.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Whether it leads to a folder of tests/e2e/consumers.
    pub fn shows(&self, folder: &str) -> bool {
        self.text.contains(&format!("({CONSUMERS}/{folder})"))
    }
}

/// The name of the page that lists the others.
pub const INDEX: &str = "README.md";

/// Replaces what is between each pair of marking lines by the file that they name. Refuses code outside of them.
fn fill(text: &str, shown: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(BEGIN) {
        let (name, section) = marked.split_once(" -->").context("a mark does not end")?;
        let end = format!("<!-- /generated {name} -->");
        let (_, after) = section.split_once(&end).with_context(|| format!("`{end}` is missing"))?;
        ensure!(!before.contains(FENCE), "the code before {name} is that of no folder");
        let _ = write!(filled, "{before}{BEGIN}{name} -->\n{}\n{end}", shown(name)?);
        rest = after;
    }
    ensure!(!rest.contains(FENCE), "the last code is that of no folder");
    Ok(filled + rest)
}

/// Returns a file of a folder as a block of code; for package.json, the install commands.
fn shown(consumers: &Path, name: &str) -> Result<String> {
    let (folder, file) = name.split_once('/').with_context(|| format!("{name} is in no folder"))?;
    let manifest = Manifest::read(&consumers.join(folder))?;
    if file == "package.json" {
        return Ok(format!("{FENCE}sh\n{}{FENCE}\n\n{}", commands(&manifest), tested(folder, &manifest)));
    }
    let path = manifest.path(&consumers.join(folder), file);
    let language = path.extension().unwrap_or_default().to_string_lossy();
    Ok(format!("{FENCE}{language}\n{}{FENCE}", read(&path)?))
}

/// What a reader types, in an empty folder: the runtimes themselves are there already.
fn commands(manifest: &Manifest) -> String {
    let list = |packages: &BTreeMap<String, String>| {
        let packages = packages.iter().filter(|(name, _)| !RUNTIMES.contains(&name.as_str()));
        packages.map(|(name, version)| format!(" {}", installed(manifest, name, version))).collect::<String>()
    };
    let tools = list(&manifest.dev_dependencies);
    let mut text = format!("{NEW_PACKAGE}npm install {PACKAGE}{}\n", list(&manifest.dependencies));
    if !tools.is_empty() {
        let _ = writeln!(text, "npm install --save-dev{tools}");
    }
    for script in manifest.scripts.values() {
        let is_runtime = |command: &str| RUNTIMES.iter().any(|name| command.starts_with(name));
        let typed =
            |command: &str| if is_runtime(command) { command.into() } else { format!("npx {command}") };
        let _ = writeln!(text, "{}", script.split(" && ").map(typed).collect::<Vec<_>>().join(" && "));
    }
    text
}

/// What npm installs: the newest version, or that of the major version that the folder pins.
fn installed(manifest: &Manifest, name: &String, version: &str) -> String {
    match version.split_once('.') {
        Some((major, _)) if manifest.older_majors.contains(name) => format!("{name}@{major}"),
        _ => name.clone(),
    }
}

fn tested(folder: &str, manifest: &Manifest) -> String {
    let versions = match manifest.versions() {
        none if none.is_empty() => none,
        versions => format!(" with {versions}"),
    };
    format!("Tested{versions}: [`tests/e2e/consumers/{folder}`]({CONSUMERS}/{folder}).")
}

const BEGIN: &str = "<!-- generated ";
const FENCE: &str = "```";
/// From a page.
const CONSUMERS: &str = "../../tests/e2e/consumers";
/// Where the index says that a reader has the package.
const PACKAGE: &str = "path/to/plantain.tgz";
/// An empty folder is a package whose scripts are modules.
const NEW_PACKAGE: &str = "npm init -y\nnpm pkg set type=module\nnpm pkg delete main\n";
const RUNTIMES: [&str; 3] = ["bun", "deno", "node"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_that_of_the_folder_and_nothing_else_is_code() {
        let shown = |name: &str| Ok(format!("[{name}]"));
        let page = "# A\n\n<!-- generated a/b.js -->\nold\n<!-- /generated a/b.js -->\n\nEnd.\n";
        let filled = fill(page, shown).unwrap();
        assert_eq!(
            filled,
            "# A\n\n<!-- generated a/b.js -->\n[a/b.js]\n<!-- /generated a/b.js -->\n\nEnd.\n"
        );
        assert_eq!(fill(&filled, shown).unwrap(), filled);
        for wrong in [
            "```js\n```\n",
            "```\n```\n<!-- generated a -->\n<!-- /generated a -->\n",
            "<!-- generated a -->\n",
            "<!-- generated a -->\n<!-- /generated b -->\n",
        ] {
            assert!(fill(wrong, shown).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_reader_types_what_the_folder_runs() {
        let manifest = |text: &str| serde_json::from_str::<Manifest>(text).unwrap();
        let bundler = manifest(
            r#"{ "description": "", "dependencies": { "vue": "3" }, "devDependencies": { "vite": "8" },
                "scripts": { "build": "tsc && vite build" } }"#,
        );
        assert_eq!(
            commands(&bundler),
            format!(
                "{NEW_PACKAGE}npm install path/to/plantain.tgz vue\nnpm install --save-dev vite\nnpx tsc && npx vite build\n"
            )
        );
        assert_eq!(
            tested("vue", &bundler),
            "Tested with vue 3, vite 8: [`tests/e2e/consumers/vue`](../../tests/e2e/consumers/vue)."
        );
        let runtime = manifest(
            r#"{ "description": "", "devDependencies": { "bun": "1" }, "scripts": { "start": "bun main.js" } }"#,
        );
        assert_eq!(
            commands(&runtime),
            format!("{NEW_PACKAGE}npm install path/to/plantain.tgz\nbun main.js\n")
        );
        let older = manifest(
            r#"{ "description": "", "devDependencies": { "tsx": "4.1.0", "typescript": "5.9.3" },
                "olderMajors": ["typescript"] }"#,
        );
        assert!(commands(&older).ends_with("npm install --save-dev tsx typescript@5\n"));
    }
}
