//! JSON from replies and stores, and the records that a page gets.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::wire::url;

/// A JSON value.
///
/// Replies are read through this one type, because with serde-wasm-bindgen each type that derives
/// `Deserialize` adds a reader to the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    Bool(bool),
    Array(Vec<Json>),
    #[default]
    Null,
    Number(f64),
    Object(Vec<(String, Json)>),
    String(String),
}

impl Json {
    /// An object with those of the members that are not null.
    pub fn object(members: Vec<(&str, Json)>) -> Self {
        let members = members.into_iter().filter(|(_, value)| *value != Self::Null);
        Self::Object(members.map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Returns a member of an object, or null if there is none.
    pub fn get(&self, name: &str) -> &Self {
        match self {
            Self::Object(members) => {
                members.iter().find(|(own, _)| own == name).map_or(&Self::Null, |(_, value)| value)
            }
            _ => &Self::Null,
        }
    }

    /// Returns the string, unless it is empty.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::String(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Returns the items of an array; none for another value.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// Returns the members of an object; none for another value.
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// Returns the number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns `true` for an object, also an empty one.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// Returns the first of several members that is a string and not empty.
    pub fn first_text(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name).text())
    }

    /// Returns the first of several members that is a number.
    pub fn first_number(&self, names: &[&str]) -> Option<f64> {
        names.iter().find_map(|name| self.get(name).number())
    }

    /// Changes every string and every name of a member.
    pub fn change_strings(&mut self, change: &dyn Fn(&mut String)) {
        match self {
            Self::Array(items) => {
                for item in items {
                    item.change_strings(change);
                }
            }
            Self::Object(members) => {
                for (name, value) in members {
                    change(name);
                    value.change_strings(change);
                }
            }
            Self::String(text) => change(text),
            Self::Bool(_) | Self::Null | Self::Number(_) => {}
        }
    }

    /// Replaces every inline image with null.
    pub fn leave_out_inline_images(&mut self) {
        match self {
            Self::Array(items) => {
                for item in items {
                    item.leave_out_inline_images();
                }
            }
            Self::Object(members) => {
                for (_, value) in members {
                    value.leave_out_inline_images();
                }
            }
            Self::String(text) if url::is_data(text) => *self = Self::Null,
            _ => {}
        }
    }
}

/// Returns a number as an integer if it is whole, not negative, and below 2^53, so that it was not rounded.
pub fn whole(number: f64) -> Option<u64> {
    let whole = number as u64;
    (number >= 0.0 && whole as f64 == number && whole < 1 << 53).then_some(whole)
}

/// Returns the JSON of a number of at most 2^53 in size, with at most nine decimals.
///
/// The standard library's formatting of `f64` would add 20 KB to the module.
pub fn number_text(number: f64) -> String {
    let sign = if number < 0.0 { "-" } else { "" };
    let whole = number.abs().trunc();
    let billionths = ((number.abs() - whole) * 1e9).round() as u64;
    match billionths {
        0 => format!("{sign}{}", whole as u64),
        1_000_000_000 => format!("{sign}{}", whole as u64 + 1),
        _ => format!("{sign}{}.{billionths:09}", whole as u64).trim_end_matches('0').to_owned(),
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<f64> for Json {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u8> for Json {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

/// `None` becomes null.
impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, T::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(T::into).collect())
    }
}

/// The only type that is serialized: each type that derives `Serialize` adds a writer to the module.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Null => serializer.serialize_unit(),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::String(text) => serializer.serialize_str(text),
        }
    }
}

/// For the host; in a page the browser's own `JSON.parse` is used.
#[cfg(not(target_arch = "wasm32"))]
impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            serde_json::Value::Bool(flag) => Self::Bool(flag),
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, Self::from(value))).collect())
            }
            serde_json::Value::String(text) => Self::String(text),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_written_as_serde_json_writes_them() {
        for number in
            [0.0, 1.0, -1.0, 0.1, 7.5, -0.25, 2_147_483_647.0, 9_007_199_254_740_991.0, 0.123_456_789]
        {
            let written: serde_json::Value = serde_json::from_str(&number_text(number)).unwrap();
            assert_eq!(written.as_f64(), Some(number), "{number}");
        }
        assert_eq!(number_text(1.0), "1");
        assert_eq!(number_text(-0.5), "-0.5");
        assert_eq!(number_text(0.999_999_999_9), "1");
    }

    #[test]
    fn a_missing_member_is_null() {
        let json = Json::from(json!({ "a": { "b": "c" }, "list": [1] }));
        assert_eq!(json.get("a").get("b").text(), Some("c"));
        for missing in [json.get("x"), json.get("x").get("y"), json.get("list").get("0")] {
            assert_eq!(*missing, Json::Null);
        }
    }

    #[test]
    fn inline_images_are_replaced_with_null() {
        let mut json =
            Json::from(json!({ "images": [{ "url": "DATA:image/png;base64,AA==", "n": 1 }], "t": "text" }));
        json.leave_out_inline_images();
        let kept = json!({ "images": [{ "url": null, "n": 1.0 }], "t": "text" });
        assert_eq!(serde_json::to_value(json).unwrap(), kept);
    }
}
