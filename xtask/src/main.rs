//! `cargo xtask <command>`: everything that building, showing and testing Plantain needs beyond `cargo`
//! itself.

mod bench;
mod build;
mod consumers;
mod demo;
#[cfg(test)]
mod documents;
mod files;
mod generate;
mod programs;
mod project;
mod release;
mod set_up;
mod simulator;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, builder::PossibleValuesParser};

use project::Project;
use set_up::Need;

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let project = Project::find()?;
    match command {
        Command::Bench { subject } => return bench::bench(&project, &subject),
        Command::Build => {
            set_up::prepare(&project, &[Need::Build, Need::WasmTarget])?;
            build::build(&project)?;
            build::check_budget(&project)?;
        }
        Command::Demo { port, relay } => demo::demo(&project, port, relay)?,
        Command::Generate { check } => {
            set_up::prepare(&project, &[Need::Build])?;
            generate::generate(&project, check)?;
        }
        Command::Reference => {
            set_up::prepare(&project, &[Need::Reference])?;
            build::reference(&project)?;
        }
        Command::Release { dry_run: _ } => release::rehearse(&project)?,
        Command::SetUp => set_up::prepare(&project, Need::ALL)?,
        Command::Step { name } => test::test_one(&project, &name)?,
        Command::Test { only } => return Ok(test::test(&project, &only)),
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Builds, shows and tests Plantain")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures what Plantain claims, and fails when a claim does not hold
    Bench {
        #[command(subcommand)]
        subject: bench::Subject,
    },
    /// Builds the npm package into pkg/, prints the size of what a page loads, and fails when that is over the budget
    Build,
    /// Builds everything, starts the simulator and the page, and prints the page's address
    Demo {
        /// The page's port [default: a free one]
        #[arg(long, value_name = "PORT")]
        port: Option<u16>,
        /// Puts the relay between the page and the simulator, which then alone knows the key
        #[arg(long)]
        relay: bool,
    },
    /// Writes the models' data into the package and the README, and the consumers' code into the recipes
    Generate {
        /// Writes nothing, and fails where a file differs
        #[arg(long)]
        check: bool,
    },
    /// Writes the reference of the package's types into target/reference/
    Reference,
    /// Lists what would be published, and fails when something is not ready. Publishes nothing
    Release {
        /// Has to be given: publishing itself is done by hand, with `npm publish` and the tarball that this names
        #[arg(long, required = true)]
        dry_run: bool,
    },
    /// Installs what the other commands need, and nothing that is already there
    SetUp,
    /// Runs one step of a test run, and prints its counts
    #[command(hide = true)]
    Step { name: String },
    /// Runs every check and every test
    Test {
        /// Only these steps, and the build where they need it
        #[arg(long, value_name = "STEP", num_args = 1.., value_parser = PossibleValuesParser::new(test::step_names()))]
        only: Vec<String>,
    },
}
