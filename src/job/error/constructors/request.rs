//! Errors of what was not sent, because the request or the options are wrong.

use crate::job::error::{Error, ErrorKind};
use crate::media::{Format, ParseError};
use crate::provider::Provider;
use crate::wire::problem::{Defect, Problem, ProblemCode};

/// The request or the options are wrong; nothing was sent.
impl Error {
    /// Names every wrong field, up to twenty.
    pub fn invalid(mut problems: Vec<Problem>) -> Self {
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        let mut named: Vec<_> = problems
            .iter()
            .map(|Problem { field, defect }| format!("`{field}` {}", defect.message))
            .collect();
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        let message = format!("The request was not sent: {}.", named.join("; "));
        Self { problems, ..Self::new(ErrorKind::InvalidRequest, message) }
    }

    /// A request body over the caller's own limit, `maxBodyBytes`.
    pub fn body_too_large(bytes: u64, max: u64) -> Self {
        let message = format!(
            "make a body of {bytes} bytes, but `maxBodyBytes` is {max}: use smaller ones, or `upload`"
        );
        let defect = Defect::new(ProblemCode::TooLarge, message);
        let defect = defect.with("given", bytes as f64).with("max", max as f64).with("unit", "bytes");
        Self::invalid_field("images", defect)
    }

    /// An image that cannot be stripped of its metadata.
    pub fn damaged_image(image: &str, damage: ParseError) -> Self {
        let why = match damage {
            ParseError::Malformed => "breaks the rules of its format",
            ParseError::TooManyParts => "has more parts than any camera or program writes",
            ParseError::Truncated => "ends before its image does",
        };
        let message =
            format!("is damaged: it {why}. Save it anew, or send it as it is with `keepMetadata: true`");
        Self::invalid_field(image, Defect::new(ProblemCode::Damaged, message))
    }

    /// An image of the request that cannot be used; `image` is its field.
    pub fn invalid_image(image: &str, defect: Defect) -> Self {
        Self::invalid_field(image, defect)
    }

    /// A key that no HTTP header can carry; `message` reads on from the name of the option.
    pub fn invalid_key(provider: &Provider, message: &str) -> Self {
        let defect = Defect::new(ProblemCode::InvalidKey, message);
        Self::invalid_field(&format!("providers.{}.apiKey", provider.id), defect)
    }

    /// A request built for the caller's own `fetch` whose images the provider takes only by an upload.
    pub fn needs_upload(provider: &Provider) -> Self {
        let message = format!(
            "must be uploaded first at {}: give `upload` or `https:` addresses, or let `run` do it",
            provider.name
        );
        Self::invalid_field("images", Defect::new(ProblemCode::NeedsUpload, message))
    }

    /// A `timeoutMs` that is over before the first request.
    pub fn no_time_to_send() -> Self {
        let message = "leaves no time to send anything";
        Self::invalid_field("timeoutMs", Defect::new(ProblemCode::OutOfRange, message))
    }

    /// A file whose bytes are not those of an image.
    pub fn not_an_image() -> Self {
        let message = "is not an image in a format that Plantain knows";
        Self::invalid_field("file", Defect::new(ProblemCode::WrongFormat, message))
    }

    /// A file whose metadata cannot be removed without re-encoding.
    pub fn unstrippable_file(format: Format) -> Self {
        Self::invalid_field("file", unstrippable(format))
    }

    /// An image of the request whose metadata cannot be removed without re-encoding, which the caller forbids.
    pub fn unstrippable_image(image: &str, format: Format) -> Self {
        Self::invalid_image(image, unstrippable(format))
    }

    /// A value that is not a file.
    pub fn not_a_file(found: &str) -> Self {
        let message = format!("must be a file, bytes, a canvas or an ImageBitmap, not {found}");
        Self::invalid_field("file", Defect::new(ProblemCode::WrongType, message))
    }

    /// A stored intent that this package did not write.
    pub fn not_an_intent() -> Self {
        Self::not_of_package("intent", "is not an intent from `pending` or an error")
    }

    /// A request that is not an object.
    pub fn not_a_request(defect: Defect) -> Self {
        Self::invalid_field("request", defect)
    }

    /// A stored ticket that this package did not write.
    pub fn not_a_ticket() -> Self {
        Self::not_of_package("ticket", "is not a ticket from `submit`, `onAccepted` or an error")
    }

    /// A ticket whose job id could lead elsewhere.
    pub fn not_a_job_id() -> Self {
        Self::not_of_package("ticket.job", "is not the id of a job")
    }

    /// A ticket whose queue the provider does not have.
    pub fn unknown_queue() -> Self {
        Self::not_of_package("ticket.queue", "is not a queue of this provider")
    }

    /// A provider that is not in the list.
    pub fn unknown_provider() -> Self {
        let message = "is not a provider that Plantain knows";
        Self::invalid_field("provider", Defect::new(ProblemCode::NotOneOf, message))
    }

    /// An `upload` function that did not return the address of the image.
    pub fn upload_without_url() -> Self {
        let message = "did not return an `https:` address for an image";
        Self::invalid_field("upload", Defect::new(ProblemCode::NotAnAddress, message))
    }

    /// A body or a stripped image that the browser has no memory for.
    pub fn out_of_memory() -> Self {
        let message =
            "needs more memory than the browser has left: use smaller images, or fewer calls at a time";
        Self::invalid_field("request", Defect::new(ProblemCode::OutOfMemory, message))
    }

    fn not_of_package(field: &str, message: &str) -> Self {
        Self::invalid_field(field, Defect::new(ProblemCode::NotOfPackage, message))
    }

    fn invalid_field(field: &str, defect: Defect) -> Self {
        Self::invalid(vec![Problem::new(field, defect)])
    }
}

fn unstrippable(format: Format) -> Defect {
    let message = format!(
        "may hold metadata, such as the place where it was taken, that cannot be removed from {} without encoding \
         it again: save it as JPEG or PNG, or keep the metadata with `keepMetadata: true`",
        format.name()
    );
    Defect::new(ProblemCode::Unstrippable, message).with("given", format.name())
}

/// How many problems one error names.
const MOST_PROBLEMS: usize = 20;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_problems_are_counted_and_not_listed() {
        let defect = || Defect::new(ProblemCode::Empty, "is empty");
        let problems = (0..10_000).map(|index| Problem::new(&format!("images[{index}]"), defect()));
        let error = Error::invalid(problems.collect());
        assert_eq!(error.problems.len(), 20);
        assert!(error.message.ends_with("`images[19]` is empty; and 9980 more."), "{}", error.message);
    }
}
