//! The value of one field of a request: what its model allows, and what is wrong with another value.

use crate::input::messages::{must_be, not_one_of, number_range, outside, whole};
use crate::input::size;
use crate::input::value::{FirstImage, Value};
use crate::provider::model::{self, Choice, Kind, Range};
use crate::wire::json::number_text;
use crate::wire::problem::{Defect, ProblemCode};
use crate::wire::url;

/// Returns the value of a field, or what is wrong with it.
pub fn read_value(kind: &Kind, value: &Value) -> Result<model::Value, Defect> {
    let found = value.found().unwrap_or(TEXT);
    match (kind, value) {
        (Kind::Boolean, Value::Boolean(flag)) => Ok(model::Value::Boolean(*flag)),
        (Kind::Boolean, _) => Err(must_be("true or false", found)),
        (Kind::Choice(choice), _) => read_choice(choice, value),
        (Kind::Images(_), _) => Err(must_be("a list of images such as [file]", found)),
        (Kind::Integer { range, .. }, Value::Number(number)) => read_integer(*range, *number),
        (Kind::Integer { range, .. }, Value::Text(_)) => {
            let message = format!("must be {}, without quotes", number_range("a whole number", *range));
            Err(outside(ProblemCode::WrongType, message, *range))
        }
        (Kind::Integer { range, .. }, _) => Err(must_be(&number_range("a whole number", *range), found)),
        // Passed on as the caller wrote it.
        (Kind::Json, Value::Other("an array" | "an object") | Value::Pixels(..)) => {
            Ok(model::Value::Boolean(true))
        }
        (Kind::Json, _) => Err(must_be("a list or an object", found)),
        (Kind::Number(range), Value::Number(number)) => read_number(*range, *number),
        (Kind::Number(range), _) => Err(must_be(&number_range("a number", *range), found)),
        (Kind::Size(sizes), _) => size::read(sizes, value),
        (Kind::Text { max_length }, Value::Text(text)) => read_text(*max_length, text),
        (Kind::Text { .. }, _) => Err(must_be(TEXT, found)),
        (Kind::Url, Value::Text(url)) => read_url(url),
        (Kind::Url, _) => Err(must_be("an address that begins with https://", found)),
    }
}

fn read_choice(choice: &Choice, value: &Value) -> Result<model::Value, Defect> {
    let values: Vec<_> = choice.values.iter().map(String::as_str).collect();
    match value.text() {
        Some(text) if values.contains(&text) => Ok(text_value(text)),
        text => Err(not_one_of(text, value.found(), &values)),
    }
}

fn read_integer(range: Range, number: f64) -> Result<model::Value, Defect> {
    if is_in(range, number) && number.fract() == 0.0 {
        return Ok(model::Value::Number(number));
    }
    let is = whole(number).map_or("is not".to_owned(), |number| format!("is {number}, but must be"));
    let message = format!("{is} {}", number_range("a whole number", range));
    Err(outside(ProblemCode::NotWhole, message, range).with("given", number))
}

fn read_number(range: Range, number: f64) -> Result<model::Value, Defect> {
    if is_in(range, number) {
        return Ok(model::Value::Number(number));
    }
    let message = format!("is {}, but must be {}", number_text(number), number_range("a number", range));
    Err(outside(ProblemCode::OutOfRange, message, range).with("given", number))
}

fn read_text(max_length: Option<usize>, text: &str) -> Result<model::Value, Defect> {
    let length = text.chars().count();
    let Some(max) = max_length.filter(|max| length > *max) else { return Ok(text_value(text)) };
    let message = format!("has {length} characters, but this model takes at most {max}");
    Err(Defect::new(ProblemCode::TooLong, message).with("given", length as f64).with("max", max as f64))
}

fn read_url(url: &str) -> Result<model::Value, Defect> {
    if url::is_https(url) {
        return Ok(text_value(url));
    }
    let message = if begins_with_https(url) { INCOMPLETE_URL } else { "must begin with https://" };
    Err(Defect::new(ProblemCode::NotAnAddress, message))
}

/// Returns the ratio nearest to that of the first image, among the model's own, or the provider's word for it.
pub fn matching(choice: &Choice, first: Option<FirstImage>) -> Result<model::Value, Defect> {
    let defect = |message: &str| {
        let ratios = choice.values.iter().map(String::as_str);
        Defect::new(ProblemCode::CannotMatch, message).with_allowed(ratios)
    };
    if let Some(word) = &choice.matching {
        return Ok(text_value(word));
    }
    let mut ratios = choice.values.iter().filter_map(|value| {
        let (width, height) = value.split_once(':')?;
        Some((value, f64::from(width.parse::<u32>().ok()?) / f64::from(height.parse::<u32>().ok()?)))
    });
    let nearest = match first {
        None => return Err(defect("is \"match\", but there is no image to match: choose a ratio")),
        Some(FirstImage::Known(width, height)) => {
            let wanted = f64::from(width) / f64::from(height);
            let distance = |ratio: f64| (ratio / wanted).max(wanted / ratio);
            ratios.min_by(|(_, one), (_, other)| distance(*one).total_cmp(&distance(*other)))
        }
        Some(FirstImage::Unknown) => None,
        Some(FirstImage::Unread) => ratios.next(),
    };
    let message = "is \"match\", but the size of the first image is not known here: choose a ratio";
    nearest.map(|(value, _)| text_value(value)).ok_or_else(|| defect(message))
}

/// Whether a number is in the range, and not so large that JavaScript would round it.
fn is_in(range: Range, number: f64) -> bool {
    number.abs() <= LARGEST_NUMBER && range.contains(number)
}

fn text_value(text: &str) -> model::Value {
    model::Value::Text(text.to_owned())
}

pub fn begins_with_https(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

pub const INCOMPLETE_URL: &str =
    "is not a complete https:// address, or has a space, a user name or a password in it";
/// 2^53: larger whole numbers are not exact in JavaScript.
const LARGEST_NUMBER: f64 = 9_007_199_254_740_992.0;
pub const TEXT: &str = "a string";
