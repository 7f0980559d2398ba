//! A wrong field of a request or of options.

use crate::wire::json::Json;
use crate::wire::redact::redact_name;

/// A wrong field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// `prompt`, `images[2]`, `timeoutMs`.
    pub field: String,
    /// What is wrong and what is allowed. Reads on from the name of the field.
    pub message: String,
}

impl Problem {
    /// A problem with `field`; a name that looks like a key is redacted.
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: redact_name(field), message: message.into() }
    }
}

impl From<Problem> for Json {
    fn from(problem: Problem) -> Self {
        Self::object(vec![("field", problem.field.into()), ("message", problem.message.into())])
    }
}
