//! Requests that a provider's model accepts. Only [`RequestInput::validate`](crate::input::request::RequestInput::validate)
//! makes them.

use std::rc::Rc;

use crate::media::Format;
use crate::provider::Provider;
use crate::provider::model::{Field, Form, Kind, Model, Sizes, Value};
use crate::wire::body::JsonTemplate;
use crate::wire::http::Body;
use crate::wire::json::number_text;

/// A request, validated against the model's data.
#[derive(Clone, Debug)]
pub struct ImageRequest {
    pub(crate) provider: &'static Provider,
    pub(crate) model: Rc<Model>,
    /// The images to edit; with a mask, that is the last.
    pub images: Vec<InputImage>,
    pub(crate) has_mask: bool,
    /// The values of all other fields, by the names of the request.
    pub(crate) values: Vec<(String, Value)>,
    /// The provider's own fields: names and JSON.
    pub(crate) extra: Vec<(String, String)>,
}

/// An image to edit.
#[derive(Clone, Debug, PartialEq)]
pub enum InputImage {
    /// A file that the browser has under the same index.
    Local { format: Format },
    /// An `https:` URL that the provider fetches.
    Url(String),
}

impl ImageRequest {
    /// Returns the provider that the request is sent to.
    pub fn provider(&self) -> &'static Provider {
        self.provider
    }

    /// Returns the model that the request is for.
    pub fn model(&self) -> &Rc<Model> {
        &self.model
    }

    /// Returns the value of a field: the caller's, else the provider's default.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.given(name).or_else(|| self.model.field(name)?.default.as_ref())
    }

    /// Returns how many images the request asks for.
    pub fn count(&self) -> u32 {
        match (self.model.field("count"), self.given("count")) {
            (Some(_), Some(Value::Number(count))) => *count as u32,
            // The default is always one, whatever the provider's is.
            (Some(_), _) => 1,
            (None, _) => self.model.makes,
        }
    }

    /// Returns the URL that the provider calls when the job has ended, and the provider's name of the field.
    pub fn webhook(&self) -> Option<(&str, &str)> {
        let field = self.model.fields.iter().find(|field| matches!(field.kind, Kind::Url))?;
        match self.given(&field.name) {
            Some(Value::Text(url)) => Some((&field.wire, url)),
            _ => None,
        }
    }

    /// Returns the input of the model in the provider's names, spellings and order, without the webhook; `extra` is
    /// last.
    pub fn input(&self) -> JsonTemplate {
        let mut input = JsonTemplate::Object(Vec::new());
        for (wire, value) in &self.model.constants {
            input.insert(wire, JsonTemplate::from_json(value));
        }
        for field in &self.model.fields {
            self.insert(&mut input, field);
        }
        for field in &self.model.extra {
            let is_given = self.extra.iter().any(|(name, _)| *name == field.name);
            if let Some(default) = field.default.as_ref().filter(|_| field.required && !is_given) {
                insert_value(&mut input, field, default);
            }
        }
        for (name, json) in &self.extra {
            input.insert(name, JsonTemplate::Raw(json.clone()));
        }
        input
    }

    /// Returns the input with the webhook, as the body of the submit.
    pub fn body(&self) -> Body {
        let mut body = self.input();
        if let Some((wire, url)) = self.webhook() {
            body.insert(wire, JsonTemplate::text(url));
        }
        body.into_body()
    }

    /// Returns the index and format of the first image that is still local.
    pub fn next_local(&self) -> Option<(usize, Format)> {
        self.images.iter().enumerate().find_map(|(index, image)| match image {
            InputImage::Local { format } => Some((index, *format)),
            InputImage::Url(_) => None,
        })
    }

    /// Returns whether the image with this index is the mask.
    pub fn is_mask(&self, index: usize) -> bool {
        self.has_mask && index + 1 == self.images.len()
    }

    /// Returns the name in the request of the image with this index.
    pub fn image_name(&self, index: usize) -> String {
        if self.is_mask(index) { "mask".to_owned() } else { format!("images[{index}]") }
    }

    fn insert(&self, input: &mut JsonTemplate, field: &Field) {
        match &field.kind {
            Kind::Images(images) => {
                let list = self.images_of(&field.name);
                let value = match list.first() {
                    None => return,
                    Some(first) if images.single => first.clone(),
                    Some(_) => JsonTemplate::Array(list),
                };
                input.insert(&field.wire, value);
            }
            Kind::Url => {}
            _ => {
                if let Some(value) = self.given(&field.name).or(sent_default(field).as_ref()) {
                    insert_value(input, field, value);
                }
            }
        }
    }

    /// Returns the caller's value of a field.
    fn given(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Returns the images of a field, `images` or `mask`.
    fn images_of(&self, name: &str) -> Vec<JsonTemplate> {
        let image = |(index, image): (usize, &InputImage)| match image {
            InputImage::Local { .. } => JsonTemplate::Image(index),
            InputImage::Url(url) => JsonTemplate::text(url),
        };
        self.images
            .iter()
            .enumerate()
            .filter(|(index, _)| self.is_mask(*index) == (name == "mask"))
            .map(image)
            .collect()
    }
}

/// Returns the value that is sent where the caller gives none: the default of a required field, and one image where the
/// provider's default is another number.
fn sent_default(field: &Field) -> Option<Value> {
    if field.name == "count" && field.default != Some(Value::Number(1.0)) {
        return Some(Value::Number(1.0));
    }
    field.default.clone().filter(|_| field.required)
}

fn insert_value(input: &mut JsonTemplate, field: &Field, value: &Value) {
    let template = match (value, &field.kind) {
        (Value::Boolean(flag), _) => JsonTemplate::Bool(*flag),
        (Value::Number(number), Kind::Integer { as_text: true, .. }) => {
            JsonTemplate::Text(number_text(*number))
        }
        (Value::Number(number), _) => JsonTemplate::Number(*number),
        (Value::Text(text), Kind::Choice(choice)) => JsonTemplate::text(choice.spell(text)),
        (Value::Text(text), _) => JsonTemplate::text(text),
        (Value::Pixels(width, height), Kind::Size(sizes)) => {
            return insert_pixels(input, field, sizes, *width, *height);
        }
        (Value::Pixels(..), _) => return,
    };
    input.insert(&field.wire, template);
}

fn insert_pixels(input: &mut JsonTemplate, field: &Field, sizes: &Sizes, width: u32, height: u32) {
    let number = |pixels: u32| JsonTemplate::Number(pixels.into());
    match &sizes.form {
        Form::Asterisk => input.insert(&field.wire, JsonTemplate::Text(format!("{width}*{height}"))),
        Form::Letter => input.insert(&field.wire, JsonTemplate::Text(format!("{width}x{height}"))),
        Form::Members(width_wire, height_wire) => {
            input.insert(width_wire, number(width));
            input.insert(height_wire, number(height));
        }
        Form::Object => {
            input.insert(
                &field.wire,
                JsonTemplate::object([("width", number(width)), ("height", number(height))]),
            );
        }
    }
}
