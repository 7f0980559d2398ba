//! Errors that a reply reports, and replies that cannot be read.

use std::time::Duration;

use crate::wire::redact::quote;
use crate::wire::text::finish;

/// The error that the provider reports in a reply.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProviderError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub retry_after: Option<Duration>,
}

impl ProviderError {
    /// An error with the provider's sentence alone, without echoed images and cut to 300 characters.
    pub fn from_message(message: &str) -> Self {
        Self { message: Some(quote(message)), ..Self::default() }
    }

    /// Returns `true` if the reply reports an error: an empty object and the code 0 are none.
    pub fn is_reported(&self) -> bool {
        self.message.is_some() || self.code.as_deref().is_some_and(|code| code != "0")
    }

    /// Returns a sentence that ends with the provider's own words.
    pub fn explain(&self, sentence: &str) -> String {
        match (&self.message, &self.code) {
            (Some(message), _) => finish(&format!("{sentence}: {message}")),
            (None, Some(code)) => format!("{sentence} ({code})."),
            (None, None) => format!("{sentence}."),
        }
    }
}

/// Returns `true` for a code of `plantain/relay`.
pub fn is_of_relay(code: &str) -> bool {
    code.starts_with("RELAY_")
}

/// Why a success cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// The job is done, but there is no image that a page may open.
    NoImages {
        /// The addresses of those that it may not, quoted.
        withheld: Vec<String>,
    },
    /// A submit's reply has no id of the job, or one that cannot be polled: then `id` quotes it.
    NoJobId { id: Option<String> },
    /// The shape is not documented.
    UnknownShape,
}
