//! Counts passed and failed tests in the output of test runners.

use std::ops::Add;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// How many tests a runner reported.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// Adds up the lines `test result: ok. 4 passed; 0 failed; 0 ignored; …` of Rust's test runner and wasm-bindgen's.
    pub fn of_rust(output: &str) -> Self {
        let lines = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
        let counts = lines.filter_map(|line| {
            let (_, figures) = line.split_once(". ")?;
            let figure =
                |name| figures.split("; ").find_map(|part| part.strip_suffix(name)?.trim().parse().ok());
            let skipped = figure("ignored").unwrap_or(0);
            Some(Self { passed: figure("passed")?, failed: figure("failed")?, skipped })
        });
        counts.fold(Self::default(), Self::add)
    }

    /// Reads the report that Playwright writes as JSON. A test that passed at the second attempt passed.
    pub fn of_playwright(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report)?;
        let figure = |name: &str| report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64);
        let counts = || {
            let passed = figure("expected")? + figure("flaky")?;
            Some(Self { passed, failed: figure("unexpected")?, skipped: figure("skipped")? })
        };
        counts().context("Playwright's report is not what was expected")
    }

    /// Reads the last lines of Node's own test runner: `ℹ pass 3`.
    pub fn of_node(output: &str) -> Self {
        let lines = output.lines().rev().filter_map(|line| line.strip_prefix("ℹ ")?.split_once(' '));
        let figure = |name| {
            lines
                .clone()
                .find(|(found, _)| *found == name)
                .and_then(|(_, figure)| figure.parse().ok())
                .unwrap_or(0)
        };
        Self { passed: figure("pass"), failed: figure("fail"), skipped: figure("skipped") }
    }

    /// Joins the counts with how the runner ended. A runner that failed has at least one failure, also when
    /// it printed none (the tests did not compile); one that ended well has run at least one test.
    pub fn ended(mut self, succeeded: bool) -> Result<Self> {
        if !succeeded {
            self.failed = self.failed.max(1);
        }
        ensure!(self.passed + self.failed > 0, "no test was run: the runner reported none");
        Ok(self)
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_is_read_and_what_only_looks_like_its_figures_is_not() {
        let rust = "test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; finished in 0.00s\n\
            test the_result_ok ... ok\n    7 passed; 0 failed\ntest result: none\ntest result: ok. many passed\n\
            test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 filtered out; finished in 0.01s\n";
        assert_eq!(Counts::of_rust(rust), Counts { passed: 5, failed: 4, skipped: 1 });
        let node = "  ℹ pass 9\n✔ pass 8 of them\nℹ tests 6\nℹ pass 3\nℹ fail 2\nℹ skipped 1\nℹ todo 0\n";
        assert_eq!(Counts::of_node(node), Counts { passed: 3, failed: 2, skipped: 1 });
        assert_eq!(Counts::of_node("Cannot find module"), Counts::default());
        let report = r#"{"stats":{"expected":3,"unexpected":1,"flaky":1,"skipped":2,"duration":5.5}}"#;
        assert_eq!(Counts::of_playwright(report).unwrap(), Counts { passed: 4, failed: 1, skipped: 2 });
        assert!(Counts::of_playwright("{}").is_err());
    }

    #[test]
    fn a_run_without_a_test_is_an_error_and_a_runner_that_fails_has_a_failure() {
        assert!(Counts { skipped: 3, ..Counts::default() }.ended(true).is_err());
        assert_eq!(Counts::default().ended(false).unwrap().failed, 1);
        let counts = Counts { passed: 9, ..Counts::default() };
        assert_eq!(counts.ended(false).unwrap(), Counts { passed: 9, failed: 1, skipped: 0 });
        assert_eq!(counts.ended(true).unwrap(), counts);
    }
}
