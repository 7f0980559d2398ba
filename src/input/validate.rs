//! Validation of a request, field by field.

use crate::input::messages::{must_be, not_one_of, whole};
use crate::provider::Provider;
use crate::provider::model::{Choice, Model};
use crate::providers;
use crate::wire::problem::Problem;
use crate::wire::url;

/// What is done with a local image that the model does not accept as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Reencode {
    /// It is re-encoded.
    #[default]
    Auto,
    /// It is a problem.
    Never,
}

/// Validates one field after another and collects the problems.
pub struct Validator {
    /// Without a model, its limits are not validated.
    pub(super) model: Option<&'static Model>,
    pub(super) reencode: Reencode,
    pub problems: Vec<Problem>,
}

impl Validator {
    /// A validator without problems.
    pub fn new(reencode: Reencode) -> Self {
        Self { model: None, reencode, problems: Vec::new() }
    }

    /// Validates the provider. `found` says what it is if it is not a string.
    pub fn provider(&mut self, id: Option<&str>, found: Option<&str>) -> Option<&'static Provider> {
        let provider = id.and_then(providers::find);
        if provider.is_none() {
            let known: Vec<_> = providers::ALL.iter().map(|provider| provider.id).collect();
            self.problem("provider", not_one_of(id, found, &known));
        }
        provider
    }

    /// Validates the model, and uses its limits from here on.
    pub fn model(
        &mut self,
        provider: Option<&Provider>,
        id: Option<&str>,
        found: Option<&str>,
    ) -> Option<&'static Model> {
        let Some(provider) = provider else {
            match (id, found) {
                (Some(_), _) => {}
                (None, Some(found)) => self.problem("model", must_be(TEXT, found)),
                (None, None) => self.problem("model", "is missing; it depends on the provider"),
            }
            return None;
        };
        self.model = id.and_then(|id| provider.model(id));
        if self.model.is_none() {
            let known: Vec<_> = provider.models.iter().map(|model| model.id).collect();
            self.problem("model", not_one_of(id, found, &known));
        }
        self.model
    }

    /// Reports a field of the wrong type, unless it has a problem already.
    pub fn wrong_type(&mut self, field: &str, found: &str) {
        if self.is_reported(field) || self.lacks(field) {
            return;
        }
        let message = match field {
            "count" => {
                let wanted = match self.model.and_then(|model| model.count.as_ref()) {
                    Some(count) => format!("a whole number from 1 to {}", count.max),
                    None => "a whole number".to_owned(),
                };
                match found {
                    "a string" => format!("must be {wanted}, without quotes"),
                    _ => must_be(&wanted, found),
                }
            }
            "extra" if found == "an object" => {
                "has a value that is not plain data such as { seed: 7 }".to_owned()
            }
            "extra" => must_be("an object of plain data such as { seed: 7 }", found),
            "images" if self.model.is_some_and(|model| model.images.max == Some(0)) => TEXT_ONLY.to_owned(),
            "images" => must_be("a list of images such as [file]", found),
            "webhookUrl" => must_be("an address that begins with https://", found),
            _ => match self.model.and_then(|model| choice(model, field)) {
                Some(choice) => not_one_of(None, Some(found), choice.values),
                None => must_be(TEXT, found),
            },
        };
        self.problem(field, message);
    }

    /// Reports an unknown field, with the known one that it resembles.
    pub fn unknown(&mut self, name: &str) {
        let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
        let ours = self.model.and_then(|model| model.field_of_wire(name));
        let ours = ours.or_else(|| FIELDS.into_iter().find(|field| plain(field) == plain(name)));
        let message = match ours {
            Some(field) => format!("is not a field of a request; it is called `{field}` here"),
            None => format!("is not a field of a request; the fields are {}", FIELDS.join(", ")),
        };
        self.problem(name, message);
    }

    /// Validates the prompt and its length.
    pub fn prompt(&mut self, prompt: &str) {
        if prompt.chars().all(is_blank) {
            if !self.is_reported("prompt") {
                self.problem("prompt", "is missing: say what the image should be");
            }
            return;
        }
        let characters = prompt.chars().count();
        if let Some(max) =
            self.model.and_then(|model| model.prompt_max).filter(|max| characters > *max as usize)
        {
            self.problem(
                "prompt",
                format!("has {characters} characters, but this model takes at most {max}"),
            );
        }
    }

    /// Validates a field that has a set of values.
    pub fn choice(&mut self, field: &str, value: Option<&str>) -> Option<&'static str> {
        let value = value?;
        if self.lacks(field) {
            return None;
        }
        let values = choice(self.model?, field)?.values;
        let found = values.iter().copied().find(|allowed| *allowed == value);
        if found.is_none() {
            self.problem(field, not_one_of(Some(value), None, values));
        }
        found
    }

    /// Validates the number of images to make.
    pub fn count(&mut self, value: Option<f64>) -> Option<u32> {
        let value = value?;
        if self.lacks("count") {
            return None;
        }
        let max = self.model?.count.as_ref()?.max;
        let found = (1..=max).find(|allowed| f64::from(*allowed) == value);
        if found.is_none() {
            let is = match whole(value) {
                Some(value) => format!("is {value}, but must be"),
                None => "is not".to_owned(),
            };
            self.problem("count", format!("{is} a whole number from 1 to {max}"));
        }
        found
    }

    /// Validates the URL that the provider calls.
    pub fn webhook(&mut self, url: Option<&str>) {
        let Some(url) = url else { return };
        if !self.lacks("webhookUrl") && !url::is_https(url) {
            let message = if begins_with_https(url) { INCOMPLETE_URL } else { "must begin with https://" };
            self.problem("webhookUrl", message);
        }
    }

    /// Validates that the provider's own fields do not replace fields of the request.
    pub fn extra(&mut self, extra: &[(String, String)]) {
        let Some(model) = self.model else { return };
        for (name, json) in extra {
            let field = format!("extra.{name}");
            if let Some(ours) = model.field_of_wire(name) {
                self.problem(&field, format!("is set by the field `{ours}`: use that"));
            } else if model.inline == Some(name) && json != "true" && json != "false" {
                self.problem(&field, "must be true or false");
            }
        }
    }

    pub(super) fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(field, message));
    }

    pub(super) fn is_reported(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    /// Returns `true` and reports the field if the model does not have it.
    pub(super) fn lacks(&mut self, field: &str) -> bool {
        let lacks = self.model.is_some_and(|model| match field {
            "aspectRatio" | "outputFormat" | "resolution" => choice(model, field).is_none(),
            "count" => model.count.is_none(),
            "webhookUrl" => !model.webhook,
            _ => false,
        });
        if lacks {
            self.problem(field, "cannot be chosen for this model: leave it out");
        }
        lacks
    }
}

fn choice(model: &'static Model, field: &str) -> Option<&'static Choice> {
    match field {
        "aspectRatio" => model.aspect_ratio.as_ref(),
        "outputFormat" => model.output_format.as_ref(),
        "resolution" => model.resolution.as_ref(),
        _ => None,
    }
}

/// Returns `true` for white space and invisible characters: a prompt needs others.
fn is_blank(character: char) -> bool {
    let unseen = matches!(
        character,
        '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'
    );
    unseen || character.is_whitespace() || character.is_control()
}

pub fn begins_with_https(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

const FIELDS: [&str; 10] = [
    "provider",
    "model",
    "prompt",
    "images",
    "aspectRatio",
    "resolution",
    "count",
    "outputFormat",
    "webhookUrl",
    "extra",
];

pub const INCOMPLETE_URL: &str =
    "is not a complete https:// address, or has a space, a user name or a password in it";
const TEXT: &str = "a string";
pub const TEXT_ONLY: &str = "must be left out: this model makes images from the prompt alone";
