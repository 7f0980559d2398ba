//! Replies of a server that is neither the provider nor a relay.

use crate::job::error::Error;
use crate::job::error::code::ErrorCode;
use crate::provider::error::ProviderError;
use crate::wire::http::{HttpResponse, SentTo};

/// A server that answered and is not the one that should: it says nothing that the provider or a relay would.
pub(super) struct OtherServer {
    code: ErrorCode,
    pub(super) message: String,
}

impl OtherServer {
    /// Returns the server that gave a reply; `None` if the provider or a relay may have.
    pub(super) fn of(response: &HttpResponse, provider_error: &ProviderError) -> Option<Self> {
        let source = response.source.as_ref()?;
        let status = response.status;
        // At its own host a provider may refuse without a word.
        let is_elsewhere =
            source.sent_to.is_some() && !provider_error.is_reported() && matches!(status, 404 | 405);
        let is_refusal = (400..500).contains(&status) && !provider_error.is_reported();
        let what = match source.is_page {
            true => format!("a web page (status {status})"),
            false if is_elsewhere || is_refusal => {
                format!("the status {status} and no error of the provider")
            }
            false => return None,
        };
        let (code, hint) = match source.sent_to {
            // Only a relay says this.
            Some(SentTo::Relay) if response.relay_outcome.is_some() && source.is_page => {
                (ErrorCode::Refused, ", which the relay got in place of the provider's answer.")
            }
            Some(SentTo::Relay) if response.relay_outcome.is_some() => (ErrorCode::Refused, "."),
            Some(SentTo::Relay) if source.is_page || is_elsewhere => (
                ErrorCode::NoRelay,
                ": no relay answers there. Start `plantain/relay` at this address, or let your server pass the calls \
                 under it on.",
            ),
            Some(SentTo::Proxy) if source.is_page || is_elsewhere => {
                (ErrorCode::NoService, ": check `baseUrl`.")
            }
            None if source.is_page => (ErrorCode::NoService, ", not as the provider does."),
            _ => (ErrorCode::Refused, "."),
        };
        Some(Self { code, message: format!("The address {} answered with {what}{hint}", source.address) })
    }

    /// Puts what is known of the server into an error.
    pub(super) fn describe(self, error: Error) -> Error {
        if self.code == ErrorCode::Refused && error.package_code == ErrorCode::Refused {
            return Error { message: self.message, ..error };
        }
        if self.code == ErrorCode::Refused {
            // The status says more than that: the address is added.
            let message = error.message.trim_end_matches('.');
            return Error { message: format!("{message}. {}", self.message), ..error };
        }
        Error { package_code: self.code, message: self.message, ..error }
    }
}
