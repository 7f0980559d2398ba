//! Start-up: milliseconds from a package's import to its first request, in a browser with an empty cache, and the size
//! of what is loaded, beside other packages.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::build;
use crate::programs::CHROMIUM;
use crate::project::Project;
use crate::set_up::{self, Need};

/// Prints the table of xtask/bench/start/main.js, and writes `bench/start.json` of the target folder.
pub fn bench(project: &Project, rounds: usize) -> Result<ExitCode> {
    set_up::prepare(project, &[Need::Bench, Need::Chromium, Need::Build])?;
    build::build(project)?;
    let order = json!({
        "chromium": CHROMIUM.find()?,
        "target": project.target,
        "package": project.package(),
        "rounds": rounds,
    });
    project.command_in("xtask/bench", "node", ["start/main.js", &order.to_string()]).run()?;
    Ok(ExitCode::SUCCESS)
}
