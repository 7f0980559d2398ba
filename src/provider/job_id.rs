//! Job ids.

use crate::provider::error::ReadError;
use crate::wire::json::{Json, whole};
use crate::wire::redact::quote_id;
use crate::wire::url;

/// The id that probes ask for: no job has it.
pub const NO_JOB: &str = "00000000-0000-0000-0000-000000000000";

/// A provider's id of a job. Percent-encoded it is one segment of a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JobId(String);

impl JobId {
    /// Parses an id of 1 to 500 letters, digits and `+-.:=_~` that is not only dots.
    ///
    /// A slash is not accepted: a server that decodes it twice would see another path.
    pub fn parse(id: &str) -> Option<Self> {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.:=_~".contains(&byte);
        let is_safe = (1..=LONGEST_ID).contains(&id.len())
            && id.bytes().all(is_allowed)
            && id.bytes().any(|byte| byte != b'.');
        is_safe.then(|| Self(id.to_owned()))
    }

    /// Reads the id from the first of several members of a reply that is a string, else a whole number.
    ///
    /// # Errors
    ///
    /// [`ReadError::NoJobId`] if there is no id, or one that cannot be polled.
    pub fn read(reply: &Json, members: &[&str]) -> Result<Self, ReadError> {
        let id = match (reply.first_text(members), reply.first_number(members)) {
            (Some(text), _) => text.trim().to_owned(),
            (None, Some(number)) => digits(number)?,
            (None, None) => return Err(ReadError::NoJobId { id: None }),
        };
        Self::parse(&id).ok_or_else(|| ReadError::NoJobId { id: Some(quote_id(&id)) })
    }

    /// Returns the mark of a job without an id: the reply to its submit already had the images.
    ///
    /// It keeps the place of the id in a ticket, but there is nothing to poll.
    pub fn delivered_at_once() -> Self {
        Self(DELIVERED_AT_ONCE.to_owned())
    }

    /// Returns `true` unless this is [`delivered_at_once`](Self::delivered_at_once).
    pub fn can_be_polled(&self) -> bool {
        self.0 != DELIVERED_AT_ONCE
    }

    /// Returns the id as the provider wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the id as one segment of a path.
    pub fn path_segment(&self) -> String {
        url::encode(&self.0)
    }
}

/// Formats a number that is an id. A number of 2^53 or more was rounded, so it is the id of another job, or of none.
fn digits(number: f64) -> Result<String, ReadError> {
    match whole(number) {
        Some(id) => Ok(id.to_string()),
        None if (9e15..1.8e19).contains(&number) => {
            Err(ReadError::NoJobId { id: Some(format!("about {}", number as u64)) })
        }
        None => Err(ReadError::NoJobId { id: None }),
    }
}

/// No provider's ids look like this.
const DELIVERED_AT_ONCE: &str = "at-once";
/// In bytes: longer than any token that is an id, shorter than any image.
const LONGEST_ID: usize = 500;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_that_could_change_the_path_are_refused() {
        for id in [
            "",
            ".",
            "..",
            "...",
            "a b",
            "a/b",
            "../a",
            "a%2fb",
            "a?b",
            "a#b",
            "é",
            "a\\b",
            "a\nb",
            "a\0",
            "https://example.com",
            &"a".repeat(501),
        ] {
            assert_eq!(JobId::parse(id), None, "{id}");
        }
    }

    #[test]
    fn every_other_id_is_one_segment_of_a_path() {
        for (id, part) in [
            ("job_abc123def456", "job_abc123def456"),
            ("43c9e643-0693-4f99-9e92-ff15ef6d1c55", "43c9e643-0693-4f99-9e92-ff15ef6d1c55"),
            ("flux-pro_019d.x~", "flux-pro_019d.x~"),
            ("a..b", "a..b"),
            ("urn:job:7", "urn%3ajob%3a7"),
            ("q83v+A0w==", "q83v%2bA0w%3d%3d"),
        ] {
            assert_eq!(JobId::parse(id).map(|id| id.path_segment()).as_deref(), Some(part));
        }
        assert!(JobId::parse(&"a".repeat(500)).is_some());
    }

    #[test]
    fn an_id_is_a_string_or_a_whole_number_and_quoted_if_it_cannot_be_polled() {
        let read = |reply: serde_json::Value| JobId::read(&reply.into(), &["jobId", "id"]);
        let taken = |reply| read(reply).map(|id| id.as_str().to_owned());
        assert_eq!(taken(json!({ "jobId": "a", "id": "b" })), Ok("a".to_owned()));
        assert_eq!(taken(json!({ "jobId": "", "id": "b" })), Ok("b".to_owned()));
        assert_eq!(taken(json!({ "jobId": 7, "id": "b" })), Ok("b".to_owned()));
        assert_eq!(taken(json!({ "jobId": null, "id": 0 })), Ok("0".to_owned()));
        assert_eq!(taken(json!({ "id": 9_007_199_254_740_991_u64 })), Ok("9007199254740991".to_owned()));
        let quoted = |reply| match read(reply) {
            Err(ReadError::NoJobId { id }) => id,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            quoted(json!({ "id": 9_007_199_254_740_993_u64 })).as_deref(),
            Some("about 9007199254740992")
        );
        for none in [json!({}), json!({ "id": 1.5 }), json!({ "id": -1 }), json!({ "id": 1e300 }), json!([7])]
        {
            assert_eq!(quoted(none.clone()), None, "{none}");
        }
        assert_eq!(quoted(json!({ "id": "job?limit=1" })).as_deref(), Some("job?limit=1"));
    }
}
