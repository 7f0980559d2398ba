//! Requests that a provider's model accepts. Only [`RequestInput::validate`](crate::input::request::RequestInput::validate)
//! makes them.

use crate::media::Format;
use crate::provider::Provider;
use crate::provider::model::{Choice, Model, Notation, Spelling};
use crate::wire::body::JsonTemplate;

/// A request, validated against the model's data.
#[derive(Clone, Debug)]
pub struct ImageRequest {
    pub(crate) provider: &'static Provider,
    pub(crate) model: &'static Model,
    pub prompt: String,
    pub images: Vec<InputImage>,
    pub aspect_ratio: Option<&'static str>,
    pub resolution: Option<&'static str>,
    pub count: Option<u32>,
    pub output_format: Option<&'static str>,
    pub webhook_url: Option<String>,
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
    pub fn model(&self) -> &'static Model {
        self.model
    }

    /// Returns the input of the model in the provider's names, spellings and order; `extra` is last.
    pub fn input(&self) -> Vec<(String, JsonTemplate)> {
        let model = self.model;
        let mut members = vec![("prompt".to_owned(), JsonTemplate::text(&self.prompt))];
        let mut push = |wire: &str, value| members.push((wire.to_owned(), value));
        if !self.images.is_empty() {
            push(model.images.wire, self.image_list());
        }
        for (choice, value) in [
            (&model.aspect_ratio, self.aspect_ratio),
            (&model.resolution, self.resolution),
            (&model.output_format, self.output_format),
        ] {
            if let (Some(choice), Some(value)) = (choice, value) {
                push(choice.wire, spell(choice, value));
            }
        }
        if let (Some(count), Some(value)) = (&model.count, self.count) {
            push(
                count.wire,
                match count.notation {
                    Notation::Number => JsonTemplate::Number(value),
                    Notation::Text => JsonTemplate::Text(value.to_string()),
                },
            );
        }
        for (name, json) in &self.extra {
            push(name, JsonTemplate::Raw(json.clone()));
        }
        members
    }

    /// Returns the index and format of the first image that is still local.
    pub fn next_local(&self) -> Option<(usize, Format)> {
        self.images.iter().enumerate().find_map(|(index, image)| match image {
            InputImage::Local { format } => Some((index, *format)),
            InputImage::Url(_) => None,
        })
    }

    fn image_list(&self) -> JsonTemplate {
        let values = self.images.iter().enumerate().map(|(index, image)| match image {
            InputImage::Local { .. } => JsonTemplate::Image(index),
            InputImage::Url(url) => JsonTemplate::text(url),
        });
        JsonTemplate::Array(values.collect())
    }
}

fn spell(choice: &Choice, value: &str) -> JsonTemplate {
    match choice.spelling {
        Spelling::AsIs => JsonTemplate::text(value),
        Spelling::LowerCase => JsonTemplate::Text(value.to_ascii_lowercase()),
    }
}
