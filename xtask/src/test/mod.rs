//! Runs every check and every test, four steps at a time, and prints a summary.

mod counts;
mod steps;

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Instant;
use std::{env, fs, thread};

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::set_up::{self, Need};
use counts::Counts;
use steps::{BUILD, STEPS, Step};

/// Runs the steps that are named, or all, each even when one before it failed. The last line printed is
/// `N passed, N failed`: tests that a runner reported, and one failure for each step that failed without one.
pub fn test(project: &Project, only: &[String]) -> ExitCode {
    let steps = chosen(only);
    let needs: Vec<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let missing = OnceLock::new();
    let set_up = || {
        let missing = missing.get_or_init(|| set_up::attempt(project, &needs));
        set_up::check(missing, &needs).map(|()| Counts::default())
    };
    let are_many = steps.len() > 2;
    let run = |step: &Step| {
        if step.name == SET_UP {
            return set_up();
        }
        set_up::check(missing.get().map_or(&[], Vec::as_slice), step.needs)?;
        if are_many { run_apart(project, step) } else { (step.run)(project) }
    };
    let first = Step { name: SET_UP, needs: &[], needs_package: false, run: |_| Ok(Counts::default()) };
    let steps: Vec<&Step> = [&first].into_iter().chain(steps).collect();
    let rows = run_all(&steps, if are_many { AT_ONCE } else { 1 }, run);
    print!("\n{}", table(&rows));
    if rows.iter().all(Row::is_passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs one step that [`run_apart`] started, and prints its counts as the last line.
pub fn test_one(project: &Project, name: &str) -> Result<()> {
    let step = STEPS.iter().find(|step| step.name == name).context("there is no such step")?;
    let Counts { passed, failed, skipped } = (step.run)(project)?;
    println!("\n{passed} {failed} {skipped}");
    Ok(())
}

/// What `--only` accepts.
pub fn step_names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

/// The steps that are named, or all, with the build before those that look at the package.
fn chosen(only: &[String]) -> Vec<&'static Step> {
    let named = |step: &Step| only.is_empty() || only.iter().any(|name| name == step.name);
    let is_package_needed = STEPS.iter().any(|step| named(step) && step.needs_package);
    STEPS.iter().filter(|step| named(step) || (is_package_needed && step.name == BUILD)).collect()
}

/// Runs the steps in their order, so many at once. Those that need something wait for the set-up; those that look at the
/// package wait for the build too, and do not run where it failed.
fn run_all(steps: &[&Step], at_once: usize, run: impl Fn(&Step) -> Result<Counts> + Sync) -> Vec<Row> {
    let left = Mutex::new((steps.iter().copied().collect::<VecDeque<_>>(), Vec::<Row>::new()));
    let ended = Condvar::new();
    let lock = || left.lock().unwrap_or_else(PoisonError::into_inner);
    let is_set_up = |rows: &[Row]| {
        rows.iter().any(|row| row.name == SET_UP) || steps.iter().all(|step| step.name != SET_UP)
    };
    let is_built = |rows: &[Row]| rows.iter().find(|row| row.name == BUILD).map(Row::is_passed);
    let worker = || {
        let mut state = lock();
        while !state.0.is_empty() {
            let (waiting, rows) = &mut *state;
            let (set_up, built) = (is_set_up(rows), is_built(rows));
            let is_ready =
                |step: &&Step| (step.needs.is_empty() || set_up) && (!step.needs_package || built.is_some());
            let Some(next) = waiting.iter().position(is_ready) else {
                state = ended.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let Some(step) = waiting.remove(next) else { break };
            if step.needs_package && built == Some(false) {
                rows.push(Row { name: step.name, seconds: 0.0, counts: None, is_run: false });
                continue;
            }
            drop(state);
            println!("== {}", step.name);
            let started = Instant::now();
            let row = Row::new(step.name, started, without_panic(|| run(step)));
            state = lock();
            state.1.push(row);
            ended.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(worker);
        }
    });
    let (_, mut rows) = left.into_inner().unwrap_or_else(PoisonError::into_inner);
    rows.sort_by_key(|row| steps.iter().position(|step| step.name == row.name));
    rows
}

/// Turns a panic into an error: without a row of the step that panicked, the steps that wait for it would never start.
fn without_panic<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| bail!("it panicked"))
}

/// Runs a step in a process of its own, whose output goes to a file; prints that where the step fails.
fn run_apart(project: &Project, step: &Step) -> Result<Counts> {
    let log = project.target.join("test").join(format!("{}.log", step.name));
    fs::create_dir_all(log.parent().context("the log has no folder")?)?;
    let program = env::current_exe()?;
    let command = project.command(&program.to_string_lossy(), ["step", step.name]);
    let succeeded = command.stderr_to_stdout().stdout_path(&log).unchecked().run()?.status.success();
    let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    let figures = text.lines().last().unwrap_or_default().split(' ').map(|figure| figure.parse().ok());
    let counts = match figures.collect::<Option<Vec<u64>>>().as_deref() {
        Some(&[passed, failed, skipped]) if succeeded => Some(Counts { passed, failed, skipped }),
        _ => None,
    };
    if counts.is_none_or(|counts| counts.failed > 0) {
        println!("\n== {}, all that it printed:\n{text}", step.name);
    }
    counts.with_context(|| format!("{} broke off", step.name))
}

