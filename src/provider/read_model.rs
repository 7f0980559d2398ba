//! Models from JSON: the provider's tables and the caller's own.
//!
//! The models are checked before: by pkg/models/check.js, the tables when they are generated, and the caller's models
//! when they are given.

use crate::media::Format;
use crate::provider::model::{
    Base, Choice, Field, Form, Images, Kind, Model, Per, Pixels, Price, Range, Sizes, Table, Value,
};
use crate::wire::json::{Json, whole};

impl Model {
    /// Reads a model; `None` if it does not have the form of `model.schema.json`.
    pub fn read(json: &Json) -> Option<Self> {
        Some(Self {
            id: json.get("id").text()?.to_owned(),
            path: json.get("path").text().map(str::to_owned),
            constants: json.get("constants").members().to_vec(),
            fields: fields(json.get("fields"))?,
            extra: fields(json.get("extra"))?,
            makes: json.get("makes").number().and_then(whole).map_or(1, |makes| makes as u32),
            price: price(json.get("price")),
            seconds: json.get("seconds").number()? as u16,
        })
    }
}

fn fields(json: &Json) -> Option<Vec<Field>> {
    let field = |(name, json): &(String, Json)| {
        Some(Field {
            name: name.clone(),
            wire: json.get("wire").text().unwrap_or(name).to_owned(),
            default: value(json.get("default")),
            required: *json.get("required") == Json::Bool(true),
            kind: kind(name, json)?,
        })
    };
    json.members().iter().map(field).collect()
}

/// Returns what a field may be: it depends on its name, or on the members of its JSON.
fn kind(name: &str, json: &Json) -> Option<Kind> {
    let has = |name| *json.get(name) != Json::Null;
    Some(match name {
        "images" | "mask" => Kind::Images(images(name, json)),
        "size" => Kind::Size(sizes(json)?),
        "webhookUrl" => Kind::Url,
        _ if has("values") => Kind::Choice(Choice {
            values: texts(json.get("values")),
            spelling: json
                .get("spelling")
                .members()
                .iter()
                .filter_map(|(ours, theirs)| Some((ours.clone(), theirs.text()?.to_owned())))
                .collect(),
            matching: json.get("match").text().map(str::to_owned),
        }),
        _ if has("integer") => {
            let as_text = *json.get("asText") == Json::Bool(true);
            Kind::Integer { range: range(json.get("integer")), as_text }
        }
        _ if has("number") => Kind::Number(range(json.get("number"))),
        _ if has("boolean") => Kind::Boolean,
        _ if has("json") => Kind::Json,
        _ => Kind::Text { max_length: json.get("maxLength").number().map(|max| max as usize) },
    })
}

fn images(name: &str, json: &Json) -> Images {
    let number = |name| json.get(name).number().map(|number| number as usize);
    let single = *json.get("single") == Json::Bool(true) || name == "mask";
    Images {
        min: number("min").unwrap_or(usize::from(name == "images")),
        max: number("max").or(single.then_some(1)),
        single,
        formats: texts(json.get("formats")).iter().filter_map(|name| format_named(name)).collect(),
        max_bytes: json.get("maxBytes").number().and_then(whole),
    }
}

fn price(json: &Json) -> Option<Price> {
    let amount = |json: &Json| json.number().and_then(whole);
    let base = match json.get("range").items() {
        [min, max] => Base::Range(amount(min)?, amount(max)?),
        _ => match amount(json.get("amount")) {
            Some(amount) => Base::Amount(amount),
            None => Base::By(table(json, "amounts")?),
        },
    };
    Some(Price {
        per: if json.get("per").text() == Some("image") { Per::Image } else { Per::Request },
        base,
        factors: json.get("factors").items().iter().filter_map(|it| table(it, "thousandths")).collect(),
    })
}

fn table(json: &Json, amounts: &str) -> Option<Table> {
    let amounts = json.get(amounts).members().iter();
    let amount = |(value, amount): &(String, Json)| Some((value.clone(), whole(amount.number()?)?));
    Some(Table { by: json.get("by").text()?.to_owned(), amounts: amounts.filter_map(amount).collect() })
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
        presets: texts(json.get("presets")),
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

fn texts(json: &Json) -> Vec<String> {
    json.items().iter().filter_map(|item| Some(item.text()?.to_owned())).collect()
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
