//! Measures what Plantain claims, and fails when a claim does not hold.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Subcommand;
use duct::Expression;
use serde_json::json;

use crate::build;
use crate::programs::CHROMIUM;
use crate::project::{NPM, Project, tee};
use crate::set_up::{self, Need};

mod polling;

/// What is measured.
#[derive(Subcommand)]
pub enum Subject {
    /// How fast photos leave the page, how long the main thread is blocked, and how much memory that takes,
    /// beside other ways to send them; writes `docs/images.svg` and the table of docs/benchmarks.md
    Images {
        /// How often each figure is measured
        #[arg(long, value_name = "N", default_value_t = 5)]
        rounds: usize,
    },
    /// How many polls a job takes, and how long it is done before that is known; draws `docs/polling.svg`
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
    let command = match subject {
        Subject::Images { rounds } => on_package(project, "images", *rounds)?,
        Subject::Start { rounds } => on_package(project, "start", *rounds)?,
        Subject::Polling => {
            set_up::prepare(project, &[Need::Bench])?;
            polling::script(project)?
        }
        Subject::Relay => {
            set_up::prepare(project, &[Need::Relay])?;
            project.command_in("tests/relay", NPM, ["run", "--silent", "load"])
        }
    };
    let ended_well = command.unchecked().run()?.status.success();
    Ok(if ended_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the package for a script.
fn on_package(project: &Project, name: &str, rounds: usize) -> Result<Expression> {
    set_up::prepare(project, &[Need::Bench, Need::Chromium, Need::Build, Need::WasmTarget])?;
    build::build(project)?;
    script(project, name, rounds, false)
}

/// Sends the smallest photos once in some ways, and returns how many sent the right body. Fails when one did not.
pub fn trial(project: &Project) -> Result<u64> {
    let (text, succeeded) = tee(&script(project, "images", 1, true)?)?;
    ensure!(succeeded, "a way to send photos fails");
    Ok(text.matches("sends the right body").count() as u64)
}

/// A script of tests/bench, which leaves its figures in `bench/` of the target folder.
fn script(project: &Project, name: &str, rounds: usize, trial: bool) -> Result<Expression> {
    let order = json!({
        "chromium": CHROMIUM.find()?,
        "target": project.target,
        "package": project.package(),
        "docs": project.at("docs"),
        "rounds": rounds,
        "trial": trial,
    });
    Ok(project.command_in("tests/bench", "node", [format!("{name}/main.js"), order.to_string()]))
}
