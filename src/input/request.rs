//! Requests as callers write them. All problems are reported at once.

use std::rc::Rc;

use crate::input::cost;
use crate::input::images::{FileFacts, ImageInput};
use crate::input::validate::{FIELDS, Reencode, Validator};
use crate::input::value::{Extra, Value};
use crate::provider::model::{Catalogue, Images, Model};
use crate::provider::money::Cost;
use crate::provider::request::ImageRequest;
use crate::wire::problem::{Problem, ProblemCode};

/// A request that is not validated yet.
#[derive(Debug, Default)]
pub struct RequestInput {
    provider: Option<Value>,
    model: Option<Value>,
    images: Vec<ImageInput>,
    mask: Option<ImageInput>,
    /// All other fields, in the caller's order.
    values: Vec<(String, Value)>,
    extra: Vec<Extra>,
    unknown: Vec<String>,
    /// Lists and objects of the wrong type, and what was found.
    mistyped: Vec<(String, &'static str)>,
    /// Values under `extra` that JSON cannot hold: their paths, and what they are.
    not_json: Vec<(String, &'static str)>,
}

impl RequestInput {
    /// Sets a field other than `images`, `mask` and `extra`. An unknown name becomes a problem.
    pub fn set(&mut self, name: &str, value: Value) {
        match name {
            "model" => self.model = Some(value),
            "provider" => self.provider = Some(value),
            _ if FIELDS.contains(&name) => self.values.push((name.to_owned(), value)),
            _ => self.unknown.push(name.to_owned()),
        }
    }

    /// Sets the images, in order.
    pub fn set_images(&mut self, images: Vec<ImageInput>) {
        self.images = images;
    }

    /// Sets the mask.
    pub fn set_mask(&mut self, mask: ImageInput) {
        self.mask = Some(mask);
    }

    /// Sets the provider's own fields.
    pub fn set_extra(&mut self, extra: Vec<Extra>) {
        self.extra = extra;
    }

    /// Records that `images` or `extra` has the wrong type, and what was found: `a number`, `null`.
    pub fn wrong_type(&mut self, field: &str, found: &'static str) {
        self.mistyped.push((field.to_owned(), found));
    }

    /// Records a value under `extra` that JSON cannot hold, by its path, and what it is.
    pub fn not_json(&mut self, path: String, what: &'static str) {
        self.not_json.push((path, what));
    }

    /// Returns the id of the provider.
    pub fn provider(&self) -> Option<&str> {
        self.provider.as_ref()?.text()
    }

    /// Returns the model that is named, if the provider sells it.
    pub fn model(&self, models: &dyn Catalogue) -> Option<Rc<Model>> {
        models.model(self.model.as_ref()?.text()?)
    }

    /// Validates every field. `models` are those of the provider that is named.
    ///
    /// # Errors
    ///
    /// Every wrong field, with what is allowed. A wrong provider or model hides only the problems that depend
    /// on it.
    pub fn validate(self, models: &dyn Catalogue, reencode: Reencode) -> Result<ImageRequest, Vec<Problem>> {
        let mut validator = Validator::new(models, reencode);
        let provider = validator.provider(self.provider.as_ref());
        let model = validator.model(provider, self.model.as_ref());
        for (field, found) in &self.mistyped {
            validator.wrong_type(field, found);
        }
        for name in &self.unknown {
            validator.unknown(name);
        }
        validator.prompt(self.values.iter().find(|(name, _)| name == "prompt").map(|(_, value)| value));
        let first = self.images.first().map(ImageInput::shown_size);
        let mut images = validator.images(self.images);
        let mask = validator.mask(self.mask);
        let has_mask = mask.is_some();
        images.extend(mask);
        let value =
            |(name, value): &(String, Value)| Some((name.clone(), validator.value(name, value, first)?));
        let values = self.values.iter().filter_map(value).collect();
        validator.extra(&self.extra);
        for (path, what) in &self.not_json {
            validator.defect(path, ProblemCode::NotJson, format!("is {what}, which JSON cannot hold"));
        }
        match (provider, model) {
            (Some(provider), Some(model)) if validator.problems.is_empty() => {
                let extra = self.extra.into_iter().map(|extra| (extra.name, extra.json)).collect();
                Ok(ImageRequest { provider, model, images, has_mask, values, extra })
            }
            _ => Err(validator.problems),
        }
    }

    /// Returns the price of the request. Only the fields that prices depend on matter; the rest is filled with
    /// placeholders that pass validation.
    ///
    /// # Errors
    ///
    /// Every wrong field that the price depends on.
    pub fn cost(mut self, models: &dyn Catalogue) -> Result<Option<Cost>, Vec<Problem>> {
        let unread = || ImageInput::Local(FileFacts::Unread);
        let model = self.model(models);
        let min = |images: Option<&Images>| images.map_or(0, |images| images.min);
        let images = model.as_deref().map_or(0, |model| min(model.images()));
        let needs_mask = model.as_deref().is_some_and(|model| min(model.mask()) > 0);
        self.values.retain(|(name, value)| SET_PRICE.contains(&name.as_str()) && !is_match(name, value));
        self.values.push(("prompt".to_owned(), Value::Text("-".to_owned())));
        let priced = Self {
            provider: self.provider,
            model: self.model,
            values: self.values,
            images: (0..images).map(|_| unread()).collect(),
            mask: needs_mask.then(unread),
            ..Self::default()
        };
        priced.validate(models, Reencode::Auto).map(|request| cost::cost(&request))
    }
}

/// The ratio of an image that is not read is not known; the price is then a range.
fn is_match(name: &str, value: &Value) -> bool {
    name == "aspectRatio" && value.text() == Some("match")
}

const SET_PRICE: [&str; 5] = ["aspectRatio", "count", "quality", "resolution", "size"];
