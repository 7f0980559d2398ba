//! What must hold.

use std::fmt;

use anyhow::{Context, Result};

use super::cases::{Case, Estimate, Measured};
use super::questions::Asked;
use crate::bench::check::Check;

/// Holds what was measured against the claims.
pub fn all(cases: &[Measured], asked: &mut Asked) -> Result<Vec<Check>> {
    Ok(vec![thirty_seconds(cases)?, assumed_distribution(cases)?, wrong_by_two(cases)?, short_job(asked)?])
}

fn thirty_seconds(cases: &[Measured]) -> Result<Check> {
    let found =
        cases.iter().find(|measured| is_assumed(&measured.case) && measured.case.times.median == 30.0);
    let effort = found.context("the case of 30 s is missing")?.effort;
    Ok(Check {
        is_passed: effort.polls <= 13.4 && effort.delay <= 1.0,
        claim: "median 30 s, σ 0.4, estimate right: at most 13.4 questions for a mean delay of 1.0 s"
            .to_owned(),
        found: format!("{:.2} questions, {:.3} s", effort.polls, effort.delay),
    })
}

fn assumed_distribution(cases: &[Measured]) -> Result<Check> {
    let assumed = cases.iter().filter(|measured| is_assumed(&measured.case));
    let worst = Worst::of(assumed, Measured::polls_by_bound)?;
    Ok(Check {
        is_passed: worst.factor <= 1.3,
        claim: "times as assumed (σ 0.4 about the estimate): at most 1.3 × the bound's questions".to_owned(),
        found: worst.to_string(),
    })
}

fn wrong_by_two(cases: &[Measured]) -> Result<Check> {
    let wrong = cases.iter().filter(|measured| is_wrong_by_two(&measured.case));
    let worst = Worst::of(wrong, Measured::delay_by_fixed)?;
    Ok(Check {
        is_passed: worst.factor <= 1.25,
        claim:
            "estimate wrong by 2×: at most 1.25 × the mean delay of a fixed interval with as many questions"
                .to_owned(),
        found: worst.to_string(),
    })
}

fn short_job(asked: &mut Asked) -> Result<Check> {
    let known = |questions: &Vec<f64>| questions.iter().copied().find(|question| *question >= 3.0);
    let latest =
        asked.with_estimate(None)?.iter().filter_map(known).max_by(f64::total_cmp).context("nobody asks")?;
    Ok(Check {
        is_passed: latest <= 5.0,
        claim: "a job that takes 3 s where 30 s are expected is known within 5 s".to_owned(),
        found: format!("{latest:.2} s at the latest"),
    })
}

/// Tells whether the times are those that the schedule is made for. An estimate of 5 s is held at 7.5 s, so
/// it is never right.
fn is_assumed(case: &Case) -> bool {
    case.times.spread == 0.4 && case.estimate == Estimate::Right && case.times.median >= 30.0
}

/// Tells whether the end is expected at half or twice the median, or, for 5 s, as near to that as an estimate
/// is believed.
fn is_wrong_by_two(case: &Case) -> bool {
    match case.estimate {
        Estimate::Absent => case.times.median == 60.0,
        Estimate::HalfAsLong | Estimate::TwiceAsLong => true,
        Estimate::Right => false,
    }
}

/// The case in which something is worst.
struct Worst {
    case: Case,
    factor: f64,
}

impl Worst {
    fn of<'a>(cases: impl Iterator<Item = &'a Measured>, factor: fn(&Measured) -> f64) -> Result<Self> {
        cases
            .map(|measured| Self { case: measured.case, factor: factor(measured) })
            .max_by(|one, other| one.factor.total_cmp(&other.factor))
            .context("no such case was measured")
    }
}

impl fmt::Display for Worst {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { case: Case { times, estimate }, factor } = self;
        let name = estimate.name();
        write!(
            formatter,
            "{factor:.2} × at worst (median {} s, σ {}, estimate {name})",
            times.median, times.spread
        )
    }
}
