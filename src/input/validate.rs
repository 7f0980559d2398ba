//! Validation of a request, field by field.

use std::rc::Rc;

use crate::input::messages::{most_similar, must_be, nearest, not_one_of, number_range, outside, whole};
use crate::input::size;
use crate::input::value::{Extra, FirstImage, Value};
use crate::provider::Provider;
use crate::provider::model::{self, Catalogue, Choice, Kind, Model, Range};
use crate::providers;
use crate::wire::json::number_text;
use crate::wire::problem::{Defect, Problem, ProblemCode};
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

/// Returns the value of a field, or what is wrong with it.
fn read_value(kind: &Kind, value: &Value) -> Result<model::Value, Defect> {
    let found = value.found().unwrap_or("a string");
    let not_an_address = |message: &str| Err(Defect::new(ProblemCode::NotAnAddress, message));
    match (kind, value) {
        (Kind::Boolean, Value::Boolean(flag)) => Ok(model::Value::Boolean(*flag)),
        (Kind::Boolean, _) => Err(must_be("true or false", found)),
        (Kind::Choice(choice), _) => {
            let values: Vec<_> = choice.values.iter().map(String::as_str).collect();
            let text = value.text();
            let allowed = text.filter(|text| values.contains(text));
            allowed.map(text_value).ok_or_else(|| not_one_of(text, value.found(), &values))
        }
        (Kind::Integer { range, .. }, Value::Number(number)) => match is_in(*range, *number) {
            true if number.fract() == 0.0 => Ok(model::Value::Number(*number)),
            _ => {
                let is =
                    whole(*number).map_or("is not".to_owned(), |number| format!("is {number}, but must be"));
                let message = format!("{is} {}", number_range("a whole number", *range));
                Err(outside(ProblemCode::NotWhole, message, *range).with("given", *number))
            }
        },
        (Kind::Integer { range, .. }, Value::Text(_)) => {
            let message = format!("must be {}, without quotes", number_range("a whole number", *range));
            Err(outside(ProblemCode::WrongType, message, *range))
        }
        (Kind::Integer { range, .. }, _) => Err(must_be(&number_range("a whole number", *range), found)),
        (Kind::Number(range), Value::Number(number)) if is_in(*range, *number) => {
            Ok(model::Value::Number(*number))
        }
        (Kind::Number(range), Value::Number(number)) => {
            let message =
                format!("is {}, but must be {}", number_text(*number), number_range("a number", *range));
            Err(outside(ProblemCode::OutOfRange, message, *range).with("given", *number))
        }
        (Kind::Number(range), _) => Err(must_be(&number_range("a number", *range), found)),
        (Kind::Size(sizes), _) => size::read(sizes, value),
        (Kind::Text { max_length }, Value::Text(text)) => {
            let length = text.chars().count();
            match max_length.filter(|max| length > *max) {
                Some(max) => {
                    let message = format!("has {length} characters, but this model takes at most {max}");
                    let defect = Defect::new(ProblemCode::TooLong, message);
                    Err(defect.with("given", length as f64).with("max", max as f64))
                }
                None => Ok(text_value(text)),
            }
        }
        (Kind::Text { .. }, _) => Err(must_be(TEXT, found)),
        (Kind::Url, Value::Text(url)) if url::is_https(url) => Ok(text_value(url)),
        (Kind::Url, Value::Text(url)) if begins_with_https(url) => not_an_address(INCOMPLETE_URL),
        (Kind::Url, Value::Text(_)) => not_an_address("must begin with https://"),
        (Kind::Url, _) => Err(must_be("an address that begins with https://", found)),
        (Kind::Json, Value::Other("an array" | "an object") | Value::Pixels(..)) => {
            // Passed on as the caller wrote it.
            Ok(model::Value::Boolean(true))
        }
        (Kind::Json, _) => Err(must_be("a list or an object", found)),
        (Kind::Images(_), _) => Err(must_be("a list of images such as [file]", found)),
    }
}

/// Returns the ratio nearest to that of the first image, among the model's own, or the provider's word for it.
fn matching(choice: &Choice, first: Option<FirstImage>) -> Result<model::Value, Defect> {
    let defect = |message: &str| {
        let ratios = choice.values.iter().map(String::as_str);
        Defect::new(ProblemCode::CannotMatch, message).with_allowed(ratios)
    };
    if let Some(word) = &choice.matching {
        return Ok(text_value(word));
    }
    let mut ratios = choice.values.iter().filter_map(|value| {
        let (width, height) = value.split_once(':')?;
        Some((value, f64::from(width.parse::<u32>().ok()?) / f64::from(height.parse::<u32>().ok()?)))
    });
    let nearest = match first {
        None => return Err(defect("is \"match\", but there is no image to match: choose a ratio")),
        Some(FirstImage::Known(width, height)) => {
            let wanted = f64::from(width) / f64::from(height);
            let distance = |ratio: f64| (ratio / wanted).max(wanted / ratio);
            ratios.min_by(|(_, one), (_, other)| distance(*one).total_cmp(&distance(*other)))
        }
        Some(FirstImage::Unknown) => None,
        Some(FirstImage::Unread) => ratios.next(),
    };
    let message = "is \"match\", but the size of the first image is not known here: choose a ratio";
    nearest.map(|(value, _)| text_value(value)).ok_or_else(|| defect(message))
}

/// Whether a number is in the range, and not so large that JavaScript would round it.
fn is_in(range: Range, number: f64) -> bool {
    number.abs() <= LARGEST_NUMBER && range.contains(number)
}

fn text_value(text: &str) -> model::Value {
    model::Value::Text(text.to_owned())
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

pub fn begins_with_https(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
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

pub const INCOMPLETE_URL: &str =
    "is not a complete https:// address, or has a space, a user name or a password in it";
/// 2^53: larger whole numbers are not exact in JavaScript.
const LARGEST_NUMBER: f64 = 9_007_199_254_740_992.0;
const TEXT: &str = "a string";
