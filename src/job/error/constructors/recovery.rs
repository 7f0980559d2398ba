//! Errors of the search for the job of a submit whose outcome is unknown.

use crate::job::error::code::ErrorCode;
use crate::job::error::constructors::details::raw;
use crate::job::error::{Billed, Error, ErrorKind};
use crate::provider::intent::Intent;
use crate::provider::ticket::Ticket;
use crate::wire::http::HttpResponse;

/// The search found no job, or none that can be waited for.
impl Error {
    /// A submit that the relay recorded, whose reply had the images and no id. `raw` has their addresses.
    pub fn found_delivered(reply: &HttpResponse, intent: &Intent) -> Self {
        let message = format!(
            "{} delivered the images in its reply to the submit, without an id: there is nothing to wait for, and `raw` \
             has what the relay kept of the reply.",
            intent.provider.name
        );
        let error = Self { raw: raw(reply), ..Self::new(ErrorKind::Unsupported, message) };
        error.with_code(ErrorCode::DeliveredAtOnce).unconfirmed(intent).billed(Billed::Yes)
    }

    /// A provider without a list of jobs.
    pub fn cannot_list(intent: &Intent) -> Self {
        let message = format!(
            "{} has no call that lists jobs, so Plantain cannot tell whether the job was bought: look into your \
             account there.",
            intent.provider.name
        );
        Self::new(ErrorKind::Unsupported, message).with_code(ErrorCode::NoList).unconfirmed(intent)
    }

    /// A server in front of the provider that does not show its callers each other's jobs.
    pub fn list_withheld() -> Self {
        let message = "No list of jobs is given here, so Plantain cannot tell whether the job was bought. A server that \
                       has several callers, such as a relay, does not show them each other's jobs: look into the \
                       account at the provider.";
        Self::new(ErrorKind::Unsupported, message).with_code(ErrorCode::NoList)
    }

    /// A `relay` that is not Plantain's, or an old one.
    pub fn no_record() -> Self {
        let message = "The relay keeps no record of submits, so Plantain cannot tell whether the job was bought: look \
                       into the account at the provider. `relay` is for `plantain/relay`, and `baseUrl` for any other \
                       server.";
        Self::new(ErrorKind::Unsupported, message).with_code(ErrorCode::NoRecord)
    }

    /// A submit that is too old for the relay's records.
    pub fn record_expired() -> Self {
        Self::too_old("The relay knows of submits for a day")
    }

    /// A submit that is too old for a search of the provider's list of jobs.
    pub fn list_expired() -> Self {
        Self::too_old("The list of jobs is worth a search for a week")
    }

    fn too_old(limit: &str) -> Self {
        let message = format!(
            "{limit}, and this submit is older, so Plantain cannot tell whether the job was bought: look into the \
             account at the provider."
        );
        Self::new(ErrorKind::Unsupported, message).with_code(ErrorCode::RecordOld)
    }

    /// A search that found no job, which does not prove that nothing was bought.
    pub fn not_found(intent: &Intent) -> Self {
        let message = format!(
            "No job of this submit was found at {}, but it may still be on its way: look again later, or look into the \
             account there.",
            intent.provider.name
        );
        Self::new(ErrorKind::Unavailable, message).with_code(ErrorCode::NotFound).unconfirmed(intent)
    }

    /// A relay that sent a submit and got no clear reply.
    pub fn relay_does_not_know(status: u16) -> Self {
        let message = "The relay sent this submit and got no clear answer, so it does not know whether the job was \
                       bought: look into the account at the provider.";
        let error = Self::new(ErrorKind::Unavailable, message).with_code(ErrorCode::RelayUnsure);
        Self { status: Some(status), ..error }
    }

    /// Several jobs that the submit may have created.
    pub fn ambiguous(candidates: Vec<Ticket>) -> Self {
        let message = "More than one job may be the one that was bought, and Plantain does not guess: `candidates` has \
                       those that were found. `wait` and `status` buy nothing.";
        Self { candidates, ..Self::new(ErrorKind::Ambiguous, message) }
    }
}
