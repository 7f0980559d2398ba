//! The models as TypeScript: a map from provider and model to the request, so that a wrong value does not compile.

#![allow(clippy::indexing_slicing, reason = "a member that a JSON value lacks is null")]

use std::fmt::Write;

use plantain::provider::Provider;
use serde_json::Value;

use super::data::{Data, text};

/// Returns the model section of index.d.ts.
pub fn types(data: &[(&Provider, Data)]) -> String {
    let mut types = String::from(HEAD);
    for (provider, models) in data {
        let _ = writeln!(types, "  /** The models of {}. */\n  {}: {{", provider.name, provider.id);
        for model in models {
            types.push_str(&indented(&entry(provider, model), "    "));
        }
        types.push_str("  };\n");
    }
    types.push_str("}\n");
    types
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}

fn entry(provider: &Provider, model: &Value) -> String {
    let id = text(model, "id");
    let mut members = String::new();
    let mut add = |comment: &str, name: &str, kind: &str| {
        let _ = writeln!(members, "  /** {comment} */\n  {name}: {kind};");
    };
    add("The provider.", "provider", &quote(provider.id));
    add("The provider's own id.", "model", &quote(id));
    let can_match = !model["fields"]["images"].is_null();
    for (name, field) in members_of(&model["fields"]) {
        let is_needed = name == "prompt"
            || ["images", "mask"].contains(&name.as_str())
                && field["min"].as_u64().unwrap_or(u64::from(name == "images")) > 0;
        let mark = if is_needed { "" } else { "?" };
        add(&comment(name, field), &format!("{name}{mark}"), &kind_of(name, field, can_match));
    }
    add("Further fields of the provider, sent as they are.", "extra?", &extra(&model["extra"]));
    format!(
        "/**\n * {} at {}. {} About {} s.\n *\n * Source: {}\n */\n{}: {{\n{members}}};\n",
        text(model, "name"),
        provider.name,
        price(&model["price"]),
        model["seconds"],
        text(model, "page"),
        quote(id),
    )
}

/// Returns the type of a field.
fn kind_of(name: &str, field: &Value, can_match: bool) -> String {
    match name {
        "images" => {
            return field["max"]
                .as_u64()
                .map_or("ImageInputs".to_owned(), |max| format!("ImageInputs & AtMostImages<{max}>"));
        }
        "mask" => return "ImageInput".to_owned(),
        "size" => return size(field),
        _ => {}
    }
    if let Some(values) = field["values"].as_array() {
        let matching = (name == "aspectRatio" && can_match).then(|| quote("match"));
        let values = values.iter().filter_map(Value::as_str).map(quote).chain(matching);
        return values.collect::<Vec<_>>().join(" | ");
    }
    if let [Some(min), Some(max)] = [0, 1].map(|index| field["integer"][index].as_i64())
        && max - min < MOST_NUMBERS
    {
        return (min..=max).map(|number| number.to_string()).collect::<Vec<_>>().join(" | ");
    }
    if !field["integer"].is_null() || !field["number"].is_null() {
        return "number".to_owned();
    }
    match field["json"].as_str() {
        _ if !field["boolean"].is_null() => "boolean".to_owned(),
        Some("array") => "readonly unknown[]".to_owned(),
        Some(_) => "{ [name: string]: unknown }".to_owned(),
        None => "string".to_owned(),
    }
}

fn size(field: &Value) -> String {
    let pixels = |size: &Value| format!("SizeOf<{}, {}>", size[0], size[1]);
    let listed = field["sizes"].as_array().into_iter().flatten().map(pixels);
    let free = field["free"].is_object().then(|| "Size".to_owned());
    let presets = field["presets"].as_array().into_iter().flatten().filter_map(Value::as_str).map(quote);
    listed.chain(free).chain(presets).collect::<Vec<_>>().join(" | ")
}

