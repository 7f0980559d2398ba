//! A wrong field of a request or of options.

use crate::wire::json::Json;
use crate::wire::redact::redact_name;

/// A wrong field.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// `prompt`, `images[2]`, `timeoutMs`.
    pub field: String,
    pub defect: Defect,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Defect {
    pub code: ProblemCode,
    /// What is wrong and what is allowed. Reads on from the name of the field.
    pub message: String,
    /// What a sentence in another language needs: `allowed`, `given`, `min`, `max`, `suggestion`, `unit`.
    pub facts: Vec<(&'static str, Json)>,
}

impl Problem {
    /// A problem with `field`; a name that looks like a key is redacted.
    pub fn new(field: &str, defect: Defect) -> Self {
        Self { field: redact_name(field), defect }
    }
}

impl Defect {
    /// A defect without facts.
    pub fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), facts: Vec::new() }
    }

    /// Adds a fact; null is none.
    pub fn with(self, name: &'static str, value: impl Into<Json>) -> Self {
        self.with_fact(name, value.into())
    }

    fn with_fact(mut self, name: &'static str, value: Json) -> Self {
        if value != Json::Null {
            self.facts.push((name, value));
        }
        self
    }

    /// Adds the values that are allowed; none if there are none.
    pub fn with_allowed(self, allowed: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let allowed: Vec<String> = allowed.into_iter().map(Into::into).collect();
        if allowed.is_empty() { self } else { self.with_fact("allowed", allowed.into()) }
    }
}

impl From<Problem> for Json {
    fn from(problem: Problem) -> Self {
        let Defect { code, message, facts } = problem.defect;
        let facts = if facts.is_empty() { Self::Null } else { Self::object(facts) };
        Self::object(vec![
            ("field", problem.field.into()),
            ("code", code.as_str().into()),
            ("message", message.into()),
            ("facts", facts),
        ])
    }
}

/// The kind of a defect. Problems of options, which the client finds, have further codes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProblemCode {
    CannotDecode,
    CannotMatch,
    CannotReencode,
    Conflict,
    Damaged,
    Empty,
    Fixed,
    InvalidKey,
    NeedsUpload,
    NotAnAddress,
    NotJson,
    NotOfModel,
    NotOfPackage,
    NotOneOf,
    NotWhole,
    OutOfMemory,
    OutOfRange,
    Required,
    TooFew,
    TooLarge,
    TooLong,
    TooMany,
    UnknownField,
    UnknownModel,
    Unreadable,
    Unstrippable,
    WrongFormat,
    WrongSize,
    WrongType,
}

impl ProblemCode {
    /// Returns the name used in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CannotDecode => "cannotDecode",
            Self::CannotMatch => "cannotMatch",
            Self::CannotReencode => "cannotReencode",
            Self::Conflict => "conflict",
            Self::Damaged => "damaged",
            Self::Empty => "empty",
            Self::Fixed => "fixed",
            Self::InvalidKey => "invalidKey",
            Self::NeedsUpload => "needsUpload",
            Self::NotAnAddress => "notAnAddress",
            Self::NotJson => "notJson",
            Self::NotOfModel => "notOfModel",
            Self::NotOfPackage => "notOfPackage",
            Self::NotOneOf => "notOneOf",
            Self::NotWhole => "notWhole",
            Self::OutOfMemory => "outOfMemory",
            Self::OutOfRange => "outOfRange",
            Self::Required => "required",
            Self::TooFew => "tooFew",
            Self::TooLarge => "tooLarge",
            Self::TooLong => "tooLong",
            Self::TooMany => "tooMany",
            Self::UnknownField => "unknownField",
            Self::UnknownModel => "unknownModel",
            Self::Unreadable => "unreadable",
            Self::Unstrippable => "unstrippable",
            Self::WrongFormat => "wrongFormat",
            Self::WrongSize => "wrongSize",
            Self::WrongType => "wrongType",
        }
    }
}
