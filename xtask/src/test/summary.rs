//! The table at the end of a test run, and its last line.

use super::counts::Counts;

/// The result of one step.
pub struct Row {
    pub name: &'static str,
    pub seconds: f64,
    pub outcome: Outcome,
}

/// The outcome of a step.
pub enum Outcome {
    /// It could not be carried out, or is a check that failed.
    Broke,
    /// It looks at the package, and that was not built.
    NotRun,
    /// It was carried out; a check that counts no tests has zeros.
    Ran(Counts),
}

impl Row {
    /// Whether the step was carried out and nothing in it failed.
    pub fn is_passed(&self) -> bool {
        matches!(self.outcome, Outcome::Ran(Counts { failed: 0, .. }))
    }

    fn failed(&self) -> u64 {
        match self.outcome {
            Outcome::Broke => 1,
            Outcome::NotRun => 0,
            Outcome::Ran(counts) => counts.failed,
        }
    }

    fn passed(&self) -> u64 {
        match self.outcome {
            Outcome::Ran(counts) => counts.passed,
            Outcome::Broke | Outcome::NotRun => 0,
        }
    }

    fn tests(&self) -> String {
        let Outcome::Ran(Counts { passed, failed, skipped }) = self.outcome else {
            return String::new();
        };
        let parts = [(passed, "passed"), (failed, "failed"), (skipped, "skipped")];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        parts.join(", ")
    }
}

/// One line for each step, and as the last line the sums of all of them.
pub fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
    let mut table = format!("{:width$}  {:7}  {:>7}  tests\n", "step", "result", "seconds");
    for row in rows {
        let result = match row.outcome {
            Outcome::NotRun => "not run",
            _ if row.is_passed() => "passed",
            _ => "FAILED",
        };
        let line = format!("{:width$}  {result:7}  {:>7.1}  {}", row.name, row.seconds, row.tests());
        table.push_str(line.trim_end());
        table.push('\n');
    }
    let passed: u64 = rows.iter().map(Row::passed).sum();
    let failed: u64 = rows.iter().map(Row::failed).sum();
    table + &format!("{passed} passed, {failed} failed\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &'static str, outcome: Outcome) -> Row {
        Row { name, seconds: 1.25, outcome }
    }

    #[test]
    fn the_last_line_adds_up_tests_and_broken_steps() {
        let rows = [
            row("format", Outcome::Ran(Counts::default())),
            row("host", Outcome::Ran(Counts { passed: 20, failed: 0, skipped: 1 })),
            row("lint", Outcome::Broke),
            row("page", Outcome::Ran(Counts { passed: 3, failed: 2, skipped: 0 })),
            row("types", Outcome::NotRun),
        ];
        let table = table(&rows);
        assert_eq!(table.lines().last(), Some("23 passed, 3 failed"));
        assert!(table.contains("host    passed       1.2  20 passed, 1 skipped\n"), "{table}");
        assert!(table.contains("types   not run"), "{table}");
        assert!(rows.iter().map(Row::is_passed).eq([true, true, false, false, false]));
    }
}
