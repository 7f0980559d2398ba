//! Measures what Plantain claims, and fails when a claim does not hold.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use crate::project::Project;

pub mod images;
mod polling;
mod relay;
mod start;

/// What is measured.
#[derive(Subcommand)]
pub enum Subject {
    /// How fast photos leave the page, how long it stands still meanwhile, and how much memory that takes,
    /// beside other ways to send them
    Images {
        /// How often each figure is measured
        #[arg(long, value_name = "N", default_value_t = 5)]
        rounds: usize,
    },
    /// How many polls a job takes, and how long it is done before that is known
    Polling,
    /// What the relay adds to a call, how many it takes, and how much memory large bodies take
    Relay,
    /// How long a page takes from the package's import to its first request, beside other packages
    Start {
        /// How often each figure is measured
        #[arg(long, value_name = "N", default_value_t = 9)]
        rounds: usize,
    },
}

/// Measures, and prints what was measured.
pub fn bench(project: &Project, subject: &Subject) -> Result<ExitCode> {
    match subject {
        Subject::Images { rounds } => images::bench(project, *rounds),
        Subject::Polling => polling::bench(project),
        Subject::Relay => relay::bench(project),
        Subject::Start { rounds } => start::bench(project, *rounds),
    }
}
