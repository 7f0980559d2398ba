//! The models that the providers sell, from the files that the package is made from: which submits are right, and what
//! they cost. A body is judged member by member against that data, never by what the package would send.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::create;
use crate::drawing::Format;
use crate::fields::{Fields, Problem};
use crate::inputs::Picture;
use crate::provider::Provider;
use crate::rules::{Field, Wire, pair};

/// A model in the form of `models.json`. Members that no reply depends on are left out.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Model {
    pub id: String,
    pub name: String,
    pub tasks: Vec<String>,
    pub path: Option<String>,
    #[serde(default)]
    constants: Map<String, Value>,
    fields: BTreeMap<String, Field>,
    #[serde(default)]
    extra: BTreeMap<String, Field>,
    makes: Option<u32>,
    price: Option<Price>,
}

/// A model that a session has besides those of the provider, or in place of the one with its id.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct OwnModel {
    provider: Provider,
    #[serde(flatten)]
    model: Model,
}

/// What a right submit holds.
#[derive(Debug)]
pub struct Input {
    /// In millionths of a dollar; 0 where the provider publishes no exact price.
    pub cost: u64,
    pub count: u32,
    pub format: Option<Format>,
    pub inline: bool,
    pub longest: u32,
    pub pictures: Vec<Picture>,
    pub prompt: String,
    pub ratio: Option<(u32, u32)>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Price {
    per: Per,
    amount: Option<u64>,
    range: Option<(u64, u64)>,
    by: Option<String>,
    #[serde(default)]
    amounts: BTreeMap<String, u64>,
    #[serde(default)]
    factors: Vec<Factor>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Per {
    Image,
    Request,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Factor {
    by: String,
    thousandths: HashMap<String, u64>,
}

/// Returns what a provider sells in a session: the session's own models, then the provider's that they do not replace.
pub fn sold(provider: Provider, own: &[OwnModel]) -> impl Iterator<Item = &Model> {
    let own = own.iter().filter(move |own| own.provider == provider).map(|own| &own.model);
    let replaced: Vec<&str> = own.clone().map(|model| model.id.as_str()).collect();
    let table = TABLES.get(&provider).map(Vec::as_slice).unwrap_or_default();
    own.chain(table.iter().filter(move |model| !replaced.contains(&model.id.as_str())))
}

/// Returns the models whose submit goes to a path.
pub fn at<'a>(provider: Provider, own: &'a [OwnModel], path: &str) -> impl Iterator<Item = &'a Model> {
    sold(provider, own)
        .filter(move |model| model.path.as_deref().and_then(|at| at.strip_prefix('/')) == Some(path))
}

impl Input {
    /// Stands in for a body that was discarded.
    pub fn unread() -> Self {
        Self {
            cost: 0,
            count: 1,
            format: None,
            inline: false,
            longest: 64,
            pictures: Vec::new(),
            prompt: "not read".to_owned(),
            ratio: None,
        }
    }
}

impl Model {
    /// Whether a body has the members that tell this model from others on its path.
    pub fn is_meant_by(&self, body: &Map<String, Value>) -> bool {
        self.constants.iter().all(|(name, value)| body.get(name) == Some(value))
    }

    /// Returns the lowest price of a request for one image, in millionths of a dollar.
    pub fn base(&self) -> u64 {
        let Some(price) = &self.price else { return 0 };
        let lowest = price.amounts.values().min().copied();
        price.amount.or(price.range.map(|(lowest, _)| lowest)).or(lowest).unwrap_or(0)
    }

