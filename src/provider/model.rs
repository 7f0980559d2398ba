//! A model as data: its fields, limits and prices, each from the provider's page.

use crate::media::Format;

/// One thing that a provider sells.
#[derive(Debug)]
pub struct Model {
    /// The provider's id.
    pub id: &'static str,
    pub name: &'static str,
    /// The provider's page that all of this is from.
    pub page: &'static str,
    /// In characters, if the provider documents a limit.
    pub prompt_max: Option<u32>,
    pub images: Images,
    pub aspect_ratio: Option<Choice>,
    pub resolution: Option<Choice>,
    pub count: Option<Count>,
    pub output_format: Option<Choice>,
    /// Whether a webhook can be given.
    pub webhook: bool,
    /// The provider's field that asks for images inside the reply.
    pub inline: Option<&'static str>,
    pub typical_seconds: u16,
    pub price: Price,
}

impl Model {
    /// Returns the name in a request of the field that the provider calls `wire`.
    pub fn field_of_wire(&self, wire: &str) -> Option<&'static str> {
        let named = |choice: &Option<Choice>| choice.as_ref().is_some_and(|choice| choice.wire == wire);
        match wire {
            "prompt" => Some("prompt"),
            _ if !wire.is_empty() && wire == self.images.wire => Some("images"),
            _ if named(&self.aspect_ratio) => Some("aspectRatio"),
            _ if named(&self.resolution) => Some("resolution"),
            _ if named(&self.output_format) => Some("outputFormat"),
            _ if self.count.as_ref().is_some_and(|count| count.wire == wire) => Some("count"),
            _ => None,
        }
    }
}

/// The images that a model accepts.
#[derive(Debug)]
pub struct Images {
    /// The provider's name of the field.
    pub wire: &'static str,
    pub min: usize,
    /// `None` if the provider documents no limit.
    pub max: Option<usize>,
    /// The formats of local images.
    pub formats: &'static [Format],
    /// Of each local image, if the provider documents a limit.
    pub max_bytes: Option<u64>,
}

impl Images {
    /// For a model without image input.
    pub const NONE: Self = Self { wire: "", min: 0, max: Some(0), formats: &[], max_bytes: None };
}

/// A field with a set of values.
#[derive(Debug)]
pub struct Choice {
    /// The provider's name of the field.
    pub wire: &'static str,
    /// As a request has them.
    pub values: &'static [&'static str],
    /// The provider's default.
    pub default: &'static str,
    pub spelling: Spelling,
}

/// How the provider writes a value.
#[derive(Clone, Copy, Debug)]
pub enum Spelling {
    /// As a request has it.
    AsIs,
    LowerCase,
}

/// How many images a model makes for one request.
#[derive(Debug)]
pub struct Count {
    /// The provider's name of the field.
    pub wire: &'static str,
    pub max: u32,
    /// The provider's default.
    pub default: u32,
    pub notation: Notation,
}

/// How the provider writes an integer.
#[derive(Clone, Copy, Debug)]
pub enum Notation {
    /// `1`
    Number,
    /// `"1"`
    Text,
}

/// The price of a model, in micro-dollars.
#[derive(Debug)]
pub enum Price {
    /// Between two amounts for each image, by something that the request does not say.
    BetweenPerImage {
        min: u64,
        max: u64,
    },
    PerImage(u64),
    PerRequest(u64),
    /// By resolution, in the order of the model's values.
    PerRequestByResolution(&'static [(&'static str, u64)]),
    /// The provider publishes no price.
    Unpublished,
}
