//! What the relay adds to a direct call, measured on this machine.

use std::process::ExitCode;

use anyhow::Result;

use crate::project::{NPM, Project};
use crate::set_up::{self, Need};

/// Runs tests/relay/load.js, which prints the figures and fails where a bound does not hold.
pub fn bench(project: &Project) -> Result<ExitCode> {
    set_up::prepare(project, &[Need::Relay])?;
    let command = project.command_in("tests/relay", NPM, ["run", "--silent", "load"]);
    let ended_well = command.unchecked().run()?.status.success();
    Ok(if ended_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
