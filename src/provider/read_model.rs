//! Models from JSON: the provider's tables and the caller's own.
//!
//! `model.schema.json` is checked before: by `cargo xtask generate` for the tables, by the client for the caller's
//! models. What a schema cannot say is checked here.

use crate::media::Format;
use crate::provider::model::{
    Base, Choice, Field, Form, Images, Kind, Model, Per, Pixels, Price, Range, Sizes, Table, Value,
};
use crate::wire::json::{Json, whole};
use crate::wire::problem::Problem;

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    ///
    /// Every member that is wrong, by its path in the JSON: `fields.seed.default`.
    pub fn read(json: &Json) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::default();
        let model = reader.model(json);
        if reader.problems.is_empty() { Ok(model) } else { Err(reader.problems) }
    }
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn model(&mut self, json: &Json) -> Model {
        let id = json.get("id").text().map(str::to_owned);
        let fields = self.fields(json.get("fields"), "fields", Self::kind);
        let extra = self.fields(json.get("extra"), "extra", |_, _, json| extra_kind(json));
        let model = Model {
            id: self.needed(id, "id", "is missing"),
            path: json.get("path").text().map(str::to_owned),
            constants: json.get("constants").members().to_vec(),
            fields,
            extra,
            makes: json.get("makes").number().and_then(whole).map_or(1, |makes| makes as u32),
            price: self.price(json.get("price")),
            seconds: json.get("seconds").number().map_or(TYPICAL_SECONDS, |seconds| seconds as u16),
        };
        self.check(&model);
        model
    }

    fn fields(
        &mut self,
        json: &Json,
        group: &str,
        kind: fn(&mut Self, &str, &Json) -> Option<Kind>,
    ) -> Vec<Field> {
        let field = |(name, json): &(String, Json)| {
            let path = format!("{group}.{name}");
            let Some(kind) = kind(self, name, json) else {
                self.problem(&path, "has none of the members that say what it may be");
                return None;
            };
            let field = Field {
                name: name.clone(),
                wire: json.get("wire").text().unwrap_or(name).to_owned(),
                default: value(json.get("default")),
                required: *json.get("required") == Json::Bool(true),
                kind,
            };
            if let Some(default) = &field.default
                && !allows(&field.kind, default)
            {
                self.problem(&format!("{path}.default"), "is not a value that the field may have");
            }
            if field.required
                && field.default.is_none()
                && !matches!(field.kind, Kind::Images(_))
                && name != "prompt"
            {
                self.problem(&format!("{path}.default"), "is missing: the provider needs the field");
            }
            Some(field)
        };
        json.members().iter().filter_map(field).collect()
    }

    fn kind(&mut self, name: &str, json: &Json) -> Option<Kind> {
        Some(match name {
            "images" | "mask" => Kind::Images(self.images(name, json)),
            "negativePrompt" | "prompt" => Kind::Text { max_length: max_length(json) },
            "size" => Kind::Size(sizes(json)?),
            "webhookUrl" => Kind::Url,
            "background" | "style" if *json.get("values") == Json::Null => {
                Kind::Text { max_length: max_length(json) }
            }
            _ => extra_kind(json)?,
        })
    }

    fn images(&mut self, name: &str, json: &Json) -> Images {
        let single = *json.get("single") == Json::Bool(true) || name == "mask";
        let formats = json.get("formats").items().iter().filter_map(|format| format_named(format.text()?));
        let images = Images {
            min: json.get("min").number().map_or(usize::from(name == "images"), |min| min as usize),
            max: json.get("max").number().map(|max| max as usize).or(single.then_some(1)),
            single,
            formats: formats.collect(),
            max_bytes: json.get("maxBytes").number().and_then(whole),
        };
        if images.max.is_some_and(|max| max < images.min) {
            self.problem(&format!("fields.{name}.max"), "is less than min");
        }
        images
    }

    fn price(&mut self, json: &Json) -> Option<Price> {
        if *json == Json::Null {
            return None;
        }
        let table = |json: &Json, amounts: &str| Table {
            by: json.get("by").text().unwrap_or_default().to_owned(),
            amounts: json
                .get(amounts)
                .members()
                .iter()
                .filter_map(|(value, amount)| Some((value.clone(), whole(amount.number()?)?)))
                .collect(),
        };
        let amount = |json: &Json| json.number().and_then(whole);
        let base = match (json.get("amount"), json.get("range")) {
            (Json::Null, Json::Array(range)) => match range.as_slice() {
                [min, max] => amount(min).zip(amount(max)).map(|(min, max)| Base::Range(min, max)),
                _ => None,
            },
            (Json::Null, _) => json.get("by").text().map(|_| Base::By(table(json, "amounts"))),
            (one, _) => amount(one).map(Base::Amount),
        };
        let Some(base) = base else {
            self.problem("price", "needs an amount, a range, or amounts by a field");
            return None;
        };
        Some(Price {
            per: if json.get("per").text() == Some("image") { Per::Image } else { Per::Request },
            base,
            factors: json.get("factors").items().iter().map(|factor| table(factor, "thousandths")).collect(),
        })
    }

    /// Checks what depends on several members.
    fn check(&mut self, model: &Model) {
        if model.field("prompt").is_none() {
            self.problem("fields.prompt", "is missing");
        }
        let Some(price) = &model.price else { return };
        let base = match &price.base {
            Base::By(table) => Some(table),
            Base::Amount(_) | Base::Range(..) => None,
        };
        for table in base.into_iter().chain(&price.factors) {
            let Some(field) = model.field(&table.by) else {
                self.problem("price.by", format!("is \"{}\", which is not a field of the model", table.by));
                continue;
            };
            let Kind::Choice(choice) = &field.kind else { continue };
            for value in choice.values.iter().filter(|value| *value != "auto") {
                if !table.amounts.iter().any(|(priced, _)| priced == value) {
                    self.problem("price", format!("has nothing for {} {value}", table.by));
                }
            }
        }
    }

    fn needed(&mut self, text: Option<String>, path: &str, message: &str) -> String {
        text.unwrap_or_else(|| {
            self.problem(path, message);
            String::new()
        })
    }

    fn problem(&mut self, path: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(path, message));
    }
}

