//! Runs every check and every test, and ends with what was counted.

mod counts;
mod steps;
mod summary;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::project::Project;
use crate::set_up::{Need, SetUp};
use counts::Counts;
use steps::{STEPS, Step};
use summary::{Outcome, Row};

/// Runs the steps that are named, or all, each even when one before it failed. The last line printed is
/// `N passed, N failed`: tests that a runner reported, and one failure for each step that failed without one.
pub fn test(project: &Project, only: &[String]) -> ExitCode {
    let steps = chosen(only);
    let mut rows = Vec::new();
    let set_up = measure(&mut rows, "set-up", "cargo xtask set-up", || {
        let needs: Vec<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
        Ok((Counts::default(), SetUp::prepare(project, &needs)?))
    });
    if let Some(set_up) = set_up {
        for step in steps {
            let is_built = !rows.iter().any(|row: &Row| row.name == steps::BUILD && !row.is_passed());
            if step.needs_package && !is_built {
                rows.push(Row { name: step.name, seconds: 0.0, outcome: Outcome::NotRun });
                continue;
            }
            let again = format!("cargo xtask test --only {}", step.name);
            measure(&mut rows, step.name, &again, || Ok(((step.run)(project, &set_up)?, ())));
        }
    }
    print!("\n{}", summary::table(&rows));
    if rows.iter().all(Row::is_passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What `--only` accepts.
pub fn step_names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

/// The steps that are named, or all, with the build before those that look at the package, in the order they
/// run.
fn chosen(only: &[String]) -> Vec<&'static Step> {
    let named = |step: &Step| only.is_empty() || only.iter().any(|name| name == step.name);
    let is_package_needed = STEPS.iter().any(|step| named(step) && step.needs_package);
    STEPS.iter().filter(|step| named(step) || (is_package_needed && step.name == steps::BUILD)).collect()
}

/// Prints a heading, runs one step, says how it ended, and notes that in a row.
fn measure<T>(
    rows: &mut Vec<Row>,
    name: &'static str,
    again: &str,
    run: impl FnOnce() -> Result<(Counts, T)>,
) -> Option<T> {
    println!("\n== {name}");
    let started = Instant::now();
    let result = run();
    let seconds = started.elapsed().as_secs_f64();
    let (outcome, value) = match result {
        Ok((counts, value)) => (Outcome::Ran(counts), Some(value)),
        Err(error) => {
            println!("error: {error:#}");
            (Outcome::Broke, None)
        }
    };
    let row = Row { name, seconds, outcome };
    match row.is_passed() {
        true => println!("== {name}: passed in {seconds:.1} s"),
        false => println!("== {name}: FAILED after {seconds:.1} s. To run it again: {again}"),
    }
    rows.push(row);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().copied().map(str::to_owned).collect();
        chosen(&only).iter().map(|step| step.name).collect()
    }

    #[test]
    fn without_only_every_step_runs() {
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn a_step_that_looks_at_the_package_brings_the_build_before_it() {
        assert_eq!(names(&["page"]), ["build", "page"]);
        assert_eq!(names(&["format"]), ["format"]);
    }

    #[test]
    fn a_step_that_breaks_counts_as_one_failure() {
        let mut rows = Vec::new();
        measure(&mut rows, "format", "", || -> Result<(Counts, ())> { anyhow::bail!("no rustfmt") });
        assert!(summary::table(&rows).ends_with("\n0 passed, 1 failed\n"));
    }
}
