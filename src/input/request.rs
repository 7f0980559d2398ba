//! A request as the caller wrote it: anything may be wrong, and everything that is wrong is said at once.

use crate::input::cost;
use crate::input::images::{FileFacts, ImageInput};
use crate::input::validate::{Check, Reencode};
use crate::provider::model::Images;
use crate::provider::money::Cost;
use crate::provider::request::ImageRequest;
use crate::providers;
use crate::wire::problem::Problem;

/// A request on its way to be checked.
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
    /// Fields of the wrong type, and what was found there: what is allowed depends on the model.
    mistyped: Vec<(String, &'static str)>,
}

/// A plain value of a dynamically typed field.
#[derive(Debug)]
pub enum Value {
    Number(f64),
    /// Neither number nor string; says what it is: `null`, `an array`.
    Other(&'static str),
    Text(String),
}

impl RequestInput {
    /// Takes a field of the request. Fields of another name or type become problems.
    ///
    /// `images` and `extra` have calls of their own.
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

    /// Takes the images, in order.
    pub fn set_images(&mut self, images: Vec<ImageInput>) {
        self.images = images;
    }

    /// Gives what the model takes of images, as far as it is known yet.
    pub fn image_limits(&self) -> Option<&'static Images> {
        let provider = self.provider.as_deref().and_then(providers::find)?;
        Some(&provider.model(self.model.as_deref()?)?.images)
    }

    /// Takes the vendor's own fields: names and JSON.
    pub fn set_extra(&mut self, extra: Vec<(String, String)>) {
        self.extra = extra;
    }

    /// Notes that a field is of the wrong type: that it is `a number`, `null`.
    pub fn wrong_type(&mut self, field: &str, found: &'static str) {
        self.mistyped.push((field.to_owned(), found));
    }

    /// Makes a request of which every field is right.
    ///
    /// # Errors
    ///
    /// Every field that is wrong, with what is allowed: the caller's to mend. A wrong provider or model hides
    /// nothing but what depends on it.
    pub fn check(self, reencode: Reencode) -> Result<ImageRequest, Vec<Problem>> {
        let found = |field| self.mistyped.iter().find(|(name, _)| name == field).map(|(_, found)| *found);
        let mut check = Check::new(reencode);
        let provider = check.provider(self.provider.as_deref(), found("provider"));
        let model = check.model(provider, self.model.as_deref(), found("model"));
        for (field, found) in &self.mistyped {
            check.wrong_type(field, found);
        }
        for name in &self.unknown {
            check.unknown(name);
        }
        let prompt = self.prompt.unwrap_or_default();
        check.prompt(&prompt);
        let images = check.images(self.images);
        let aspect_ratio = check.choice("aspectRatio", self.aspect_ratio.as_deref());
        let resolution = check.choice("resolution", self.resolution.as_deref());
        let count = check.count(self.count);
        let output_format = check.choice("outputFormat", self.output_format.as_deref());
        check.webhook(self.webhook_url.as_deref());
        check.extra(&self.extra);
        match (provider, model) {
            (Some(provider), Some(model)) if check.problems.is_empty() => Ok(ImageRequest {
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
            _ => Err(check.problems),
        }
    }

    /// Tells what the request will cost, as far as it is written: prompt and images may still be missing.
    ///
    /// # Errors
    ///
    /// What is wrong with the fields that set the price.
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
        for _ in 0..images {
            priced.images.push(ImageInput::Local(FileFacts::Unread));
        }
        priced.check(Reencode::Auto).map(|request| cost::cost(&request))
    }
}

fn sets_price(field: &str) -> bool {
    ["provider", "model", "resolution", "count"].contains(&field)
}
