//! What to do about a submit whose outcome is unknown.

use std::time::Duration;

use crate::job::error::Error;
use crate::job::recovery::record;
use crate::provider::intent::Intent;
use crate::wire::timestamp::Timestamp;

/// What to do about a submit whose outcome is unknown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Advice {
    /// Look into the account at the provider, which lists no jobs.
    CheckAccount,
    /// Look for its job.
    FindJob,
    /// Forget it: if there were images, their addresses have expired.
    Forget,
    /// Wait: it may still be on its way, in this tab or another.
    Wait,
}

impl Advice {
    /// Returns what to do about a submit now. `is_relayed`: the provider is reached through a relay, which keeps a
    /// record of submits.
    pub fn on(intent: &Intent, now: Timestamp, is_relayed: bool) -> Self {
        let age = now.since(intent.submitted_at);
        let searchable = match &intent.provider.list {
            _ if is_relayed => record::KEPT,
            Some(_) => LISTED,
            None => Duration::ZERO,
        };
        if age < searchable {
            Self::FindJob
        } else if age < UNDER_WAY {
            Self::Wait
        } else if age < DELIVERABLE {
            Self::CheckAccount
        } else {
            Self::Forget
        }
    }

    /// Returns why no search can find the job of this submit; `None` where one can.
    pub fn obstacle(self, intent: &Intent, is_relayed: bool) -> Option<Error> {
        let error = match &intent.provider.list {
            _ if self == Self::FindJob => return None,
            _ if is_relayed => Error::record_expired(),
            Some(_) => Error::list_expired(),
            None => Error::cannot_list(intent),
        };
        Some(error.unconfirmed(intent))
    }

    /// Returns the word for callers.
    pub fn name(self) -> &'static str {
        match self {
            Self::CheckAccount => "checkAccount",
            Self::FindJob => "findJob",
            Self::Forget => "forget",
            Self::Wait => "wait",
        }
    }
}

/// How long a submit may be on its way: the default timeout of a call.
const UNDER_WAY: Duration = Duration::from_secs(600);
/// How long the addresses of images stay valid at MuleRun (its page of a qwen-image-max task); the others document none.
const DELIVERABLE: Duration = Duration::from_secs(24 * 60 * 60);
/// How long the list of jobs is worth a search, which reads the last thousand. PixelByte documents no end of it.
const LISTED: Duration = Duration::from_secs(7 * 24 * 60 * 60);
