//! A model as data: its fields, limits and prices, each from the vendor's page.

use crate::media::Format;

/// One thing that a provider sells.
#[derive(Debug)]
pub struct Model {
    /// The vendor's own id.
    pub id: &'static str,
    pub name: &'static str,
    /// The vendor's page that all this comes from.
    pub page: &'static str,
    /// In characters, where the vendor names a limit.
    pub prompt_max: Option<u32>,
    pub images: Images,
    pub aspect_ratio: Option<Choice>,
    pub resolution: Option<Choice>,
    pub count: Option<Count>,
    pub output_format: Option<Choice>,
    /// Whether it takes a webhook.
    pub webhook: bool,
    /// The vendor's field that asks for images inside the reply, where there is one.
    pub inline: Option<&'static str>,
    pub typical_seconds: u16,
    pub price: Price,
}

impl Model {
    /// Gives our name for the field that the vendor calls this.
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

/// The images that a model takes.
#[derive(Debug)]
pub struct Images {
    /// The vendor's name for the field.
    pub wire: &'static str,
    pub min: usize,
    /// `None`: the vendor names no limit.
    pub max: Option<usize>,
    /// The formats of local images.
    pub formats: &'static [Format],
    /// Of each local image, where the vendor names a limit.
    pub max_bytes: Option<u64>,
}

impl Images {
    /// For a model that makes images of text alone.
    pub const NONE: Self = Self { wire: "", min: 0, max: Some(0), formats: &[], max_bytes: None };
}

/// A field with a set of values.
#[derive(Debug)]
pub struct Choice {
    /// The vendor's name for the field.
    pub wire: &'static str,
    /// In our own spelling.
    pub values: &'static [&'static str],
    /// What the vendor takes where the field is left out.
    pub default: &'static str,
    pub spelling: Spelling,
}

/// How a vendor writes a value.
#[derive(Clone, Copy, Debug)]
pub enum Spelling {
    /// As we do.
    AsIs,
    LowerCase,
}

/// How many images a model makes of one request.
#[derive(Debug)]
pub struct Count {
    /// The vendor's name for the field.
    pub wire: &'static str,
    pub max: u32,
    /// What the vendor takes where the field is left out.
    pub default: u32,
    pub notation: Notation,
}

/// How a vendor writes an integer.
#[derive(Clone, Copy, Debug)]
pub enum Notation {
    /// `1`
    Number,
    /// `"1"`
    Text,
}

/// What a model costs, in micro-dollars.
#[derive(Debug)]
pub enum Price {
    /// Between two amounts an image, by something that the call does not say.
    BetweenPerImage {
        min: u64,
        max: u64,
    },
    PerImage(u64),
    PerRequest(u64),
    /// By resolution, in the order of the model's own values.
    PerRequestByResolution(&'static [(&'static str, u64)]),
    /// The vendor publishes none.
    Unpublished,
}
