//! Validation of a request, field by field.

use std::rc::Rc;

use crate::input::field::{TEXT, matching, read_value};
use crate::input::messages::{most_similar, must_be, nearest, not_one_of};
use crate::input::value::{Extra, FirstImage, Value};
use crate::provider::Provider;
use crate::provider::model::{self, Catalogue, Kind, Model, Range};
use crate::providers;
use crate::wire::problem::{Defect, Problem, ProblemCode};

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
pub struct Validator<'a> {
    models: &'a dyn Catalogue,
    /// Without a model, its limits are not validated.
    pub(super) model: Option<Rc<Model>>,
    pub(super) reencode: Reencode,
    pub problems: Vec<Problem>,
}

impl<'a> Validator<'a> {
    /// A validator without problems. `models` are those of the provider.
    pub fn new(models: &'a dyn Catalogue, reencode: Reencode) -> Self {
        Self { models, model: None, reencode, problems: Vec::new() }
    }

    /// Validates the provider.
    pub fn provider(&mut self, id: Option<&Value>) -> Option<&'static Provider> {
        let provider = id.and_then(Value::text).and_then(providers::find);
        if provider.is_none() {
            let known: Vec<_> = providers::ALL.iter().map(|provider| provider.id).collect();
            self.problem("provider", not_one_of(id.and_then(Value::text), id.and_then(Value::found), &known));
        }
        provider
    }

    /// Validates the model, and uses its limits from here on.
    pub fn model(&mut self, provider: Option<&Provider>, id: Option<&Value>) -> Option<Rc<Model>> {
        let (text, found) = (id.and_then(Value::text), id.and_then(Value::found));
        if provider.is_none() {
            match (text, found) {
                (Some(_), _) => {}
                (None, Some(found)) => self.problem("model", must_be(TEXT, found)),
                (None, None) => {
                    self.defect("model", ProblemCode::Required, "is missing; it depends on the provider")
                }
            }
            return None;
        }
        self.model = text.and_then(|id| self.models.model(id));
        if self.model.is_none() {
            let known = self.models.ids();
            self.problem("model", nearest(text, found, &known));
        }
        self.model.clone()
    }

    /// Reports `images` or `extra` of the wrong type.
    pub fn wrong_type(&mut self, field: &str, found: &str) {
        let defect = match field {
            "extra" if found == "an object" => {
                Defect::new(ProblemCode::WrongType, "cannot be read: one of its members throws")
            }
            "extra" => must_be("an object of plain data such as { seed: 7 }", found),
            _ if self.is_text_only() => text_only(),
            _ => must_be("a list of images such as [file]", found),
        };
        self.problem(field, defect);
    }

    /// Reports an unknown field, with the known one that it resembles.
    pub fn unknown(&mut self, name: &str) {
        let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
        let model = self.model.clone();
        let ours = model.as_deref().and_then(|model| model.field_of_wire(name));
        let ours = ours.or_else(|| all_fields().find(|field| plain(field) == plain(name)));
        let of_provider =
            model.as_deref().is_some_and(|model| model.extra.iter().any(|field| field.name == name));
        let unknown = |message: String| Defect::new(ProblemCode::UnknownField, message);
        let defect = match ours {
            Some(field) => unknown(format!("is not a field of a request; it is called `{field}` here"))
                .with("suggestion", field),
            None if of_provider => {
                unknown(format!("is a field of the provider: write it as `extra: {{ {name} }}`"))
                    .with("suggestion", format!("extra.{name}"))
            }
            None => {
                let known = match model.as_deref() {
                    Some(model) => {
                        model.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
                    }
                    None => FIELDS.join(", "),
                };
                unknown(format!(
                    "is not a field of a request; the fields are provider, model, {known}, extra"
                ))
            }
        };
        self.problem(name, defect);
    }

    /// Validates that there is a prompt.
    pub fn prompt(&mut self, prompt: Option<&Value>) {
        let is_blank = |text: &str| text.chars().all(is_blank);
        if prompt.is_none_or(|prompt| prompt.text().is_some_and(is_blank)) {
            self.defect("prompt", ProblemCode::Required, "is missing: say what the image should be");
        }
    }

    /// Validates the value of a field. `first` is the size of the first image, where it is known.
    pub fn value(&mut self, name: &str, value: &Value, first: Option<FirstImage>) -> Option<model::Value> {
        let Some(model) = self.model.clone() else {
            self.value_of_any_model(name, value);
            return None;
        };
        let Some(field) = model.field(name) else {
            match model.field_of_wire(name) {
                Some(ours) => {
                    let defect =
                        Defect::new(ProblemCode::UnknownField, format!("is called `{ours}` for this model"));
                    self.problem(name, defect.with("suggestion", ours));
                }
                None => self.lacking(name),
            }
            return None;
        };
        let read = match &field.kind {
            Kind::Choice(choice) if name == "aspectRatio" && value.text() == Some("match") => {
                matching(choice, first)
            }
            kind => read_value(kind, value),
        };
        match read {
            Ok(value) => Some(value),
            // A blank prompt is reported as missing.
            Err(defect) => {
                self.problem(name, defect);
                None
            }
        }
    }

    /// Validates the provider's own fields, and that they do not replace fields of the request.
    pub fn extra(&mut self, extra: &[Extra]) {
        let Some(model) = self.model.clone() else { return };
        for Extra { name, value, .. } in extra {
            let field = format!("extra.{name}");
            if let Some(ours) = model.field_of_wire(name) {
                let defect =
                    Defect::new(ProblemCode::Conflict, format!("is set by the field `{ours}`: use that"));
                self.problem(&field, defect.with("suggestion", ours));
            } else if model.constants.iter().any(|(constant, _)| constant == name) {
                self.defect(&field, ProblemCode::Fixed, "is set by the model: leave it out");
            } else if let Some(known) = model.extra.iter().find(|field| field.name == *name)
                && let Err(defect) = read_value(&known.kind, value)
            {
                self.problem(&field, defect);
            }
        }
    }

    pub(super) fn problem(&mut self, field: &str, defect: Defect) {
        self.problems.push(Problem::new(field, defect));
    }

    /// Reports a defect without facts.
    pub(super) fn defect(&mut self, field: &str, code: ProblemCode, message: impl Into<String>) {
        self.problem(field, Defect::new(code, message));
    }

    pub(super) fn is_reported(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    pub(super) fn is_text_only(&self) -> bool {
        self.model.as_deref().is_some_and(|model| model.images().is_none())
    }

    /// Reports a field that the model does not have, with models of the provider that have it.
    pub(super) fn lacking(&mut self, field: &str) {
        let own = self.model.as_deref().map_or("", |model| model.id.as_str());
        let others = most_similar(own, self.models.ids_with(field));
        let message = match others.as_slice() {
            [] => "cannot be chosen for this model: leave it out".to_owned(),
            [one] => format!("cannot be chosen for this model: leave it out; {one} has it"),
            several => {
                format!("cannot be chosen for this model: leave it out; {} have it", several.join(", "))
            }
        };
        self.problem(field, Defect::new(ProblemCode::NotOfModel, message).with_allowed(others));
    }

    /// Reports a value of a type that no model takes.
    fn value_of_any_model(&mut self, name: &str, value: &Value) {
        let kind = match name {
            "count" | "outputQuality" | "seed" | "steps" => {
                Kind::Integer { range: Range::default(), as_text: false }
            }
            "guidance" | "strength" => Kind::Number(Range::default()),
            "webhookUrl" => Kind::Url,
            "webSearch" => Kind::Boolean,
            "enhancePrompt" | "size" | "thinking" => return,
            _ => Kind::Text { max_length: None },
        };
        if let Err(defect) = read_value(&kind, value) {
            self.problem(name, defect);
        }
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

/// Returns the defect of images for a model that takes none.
pub(super) fn text_only() -> Defect {
    let message = "must be left out: this model makes images from the prompt alone";
    Defect::new(ProblemCode::NotOfModel, message)
}

fn all_fields() -> impl Iterator<Item = &'static str> {
    ["provider", "model", "extra"].into_iter().chain(FIELDS)
}

/// The vocabulary of requests, without `provider`, `model` and `extra`.
pub const FIELDS: [&str; 21] = [
    "prompt",
    "negativePrompt",
    "images",
    "mask",
    "aspectRatio",
    "resolution",
    "size",
    "count",
    "seed",
    "outputFormat",
    "outputQuality",
    "quality",
    "background",
    "strength",
    "guidance",
    "steps",
    "style",
    "webSearch",
    "thinking",
    "enhancePrompt",
    "webhookUrl",
];
