//! JSON for requests, with holes for images.

use crate::wire::http::{Body, Part};
use crate::wire::json::{Json, number_text};

/// A JSON value of a request body.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonTemplate {
    Array(Vec<JsonTemplate>),
    Bool(bool),
    /// A hole for the base64 data URI of the request's image with this index.
    Image(usize),
    Number(f64),
    Object(Vec<(String, JsonTemplate)>),
    Text(String),
    /// JSON that `JSON.stringify` wrote, passed on as it is.
    Raw(String),
}

impl JsonTemplate {
    /// An object with its members in the order in which they are sent.
    pub fn object<const N: usize>(members: [(&str, JsonTemplate); N]) -> Self {
        Self::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
    }

    /// JSON without holes.
    pub fn from_json(json: &Json) -> Self {
        match json {
            Json::Array(items) => Self::Array(items.iter().map(Self::from_json).collect()),
            Json::Bool(flag) => Self::Bool(*flag),
            Json::Null => Self::Raw("null".to_owned()),
            Json::Number(number) => Self::Number(*number),
            Json::Object(members) => Self::Object(
                members.iter().map(|(name, value)| (name.clone(), Self::from_json(value))).collect(),
            ),
            Json::String(text) => Self::Text(text.clone()),
        }
    }

    /// Inserts a member into an object. A dot in the name nests: `input.prompt`.
    pub fn insert(&mut self, name: &str, value: JsonTemplate) {
        let Self::Object(members) = self else { return };
        let Some((outer, inner)) = name.split_once('.') else {
            return members.push((name.to_owned(), value));
        };
        if !members.iter().any(|(own, _)| own == outer) {
            members.push((outer.to_owned(), Self::Object(Vec::new())));
        }
        if let Some((_, nested)) = members.iter_mut().find(|(own, _)| own == outer) {
            nested.insert(inner, value);
        }
    }

    /// A string.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Serializes the value: to JSON, or to a template if it has holes.
    pub fn into_body(self) -> Body {
        let mut writer = Writer::default();
        writer.value(&self);
        if writer.parts.is_empty() {
            return Body::Json(writer.text);
        }
        writer.parts.push(Part::Text(writer.text));
        Body::Template(writer.parts)
    }
}

#[derive(Default)]
struct Writer {
    parts: Vec<Part>,
    text: String,
}

impl Writer {
    fn value(&mut self, value: &JsonTemplate) {
        match value {
            JsonTemplate::Array(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.separate(index);
                    self.value(item);
                }
                self.text.push(']');
            }
            JsonTemplate::Bool(flag) => self.text.push_str(&flag.to_string()),
            JsonTemplate::Image(image) => {
                self.text.push('"');
                self.parts.push(Part::Text(std::mem::take(&mut self.text)));
                self.parts.push(Part::DataUri(*image));
                self.text.push('"');
            }
            JsonTemplate::Number(number) => self.text.push_str(&number_text(*number)),
            JsonTemplate::Object(members) => {
                self.text.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    self.separate(index);
                    self.string(name);
                    self.text.push(':');
                    self.value(value);
                }
                self.text.push('}');
            }
            JsonTemplate::Text(text) => self.string(text),
            JsonTemplate::Raw(json) => self.text.push_str(json),
        }
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.text.extend(['\\', character]),
                '\0'..' ' => self.text.push_str(&format!("\\u{:04x}", u32::from(character))),
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn strings_read_back_as_they_were() {
        let text: String =
            (0..0x300).filter_map(char::from_u32).chain("\u{2028}\u{10ffff}🍌".chars()).collect();
        let Body::Json(json) = JsonTemplate::text(&text).into_body() else { panic!("a string has no holes") };
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn a_dot_nests() {
        let mut body = JsonTemplate::object([("model", JsonTemplate::text("m"))]);
        body.insert("input.prompt", JsonTemplate::text("p"));
        body.insert("input.n", JsonTemplate::Number(0.5));
        body.insert("raw", JsonTemplate::Bool(true));
        let json = r#"{"model":"m","input":{"prompt":"p","n":0.5},"raw":true}"#;
        assert_eq!(body.into_body(), Body::Json(json.to_owned()));
    }

    #[test]
    fn images_leave_holes_between_quotes() {
        let body = JsonTemplate::object([
            ("images", JsonTemplate::Array(vec![JsonTemplate::Image(0), JsonTemplate::Image(1)])),
            ("n", JsonTemplate::Number(2.0)),
        ]);
        let text = |text: &str| Part::Text(text.to_owned());
        let parts = [
            text("{\"images\":[\""),
            Part::DataUri(0),
            text("\",\""),
            Part::DataUri(1),
            text("\"],\"n\":2}"),
        ];
        assert_eq!(body.into_body(), Body::Template(parts.to_vec()));
    }
}