/// Returns the kind that the members of a field name.
fn extra_kind(json: &Json) -> Option<Kind> {
    let is_member = |name| *json.get(name) != Json::Null;
    Some(match () {
        () if is_member("values") => Kind::Choice(Choice {
            values: json
                .get("values")
                .items()
                .iter()
                .filter_map(|value| Some(value.text()?.to_owned()))
                .collect(),
            spelling: json
                .get("spelling")
                .members()
                .iter()
                .filter_map(|(ours, theirs)| Some((ours.clone(), theirs.text()?.to_owned())))
                .collect(),
            matching: json.get("match").text().map(str::to_owned),
        }),
        () if is_member("integer") => {
            let as_text = *json.get("asText") == Json::Bool(true);
            Kind::Integer { range: range(json.get("integer")), as_text }
        }
        () if is_member("number") => Kind::Number(range(json.get("number"))),
        () if is_member("boolean") => Kind::Boolean,
        () if is_member("text") => Kind::Text { max_length: max_length(json) },
        () if is_member("json") => Kind::Json,
        () => return None,
    })
}

fn sizes(json: &Json) -> Option<Sizes> {
    let form = match (json.get("form").text(), json.get("wire")) {
        (Some("members"), Json::Array(wires)) => match wires.as_slice() {
            [width, height] => Form::Members(width.text()?.to_owned(), height.text()?.to_owned()),
            _ => return None,
        },
        (Some("W*H"), _) => Form::Asterisk,
        (Some("object"), _) => Form::Object,
        _ => Form::Letter,
    };
    let listed = json.get("sizes").items().iter().filter_map(pixels).collect::<Vec<_>>();
    let free = json.get("free");
    Some(Sizes {
        presets: json
            .get("presets")
            .items()
            .iter()
            .filter_map(|preset| Some(preset.text()?.to_owned()))
            .collect(),
        pixels: if free.is_object() {
            let [side, area, ratio] = ["side", "pixels", "ratio"].map(|name| range(free.get(name)));
            Some(Pixels::Free { side, area, ratio })
        } else {
            (!listed.is_empty()).then_some(Pixels::Listed(listed))
        },
        form,
    })
}

fn value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => Value::Number(*number),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(_) => pixels(json).map(|(width, height)| Value::Pixels(width, height))?,
        Json::Null | Json::Object(_) => return None,
    })
}

fn allows(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Boolean, Value::Boolean(_)) => true,
        (Kind::Choice(choice), Value::Text(text)) => {
            choice.values.contains(text) || choice.matching.as_ref() == Some(text)
        }
        (Kind::Integer { range, .. }, Value::Number(number)) => {
            number.fract() == 0.0 && range.contains(*number)
        }
        (Kind::Number(range), Value::Number(number)) => range.contains(*number),
        (Kind::Size(sizes), Value::Text(text)) => sizes.presets.contains(text),
        (Kind::Size(sizes), Value::Pixels(width, height)) => match &sizes.pixels {
            Some(Pixels::Listed(listed)) => listed.contains(&(*width, *height)),
            Some(Pixels::Free { side, .. }) => {
                [width, height].iter().all(|pixels| side.contains(f64::from(**pixels)))
            }
            None => false,
        },
        (Kind::Text { max_length }, Value::Text(text)) => {
            max_length.is_none_or(|max| text.chars().count() <= max)
        }
        _ => false,
    }
}

fn pixels(json: &Json) -> Option<(u32, u32)> {
    match json.items() {
        [width, height] => Some((whole(width.number()?)? as u32, whole(height.number()?)? as u32)),
        _ => None,
    }
}

fn range(json: &Json) -> Range {
    match json.items() {
        [min, max] => Range { min: min.number(), max: max.number() },
        _ => Range::default(),
    }
}

fn max_length(json: &Json) -> Option<usize> {
    json.get("maxLength").number().map(|max| max as usize)
}

fn format_named(name: &str) -> Option<Format> {
    Some(match name {
        "avif" => Format::Avif,
        "bmp" => Format::Bmp,
        "gif" => Format::Gif,
        "heic" => Format::Heic,
        "jpeg" => Format::Jpeg,
        "png" => Format::Png,
        "tiff" => Format::Tiff,
        "webp" => Format::Webp,
        _ => return None,
    })
}

/// Where nothing is known: a custom model may leave it out.
const TYPICAL_SECONDS: u16 = 30;
