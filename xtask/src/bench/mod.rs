//! Measures what Plantain claims, and fails where it does not hold.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use crate::project::Project;

mod polling;
mod relay;

/// What is measured.
#[derive(Subcommand)]
pub enum Subject {
    /// How many questions a job takes, and how long it is done before that is known
    Polling,
    /// What the relay adds to a call, how many it takes, and how much memory large bodies take
    Relay,
}

/// Measures, prints what was measured, and keeps it in `bench/` of the target folder.
pub fn bench(project: &Project, subject: &Subject) -> Result<ExitCode> {
    match subject {
        Subject::Polling => polling::bench(project),
        Subject::Relay => relay::bench(project),
    }
}
