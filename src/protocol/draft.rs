//! A request as the caller wrote it: anything may be wrong, and everything that is wrong is said at once.

use crate::media::Format;
use crate::providers;

use super::address;
use super::error::Problem;
use super::estimate::{self, Cost};
use super::model::{Choice, Images, Model};
use super::provider::Provider;
use super::request::{ImageRequest, InputImage};

/// A request on its way to be checked.
#[derive(Debug, Default)]
pub struct Draft {
    provider: Option<String>,
    model: Option<String>,
    prompt: Option<String>,
    images: Vec<DraftImage>,
    aspect_ratio: Option<String>,
    resolution: Option<String>,
    count: Option<f64>,
    output_format: Option<String>,
    webhook_url: Option<String>,
    extra: Vec<(String, String)>,
    unknown: Vec<String>,
    problems: Vec<Problem>,
}

/// A plain value of a dynamically typed field.
#[derive(Debug)]
pub enum Value {
    Number(f64),
    /// Neither number nor string; says what it is: `null`, `an array`.
    Other(&'static str),
    Text(String),
}

/// An image as the caller gave it.
#[derive(Debug)]
pub enum DraftImage {
    Local(Local),
    /// Nothing that can be an image; says what it is.
    Other(&'static str),
    Url(String),
}

/// What is done with a local image that this model does not take as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Fit {
    /// It is encoded again.
    #[default]
    Auto,
    /// It is a problem.
    Never,
}

/// What is known of a local image.
#[derive(Debug)]
pub enum Local {
    Known {
        format: Option<Format>,
        bytes: u64,
    },
    /// Not looked into yet: passes every check of bytes.
    Unread,
}

impl Draft {
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
                    Value::Other(what) => self.wrong_type(name, "a whole number", what),
                    Value::Text(_) => self.wrong_type(name, "a whole number", "a string"),
                }
                return;
            }
            _ => return self.unknown.push(name.to_owned()),
        };
        match value {
            Value::Text(text) => *field = Some(text),
            Value::Number(_) => self.wrong_type(name, "a string", "a number"),
            Value::Other(what) => self.wrong_type(name, "a string", what),
        }
    }

    /// Takes the images, in order.
    pub fn set_images(&mut self, images: Vec<DraftImage>) {
        self.images = images;
    }

    /// Takes the vendor's own fields: names and JSON.
    pub fn set_extra(&mut self, extra: Vec<(String, String)>) {
        self.extra = extra;
    }

    /// Notes that a field is of the wrong type.
    pub fn wrong_type(&mut self, field: &str, wanted: &str, found: &str) {
        self.problems.push(Problem::new(field, ["must be ", wanted, ", not ", found].concat()));
    }

    /// Makes a request of which every field is right.
    ///
    /// # Errors
    ///
    /// Every field that is wrong, with what is allowed: the caller's to mend.
    pub fn check(self, fit: Fit) -> Result<ImageRequest, Vec<Problem>> {
        let mut problems = self.problems;
        let Some((provider, model)) = find(self.provider.as_deref(), self.model.as_deref(), &mut problems)
        else {
            problems.extend(self.unknown.iter().map(|name| unknown_field(name, None)));
            return Err(problems);
        };
        problems.extend(self.unknown.iter().map(|name| unknown_field(name, Some(model))));
        let mut check = Check { model, fit, problems };

        let prompt = self.prompt.unwrap_or_default();
        check.prompt(&prompt);
        let request = ImageRequest {
            provider,
            model,
            prompt,
            images: check.images(self.images),
            aspect_ratio: check.choice("aspectRatio", &model.aspect_ratio, self.aspect_ratio),
            resolution: check.choice("resolution", &model.resolution, self.resolution),
            count: check.count(self.count),
            output_format: check.choice("outputFormat", &model.output_format, self.output_format),
            webhook_url: check.webhook(self.webhook_url),
            extra: check.extra(self.extra),
        };
        if check.problems.is_empty() { Ok(request) } else { Err(check.problems) }
    }

    /// Tells what the request will cost, as far as it is written: prompt and images may still be missing.
    ///
    /// # Errors
    ///
    /// What is wrong with the fields that set the price.
    pub fn cost(mut self) -> Result<Option<Cost>, Vec<Problem>> {
        let problems = std::mem::take(&mut self.problems);
        let mut priced = Self {
            prompt: Some("-".to_owned()),
            provider: self.provider,
            model: self.model,
            resolution: self.resolution,
            count: self.count,
            ..Self::default()
        };
        priced.problems = problems.into_iter().filter(|problem| sets_price(&problem.field)).collect();
        if let Some(model) =
            find(priced.provider.as_deref(), priced.model.as_deref(), &mut Vec::new()).map(|(_, model)| model)
        {
            priced.images.extend((0..model.images.min).map(|_| DraftImage::Local(Local::Unread)));
        }
        priced.check(Fit::Auto).map(|request| estimate::cost(&request))
    }
}

