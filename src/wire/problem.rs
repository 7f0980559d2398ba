//! What is wrong with what the caller wrote.

use crate::wire::json::Json;
use crate::wire::redact::redact_name;

/// What is wrong with one field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// `prompt`, `images[2]`, `timeoutMs`.
    pub field: String,
    /// What is wrong and what is allowed; reads on from the field's name.
    pub message: String,
}

impl Problem {
    /// Says what is wrong with a field, without a key that was pasted for its name.
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: redact_name(field), message: message.into() }
    }
}

impl From<Problem> for Json {
    fn from(problem: Problem) -> Self {
        Self::object(vec![("field", problem.field.into()), ("message", problem.message.into())])
    }
}
