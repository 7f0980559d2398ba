//! Start-up: milliseconds from a package's import to its first request, in a browser with an empty cache, and the size
//! of what is loaded, beside other packages.

use std::process::ExitCode;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::build;
use crate::project::Project;
use crate::set_up::{Need, SetUp};

/// Prints the table, and writes `bench/start.json` of the target folder.
pub fn bench(project: &Project, rounds: usize) -> Result<ExitCode> {
    let set_up = SetUp::prepare(project, &[Need::Bench, Need::Browser, Need::Build])?;
    let chromium = &set_up.browser()?.chromium;
    build::build(project)?;
    let order = json!({
        "chromium": chromium,
        "target": project.target,
        "package": project.package(),
        "rounds": rounds,
    });
    let answer =
        project.command_in(&project.bench(), "node", ["start/main.js", &order.to_string()]).read()?;
    let report: Report = serde_json::from_str(&answer).context("the figures are not JSON")?;
    println!(
        "\n{}, a fresh one for each measurement, files as gzip from this machine; medians of {rounds}, by turns\n",
        report.browser
    );
    println!("{:36}  {:>12}  {:>21}", "package", "gzip, bytes", "import to request");
    for Package { name, version, gzip, ms, fastest } in &report.packages {
        let name = format!("{name} {version}");
        println!("{name:36}  {gzip:>12}  {ms:>8.0} ms ({fastest:.0} at best)");
    }
    println!();
    super::keep(project, "start", &report)?;
    Ok(ExitCode::SUCCESS)
}

/// What xtask/bench/start/main.js prints.
#[derive(Deserialize, Serialize)]
struct Report {
    browser: String,
    packages: Vec<Package>,
}

#[derive(Deserialize, Serialize)]
struct Package {
    name: String,
    version: String,
    /// Everything that a page loads to send its first request, in bytes after gzip -9.
    gzip: u64,
    /// The median.
    ms: f64,
    fastest: f64,
}