fn sets_price(field: &str) -> bool {
    ["provider", "model", "resolution", "count"].contains(&field)
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

fn find(
    provider: Option<&str>,
    model: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<(&'static Provider, &'static Model)> {
    let Some(found) = provider.and_then(providers::find) else {
        let known = list(providers::ALL.iter().map(|provider| provider.id));
        problems.push(Problem::new("provider", [&is_or_missing(provider), " ", &known].concat()));
        return None;
    };
    let Some(model) = model.and_then(|model| found.model(model)) else {
        let known = list(found.models.iter().map(|model| model.id));
        problems.push(Problem::new("model", [&is_or_missing(model), " ", &known].concat()));
        return None;
    };
    Some((found, model))
}

/// Says why a value does not do; a list of what does follows.
fn is_or_missing(value: Option<&str>) -> String {
    match value {
        Some(value) => ["is \"", &shorten(value), "\", but must be one of"].concat(),
        None => "is missing; it is one of".to_owned(),
    }
}

fn unknown_field(name: &str, model: Option<&Model>) -> Problem {
    let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    let ours = model.and_then(|model| model.field_of_wire(name));
    let ours = ours.or_else(|| FIELDS.into_iter().find(|field| plain(field) == plain(name)));
    let message = match ours {
        Some(field) => ["is no field of a request; it is called `", field, "` here"].concat(),
        None => ["is no field of a request; the fields are ", &list(FIELDS.into_iter())].concat(),
    };
    Problem::new(&shorten(name), message)
}

fn list(values: impl Iterator<Item = &'static str>) -> String {
    let mut list = String::new();
    for value in values {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(value);
    }
    list
}

/// Keeps what a caller wrote short enough for a message.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

struct Check {
    model: &'static Model,
    fit: Fit,
    problems: Vec<Problem>,
}

impl Check {
    fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(field, message));
    }

    fn said_already(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    fn prompt(&mut self, prompt: &str) {
        if prompt.trim().is_empty() {
            if !self.said_already("prompt") {
                self.problem("prompt", "is missing: say what the image should be");
            }
        } else if let Some(max) = self.model.prompt_max {
            let characters = prompt.chars().count();
            if characters > max as usize {
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
    }

    fn images(&mut self, images: Vec<DraftImage>) -> Vec<InputImage> {
        let Images { min, max, .. } = self.model.images;
        let given = images.len();
        if max == Some(0) && given > 0 {
            self.problem("images", "must be left out: this model makes images of text alone");
            return Vec::new();
        }
        if given < min && !self.said_already("images") {
            self.problem(
                "images",
                ["has ", &given.to_string(), ", but this model edits at least ", &min.to_string()].concat(),
            );
        }
        if let Some(max) = max.filter(|max| given > *max) {
            self.problem(
                "images",
                ["has ", &given.to_string(), ", but this model takes at most ", &max.to_string()].concat(),
            );
        }
        let mut taken = Vec::new();
        for (index, image) in images.into_iter().enumerate() {
            taken.extend(self.image(index, image));
        }
        taken
    }

    fn image(&mut self, index: usize, image: DraftImage) -> Option<InputImage> {
        let field = ["images[", &index.to_string(), "]"].concat();
        match image {
            DraftImage::Local(Local::Unread) => Some(InputImage::Local { format: Format::Jpeg }),
            DraftImage::Local(Local::Known { bytes: 0, .. }) => {
                self.problem(&field, "is empty");
                None
            }
            DraftImage::Local(Local::Known { format: None, .. }) => {
                self.problem(
                    &field,
                    ["is no image that Plantain knows; this model takes ", &self.formats()].concat(),
                );
                None
            }
            DraftImage::Local(Local::Known { format: Some(format), .. }) if !format.is_raster() => {
                let name = format.media_type();
                self.problem(
                    &field,
                    ["is ", name, " by its bytes, but this model takes ", &self.formats()].concat(),
                );
                None
            }
            DraftImage::Local(Local::Known { format: Some(format), .. }) if self.fit == Fit::Auto => {
                Some(InputImage::Local { format })
            }
            DraftImage::Local(Local::Known { format: Some(format), bytes }) => {
                if !self.model.images.formats.contains(&format) {
                    let name = format.media_type();
                    self.problem(
                        &field,
                        ["is ", name, " by its bytes, but this model takes ", &self.formats()].concat(),
                    );
                }
                if let Some(max) = self.model.images.max_bytes.filter(|max| bytes > *max) {
                    self.problem(
                        &field,
                        [
                            "has ",
                            &bytes.to_string(),
                            " bytes, but this model takes at most ",
                            &max.to_string(),
                        ]
                        .concat(),
                    );
                }
                Some(InputImage::Local { format })
            }
            DraftImage::Other(what) => {
                self.problem(
                    &field,
                    ["must be a file, bytes, an `https:` address or a data URI, not ", what].concat(),
                );
                None
            }
            DraftImage::Url(url) => {
                if !address::is_https(&url) {
                    self.problem(&field, "is no `https:` address, which is what a provider can fetch");
                }
                Some(InputImage::Url(url))
            }
        }
    }

    fn formats(&self) -> String {
        list(self.model.images.formats.iter().map(|format| format.media_type()))
    }

    fn choice(
        &mut self,
        field: &str,
        choice: &'static Option<Choice>,
        value: Option<String>,
    ) -> Option<&'static str> {
        let value = value?;
        let Some(choice) = choice else {
            self.problem(field, "is no field of this model: leave it out");
            return None;
        };
        let found = choice.values.iter().copied().find(|allowed| *allowed == value);
        if found.is_none() {
            let allowed = list(choice.values.iter().copied());
            self.problem(field, ["is \"", &shorten(&value), "\", but must be one of ", &allowed].concat());
        }
        found
    }

    fn count(&mut self, value: Option<f64>) -> Option<u32> {
        let value = value?;
        let Some(count) = &self.model.count else {
            self.problem("count", "is no field of this model, which makes one image: leave it out");
            return None;
        };
        let found = (1..=count.max).find(|allowed| f64::from(*allowed) == value);
        if found.is_none() {
            self.problem("count", ["must be a whole number from 1 to ", &count.max.to_string()].concat());
        }
        found
    }

    fn webhook(&mut self, url: Option<String>) -> Option<String> {
        let url = url?;
        if !self.model.webhook {
            self.problem("webhookUrl", "is no field of this model: leave it out");
        } else if !address::is_https(&url) {
            self.problem("webhookUrl", "must be an `https:` address");
        }
        Some(url)
    }

    fn extra(&mut self, extra: Vec<(String, String)>) -> Vec<(String, String)> {
        for (name, json) in &extra {
            let field = ["extra.", &shorten(name)].concat();
            if let Some(ours) = self.model.field_of_wire(name) {
                self.problem(&field, ["is what `", ours, "` sends: use that"].concat());
            } else if self.model.inline == Some(name) && json != "true" && json != "false" {
                self.problem(&field, "must be true or false");
            }
        }
        extra
    }
}
