//! Which exchanges are retried, and when.

use std::time::Duration;

use crate::job::purpose::Purpose;

/// Returns `true` if an exchange is retried after so many failures in a row.
///
/// `refusal` is the HTTP status of the refusal; `None` if the connection was lost, the exchange timed out, the
/// reply could not be read, or the provider does not know a new job yet.
///
/// A submit to a provider is retried only after a 429, which means that it was not accepted: no provider documents an
/// idempotency key. A relay takes one: see [`relayed`](crate::job::relayed). Polling survives every transient failure
/// until the deadline; only a rejected key or another 4xx ends it.
pub fn is_sent_again(purpose: Purpose, refusal: Option<u16>, failures: u32) -> bool {
    let is_transient = refusal.is_none_or(|status| matches!(status, 408 | 421 | 425 | 429 | 500..));
    match purpose {
        Purpose::Poll => is_transient,
        Purpose::Presign | Purpose::Upload => is_transient && failures <= FREE_RETRIES,
        Purpose::Submit => refusal == Some(429),
    }
}

/// Returns `true` if a submit that was answered with this status may have been accepted.
///
/// After 408, 421 and 425 a browser may have sent it again by itself, and this is the second answer.
pub fn may_have_bought(status: u16) -> bool {
    !matches!(status, 400..=499) || matches!(status, 408 | 409 | 421 | 425)
}

/// Returns the pause before another try where the provider names none.
pub fn pause(purpose: Purpose, failures: u32) -> Duration {
    if purpose == Purpose::Submit { SUBMIT_PAUSE.max(backoff(failures)) } else { backoff(failures) }
}

/// Returns the shortest pause after so many failures in a row: doubles from a second.
pub fn backoff(failures: u32) -> Duration {
    let step = failures.saturating_sub(1) as usize;
    Duration::from_secs(PAUSES.get(step).copied().unwrap_or(LONGEST_PAUSE))
}

/// How often a free exchange is retried after failures in a row: an upload, and a submit that the relay did not send.
pub const FREE_RETRIES: u32 = 3;
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
        assert!(!is_sent_again(Purpose::Submit, None, 1));
        for status in 100..600 {
            assert_eq!(is_sent_again(Purpose::Submit, Some(status), 1), status == 429, "{status}");
        }
    }

    #[test]
    fn a_poll_goes_on_through_every_passing_failure() {
        for status in [408, 421, 425, 429, 500, 502, 503, 504] {
            assert!(is_sent_again(Purpose::Poll, Some(status), 1000), "{status}");
        }
        assert!(is_sent_again(Purpose::Poll, None, 1000));
        for status in [400, 401, 403, 404, 422] {
            assert!(!is_sent_again(Purpose::Poll, Some(status), 1), "{status}");
        }
    }

    #[test]
    fn an_upload_is_tried_four_times() {
        assert!(is_sent_again(Purpose::Upload, None, 3));
        assert!(!is_sent_again(Purpose::Upload, None, 4));
    }

    #[test]
    fn pauses_double_up_to_a_ceiling() {
        let pauses: Vec<_> = (1..=7).map(|failures| pause(Purpose::Poll, failures).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 16, 16]);
    }
}
