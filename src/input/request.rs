//! Requests as callers write them. All problems are reported at once.

use crate::input::cost;
use crate::input::images::{FileFacts, ImageInput};
use crate::input::validate::{Reencode, Validator};
use crate::provider::model::Images;
use crate::provider::money::Cost;
use crate::provider::request::ImageRequest;
use crate::providers;
use crate::wire::problem::Problem;

/// A request that is not validated yet.
#[derive(Debug, Default)]
pub struct RequestInput {
    provider: Option<String>,
    model: Option<String>,
    prompt: Option<String>,
    images: Vec<ImageInput>,
    aspect_ratio: Option<String>,
    resolution: Option<String>,
    count: Option<f64>,
    output_format: Option<String>,
    webhook_url: Option<String>,
    extra: Vec<(String, String)>,
    unknown: Vec<String>,
    /// Fields of the wrong type, and what was found. What is allowed depends on the model.
    mistyped: Vec<(String, &'static str)>,
}

/// The value of a field.
#[derive(Debug)]
pub enum Value {
    Number(f64),
    /// Neither a number nor a string, and what it is: `null`, `an array`.
    Other(&'static str),
    Text(String),
}

impl RequestInput {
    /// Sets a field other than `images` and `extra`. An unknown name or a wrong type becomes a problem.
    pub fn set(&mut self, name: &str, value: Value) {
        let field = match name {
            "aspectRatio" => &mut self.aspect_ratio,
            "model" => &mut self.model,
            "outputFormat" => &mut self.output_format,
            "prompt" => &mut self.prompt,
            "provider" => &mut self.provider,
            "resolution" => &mut self.resolution,
            "webhookUrl" => &mut self.webhook_url,
            "count" => {
                match value {
                    Value::Number(number) => self.count = Some(number),
                    Value::Other(found) => self.wrong_type(name, found),
                    Value::Text(_) => self.wrong_type(name, "a string"),
                }
                return;
            }
            _ => return self.unknown.push(name.to_owned()),
        };
        match value {
            Value::Text(text) => *field = Some(text),
            Value::Number(_) => self.wrong_type(name, "a number"),
            Value::Other(found) => self.wrong_type(name, found),
        }
    }

    /// Sets the images, in order.
    pub fn set_images(&mut self, images: Vec<ImageInput>) {
        self.images = images;
    }

    /// Returns the limits of the model for images, if provider and model are known yet.
    pub fn image_limits(&self) -> Option<&'static Images> {
        let provider = self.provider.as_deref().and_then(providers::find)?;
        Some(&provider.model(self.model.as_deref()?)?.images)
    }

    /// Sets the provider's own fields: names and JSON.
    pub fn set_extra(&mut self, extra: Vec<(String, String)>) {
        self.extra = extra;
    }

    /// Records that a field has the wrong type, and what was found: `a number`, `null`.
    pub fn wrong_type(&mut self, field: &str, found: &'static str) {
        self.mistyped.push((field.to_owned(), found));
    }

    /// Validates every field.
    ///
    /// # Errors
    ///
    /// Every wrong field, with what is allowed. A wrong provider or model hides only the problems that depend
    /// on it.
    pub fn validate(self, reencode: Reencode) -> Result<ImageRequest, Vec<Problem>> {
        let found = |field| self.mistyped.iter().find(|(name, _)| name == field).map(|(_, found)| *found);
        let mut validator = Validator::new(reencode);
        let provider = validator.provider(self.provider.as_deref(), found("provider"));
        let model = validator.model(provider, self.model.as_deref(), found("model"));
        for (field, found) in &self.mistyped {
            validator.wrong_type(field, found);
        }
        for name in &self.unknown {
            validator.unknown(name);
        }
        let prompt = self.prompt.unwrap_or_default();
        validator.prompt(&prompt);
        let images = validator.images(self.images);
        let aspect_ratio = validator.choice("aspectRatio", self.aspect_ratio.as_deref());
        let resolution = validator.choice("resolution", self.resolution.as_deref());
        let count = validator.count(self.count);
        let output_format = validator.choice("outputFormat", self.output_format.as_deref());
        validator.webhook(self.webhook_url.as_deref());
        validator.extra(&self.extra);
        match (provider, model) {
            (Some(provider), Some(model)) if validator.problems.is_empty() => Ok(ImageRequest {
                provider,
                model,
                prompt,
                images,
                aspect_ratio,
                resolution,
                count,
                output_format,
                webhook_url: self.webhook_url,
                extra: self.extra,
            }),
            _ => Err(validator.problems),
        }
    }

    /// Returns the price of the request. Only provider, model, resolution and count matter; the rest is filled with
    /// placeholders that pass validation.
    ///
    /// # Errors
    ///
    /// Every wrong field that the price depends on.
    pub fn cost(self) -> Result<Option<Cost>, Vec<Problem>> {
        let mut mistyped = self.mistyped;
        mistyped.retain(|(field, _)| sets_price(field));
        let mut priced = Self {
            prompt: Some("-".to_owned()),
            provider: self.provider,
            model: self.model,
            resolution: self.resolution,
            count: self.count,
            mistyped,
            ..Self::default()
        };
        let provider = priced.provider.as_deref().and_then(providers::find);
        let model = priced.model.as_deref().and_then(|model| provider?.model(model));
        let images = model.map_or(0, |model| model.images.min);
        priced.images.extend((0..images).map(|_| ImageInput::Local(FileFacts::Unread)));
        priced.validate(Reencode::Auto).map(|request| cost::cost(&request))
    }
}

fn sets_price(field: &str) -> bool {
    ["provider", "model", "resolution", "count"].contains(&field)
}
