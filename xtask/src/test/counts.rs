//! Counts passed and failed tests in the output of test runners.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// How many tests a runner reported.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// Adds up the `test result:` lines of Rust's test runner and of wasm-bindgen's, which prints the same.
    pub fn of_rust(output: &str) -> Self {
        output.lines().filter_map(of_result_line).fold(Self::default(), |sum, counts| Self {
            passed: sum.passed + counts.passed,
            failed: sum.failed + counts.failed,
            skipped: sum.skipped + counts.skipped,
        })
    }

    /// Reads the report that Playwright writes as JSON. A test that passed at the second attempt passed.
    pub fn of_playwright(report: &str) -> Result<Self> {
        let Stats { expected, flaky, skipped, unexpected } = serde_json::from_str::<Report>(report)
            .context("Playwright's report is not what was expected")?
            .stats;
        Ok(Self { passed: expected + flaky, failed: unexpected, skipped })
    }

    /// Reads the last lines of Node's own test runner: `ℹ pass 3`.
    pub fn of_node(output: &str) -> Self {
        let figure = |name: &str| {
            output
                .lines()
                .rev()
                .find_map(|line| line.strip_prefix("ℹ ")?.strip_prefix(name)?.trim().parse().ok())
        };
        let [passed, failed, skipped] =
            ["pass ", "fail ", "skipped "].map(|name| figure(name).unwrap_or_default());
        Self { passed, failed, skipped }
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

/// Reads `test result: ok. 4 passed; 0 failed; 0 ignored; …`.
fn of_result_line(line: &str) -> Option<Counts> {
    let (_, figures) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let figure = |name: &str| {
        figures.split(';').find_map(|part| part.trim().strip_suffix(name)?.trim_end().parse::<u64>().ok())
    };
    Some(Counts {
        passed: figure("passed")?,
        failed: figure("failed")?,
        skipped: figure("ignored").unwrap_or(0),
    })
}

#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u64,
    flaky: u64,
    skipped: u64,
    unexpected: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_of_node_are_counted_by_its_last_lines() {
        let output = "  ℹ pass 9\n✔ pass 8 of them\nℹ tests 6\nℹ pass 3\nℹ fail 2\nℹ skipped 1\nℹ todo 0\n";
        assert_eq!(Counts::of_node(output), Counts { passed: 3, failed: 2, skipped: 1 });
        assert_eq!(Counts::of_node("Cannot find module"), Counts::default());
    }

    #[test]
    fn result_lines_of_several_binaries_are_added_up() {
        let output = "running 2 tests\ntest a ... ok\n\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        assert_eq!(Counts::of_rust(output), Counts { passed: 5, failed: 4, skipped: 1 });
    }

    #[test]
    fn the_shorter_line_of_wasm_bindgen_is_read_too() {
        let line = "test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s\n";
        assert_eq!(Counts::of_rust(line), Counts { passed: 4, failed: 0, skipped: 0 });
    }

    #[test]
    fn a_test_that_speaks_of_results_is_not_a_result() {
        let output = "test result: none\ntest the_result_ok ... ok\n    7 passed; 0 failed\ntest result: ok. many passed";
        assert_eq!(Counts::of_rust(output), Counts::default());
    }

    #[test]
    fn playwrights_report_counts_flaky_tests_as_passed() {
        let report =
            r#"{"config":{},"stats":{"expected":3,"unexpected":1,"flaky":1,"skipped":2,"duration":5.5}}"#;
        assert_eq!(Counts::of_playwright(report).unwrap(), Counts { passed: 4, failed: 1, skipped: 2 });
        assert!(Counts::of_playwright("{}").is_err());
    }

    #[test]
    fn a_run_without_a_test_is_an_error_however_it_ended() {
        assert!(Counts::default().ended(true).is_err());
        assert_eq!(Counts::default().ended(false).unwrap().failed, 1);
        assert!(Counts { skipped: 3, ..Counts::default() }.ended(true).is_err());
    }

    #[test]
    fn a_runner_that_fails_after_passing_tests_has_a_failure() {
        let counts = Counts { passed: 9, ..Counts::default() };
        assert_eq!(counts.ended(false).unwrap(), Counts { passed: 9, failed: 1, skipped: 0 });
        assert_eq!(counts.ended(true).unwrap(), counts);
    }
}
