//! Polling: questions per job and mean delay between done and known, beside the least that is possible and
//! beside fixed intervals.
//!
//! Nothing is random: the questions are those of the real [`Job`](plantain::job::Job) under a clock that
//! is made up, the same for every run, and the log-normal times of jobs are integrated over them.

use std::process::ExitCode;

use anyhow::Result;
use serde::Serialize;

use super::check::{self, Check};
use crate::project::Project;

mod cases;
mod chart;
mod checks;
mod log_normal;
mod questions;

use cases::{Case, FIXED, Fixed, Measured};
use questions::Asked;

/// Prints the table and the checks, and writes `bench/polling.json` of the target folder and
/// `docs/polling.svg`.
pub fn bench(project: &Project) -> Result<ExitCode> {
    let report = Report::measure()?;
    print!("{report}");
    super::keep(project, "polling", &report)?;
    super::illustrate(project, "polling", &chart::draw(&report.cases))?;
    Ok(check::exit_code(&report.checks))
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
        for check in &self.checks {
            writeln!(formatter, "{check}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::cases::{MEDIANS, SPREADS};
    use super::*;
    use crate::files;

    #[test]
    fn every_claim_about_polling_holds_and_the_chart_shows_it() {
        let report = Report::measure().unwrap();
        assert_eq!(report.cases.len(), MEDIANS.len() * SPREADS.len() * 4);
        let broken: Vec<&Check> = report.checks.iter().filter(|check| !check.is_passed).collect();
        assert!(broken.is_empty(), "{broken:?}");

        let drawn = files::read(&Project::find().unwrap().root.join("docs").join("polling.svg")).unwrap();
        assert!(
            drawn == chart::draw(&report.cases),
            "the chart shows something else: cargo xtask bench polling"
        );
    }
}
