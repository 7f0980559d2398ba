//! Time, longest block and memory of photos on their way from the page to a server, beside other ways to send them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::build;
use crate::project::{Printed, Project, tee};
use crate::set_up::{Need, SetUp};

/// Prints the figures and the checks, and writes `bench/images.json` of the target folder, `docs/images.svg`
/// and the table of docs/benchmarks.md.
pub fn bench(project: &Project, rounds: usize) -> Result<ExitCode> {
    let set_up = SetUp::prepare(project, &[Need::Bench, Need::Browser, Need::Build])?;
    build::build(project)?;
    let printed = run(project, &set_up.browser()?.chromium, rounds, false)?;
    Ok(if printed.succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Sends the smallest photos once in some ways, and returns how many sent the right body. Fails when one did not.
pub fn trial(project: &Project, chromium: &Path) -> Result<u64> {
    let printed = run(project, chromium, 1, true)?;
    ensure!(printed.succeeded, "a way to send photos fails");
    Ok(printed.text.matches("sends the right body").count() as u64)
}

/// Runs xtask/bench/images/main.js.
fn run(project: &Project, chromium: &Path, rounds: usize, trial: bool) -> Result<Printed> {
    let order = json!({
        "chromium": chromium,
        "target": project.target,
        "package": project.package(),
        "docs": project.root.join("docs"),
        "rounds": rounds,
        "trial": trial,
    });
    tee(&project.command_in(&project.bench(), "node", ["images/main.js", &order.to_string()]))
}
