//! Images: how long photos take from the page to the server, how long the page stands still meanwhile, and
//! how much memory that takes, beside other ways to send them.
//!
//! xtask/bench measures, in a fresh Chromium for each figure; here the figures become medians, a table,
//! checks, a chart and the table of docs/benchmarks.md.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde_json::json;

use super::check::{self, Check};
use crate::build;
use crate::generate::{Marks, patch};
use crate::project::Project;
use crate::set_up::{Need, SetUp};

mod chart;
mod checks;
mod figures;
mod table;

use figures::{FILE_READER, FLOOR, Figures, Line, PLANTAIN, Size, WAYS};

/// Prints the figures and the checks, and writes `bench/images.json` of the target folder, `docs/images.svg`
/// and the table of docs/benchmarks.md.
pub fn bench(project: &Project, rounds: usize) -> Result<ExitCode> {
    let set_up = SetUp::prepare(project, &[Need::Bench, Need::Browser, Need::Build])?;
    let chromium = &set_up.browser()?.chromium;
    build::build(project)?;
    let ways = WAYS.map(|way| way.id);
    let report = Report::of(rounds, measure(project, chromium, rounds, SIZES, &ways)?);
    print!("\n{report}");
    super::keep(project, "images", &report)?;
    super::illustrate(project, "images", &chart::draw(&report))?;
    patch(&project.root.join("docs").join("benchmarks.md"), SECTION, &table::markdown(&report), false)?;
    Ok(check::exit_code(&report.checks))
}

/// Measures the smallest size once, and returns how many ways sent the right body. Fails when one did not.
/// The figures are not checked.
pub fn trial(project: &Project, chromium: &Path) -> Result<u64> {
    let smallest: Vec<Size> = SIZES.iter().take(1).copied().collect();
    let lines = measure(project, chromium, 1, &smallest, &[PLANTAIN, FILE_READER, FLOOR])?;
    if let Some(failed) = lines.iter().find(|line| line.is_failed()) {
        bail!("{failed}");
    }
    print!("\n{}", Report::of(1, lines.clone()));
    Ok(lines.iter().filter(|line| line.is_right_body()).count() as u64)
}

/// Runs xtask/bench/images/main.js and reads what it prints, a line for each measurement.
fn measure(
    project: &Project,
    chromium: &Path,
    rounds: usize,
    sizes: &[Size],
    ways: &[&str],
) -> Result<Vec<Line>> {
    let order = json!({
        "chromium": chromium,
        "target": project.target,
        "package": project.package(),
        "rounds": rounds,
        "sizes": sizes,
        "ways": ways,
    });
    let command = project.command_in(&project.bench(), "node", ["images/main.js", &order.to_string()]);
    let reader = command.reader()?;
    let mut lines = Vec::new();
    for line in BufReader::new(&reader).lines() {
        let line = line.context("a measurement failed")?;
        let line: Line =
            serde_json::from_str(&line).with_context(|| format!("{line:?} is not a measurement"))?;
        eprintln!("{line}");
        lines.push(line);
    }
    Ok(lines)
}

/// Everything that was measured.
#[derive(Serialize)]
struct Report {
    browser: String,
    rounds: usize,
    figures: Vec<Figures>,
    checks: Vec<Check>,
}

impl Report {
    fn of(rounds: usize, lines: Vec<Line>) -> Self {
        let browser = lines.iter().find_map(|line| line.version.clone()).unwrap_or_default();
        let figures = figures::of(&lines);
        let checks = checks::all(&figures);
        Self { browser, rounds, figures, checks }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            formatter,
            "{}, a fresh one for each measurement; medians of {}, by turns. Memory: what it grew by at most (what it was before).",
            self.browser, self.rounds
        )?;
        writeln!(
            formatter,
            "\n{:12}  {:28}  {:>8}  {:>8}  {:>8}  {:>18}  {:>18}",
            "photos", "way", "time", "block", "worst", "renderer", "all processes"
        )?;
        for figures in &self.figures {
            writeln!(formatter, "{figures}")?;
        }
        writeln!(formatter)?;
        for check in &self.checks {
            writeln!(formatter, "{check}")?;
        }
        Ok(())
    }
}

/// How many photos, and how many MiB each.
const SIZES: &[Size] =
    &[Size { count: 1, mebibytes: 4 }, Size { count: 5, mebibytes: 8 }, Size { count: 10, mebibytes: 20 }];

/// Where docs/benchmarks.md has the table.
const SECTION: Marks = ("<!-- bench images -->", "<!-- /bench images -->");
