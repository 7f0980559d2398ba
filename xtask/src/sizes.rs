//! Weighs what a page loads of the package, and holds it against the budget.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::files;
use crate::project::Project;

/// What a page may load of the package, in bytes after gzip -9. The aim is 60 KB; until it is met, this keeps
/// what was won.
const GZIP_BUDGET: u64 = 94 * 1024;

/// The weight of one file, in bytes.
#[derive(Deserialize)]
pub struct Size {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Weighs index.js and every script, module and data file that it leads to.
pub fn measure(project: &Project) -> Result<Vec<Size>> {
    let package = project.package();
    let names = loaded_by_a_page(&package)?;
    let arguments = ["--eval", WEIGH, "--"].into_iter().map(str::to_owned).chain(names);
    let answer = project.command_in(&package, "node", arguments).read()?;
    serde_json::from_str(&answer).context("node's sizes are no JSON")
}

/// A table of the sizes and their total.
pub fn table(sizes: &[Size]) -> String {
    let total = total(sizes);
    let width = sizes.iter().map(|size| size.name.len()).max().unwrap_or_default().max(total.name.len());
    let heading = format!("{:width$}  {:>9}  {:>9}  {:>9}\n", "bytes", "raw", "gzip -9", "brotli 11");
    let lines = sizes.iter().chain([&total]).map(|size| {
        let Size { name, raw, gzip, brotli } = size;
        format!("{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}\n")
    });
    heading + &lines.collect::<String>()
}

/// Fails when the total is over the budget.
pub fn check_budget(sizes: &[Size]) -> Result<()> {
    let Size { gzip, .. } = total(sizes);
    ensure!(
        gzip <= GZIP_BUDGET,
        "a page loads {gzip} bytes (gzip) of the package; the budget is {GZIP_BUDGET}"
    );
    Ok(())
}

fn total(sizes: &[Size]) -> Size {
    let sum = |of: fn(&Size) -> u64| sizes.iter().map(of).sum();
    Size { name: "total".into(), raw: sum(|s| s.raw), gzip: sum(|s| s.gzip), brotli: sum(|s| s.brotli) }
}

/// The names of the files of a package that index.js names, and those that these name, in order of name.
fn loaded_by_a_page(package: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut next = vec![ENTRY.to_owned()];
    while let Some(name) = next.pop() {
        let path = package.join(&name);
        if name.ends_with(".js") {
            let text = files::read(&path)?;
            let named =
                named_files(&text).filter(|other| !found.contains(*other) && package.join(other).is_file());
            next.extend(named.map(str::to_owned));
        }
        found.insert(name);
    }
    Ok(found)
}

/// What stands between quotes in a script and looks like a file beside it that a page can load.
fn named_files(script: &str) -> impl Iterator<Item = &str> {
    script.split(['"', '\'', '`']).map(|text| text.strip_prefix("./").unwrap_or(text)).filter(|name| {
        let loadable = [".js", ".json", ".wasm"].iter().any(|extension| name.ends_with(extension));
        loadable && !name.contains('/') && *name != "package.json"
    })
}

const ENTRY: &str = "index.js";

/// Node has both compressors, so xtask needs neither.
const WEIGH: &str = "\
const { readFileSync } = require('node:fs');
const { gzipSync, brotliCompressSync } = require('node:zlib');
console.log(JSON.stringify(process.argv.slice(1).map((name) => {
  const bytes = readFileSync(name);
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
})));";

#[cfg(test)]
mod tests {
    use super::*;

    fn size(name: &str, gzip: u64) -> Size {
        Size { name: name.into(), raw: 2 * gzip, gzip, brotli: gzip - 1 }
    }

    #[test]
    fn the_table_ends_with_the_total() {
        let table = table(&[size("index.js", 1_000), size("plantain_bg.wasm", 40_000)]);
        let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[1], ["index.js", "2000", "1000", "999"]);
        assert_eq!(lines[3], ["total", "82000", "41000", "40998"]);
        assert!(table.lines().all(|line| line.len() == table.lines().next().unwrap().len()), "{table}");
    }

    #[test]
    fn the_budget_holds_for_the_total_and_to_the_byte() {
        let half = GZIP_BUDGET / 2;
        assert!(check_budget(&[size("a", half), size("b", half)]).is_ok());
        let error = check_budget(&[size("a", half), size("b", half + 1)]).unwrap_err().to_string();
        assert!(
            error.contains(&GZIP_BUDGET.to_string()) && error.contains(&(GZIP_BUDGET + 1).to_string()),
            "{error}"
        );
    }

    #[test]
    fn files_are_found_in_every_kind_of_import() {
        let script = r#"
            import init from "./plantain.js"; export * from './a.js';
            const later = () => import("./b.js");
            new URL('plantain_bg.wasm', import.meta.url);
            // it's a comment with one quote
            import "plantain/relay.js"; import data from "./models.json";"#;
        let found: Vec<&str> = named_files(script).collect();
        assert_eq!(found, ["plantain.js", "a.js", "b.js", "plantain_bg.wasm", "models.json"]);
    }
}
