//! How replies are read: the shapes that several vendors share.

use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::Fault;
use super::output::OutputImage;

/// Parses JSON with the machinery that is there anyway: serde_json on the host, the browser's own `JSON.parse` in a page.
///
/// The one place in `protocol` that knows of a browser: a second JSON parser would cost every visitor about 20 KB.
pub fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    #[cfg(not(target_arch = "wasm32"))]
    return serde_json::from_str(text).ok();
    #[cfg(target_arch = "wasm32")]
    return js_sys::JSON::parse(text).ok().and_then(|value| serde_wasm_bindgen::from_value(value).ok());
}

/// A plain value of whatever type: the vendors change between `1` and `"1"`, and leave things out or `null`.
///
/// For everything that must not turn an accepted job into an unreadable reply.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loose {
    Flag(bool),
    Number(f64),
    #[default]
    Other,
    Text(String),
}

impl Loose {
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Gives a code, which some vendors write as a number and some as a word.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some((*number as i64).to_string()),
            other => other.text().map(str::to_owned),
        }
    }
}

/// A string, or an object that says more; what is neither is kept apart.
#[derive(Clone, Debug, Default)]
pub enum TextOr<T> {
    #[default]
    Neither,
    Object(T),
    Text(String),
}

impl<T> TextOr<T> {
    pub fn object(self) -> Option<T> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&T> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }
}

/// Links to outputs, in every shape that is seen: one or a list, bare addresses or objects that hold one.
#[derive(Clone, Debug, Default)]
pub struct Links(pub Vec<OutputImage>);

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct LinkFields {
    url: Loose,
    #[serde(rename = "imageUrl")]
    image_url: Loose,
    media_url: Addresses,
    /// PixelByte's is `image`, `video`, `audio` or `text`.
    #[serde(rename = "type")]
    kind: Loose,
    content_type: Loose,
    #[serde(rename = "contentType")]
    content_type_camel: Loose,
    media_type: Loose,
    width: Loose,
    height: Loose,
}

impl LinkFields {
    fn images(self) -> Vec<OutputImage> {
        if self.kind.text().is_some_and(|kind| !kind.starts_with("image")) {
            return Vec::new();
        }
        let types = [&self.content_type, &self.content_type_camel, &self.media_type];
        let media_type = types.into_iter().filter_map(Loose::text).find(|text| text.starts_with("image/"));
        let pixels = |value: &Loose| {
            value.number().filter(|pixels| (1.0..=1e6).contains(pixels)).map(|pixels| pixels as u32)
        };
        let address = self.url.text().or(self.image_url.text());
        let addresses = address.into_iter().chain(self.media_url.0.iter().map(String::as_str));
        let image = |url: &str| OutputImage {
            url: url.to_owned(),
            media_type: media_type.map(|text| shorten(text, 100)),
            width: pixels(&self.width),
            height: pixels(&self.height),
        };
        addresses.map(image).collect()
    }
}

fn bare(url: String) -> Option<OutputImage> {
    (!url.is_empty()).then_some(OutputImage { url, media_type: None, width: None, height: None })
}

/// An address or a list of them.
#[derive(Clone, Debug, Default)]
struct Addresses(Vec<String>);

/// What a vendor says went wrong: a sentence, or an object with a code.
pub type Complaint = TextOr<ComplaintFields>;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ComplaintFields {
    code: Loose,
    error_code: Loose,
    message: Loose,
    detail: Loose,
    title: Loose,
    details: TextOr<Details>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Details {
    #[serde(rename = "retryAfter")]
    retry_after: Loose,
}

impl Complaint {
    /// Gives what the vendor says, short enough for an error; `None` where it says nothing.
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Neither => None,
            Self::Object(fields) => {
                let message =
                    [&fields.message, &fields.detail, &fields.title].into_iter().find_map(Loose::text);
                let retry_after = fields.details.as_object().and_then(|details| details.retry_after.number());
                Some(Fault {
                    code: fields.code.code().or(fields.error_code.code()).map(|code| shorten(&code, 100)),
                    message: message.map(quote),
                    retry_after: retry_after
                        .filter(|seconds| (0.0..1e9).contains(seconds))
                        .map(Duration::from_secs_f64),
                })
            }
            Self::Text(text) if text.is_empty() => None,
            Self::Text(text) => Some(Fault::said(text)),
        }
    }
}

/// Gives a vendor's words for an error: no image that it may echo, and no longer than a person reads.
pub fn quote(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(|word| shorten(word, 100)).collect();
    shorten(&words.join(" "), 300)
}

/// Puts `null` in the place of every data URI of a JSON text: base64 has nothing that JSON escapes.
pub fn without_inline_images(json: &str) -> String {
    let mut short = String::new();
    let mut rest = json;
    while let Some((before, after)) = rest.split_once("\"data:image/") {
        short.push_str(before);
        short.push_str("null");
        rest = after.split_once('"').map_or("", |(_, rest)| rest);
    }
    short.push_str(rest);
    short
}

fn shorten(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.to_owned(),
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Loose, E> {
        Ok(Loose::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::Other)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrVisitor(std::marker::PhantomData))
    }
}