/// Returns what the field is, and what its type does not say: limits and the default.
fn comment(name: &str, field: &Value) -> String {
    let mut sentences = vec![about(name).to_owned()];
    if let Some(max) = field["maxLength"].as_u64() {
        sentences.push(format!("At most {max} characters."));
    }
    if name == "images" {
        let (min, max) = (field["min"].as_u64().unwrap_or(1), field["max"].as_u64());
        sentences.push(match max {
            Some(max) if max == min => format!("{max}."),
            Some(max) => format!("{min} to {max}."),
            None => format!("{min} or more; the provider documents no limit."),
        });
    }
    if let Some(formats) = field["formats"].as_array() {
        let formats: Vec<_> = formats.iter().filter_map(Value::as_str).collect();
        let size = field["maxBytes"]
            .as_u64()
            .map_or(String::new(), |bytes| format!(", at most {} MiB each", bytes >> 20));
        sentences.push(format!("Local ones: {}{size}.", formats.join(", ")));
    }
    let range = ["integer", "number"].into_iter().map(|kind| &field[kind]).find(|range| !range.is_null());
    if let Some(range) = range {
        match (&range[0], &range[1]) {
            (Value::Null, Value::Null) => {}
            (min, Value::Null) => sentences.push(format!("From {min}.")),
            (Value::Null, max) => sentences.push(format!("Up to {max}.")),
            (min, max) => sentences.push(format!("{min} to {max}.")),
        }
    }
    match &field["default"] {
        // One image, whatever the provider's own default is.
        _ if name == "count" => sentences.push("Default: `1`.".to_owned()),
        Value::Null => {}
        Value::Array(size) if size.len() == 2 => {
            sentences.push(format!("Default: `{{ width: {}, height: {} }}`.", size[0], size[1]));
        }
        default => sentences.push(format!("Default: `{default}`.")),
    }
    if name == "webhookUrl" {
        sentences.push("For your server: a page cannot receive it.".to_owned());
    }
    sentences.join(" ")
}

/// Returns the meaning of a field, as in `RequestFields` of index.d.ts.
fn about(name: &str) -> &'static str {
    match name {
        "aspectRatio" => "The shape of the image, width to height.",
        "background" => "What is behind the subject.",
        "count" => "How many images.",
        "enhancePrompt" => "Whether, or how, the provider rewrites the prompt.",
        "guidance" => "How closely the image follows the prompt.",
        "images" => "The images to edit.",
        "mask" => "An image that marks what to change.",
        "negativePrompt" => "What the image should not have.",
        "outputFormat" => "The format of the image; look at the bytes, providers do not always keep to it.",
        "outputQuality" => "The quality of the file.",
        "prompt" => "What the image should be, in words.",
        "quality" => "The model's tier of quality.",
        "resolution" => "The class of the image's longest side.",
        "seed" => "The same seed and the same request give a similar image.",
        "size" => "The size in pixels, or a preset.",
        "steps" => "How many steps the model makes.",
        "strength" => "How much of the first image is changed.",
        "style" => "A style of the model.",
        "thinking" => "Whether, or how, the model plans before it draws.",
        "webSearch" => "Whether the model may search the web.",
        "webhookUrl" => "An `https:` address that the provider calls when the job has ended.",
        _ => "As the provider's page describes it.",
    }
}

fn extra(fields: &Value) -> String {
    let own = members_of(fields).map(|(name, field)| {
        format!("\n    /** {} */\n    {name}?: {};", comment(name, field), kind_of(name, field, false))
    });
    format!("{{{}\n    [field: string]: unknown;\n  }}", own.collect::<String>())
}

/// Returns the price of a model as a sentence.
pub fn price(price: &Value) -> String {
    let per = if price["per"] == "image" { "an image" } else { "a request" };
    let amount = |value: &Value| dollars(value.as_u64().unwrap_or_default());
    let by = |table: &Value| -> String {
        members_of(table)
            .map(|(name, value)| format!("{} at {name}", amount(value)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let base = match price {
        Value::Null => return "The price is not known.".to_owned(),
        _ if price["amount"] == 0 => return "Free.".to_owned(),
        _ if !price["amount"].is_null() => amount(&price["amount"]),
        _ if price["range"].is_array() => {
            format!("{} to {}", amount(&price["range"][0]), amount(&price["range"][1]))
        }
        _ => by(&price["amounts"]),
    };
    let factors = price["factors"].as_array().into_iter().flatten();
    let factors: Vec<_> =
        factors.map(|factor| format!(", times a factor by {}", text(factor, "by"))).collect();
    format!("{base} {per}{}.", factors.concat())
}

/// Returns an amount in dollars, without zeros at its end.
pub fn dollars(micro_usd: u64) -> String {
    let text = format!("{}.{:06}", micro_usd / 1_000_000, micro_usd % 1_000_000);
    format!("${}", text.trim_end_matches('0').trim_end_matches('.'))
}

fn members_of(json: &Value) -> impl Iterator<Item = (&String, &Value)> {
    json.as_object().into_iter().flatten()
}

fn quote(text: &str) -> String {
    format!("{text:?}")
}

/// Larger ranges of integers are `number`.
const MOST_NUMBERS: i64 = 16;

const HEAD: &str = "\
/** A request: the provider and the model decide what else it may have. */
export type ImageRequest = {
  /** Left out: the request names a provider and a model. */
  family?: never;
} & { [P in keyof Requests]: Requests[P][keyof Requests[P]] }[keyof Requests];

/** The request of one model: `RequestFor<\"mulerun\", \"google/nano-banana-pro/edit\">`. */
export type RequestFor<P extends keyof Requests, M extends keyof Requests[P]> = Requests[P][M];

/** The request of each model, by provider and by the provider's own id of the model. */
export interface Requests {
";