    /// Reads the input of a submit. Errors: every member that is wrong, is missing, or should not be there.
    pub fn read(&self, input: Map<String, Value>, prefix: &'static str) -> Result<Input, Vec<Problem>> {
        let mut fields = Fields::new(input, prefix);
        for (wire, constant) in &self.constants {
            if fields.take(wire).as_ref() != Some(constant) {
                fields.problem(wire, &format!("must be {constant}"));
            }
        }
        let mut chosen = Chosen::default();
        let mut pictures = Vec::new();
        for (name, field) in &self.fields {
            match (name.as_str(), &field.wire) {
                ("images" | "mask", Some(Wire::One(wire))) => {
                    pictures.extend(field.pictures(&mut fields, wire, name == "mask"));
                }
                ("prompt", Some(Wire::One(wire))) => {
                    let prompt = fields.text(wire);
                    if let Err(problem) = field.judge(&Value::from(prompt.as_str())) {
                        fields.problem(wire, &problem);
                    }
                    chosen.0.insert("prompt", prompt.into());
                }
                // PixelByte has it beside the input.
                ("webhookUrl", Some(Wire::One(_))) if prefix == "input." => {}
                ("webhookUrl", Some(Wire::One(wire))) => {
                    let url = fields.optional_text(wire);
                    if url.is_some_and(|url| !url.starts_with("https://")) {
                        fields.problem(wire, "must be an https URL");
                    }
                }
                ("size", Some(wire)) => chosen.set("size", field, field.size(&mut fields, wire)),
                (name, Some(Wire::One(wire))) => chosen.set(name, field, field.take(&mut fields, wire)),
                _ => {}
            }
        }
        let mut inline = false;
        for (name, field) in &self.extra {
            let value = field.take(&mut fields, name);
            inline |= name == "sync_mode" && value == Some(Value::Bool(true));
        }
        fields.finish()?;
        Ok(self.input(&chosen, pictures, inline))
    }

    fn input(&self, chosen: &Chosen, pictures: Vec<Picture>, inline: bool) -> Input {
        let pixels = chosen.text("size").and_then(|size| pair(size, 'x'));
        let class = chosen.text("resolution").or(chosen.text("size")).unwrap_or_default();
        let count = chosen.text("count").and_then(|count| count.parse().ok()).or(self.makes).unwrap_or(1);
        Input {
            cost: self.cost(chosen, count),
            count,
            format: chosen.text("outputFormat").map(Format::nearest),
            inline,
            longest: pixels.map_or_else(|| create::longest(class), |(width, height)| width.max(height)),
            pictures,
            prompt: chosen.text("prompt").unwrap_or_default().to_owned(),
            ratio: pixels.or_else(|| pair(chosen.text("aspectRatio")?, ':')),
        }
    }

    fn cost(&self, chosen: &Chosen, count: u32) -> u64 {
        let Some(price) = &self.price else { return 0 };
        let of = |name: &str| chosen.text(name).unwrap_or_default();
        let listed = price.by.as_ref().and_then(|name| price.amounts.get(of(name))).copied();
        let images = if price.per == Per::Image { u64::from(count) } else { 1 };
        let thousandths = price.factors.iter().map(|factor| factor.thousandths.get(of(&factor.by)).copied());
        let whole = price.amount.or(listed).unwrap_or(0) * images;
        thousandths.fold(whole, |cost, factor| (cost * factor.unwrap_or(1_000)).div_ceil(1_000))
    }
}

/// What was chosen, in the words of `models.json`.
#[derive(Default)]
struct Chosen<'a>(HashMap<&'a str, Value>);

impl<'a> Chosen<'a> {
    /// Keeps a value, or the provider's default.
    fn set(&mut self, name: &'a str, field: &Field, value: Option<Value>) {
        let value = match (value, &field.default) {
            (Some(Value::String(text)), _) => {
                let word = field.spelling.iter().find(|(_, spelled)| **spelled == text);
                word.map_or(text.as_str(), |(word, _)| word).into()
            }
            (Some(value), _) => value.to_string().into(),
            (None, Some(Value::Array(sides))) => {
                sides.iter().map(Value::to_string).collect::<Vec<_>>().join("x").into()
            }
            (None, Some(Value::String(text))) => text.as_str().into(),
            (None, Some(value)) => value.to_string().into(),
            (None, None) => return,
        };
        self.0.insert(name, value);
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }
}

static TABLES: LazyLock<HashMap<Provider, Vec<Model>>> = LazyLock::new(|| {
    let table = |(provider, json): (Provider, &str)| match serde_json::from_str(json) {
        Ok(models) => (provider, models),
        Err(error) => unreachable!("the models of {provider:?}: {error}"),
    };
    FILES.into_iter().map(table).collect()
});
const FILES: [(Provider, &str); 4] = [
    (Provider::Mulerouter, include_str!("../../../src/providers/mulerouter/models.json")),
    (Provider::Mulerun, include_str!("../../../src/providers/mulerun/models.json")),
    (Provider::Pixazo, include_str!("../../../src/providers/pixazo/models.json")),
    (Provider::Pixelbyte, include_str!("../../../src/providers/pixelbyte/models.json")),
];
