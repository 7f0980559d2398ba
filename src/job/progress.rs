//! How far a call is: its stage, its times, and how much of the way to the images lies behind it.

use crate::job::schedule;
use crate::provider::state::JobState;
use crate::provider::ticket::Ticket;
use crate::wire::json::Json;
use crate::wire::timestamp::Timestamp;

/// How far a call is.
#[derive(Clone, Debug)]
pub struct Progress {
    pub stage: Stage,
    /// Milliseconds since the call began; of a call that resumes a job, since its submit.
    pub elapsed_ms: f64,
    /// When the job is likely to end, counted like `elapsed_ms`. While waiting.
    pub expected_ms: Option<f64>,
    /// How much of the way to the images lies behind, from 0 to 1. Never less than before.
    pub fraction: f64,
    /// Whether the call waits for the network.
    pub is_offline: bool,
}

/// What a call is doing.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Reads and encodes files, counted in bytes.
    Preparing {
        loaded: f64,
        total: f64,
    },
    Submitting,
    /// Counted in images, because `fetch` has no upload progress.
    Uploading {
        loaded: usize,
        total: usize,
    },
    Waiting {
        ticket: Ticket,
        status: Option<Status>,
    },
}

/// Whether the provider works on a job yet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    Queued,
    Running,
}

/// Follows a call from stage to stage.
#[derive(Debug)]
pub struct ProgressTracker {
    began: Timestamp,
    stage: Option<Stage>,
    /// The greatest fraction so far, so that a progress bar does not go back when the clock does.
    most: f64,
    is_offline: bool,
}

impl ProgressTracker {
    /// Follows a call that begins now.
    pub fn new(began: Timestamp) -> Self {
        Self { began, stage: None, most: 0.0, is_offline: false }
    }

    /// Notes what the call is doing. It stays in the later stage: a file that is read for its upload is part of that,
    /// and a body that is made again is part of the submit. `is_offline`: the call waits for the network.
    pub fn enter(&mut self, stage: Stage, is_offline: bool) {
        self.is_offline = is_offline;
        match (&self.stage, &stage) {
            (Some(present), _) if present.range() > stage.range() => return,
            // The job is older than the call.
            (None, Stage::Waiting { ticket, .. }) => self.began = ticket.submitted_at,
            _ => {}
        }
        self.stage = Some(stage);
    }

    /// Returns the progress; `None` before the first stage.
    pub fn read(&mut self, now: Timestamp) -> Option<Progress> {
        let stage = self.stage.clone()?;
        self.most = self.most.max(fraction(&stage, now));
        let expected_ms = match &stage {
            Stage::Waiting { ticket, .. } => {
                let end = ticket.submitted_at.after(schedule::expected(ticket));
                Some(end.millis_since(self.began))
            }
            _ => None,
        };
        let elapsed_ms = now.millis_since(self.began);
        Some(Progress { stage, elapsed_ms, expected_ms, fraction: self.most, is_offline: self.is_offline })
    }
}

/// Returns how much of the way to the images lies behind a call, from 0 to 1.
///
/// While waiting it depends on the ticket and the clock alone, so it goes on from there after a reload: evenly up to
/// nine tenths of the stage's range at the expected time, then ever slower, because the end is not known.
pub fn fraction(stage: &Stage, now: Timestamp) -> f64 {
    let (from, to) = stage.range();
    let done = match stage {
        Stage::Preparing { loaded, total } => ratio(*loaded, *total),
        Stage::Submitting => 0.0,
        Stage::Uploading { loaded, total } => ratio(*loaded as f64, *total as f64),
        Stage::Waiting { ticket, .. } => {
            let expected = schedule::expected(ticket).as_secs_f64().max(1.0);
            let ratio = now.since(ticket.submitted_at).as_secs_f64() / expected;
            if ratio < 1.0 { ratio * 0.9 } else { 1.0 - 0.1 / ratio }
        }
    };
    from + (to - from) * done
}

impl Stage {
    /// Returns where the stage begins and ends on the way. Nearly all of the time is the provider's.
    fn range(&self) -> (f64, f64) {
        match self {
            Self::Preparing { .. } => (0.0, 0.05),
            Self::Uploading { .. } => (0.05, 0.15),
            Self::Submitting => (0.15, 0.2),
            Self::Waiting { .. } => (0.2, 1.0),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Preparing { .. } => "preparing",
            Self::Submitting => "submitting",
            Self::Uploading { .. } => "uploading",
            Self::Waiting { .. } => "waiting",
        }
    }
}

impl Status {
    /// Returns the status that a state is; `None` for the end of a job.
    pub fn of(state: &JobState) -> Option<Self> {
        match state {
            JobState::Queued => Some(Self::Queued),
            JobState::Running { .. } => Some(Self::Running),
            JobState::Cancelled { .. } | JobState::Done(_) | JobState::Failed { .. } => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
        }
    }
}

impl From<Progress> for Json {
    fn from(progress: Progress) -> Self {
        let Progress { stage, elapsed_ms, expected_ms, fraction, is_offline } = progress;
        let (loaded, total) = match stage {
            Stage::Preparing { loaded, total } => (loaded.into(), total.into()),
            Stage::Uploading { loaded, total } => ((loaded as f64).into(), (total as f64).into()),
            Stage::Submitting | Stage::Waiting { .. } => (Self::Null, Self::Null),
        };
        let (ticket, status) = match &stage {
            Stage::Waiting { ticket, status } => (ticket.into(), status.map(Status::name).into()),
            _ => (Self::Null, Self::Null),
        };
        Self::object(vec![
            ("stage", stage.name().into()),
            ("status", status),
            ("fraction", fraction.into()),
            ("loaded", loaded),
            ("total", total),
            ("elapsedMs", elapsed_ms.into()),
            ("expectedMs", expected_ms.into()),
            ("ticket", ticket),
            ("offline", is_offline.then_some(true).into()),
        ])
    }
}

fn ratio(loaded: f64, total: f64) -> f64 {
    if total > 0.0 { (loaded / total).clamp(0.0, 1.0) } else { 0.0 }
}