struct TextOrVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TextOrVisitor<T> {
    type Value = TextOr<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a string or an object")
    }

    fn visit_str<E>(self, text: &str) -> Result<TextOr<T>, E> {
        Ok(TextOr::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<TextOr<T>, E> {
        Ok(TextOr::Neither)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextOr<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(TextOr::Object)
    }
}

impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LinksVisitor).map(Self)
    }
}

struct LinksVisitor;

impl<'de> Visitor<'de> for LinksVisitor {
    type Value = Vec<OutputImage>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("links")
    }

    fn visit_str<E>(self, url: &str) -> Result<Self::Value, E> {
        Ok(bare(url.to_owned()).into_iter().collect())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        LinkFields::deserialize(MapAccessDeserializer::new(map)).map(LinkFields::images)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut images = Vec::new();
        while let Some(item) = items.next_element::<TextOr<LinkFields>>()? {
            match item {
                TextOr::Neither => {}
                TextOr::Object(fields) => images.append(&mut fields.images()),
                TextOr::Text(url) => images.extend(bare(url)),
            }
        }
        Ok(images)
    }
}

impl<'de> Deserialize<'de> for Addresses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AddressesVisitor).map(Self)
    }
}

struct AddressesVisitor;

impl<'de> Visitor<'de> for AddressesVisitor {
    type Value = Vec<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("addresses")
    }

    fn visit_str<E>(self, address: &str) -> Result<Self::Value, E> {
        Ok(vec![address.to_owned()])
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut addresses = Vec::new();
        while let Some(address) = items.next_element()? {
            addresses.push(address);
        }
        Ok(addresses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> Option<Fault> {
        serde_json::from_str::<Complaint>(json).ok()?.fault()
    }

    #[test]
    fn what_went_wrong_is_read_in_every_shape() {
        let said = |code: Option<&str>, message: &str| {
            Some(Fault {
                code: code.map(str::to_owned),
                message: Some(message.to_owned()),
                retry_after: None,
            })
        };
        assert_eq!(fault(r#""Access denied""#), said(None, "Access denied"));
        assert_eq!(fault(r#"{"code":"X","message":"No"}"#), said(Some("X"), "No"));
        assert_eq!(fault(r#"{"code":3001,"title":"T","detail":"D"}"#), said(Some("3001"), "D"));
        assert_eq!(fault(r#"{"error_code":3005,"title":"T"}"#), said(Some("3005"), "T"));
        assert_eq!(
            fault(r#"{"code":"X","details":{"retryAfter":30}}"#).unwrap().retry_after,
            Some(Duration::from_secs(30))
        );
        assert_eq!(fault(r#"{"code":"X","details":{"retryAfter":-1}}"#).unwrap().retry_after, None);
        assert_eq!(fault("null"), None);
        assert_eq!(fault(r#""""#), None);
    }

    #[test]
    fn a_vendor_that_echoes_the_image_is_cut_short() {
        let echo = format!("bad image data:image/png;base64,{}", "A".repeat(300_000));
        assert!(quote(&echo).chars().count() < 150);
        assert!(quote(&"many words ".repeat(1000)).chars().count() < 310);
    }

    #[test]
    fn inline_images_are_left_out_of_what_is_kept() {
        let json = r#"{"images":[{"url":"data:image/png;base64,iVBO\/Rw0=","n":1}],"t":"data:"}"#;
        assert_eq!(without_inline_images(json), r#"{"images":[{"url":null,"n":1}],"t":"data:"}"#);
    }

    #[test]
    fn outputs_are_found_in_every_shape() {
        let links = |json: &str| serde_json::from_str::<Links>(json).map(|links| links.0).ok();
        let urls = |json: &str| {
            links(json).map(|images| images.into_iter().map(|image| image.url).collect::<Vec<_>>())
        };
        let found = |urls: &[&str]| Some(urls.iter().map(|url| url.to_string()).collect::<Vec<_>>());
        assert_eq!(urls(r#""https://a""#), found(&["https://a"]));
        assert_eq!(urls(r#"["https://a",{"url":"https://b"},null]"#), found(&["https://a", "https://b"]));
        assert_eq!(urls(r#"{"imageUrl":"https://a"}"#), found(&["https://a"]));
        assert_eq!(
            urls(r#"{"media_url":["https://a","https://b"],"media_type":"image/png"}"#),
            found(&["https://a", "https://b"])
        );
        assert_eq!(urls(r#"{"media_url":"https://a"}"#), found(&["https://a"]));
        assert_eq!(urls(r#"[{"url":"https://a/b.mp4","type":"video"},{"url":null}]"#), found(&[]));
        assert_eq!(urls("null"), found(&[]));
        for wrong in ["7", "[7]", "[[]]", "true"] {
            assert_eq!(urls(wrong), None, "{wrong}");
        }
        let json = r#"{"url":"https://a","type":"image","content_type":"image/png","width":2,"height":null}"#;
        let image = OutputImage {
            url: "https://a".to_owned(),
            media_type: Some("image/png".to_owned()),
            width: Some(2),
            height: None,
        };
        assert_eq!(links(json), Some(vec![image]));
    }
}
