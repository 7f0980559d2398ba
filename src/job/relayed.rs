//! A submit behind a relay, which sends it to the provider once for each idempotency key, however often it arrives.
//!
//! So it is sent again under the same key where its outcome may still be learned. `docs/relay.md`, "Protocol",
//! describes the replies of a relay.

use crate::job::recovery::record;
use crate::job::retry::{FREE_RETRIES, may_have_bought};
use crate::wire::http::Answer;
use crate::wire::relay_outcome::RelayOutcome;
use crate::wire::timestamp::Timestamp;

/// What is known of a submit behind a relay.
#[derive(Debug, Default)]
pub struct RelayedSubmit {
    may_be_bought: bool,
    is_sent_again: bool,
    /// Exchanges in a row that were lost, or did not get past the relay.
    losses: u32,
    first_sent: Option<Timestamp>,
}

impl RelayedSubmit {
    /// Notes what came back for a submit that was sent at `sent`; `code` is that of the error in the reply.
    pub fn note(&mut self, sent: Option<Timestamp>, answer: &Answer, code: Option<&str>) {
        self.first_sent = self.first_sent.or(sent);
        let outcome = Outcome::of(answer, code);
        match outcome {
            Outcome::Lost | Outcome::NotReady | Outcome::Unsent => self.losses += 1,
            _ => self.losses = 0,
        }
        self.is_sent_again = match outcome {
            Outcome::Pending | Outcome::TooManyCalls => true,
            Outcome::Lost | Outcome::NotReady => self.losses <= LOST_RETRIES,
            Outcome::Unsent => self.losses <= FREE_RETRIES,
            Outcome::Answered(status) => status == 429,
            Outcome::KeyReused | Outcome::Refused | Outcome::Unknown | Outcome::UnsentForGood => false,
        };
        self.may_be_bought = match outcome {
            Outcome::Answered(status) => may_have_bought(status),
            // This body was not sent; another one may have been, which was this one before something changed it.
            Outcome::KeyReused | Outcome::Refused | Outcome::TooManyCalls => self.may_be_bought,
            Outcome::Lost | Outcome::NotReady | Outcome::Pending | Outcome::Unknown => true,
            Outcome::Unsent | Outcome::UnsentForGood => false,
        };
    }

    /// Returns `true` if the provider may have accepted the submit.
    pub fn may_be_bought(&self) -> bool {
        self.may_be_bought
    }

    /// Returns `true` if the provider may have accepted the submit, and the relay may no longer know its key: sent once
    /// more, it could be bought again.
    pub fn may_be_forgotten(&self, now: Timestamp) -> bool {
        self.may_be_bought && self.first_sent.is_some_and(|sent| now.since(sent) > record::KEPT)
    }

    /// Returns `true` if it is sent again after the last failure, under the same key.
    pub fn is_sent_again(&self) -> bool {
        self.is_sent_again
    }
}

/// The outcome of one exchange with a relay.
#[derive(Clone, Copy)]
enum Outcome {
    /// The provider's first reply.
    Answered(u16),
    /// Another body was sent under the key.
    KeyReused,
    /// No reply, or one of a server in front of the relay.
    Lost,
    /// The relay cannot look up the key now.
    NotReady,
    Pending,
    /// Rejected before the key was looked up.
    Refused,
    TooManyCalls,
    /// The relay does not know the outcome, and never will.
    Unknown,
    /// Nothing was bought, and another try may help.
    Unsent,
    /// Nothing was bought, and another try does not help.
    UnsentForGood,
}

