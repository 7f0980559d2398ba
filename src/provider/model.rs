//! A model as data: its fields, limits and prices. `model.schema.json` describes the JSON that they are from.

use std::rc::Rc;

use crate::media::Format;
use crate::wire::json::Json;

/// One thing that a provider sells.
#[derive(Debug)]
pub struct Model {
    /// The provider's id.
    pub id: String,
    /// The path of the submit, where the provider has one for each model.
    pub path: Option<String>,
    /// Members of the body that never change, by the provider's name.
    pub constants: Vec<(String, Json)>,
    /// What a request may have, in the order in which it is sent.
    pub fields: Vec<Field>,
    /// The provider's own fields, by its own names.
    pub extra: Vec<Field>,
    /// The number of images of one request of a model without `count`.
    pub makes: u32,
    /// `None` if it is unknown.
    pub price: Option<Price>,
    /// The typical time of a job.
    pub seconds: u16,
}

impl Model {
    /// Returns the field that a request calls `name`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Returns what the model accepts as images to edit; `None` if it makes images from the prompt alone.
    pub fn images(&self) -> Option<&Images> {
        self.images_of("images")
    }

    /// Returns what the model accepts as a mask.
    pub fn mask(&self) -> Option<&Images> {
        self.images_of("mask")
    }

    /// Returns the name in a request of the field that the provider calls `wire`.
    pub fn field_of_wire(&self, wire: &str) -> Option<&str> {
        let named = |field: &&Field| field.wires().any(|own| own == wire);
        self.fields.iter().find(named).map(|field| field.name.as_str())
    }

    fn images_of(&self, name: &str) -> Option<&Images> {
        match &self.field(name)?.kind {
            Kind::Images(images) => Some(images),
            _ => None,
        }
    }
}

/// A field of a request.
#[derive(Debug)]
pub struct Field {
    /// The name in a request: `aspectRatio`. Of a field under `extra`, the provider's.
    pub name: String,
    /// The provider's name. A dot nests: `input.prompt`.
    pub wire: String,
    pub kind: Kind,
    /// The provider's default.
    pub default: Option<Value>,
    /// Whether the provider requires it: the default is sent where the caller gives no value.
    pub required: bool,
}

impl Field {
    /// Returns the provider's names of the field: two where width and height are fields of their own.
    fn wires(&self) -> impl Iterator<Item = &str> {
        match &self.kind {
            Kind::Size(Sizes { form: Form::Members(width, height), .. }) => {
                [Some(width.as_str()), Some(height)]
            }
            _ => [Some(self.wire.as_str()), None],
        }
        .into_iter()
        .flatten()
    }
}

/// What a field may be.
#[derive(Debug)]
pub enum Kind {
    Boolean,
    Choice(Choice),
    Images(Images),
    Integer {
        range: Range,
        /// Sent as a string: `"1"`.
        as_text: bool,
    },
    /// A list or an object whose content is not checked.
    Json,
    Number(Range),
    Size(Sizes),
    Text {
        /// In characters, if the provider documents a limit.
        max_length: Option<usize>,
    },
    /// An `https:` URL.
    Url,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Boolean(bool),
    Number(f64),
    /// Width and height.
    Pixels(u32, u32),
    Text(String),
}

/// A set of values.
#[derive(Debug)]
pub struct Choice {
    /// As a request has them.
    pub values: Vec<String>,
    /// The provider's spelling of those that it writes differently.
    pub spelling: Vec<(String, String)>,
    /// The provider's word for the ratio of the first image.
    pub matching: Option<String>,
}

impl Choice {
    /// Returns the provider's spelling of a value.
    pub fn spell<'a>(&'a self, value: &'a str) -> &'a str {
        self.spelling.iter().find(|(ours, _)| ours == value).map_or(value, |(_, theirs)| theirs)
    }
}

/// The images that a model accepts.
#[derive(Debug)]
pub struct Images {
    pub min: usize,
    /// `None` if the provider documents no limit.
    pub max: Option<usize>,
    /// Sent as a string in place of a list.
    pub single: bool,
    /// The formats of local images.
    pub formats: Vec<Format>,
    /// Of each local image, if the provider documents a limit.
    pub max_bytes: Option<u64>,
}

/// The least and the greatest value; `None` where the provider documents no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub min: Option<f64>,
    pub max: Option<f64>,
}

impl Range {
    /// Returns whether a number is in the range.
    pub fn contains(&self, number: f64) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

/// The sizes in pixels that a model makes.
#[derive(Debug)]
pub struct Sizes {
    pub presets: Vec<String>,
    pub pixels: Option<Pixels>,
    pub form: Form,
}

/// The pixels that a size may have.
#[derive(Debug)]
pub enum Pixels {
    Free {
        /// Each side.
        side: Range,
        /// Width times height.
        area: Range,
        /// Width by height.
        ratio: Range,
    },
    /// These alone: width and height.
    Listed(Vec<(u32, u32)>),
}

/// How the provider writes pixels.
#[derive(Debug)]
pub enum Form {
    /// `"1024*1024"`
    Asterisk,
    /// `"1024x1024"`
    Letter,
    /// Two fields with these names.
    Members(String, String),
    /// `{ "width": 1024, "height": 1024 }`
    Object,
}

/// The price of a model, in micro-dollars.
#[derive(Debug)]
pub struct Price {
    pub per: Per,
    pub base: Base,
    /// All of them are multiplied.
    pub factors: Vec<Table>,
}

/// What a price is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Per {
    Image,
    Request,
}

/// A price before the factors.
#[derive(Debug)]
pub enum Base {
    Amount(u64),
    By(Table),
    /// By something that is not part of the request.
    Range(u64, u64),
}

/// An amount, or thousandths of one, for each value of a field.
#[derive(Debug)]
pub struct Table {
    /// The name of the field in a request.
    pub by: String,
    pub amounts: Vec<(String, u64)>,
}

/// The models of a provider that a page knows.
pub trait Catalogue {
    /// Returns the model with this id.
    fn model(&self, id: &str) -> Option<Rc<Model>>;
    /// Returns the ids of all models.
    fn ids(&self) -> Vec<String>;
    /// Returns the ids of the models that have a field.
    fn ids_with(&self, field: &str) -> Vec<String>;
}

impl Catalogue for Vec<Rc<Model>> {
    fn model(&self, id: &str) -> Option<Rc<Model>> {
        self.iter().find(|model| model.id == id).cloned()
    }

    fn ids(&self) -> Vec<String> {
        self.iter().map(|model| model.id.clone()).collect()
    }

    fn ids_with(&self, field: &str) -> Vec<String> {
        self.iter().filter(|model| model.field(field).is_some()).map(|model| model.id.clone()).collect()
    }
}
