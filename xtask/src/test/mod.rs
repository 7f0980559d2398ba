//! Runs every check and every test, and prints a summary.

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
    let rows = run(project, &chosen(only));
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

/// Sets up what the steps need, and runs them. What cannot be set up fails the steps that need it.
fn run(project: &Project, steps: &[&Step]) -> Vec<Row> {
    let needs: Vec<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let mut set_up = SetUp::default();
    let mut rows = vec![measure("set-up", "cargo xtask set-up", || {
        set_up = SetUp::attempt(project, &needs);
        set_up.check(&needs).map(|()| Counts::default())
    })];
    for step in steps {
        let is_unbuilt = rows.iter().any(|row| row.name == steps::BUILD && !row.is_passed());
        rows.push(if step.needs_package && is_unbuilt {
            Row { name: step.name, seconds: 0.0, outcome: Outcome::NotRun }
        } else {
            measure(step.name, &format!("cargo xtask test --only {}", step.name), || {
                set_up.check(step.needs)?;
                (step.run)(project, &set_up)
            })
        });
    }
    rows
}

/// Prints a heading, runs one step, and says how it ended.
fn measure(name: &'static str, again: &str, run: impl FnOnce() -> Result<Counts>) -> Row {
    println!("\n== {name}");
    let started = Instant::now();
    let result = run();
    let seconds = started.elapsed().as_secs_f64();
    let outcome = match result {
        Ok(counts) => Outcome::Ran(counts),
        Err(error) => {
            println!("error: {error:#}");
            Outcome::Broke
        }
    };
    let row = Row { name, seconds, outcome };
    match row.is_passed() {
        true => println!("== {name}: passed in {seconds:.1} s"),
        false => println!("== {name}: FAILED after {seconds:.1} s. To run it again: {again}"),
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().copied().map(str::to_owned).collect();
        chosen(&only).iter().map(|step| step.name).collect()
    }

    #[test]
    fn whatever_a_step_needs_is_set_up() {
        assert!(STEPS.iter().flat_map(|step| step.needs).all(|need| Need::ALL.contains(need)));
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
        let row = measure("format", "", || anyhow::bail!("no rustfmt"));
        assert!(summary::table(&[row]).ends_with("\n0 passed, 1 failed\n"));
    }

    #[test]
    fn what_cannot_be_set_up_fails_the_steps_that_need_it_and_no_other() {
        let step = |name, needs, needs_package| Step {
            name,
            needs,
            needs_package,
            run: |_, _| Counts { passed: 1, ..Counts::default() }.ended(true),
        };
        // A folder without a lock file: an install in it fails.
        let root = std::env::temp_dir();
        let project = Project { root: root.clone(), target: root };
        let rows = run(
            &project,
            &[
                &step("docs", &[Need::Reference], false),
                &step("host", &[], false),
                &step(steps::BUILD, &[Need::Relay], false),
                &step("page", &[], true),
            ],
        );
        let table = summary::table(&rows);
        for line in
            ["set-up  FAILED", "docs    FAILED", "host    passed", "build   FAILED", "page    not run"]
        {
            assert!(table.contains(line), "{table}");
        }
        assert!(table.ends_with("\n1 passed, 3 failed\n"), "{table}");
    }
}
