//! Polling: questions per job and mean delay between done and known, beside the least that is possible and
//! beside fixed intervals.
//!
//! Nothing is random: the questions are those of the real [`Job`](plantain::protocol::Job) under a clock that
//! is made up, the same for every run, and the log-normal times of jobs are integrated over them.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::project::Project;

mod cases;
mod chart;
mod checks;
mod log_normal;
mod questions;

use cases::{Case, FIXED, Fixed, Measured};
use checks::Check;
use questions::Asked;

/// Prints the table and the checks, and writes `bench/polling.json` of the target folder and
/// `docs/polling.svg`.
pub fn bench(project: &Project) -> Result<ExitCode> {
    let report = Report::measure()?;
    print!("{report}");
    let folder = project.target.join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for (path, text) in [
        (folder.join("polling.json"), serde_json::to_string_pretty(&report)? + "\n"),
        (project.root.join("docs").join("polling.svg"), chart::draw(&report.cases)),
    ] {
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("wrote {}", path.display());
    }
    let is_passed = report.checks.iter().all(|check| check.is_passed);
    Ok(if is_passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Everything that was measured.
#[derive(Serialize)]
struct Report {
    typical_seconds: f64,
    cases: Vec<Measured>,
    fixed: Vec<Fixed>,
    checks: Vec<Check>,
}

impl Report {
    fn measure() -> Result<Self> {
        let mut asked = Asked::default();
        let cases =
            Case::all().map(|case| Measured::of(case, &mut asked)).collect::<Result<Vec<Measured>>>()?;
        let fixed = Fixed::all().collect();
        let checks = checks::all(&cases, &mut asked)?;
        Ok(Self { typical_seconds: questions::typical_seconds()?, cases, fixed, checks })
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            formatter,
            "Times of jobs are log-normal; the model's typical time is {} s. Bound: the fewest questions for the same mean delay.",
            self.typical_seconds
        )?;
        writeln!(formatter, "Fixed: the mean delay of a fixed interval with as many questions.\n")?;
        writeln!(
            formatter,
            "{:>6}  {:>3}  {:8}  {:>9}  {:>7}  {:>5}  {:>7}  {:>7}  {:>7}",
            "median", "σ", "estimate", "questions", "delay", "bound", "× bound", "fixed", "× fixed"
        )?;
        for measured in &self.cases {
            let Measured { case, effort, .. } = measured;
            writeln!(
                formatter,
                "{:>4} s  {:>4.1}  {:8}  {:>9.1}  {:>5.2} s  {:>5.1}  {:>7.2}  {:>5.2} s  {:>7.2}",
                case.times.median,
                case.times.spread,
                case.estimate.name(),
                effort.polls,
                effort.delay,
                measured.bound_polls,
                measured.polls_by_bound(),
                measured.fixed_delay,
                measured.delay_by_fixed(),
            )?;
        }
        write!(formatter, "\n{:>6}  {:>3}", "median", "σ")?;
        for interval in FIXED {
            write!(formatter, "  {:>16}", format!("every {interval} s"))?;
        }
        writeln!(formatter, "  (questions, mean delay)")?;
        for row in self.fixed.chunks(FIXED.len()) {
            let Some(first) = row.first() else { continue };
            write!(formatter, "{:>4} s  {:>4.1}", first.times.median, first.times.spread)?;
            for Fixed { effort, .. } in row {
                write!(formatter, "  {:>7.1}  {:>5.2} s", effort.polls, effort.delay)?;
            }
            writeln!(formatter)?;
        }
        writeln!(formatter)?;
        for Check { is_passed, claim, found } in &self.checks {
            writeln!(formatter, "{}  {claim}: {found}", if *is_passed { "PASS" } else { "FAIL" })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::cases::{MEDIANS, SPREADS};
    use super::*;

    #[test]
    fn every_claim_about_polling_holds_and_the_picture_shows_it() {
        let report = Report::measure().unwrap();
        assert_eq!(report.cases.len(), MEDIANS.len() * SPREADS.len() * 4);
        let broken: Vec<&Check> = report.checks.iter().filter(|check| !check.is_passed).collect();
        assert!(broken.is_empty(), "{broken:?}");

        let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/polling.svg");
        let is_drawn = fs::read_to_string(picture).unwrap() == chart::draw(&report.cases);
        assert!(is_drawn, "the picture shows something else: cargo xtask bench polling");
    }
}
