//! Time, longest block and memory of photos on their way from the page to a server, beside other ways to send them.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::build;
use crate::programs::CHROMIUM;
use crate::project::{Project, tee};
use crate::set_up::{self, Need};

/// Prints the figures and the checks, and writes `bench/images.json` of the target folder, `docs/images.svg`
/// and the table of docs/benchmarks.md.
pub fn bench(project: &Project, rounds: usize) -> Result<ExitCode> {
    set_up::prepare(project, &[Need::Bench, Need::Chromium, Need::Build])?;
    build::build(project)?;
    let (_, succeeded) = run(project, rounds, false)?;
    Ok(if succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Sends the smallest photos once in some ways, and returns how many sent the right body. Fails when one did not.
pub fn trial(project: &Project) -> Result<u64> {
    let (text, succeeded) = run(project, 1, true)?;
    ensure!(succeeded, "a way to send photos fails");
    Ok(text.matches("sends the right body").count() as u64)
}

/// Runs xtask/bench/images/main.js.
fn run(project: &Project, rounds: usize, trial: bool) -> Result<(String, bool)> {
    let order = json!({
        "chromium": CHROMIUM.find()?,
        "target": project.target,
        "package": project.package(),
        "docs": project.root.join("docs"),
        "rounds": rounds,
        "trial": trial,
    });
    tee(&project.command_in("xtask/bench", "node", ["images/main.js", &order.to_string()]))
}
