//! What is wrong with a draft, field by field.

use crate::input::messages::{not, not_one_of, whole};
use crate::provider::Provider;
use crate::provider::model::{Choice, Model};
use crate::providers;
use crate::wire::problem::Problem;
use crate::wire::{text, url};

/// What is done with a local image that this model does not take as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Reencode {
    /// It is encoded again.
    #[default]
    Auto,
    /// It is a problem.
    Never,
}

/// Looks at one field after the other and collects what is wrong.
pub struct Check {
    /// `None` until it is found: limits of a model are then not looked at.
    pub(super) model: Option<&'static Model>,
    pub(super) reencode: Reencode,
    pub problems: Vec<Problem>,
}

impl Check {
    /// Begins with nothing known and nothing wrong.
    pub fn new(reencode: Reencode) -> Self {
        Self { model: None, reencode, problems: Vec::new() }
    }

    /// Finds the provider; `found` is what stands there where it is no text.
    pub fn provider(&mut self, id: Option<&str>, found: Option<&str>) -> Option<&'static Provider> {
        let provider = id.and_then(providers::find);
        if provider.is_none() {
            let mut known = Vec::new();
            for provider in providers::ALL {
                known.push(provider.id);
            }
            self.problem("provider", not_one_of(id, found, &known));
        }
        provider
    }

    /// Finds the model, whose limits hold from here on.
    pub fn model(
        &mut self,
        provider: Option<&Provider>,
        id: Option<&str>,
        found: Option<&str>,
    ) -> Option<&'static Model> {
        let Some(provider) = provider else {
            match (id, found) {
                (Some(_), _) => {}
                (None, Some(found)) => self.problem("model", not(TEXT, found)),
                (None, None) => self.problem("model", "is missing; it depends on the provider"),
            }
            return None;
        };
        self.model = id.and_then(|id| provider.model(id));
        if self.model.is_none() {
            let mut known = Vec::new();
            for model in provider.models {
                known.push(model.id);
            }
            self.problem("model", not_one_of(id, found, &known));
        }
        self.model
    }

    /// Says what a field of the wrong type must be. Of provider and model it is said already.
    pub fn wrong_type(&mut self, field: &str, found: &str) {
        if self.said_already(field) || self.lacks(field) {
            return;
        }
        let message = match field {
            "count" => {
                let wanted = match self.model.and_then(|model| model.count.as_ref()) {
                    Some(count) => ["a whole number from 1 to ", &count.max.to_string()].concat(),
                    None => "a whole number".to_owned(),
                };
                match found {
                    "a string" => ["must be ", &wanted, ", without quotes"].concat(),
                    _ => not(&wanted, found),
                }
            }
            "extra" if found == "an object" => "holds what is no plain data such as { seed: 7 }".to_owned(),
            "extra" => not("an object of plain data such as { seed: 7 }", found),
            "images" if self.model.is_some_and(|model| model.images.max == Some(0)) => TEXT_ALONE.to_owned(),
            "images" => not("a list of images such as [file]", found),
            "webhookUrl" => not("an address that begins with https://", found),
            _ => match self.model.and_then(|model| choice(model, field)) {
                Some(choice) => not_one_of(None, Some(found), choice.values),
                None => not(TEXT, found),
            },
        };
        self.problem(field, message);
    }

    /// Refuses a field that nobody knows, and names the one that was meant where it can be told.
    pub fn unknown(&mut self, name: &str) {
        let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
        let ours = self.model.and_then(|model| model.field_of_wire(name));
        let ours = ours.or_else(|| FIELDS.into_iter().find(|field| plain(field) == plain(name)));
        let message = match ours {
            Some(field) => ["is no field of a request; it is called `", field, "` here"].concat(),
            None => ["is no field of a request; the fields are ", &FIELDS.join(", ")].concat(),
        };
        self.problem(name, message);
    }

    /// Checks that there is a prompt, and its length.
    pub fn prompt(&mut self, prompt: &str) {
        if prompt.chars().all(is_blank) {
            if !self.said_already("prompt") {
                self.problem("prompt", "is missing: say what the image should be");
            }
            return;
        }
        let characters = text::length(prompt);
        if let Some(max) =
            self.model.and_then(|model| model.prompt_max).filter(|max| characters > *max as usize)
        {
            self.problem(
                "prompt",
                [
                    "has ",
                    &characters.to_string(),
                    " characters, but this model takes at most ",
                    &max.to_string(),
                ]
                .concat(),
            );
        }
    }

    /// Checks one of the fields that have a set of values.
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

    /// Checks how many images are wanted.
    pub fn count(&mut self, value: Option<f64>) -> Option<u32> {
        let value = value?;
        if self.lacks("count") {
            return None;
        }
        let max = self.model?.count.as_ref()?.max;
        let found = (1..=max).find(|allowed| f64::from(*allowed) == value);
        if found.is_none() {
            let is = match whole(value) {
                Some(value) => ["is ", &value, ", but must be a"].concat(),
                None => "is no".to_owned(),
            };
            self.problem("count", [&is, " whole number from 1 to ", &max.to_string()].concat());
        }
        found
    }

    /// Checks the address that the provider is to call.
    pub fn webhook(&mut self, url: Option<&str>) {
        let Some(url) = url else { return };
        if !self.lacks("webhookUrl") && !url::is_https(url) {
            let message =
                if begins_with_https(url) { INCOMPLETE_ADDRESS } else { "must begin with https://" };
            self.problem("webhookUrl", message);
        }
    }

    /// Checks that the vendor's own fields take the place of none of ours.
    pub fn extra(&mut self, extra: &[(String, String)]) {
        let Some(model) = self.model else { return };
        for (name, json) in extra {
            let field = ["extra.", name].concat();
            if let Some(ours) = model.field_of_wire(name) {
                self.problem(&field, ["is set by the field `", ours, "`: use that"].concat());
            } else if model.inline == Some(name) && json != "true" && json != "false" {
                self.problem(&field, "must be true or false");
            }
        }
    }

    pub(super) fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(field, message));
    }

    pub(super) fn said_already(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    /// Tells whether the model has no such field, and says so.
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

/// Tells whether a character leaves nothing to read: no blank alone makes a prompt, seen or unseen.
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

pub const INCOMPLETE_ADDRESS: &str =
    "is no complete https:// address, or has a space, a user name or a password in it";
const TEXT: &str = "text in quotes";
pub const TEXT_ALONE: &str = "must be left out: this model makes images from the prompt alone";