impl Outcome {
    fn of(answer: &Answer, code: Option<&str>) -> Self {
        let Ok(response) = answer else { return Self::Lost };
        // The relay has the rest.
        if response.broken_off().is_some() {
            return Self::Lost;
        }
        match (response.relay_outcome, response.status) {
            (Some(RelayOutcome::Answered), status) => Self::Answered(status),
            (Some(RelayOutcome::Pending), _) => Self::Pending,
            (Some(RelayOutcome::Unknown), 503) if code == Some(NOT_READY) => Self::NotReady,
            (Some(RelayOutcome::Unknown), _) => Self::Unknown,
            (Some(RelayOutcome::Unsent), 422) => Self::KeyReused,
            (Some(RelayOutcome::Unsent), 424 | 500..) => Self::Unsent,
            (Some(RelayOutcome::Unsent), _) => Self::UnsentForGood,
            // The relay says an outcome with each of these, so something on the way took it off or gave the reply.
            (None, 408 | 409 | 421 | 425 | 500..) => Self::Lost,
            (None, 429) => Self::TooManyCalls,
            (None, 400..=499) => Self::Refused,
            (None, _) => Self::Unknown,
        }
    }
}

/// The relay's code for a store or an `authorize` that failed.
const NOT_READY: &str = "RELAY_NOT_READY";
/// How often in a row a submit is sent again after no reply: over a minute, with the pauses of [`backoff`].
///
/// [`backoff`]: crate::job::retry::backoff
const LOST_RETRIES: u32 = 7;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::wire::http::{HttpResponse, TransportError};

    fn reply(status: u16, outcome: Option<RelayOutcome>) -> Answer {
        Ok(HttpResponse { relay_outcome: outcome, ..HttpResponse::new(status, None) })
    }

    fn after(answers: &[(Answer, Option<&str>)]) -> (bool, bool) {
        let mut submit = RelayedSubmit::default();
        for (answer, code) in answers {
            submit.note(None, answer, *code);
        }
        (submit.is_sent_again(), submit.may_be_bought())
    }

    #[test]
    fn each_outcome_is_read_as_the_protocol_says() {
        use RelayOutcome::{Answered, Pending, Unknown, Unsent};
        let rows = [
            (202, Some(Answered), (false, true)),
            (429, Some(Answered), (true, false)),
            (400, Some(Answered), (false, false)),
            (402, Some(Unsent), (false, false)),
            (413, Some(Unsent), (false, false)),
            (422, Some(Unsent), (false, false)),
            (424, Some(Unsent), (true, false)),
            (502, Some(Unsent), (true, false)),
            (504, Some(Unsent), (true, false)),
            (504, Some(Pending), (true, true)),
            (409, Some(Unknown), (false, true)),
            (500, Some(Unknown), (false, true)),
            (502, Some(Unknown), (false, true)),
            (503, Some(Unknown), (false, true)),
            (504, Some(Unknown), (false, true)),
            (401, None, (false, false)),
            (411, None, (false, false)),
            (429, None, (true, false)),
            (408, None, (true, true)),
            (409, None, (true, true)),
            (421, None, (true, true)),
            (425, None, (true, true)),
            (502, None, (true, true)),
            (504, None, (true, true)),
            (200, None, (false, true)),
        ];
        for (status, outcome, wanted) in rows {
            assert_eq!(after(&[(reply(status, outcome), None)]), wanted, "{status} {outcome:?}");
        }
        let not_ready = (reply(503, Some(Unknown)), Some(NOT_READY));
        assert_eq!(after(&[not_ready]), (true, true));
    }

    #[test]
    fn what_an_earlier_try_left_open_stays_open_until_the_relay_says_more() {
        use RelayOutcome::{Answered, Unsent};
        let lost = || (Err(TransportError::Failed), None);
        for (status, outcome, is_open) in [
            (401, None, true),
            (429, None, true),
            (422, Some(Unsent), true),
            (402, Some(Unsent), false),
            (502, Some(Unsent), false),
            (422, Some(Answered), false),
            (429, Some(Answered), false),
        ] {
            let (_, may_be_bought) = after(&[lost(), (reply(status, outcome), None)]);
            assert_eq!(may_be_bought, is_open, "{status} {outcome:?}");
        }
    }

    #[test]
    fn lost_replies_are_not_sent_for_again_without_end() {
        for loss in [
            TransportError::Failed,
            TransportError::Offline,
            TransportError::TimedOut,
            TransportError::TooLong,
        ] {
            let answers: Vec<_> = (0..8).map(|_| (Err(loss), None)).collect();
            assert_eq!(after(&answers[..7]), (true, true));
            assert_eq!(after(&answers), (false, true));
        }
    }
}