/// The result of one step.
struct Row {
    name: &'static str,
    seconds: f64,
    /// None where it could not be carried out, or is a check that failed; zeros of a check that passed.
    counts: Option<Counts>,
    /// Whether it was tried: not where it looks at the package, and that was not built.
    is_run: bool,
}

impl Row {
    /// Says how a step ended.
    fn new(name: &'static str, started: Instant, result: Result<Counts>) -> Self {
        if let Err(error) = &result {
            println!("error: {error:#}");
        }
        let row = Self { name, seconds: started.elapsed().as_secs_f64(), counts: result.ok(), is_run: true };
        match row.is_passed() {
            true => println!("== {name}: passed in {:.1} s", row.seconds),
            false => println!("== {name}: FAILED. To run it again: cargo xtask test --only {name}"),
        }
        row
    }

    fn is_passed(&self) -> bool {
        self.counts.is_some_and(|counts| counts.failed == 0)
    }

    fn line(&self, width: usize) -> String {
        let result = match self.is_passed() {
            true => "passed",
            false if self.is_run => "FAILED",
            false => "not run",
        };
        let Counts { passed, failed, skipped } = self.counts.unwrap_or_default();
        let tests = [(passed, "passed"), (failed, "failed"), (skipped, "skipped")];
        let tests =
            tests.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        let tests = tests.collect::<Vec<_>>().join(", ");
        let line = format!("{:width$}  {result:7}  {:>7.1}  {tests}", self.name, self.seconds);
        format!("{}\n", line.trim_end())
    }
}

/// One line for each step, and as the last line the sums of all of them.
fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
    let lines: String = rows.iter().map(|row| row.line(width)).collect();
    let broken = rows.iter().filter(|row| row.is_run && row.counts.is_none()).count() as u64;
    let sum = rows.iter().filter_map(|row| row.counts).fold(Counts::default(), |sum, counts| sum + counts);
    let head = format!("{:width$}  {:7}  {:>7}  tests\n", "step", "result", "seconds");
    format!("{head}{lines}{} passed, {} failed\n", sum.passed, sum.failed + broken)
}

/// The name of the set-up in the table. Steps that need nothing run meanwhile.
const SET_UP: &str = "set-up";

/// More than the two cores that the bounds are for: most steps wait as long as they work.
const AT_ONCE: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().copied().map(str::to_owned).collect();
        chosen(&only).iter().map(|step| step.name).collect()
    }

    #[test]
    fn a_step_that_looks_at_the_package_brings_the_build_with_it() {
        assert_eq!(names(&[]).len(), STEPS.len());
        let mut page = names(&["page"]);
        page.sort_unstable();
        assert_eq!(page, ["build", "page"]);
        assert_eq!(names(&["format"]), ["format"]);
        assert!(STEPS.iter().flat_map(|step| step.needs).all(|need| Need::ALL.contains(need)));
    }

    #[test]
    fn a_build_that_panics_has_failed_and_the_steps_that_wait_for_it_end() {
        let step =
            |name, needs_package| Step { name, needs: &[], needs_package, run: |_| Ok(Counts::default()) };
        let steps = [step(BUILD, false), step("page", true)];
        let rows =
            run_all(&steps.iter().collect::<Vec<_>>(), AT_ONCE, |step| panic!("{} has a bug", step.name));
        let table = table(&rows);
        assert!(table.contains("build  FAILED") && table.contains("page   not run"), "{table}");
        assert!(table.ends_with("\n0 passed, 1 failed\n"), "{table}");
    }

    #[test]
    fn what_needs_nothing_runs_while_the_rest_waits_for_the_set_up() {
        let step = |name, needs| Step { name, needs, needs_package: false, run: |_| Ok(Counts::default()) };
        let steps = [step(SET_UP, &[]), step("page", &[Need::Chromium]), step("clippy", &[])];
        let began = Mutex::new(Vec::new());
        let (sender, receiver) = std::sync::mpsc::channel();
        let receiver = Mutex::new(receiver);
        let rows = run_all(&steps.iter().collect::<Vec<_>>(), AT_ONCE, |step| {
            match step.name {
                SET_UP => receiver.lock().unwrap().recv()?,
                "clippy" => sender.send(())?,
                _ => {}
            }
            began.lock().unwrap().push(step.name);
            Ok(Counts::default())
        });
        assert!(rows.iter().all(Row::is_passed));
        let began = began.into_inner().unwrap();
        let at = |name| began.iter().position(|one| *one == name);
        assert!(at(SET_UP) < at("page"), "{began:?}");
    }

    #[test]
    fn every_step_runs_but_those_that_wait_for_a_build_that_failed() {
        let step =
            |name, needs_package| Step { name, needs: &[], needs_package, run: |_| Ok(Counts::default()) };
        let steps = [step("page", true), step("host", false), step("lint", false), step(BUILD, false)];
        let rows = run_all(&steps.iter().collect::<Vec<_>>(), AT_ONCE, |step| match step.name {
            "host" => Ok(Counts { passed: 20, failed: 2, skipped: 1 }),
            "lint" => Counts { passed: 1, ..Counts::default() }.ended(true),
            _ => anyhow::bail!("it is {}", step.name),
        });
        let table = table(&rows);
        for line in [
            "page   not run      0.0\n",
            "host   FAILED ",
            "  20 passed, 2 failed, 1 skipped\n",
            "lint   passed ",
        ] {
            assert!(table.contains(line), "{line}: {table}");
        }
        assert!(table.contains("build  FAILED") && table.ends_with("\n21 passed, 3 failed\n"), "{table}");
    }
}
