//! A job and its phases.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::time::Instant;

use crate::options::Queue;
use crate::provider::Provider;

/// A job that was accepted, and paid for.
#[derive(Clone, Debug)]
pub struct Job {
    /// How much is added to its age.
    pub aged: Duration,
    pub cost: u64,
    pub created: Instant,
    pub created_at: Timestamp,
    pub ending: Ending,
    pub id: String,
    /// Whether the images come inside the reply, as data URIs.
    pub inline: bool,
    pub lasts: Duration,
    pub model: String,
    pub outputs: Option<Vec<Output>>,
    pub prompt: String,
    pub provider: Provider,
    pub queue: Queue,
}

/// An image that a job made.
#[derive(Clone, Debug)]
pub struct Output {
    pub height: u32,
    pub media_type: &'static str,
    /// The last part of its address.
    pub name: String,
    pub size: usize,
    pub width: u32,
}

/// How a job ends.
#[derive(Clone, Debug)]
pub enum Ending {
    Cancelled,
    Fails {
        /// `None`: the provider's own code for this.
        code: Option<Value>,
        message: Option<String>,
        reason: Reason,
    },
    Succeeds,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    Broken,
    Moderation,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Phase {
    Cancelled,
    Completed,
    Failed,
    Pending,
    Processing,
}

impl Job {
    /// Returns the job's phase. A job is not completed before its images are drawn, however short `jobMs` is.
    pub fn phase(&self) -> Phase {
        if matches!(self.ending, Ending::Cancelled) {
            return Phase::Cancelled;
        }
        let elapsed = self.elapsed();
        if elapsed < self.lasts / 3 {
            return Phase::Pending;
        }
        match (&self.ending, &self.outputs) {
            _ if elapsed < self.lasts => Phase::Processing,
            (Ending::Fails { .. }, _) => Phase::Failed,
            (_, Some(_)) => Phase::Completed,
            (_, None) => Phase::Processing,
        }
    }

    /// Makes the job older, as if it had been submitted that much earlier.
    pub fn age(&mut self, by: Duration) {
        self.aged += by;
    }

    /// Makes the job fail, from now on.
    pub fn fail_now(&mut self, ending: Ending) {
        self.ending = ending;
        self.lasts = self.elapsed();
    }

    pub fn is_over(&self) -> bool {
        matches!(self.phase(), Phase::Cancelled | Phase::Completed | Phase::Failed)
    }

    /// Returns the time at which the job ends or has ended.
    pub fn ends_at(&self) -> Timestamp {
        let left = self.lasts.saturating_sub(self.aged);
        self.created_at.checked_add(left).unwrap_or(self.created_at)
    }

    fn elapsed(&self) -> Duration {
        self.created.elapsed() + self.aged
    }

    pub fn ends_at_after(&self, offset_ms: i64) -> Timestamp {
        self.ends_at().checked_add(jiff::SignedDuration::from_millis(offset_ms)).unwrap_or(self.created_at)
    }
}

/// Writes a time as all providers do: `2026-02-18T15:30:00.000Z`.
pub fn iso(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
