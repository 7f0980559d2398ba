//! What is measured: times of jobs, and what is known of them beforehand.

use anyhow::Result;
use serde::Serialize;

use super::log_normal::{Effort, LogNormal};
use super::questions::Asked;

/// Median times of jobs, in seconds.
pub const MEDIANS: [f64; 3] = [5.0, 30.0, 60.0];
/// How far the times scatter: the σ of their logarithms.
pub const SPREADS: [f64; 4] = [0.2, 0.4, 0.6, 0.8];
/// Intervals to compare with, in seconds.
pub const FIXED: [f64; 4] = [0.5, 1.0, 2.0, 5.0];

/// One way that jobs may go.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Case {
    pub times: LogNormal,
    pub estimate: Estimate,
}

impl Case {
    pub fn all() -> impl Iterator<Item = Self> {
        every_log_normal()
            .flat_map(|times| Estimate::ALL.into_iter().map(move |estimate| Self { times, estimate }))
    }
}

/// How the provider's estimate stands to the median.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimate {
    Absent,
    HalfAsLong,
    Right,
    TwiceAsLong,
}

impl Estimate {
    const ALL: [Self; 4] = [Self::Right, Self::HalfAsLong, Self::TwiceAsLong, Self::Absent];

    pub fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::HalfAsLong => "2× early",
            Self::Right => "right",
            Self::TwiceAsLong => "2× late",
        }
    }

    /// Gives what the provider says, in seconds from the submit.
    pub fn seconds(self, median: f64) -> Option<f64> {
        match self {
            Self::Absent => None,
            Self::HalfAsLong => Some(median / 2.0),
            Self::Right => Some(median),
            Self::TwiceAsLong => Some(median * 2.0),
        }
    }
}

/// What Plantain's questions come to in a case, and what they are held against.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measured {
    pub case: Case,
    pub effort: Effort,
    /// The fewest questions for the same mean delay.
    pub bound_polls: f64,
    /// The mean delay of a fixed interval with as many questions.
    pub fixed_delay: f64,
}

impl Measured {
    pub fn of(case: Case, asked: &mut Asked) -> Result<Self> {
        let Case { times, estimate } = case;
        let effort = times.mean_effort(asked.with_estimate(estimate.seconds(times.median))?);
        let bound_polls = times.least_polls(effort.delay);
        let fixed_delay = times.fixed_with(effort.polls).delay;
        Ok(Self { case, effort, bound_polls, fixed_delay })
    }

    pub fn polls_by_bound(&self) -> f64 {
        self.effort.polls / self.bound_polls
    }

    pub fn delay_by_fixed(&self) -> f64 {
        self.effort.delay / self.fixed_delay
    }
}

/// What a fixed interval comes to.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Fixed {
    pub times: LogNormal,
    pub interval: f64,
    pub effort: Effort,
}

impl Fixed {
    pub fn all() -> impl Iterator<Item = Self> {
        every_log_normal().flat_map(|times| {
            FIXED.into_iter().map(move |interval| Self { times, interval, effort: times.fixed(interval) })
        })
    }
}

fn every_log_normal() -> impl Iterator<Item = LogNormal> {
    MEDIANS.into_iter().flat_map(|median| SPREADS.into_iter().map(move |spread| LogNormal { median, spread }))
}
