//! What may be sent twice, and what never.

use std::time::Duration;

/// What an exchange is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// Asks how a job stands.
    Poll,
    /// Asks for a place to upload to. Free.
    Presign,
    /// Buys.
    Submit,
    /// Puts an image at its place. Free, and the same however often.
    Upload,
}

/// What came of an exchange that was no success.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Failure {
    /// Connection lost, time over, or a reply that cannot be read.
    NoAnswer,
    /// Refused with this HTTP status.
    Status(u16),
}

/// What to do after a failure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Send it again after a pause.
    Again,
    /// The provider's word, or too dear to try: an error.
    Final,
}

/// Decides whether an exchange is sent again, given how often it has failed in a row.
///
/// A submit is sent again after 429 alone, when nothing was accepted: no provider documents a key that makes
/// a second one harmless. A poll goes on until the deadline whatever happens on the way; only the provider's
/// no to the key or to the question ends it.
pub fn verdict(purpose: Purpose, failure: Failure, failures: u32) -> Verdict {
    let passing = match failure {
        Failure::NoAnswer => true,
        Failure::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
    };
    let again = match purpose {
        Purpose::Poll => passing,
        Purpose::Presign | Purpose::Upload => passing && failures <= FREE_RETRIES,
        Purpose::Submit => failure == Failure::Status(429),
    };
    if again { Verdict::Again } else { Verdict::Final }
}

/// Tells whether a submit that was answered with this status may have been accepted.
pub fn may_have_bought(status: u16) -> bool {
    !matches!(status, 400..=499) || matches!(status, 408 | 409 | 425)
}

/// Gives the pause before another try where the provider names none: doubles from a second.
pub fn pause(purpose: Purpose, failure: Failure, failures: u32) -> Duration {
    if purpose == Purpose::Submit && failure == Failure::Status(429) {
        return SUBMIT_PAUSE;
    }
    let step = failures.saturating_sub(1) as usize;
    Duration::from_secs(PAUSES.get(step).copied().unwrap_or(LONGEST_PAUSE))
}

/// How often an upload may fail in a row before it is an error.
const FREE_RETRIES: u32 = 3;
/// PixelByte's own sample code waits this long where a 429 names no time (developer.pixelbyte.app, "Errors").
const SUBMIT_PAUSE: Duration = Duration::from_secs(30);
/// In seconds, after the first failure in a row, the second, and so on.
const PAUSES: [u64; 4] = [1, 2, 4, 8];
const LONGEST_PAUSE: u64 = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_submit_is_sent_again_after_429_alone() {
        assert_eq!(verdict(Purpose::Submit, Failure::NoAnswer, 1), Verdict::Final);
        for status in 100..600 {
            let again = verdict(Purpose::Submit, Failure::Status(status), 1) == Verdict::Again;
            assert_eq!(again, status == 429, "{status}");
        }
    }

    #[test]
    fn a_poll_goes_on_through_every_passing_failure() {
        for status in [408, 425, 429, 500, 502, 503, 504] {
            assert_eq!(verdict(Purpose::Poll, Failure::Status(status), 1000), Verdict::Again, "{status}");
        }
        assert_eq!(verdict(Purpose::Poll, Failure::NoAnswer, 1000), Verdict::Again);
        for status in [400, 401, 403, 404, 422] {
            assert_eq!(verdict(Purpose::Poll, Failure::Status(status), 1), Verdict::Final, "{status}");
        }
    }

    #[test]
    fn an_upload_is_tried_four_times() {
        assert_eq!(verdict(Purpose::Upload, Failure::NoAnswer, 3), Verdict::Again);
        assert_eq!(verdict(Purpose::Upload, Failure::NoAnswer, 4), Verdict::Final);
    }

    #[test]
    fn pauses_double_up_to_a_ceiling() {
        let pauses: Vec<_> =
            (1..=7).map(|failures| pause(Purpose::Poll, Failure::NoAnswer, failures).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 16, 16]);
    }
}
