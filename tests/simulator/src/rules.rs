//! The rules of one field of a model, and whether a member of a body keeps them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fields::Fields;
use crate::inputs::Picture;

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Field {
    pub wire: Option<Wire>,
    pub default: Option<Value>,
    required: bool,
    // Of texts.
    max_length: Option<usize>,
    values: Option<Vec<String>>,
    pub spelling: HashMap<String, String>,
    r#match: Option<String>,
    // Of numbers and booleans.
    integer: Option<Range>,
    number: Option<Range>,
    as_text: bool,
    boolean: bool,
    json: Option<String>,
    // Of images.
    min: Option<usize>,
    max: Option<usize>,
    single: bool,
    formats: Vec<String>,
    max_bytes: Option<usize>,
    // Of sizes.
    form: Option<String>,
    sizes: Option<Vec<(u32, u32)>>,
    free: Option<Free>,
    presets: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Wire {
    One(String),
    Two(String, String),
}

/// The least and the greatest.
type Range = (Option<f64>, Option<f64>);

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Free {
    side: Range,
    pixels: Range,
    ratio: Range,
}

impl Field {
    /// Removes and judges a member; `None` where it is not there.
    pub fn take(&self, fields: &mut Fields, wire: &str) -> Option<Value> {
        let Some(value) = fields.take(wire) else {
            if self.required {
                fields.problem(wire, "is required");
            }
            return None;
        };
        if let Err(problem) = self.judge(&value) {
            fields.problem(wire, &problem);
        }
        Some(value)
    }

    /// Errors: a sentence about what is wrong with the value.
    pub fn judge(&self, value: &Value) -> Result<(), String> {
        if let Some(values) = &self.values {
            let spelled = values.iter().map(|value| self.spelling.get(value).unwrap_or(value));
            let allowed: Vec<&str> = spelled.chain(&self.r#match).map(String::as_str).collect();
            let fits = value.as_str().is_some_and(|text| allowed.contains(&text));
            return ensure(fits, || format!("must be one of {}", allowed.join(", ")));
        }
        if let Some(range) = self.integer {
            let number = if self.as_text {
                value
                    .as_str()
                    .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
                    .and_then(|text| text.parse::<i64>().ok())
            } else {
                value.as_i64()
            };
            let kind = if self.as_text { "an integer as a string" } else { "an integer" };
            #[expect(clippy::cast_precision_loss, reason = "limits are small")]
            let fits = number.is_some_and(|number| within(range, number as f64));
            return ensure(fits, || format!("must be {kind}{}", limits(range)));
        }
        if let Some(range) = self.number {
            let fits = value.as_f64().is_some_and(|number| within(range, number));
            return ensure(fits, || format!("must be a number{}", limits(range)));
        }
        if self.boolean {
            return ensure(value.is_boolean(), || "must be a boolean".to_owned());
        }
        if let Some(kind) = &self.json {
            let fits = if kind == "array" { value.is_array() } else { value.is_object() };
            return ensure(fits, || format!("must be an {kind}"));
        }
        let Some(text) = value.as_str() else { return Err("must be a string".to_owned()) };
        let most = self.max_length.unwrap_or(usize::MAX);
        ensure(text.chars().count() <= most, || format!("must have at most {most} characters"))
    }

    /// Removes and judges the images of a member.
    pub fn pictures(&self, fields: &mut Fields, wire: &str, is_mask: bool) -> Vec<Picture> {
        let least = self.min.unwrap_or(usize::from(!is_mask));
        let is_single = self.single || is_mask;
        let addresses = match fields.take(wire) {
            None if least == 0 => return Vec::new(),
            None => Err("is required".to_owned()),
            Some(Value::String(address)) if is_single => Ok(vec![address]),
            Some(Value::Array(items)) if !is_single => {
                let most = self.max.unwrap_or(usize::MAX);
                let texts = items.into_iter().map(|item| match item {
                    Value::String(text) => Some(text),
                    _ => None,
                });
                match texts.collect::<Option<Vec<_>>>() {
                    None => Err("must be an array of strings".to_owned()),
                    Some(texts) if texts.len() < least.max(1) => {
                        Err(format!("must have at least {} items", least.max(1)))
                    }
                    Some(texts) if texts.len() > most => Err(format!("must have at most {most} items")),
                    Some(texts) => Ok(texts),
                }
            }
            Some(_) if is_single => Err("must be a string".to_owned()),
            Some(_) => Err("must be an array of strings".to_owned()),
        };
        let addresses = addresses.unwrap_or_else(|problem| {
            fields.problem(wire, &problem);
            Vec::new()
        });
        let name =
            |index| if is_single { fields.name(wire) } else { format!("{}[{index}]", fields.name(wire)) };
        let picture = |(index, address)| Picture {
            address,
            formats: self.formats.clone(),
            most: self.max_bytes,
            name: name(index),
        };
        addresses.into_iter().enumerate().map(picture).collect()
    }

    /// Removes and judges a size, and returns it as `1024x1024` or as the preset.
    pub fn size(&self, fields: &mut Fields, wire: &Wire) -> Option<Value> {
        let value = match wire {
            Wire::One(wire) => fields.take(wire),
            Wire::Two(width, height) => match (fields.take(width), fields.take(height)) {
                (None, None) => None,
                (width, height) => Some(serde_json::json!({ "width": width, "height": height })),
            },
        };
        let (Wire::One(name) | Wire::Two(name, _)) = wire;
        let Some(value) = value else {
            if self.required {
                fields.problem(name, "is required");
            }
            return None;
        };
        if value.as_str().is_some_and(|text| self.presets.iter().any(|preset| preset == text)) {
            return Some(value);
        }
        let side = |name: &str| u32::try_from(value.get(name)?.as_u64()?).ok();
        let pixels = match self.form.as_deref() {
            Some("WxH") => value.as_str().and_then(|text| pair(text, 'x')),
            Some("W*H") => value.as_str().and_then(|text| pair(text, '*')),
            Some("object" | "members") if value.as_object().is_some_and(|object| object.len() == 2) => {
                side("width").zip(side("height"))
            }
            _ => None,
        };
        match pixels.filter(|pixels| self.allows(*pixels)) {
            Some((width, height)) => Some(format!("{width}x{height}").into()),
            None => {
                fields.problem(name, "is not a size that this model makes");
                None
            }
        }
    }

    fn allows(&self, pixels: (u32, u32)) -> bool {
        if let Some(sizes) = &self.sizes {
            return sizes.contains(&pixels);
        }
        let (width, height) = (f64::from(pixels.0), f64::from(pixels.1));
        self.free.as_ref().is_some_and(|free| {
            within(free.side, width)
                && within(free.side, height)
                && within(free.pixels, width * height)
                && within(free.ratio, width / height)
        })
    }
}

fn ensure(fits: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if fits { Ok(()) } else { Err(problem()) }
}

fn within((least, most): Range, number: f64) -> bool {
    least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most)
}

fn limits((least, most): Range) -> String {
    let least = least.map(|least| format!(" from {least}"));
    let most = most.map(|most| format!(" to {most}"));
    least.into_iter().chain(most).collect()
}

/// Reads `16:9` or `1024x768`.
pub fn pair(text: &str, between: char) -> Option<(u32, u32)> {
    let (first, second) = text.split_once(between)?;
    Some((first.parse().ok()?, second.parse().ok()?))
}
