//! Claims, and whether the measurements support them.

use std::fmt;
use std::process::ExitCode;

use serde::Serialize;

/// A claim, and whether it holds.
#[derive(Debug, Serialize)]
pub struct Check {
    pub is_passed: bool,
    pub claim: String,
    /// What was measured.
    pub found: String,
}

/// Returns failure when a claim does not hold.
pub fn exit_code(checks: &[Check]) -> ExitCode {
    if checks.iter().all(|check| check.is_passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl fmt::Display for Check {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { is_passed, claim, found } = self;
        write!(formatter, "{}  {claim}: {found}", if *is_passed { "PASS" } else { "FAIL" })
    }
}
