//! What a vendor says went wrong.

use std::time::Duration;

use crate::wire::redact::quote;
use crate::wire::text::trim_end;

/// What a vendor says in a reply about what went wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProviderError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub retry_after: Option<Duration>,
}

impl ProviderError {
    /// Takes a vendor's sentence, cut to what a person reads.
    pub fn said(message: &str) -> Self {
        Self { message: Some(quote(message)), ..Self::default() }
    }

    /// Ends a sentence with the vendor's own words.
    pub fn append_to(&self, sentence: &mut String) {
        match &self.message {
            Some(message) => {
                sentence.push_str(": ");
                sentence.push_str(trim_end(message, "."));
            }
            None => {
                if let Some(code) = &self.code {
                    sentence.push_str(" (");
                    sentence.push_str(code);
                    sentence.push(')');
                }
            }
        }
        sentence.push('.');
    }
}

/// Why a submit's success is no receipt: nobody documented it, or its id cannot be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NoReceipt {
    /// That id, cut to what a person reads.
    pub id: Option<String>,
}

/// What is wrong with an answer about a job.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Flaw {
    /// The job is done, but there is no image that a page may open.
    NoImages,
    /// Nobody documented this shape.
    Unreadable,
}
