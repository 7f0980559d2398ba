//! Whole numbers in JSON that are too long for JavaScript, as the ids of some providers are.

use std::ops::RangeInclusive;

/// Returns JSON with each whole number of more than fifteen digits as a string, so that it is read without rounding;
/// `None` if there is none.
///
/// Only the first 64 KiB are searched: the reply to a submit is shorter, unless it has the images.
pub fn quote(text: &str) -> Option<String> {
    let (head, tail) = text.split_at_checked(text.floor_char_boundary(MOST_BYTES))?;
    let mut quoted = String::new();
    let mut rest = head;
    while let Some((before, token, after)) = next_token(rest) {
        let mark = if is_long_number(token) { "\"" } else { "" };
        quoted.extend([before, mark, token, mark]);
        rest = after;
    }
    let has_long_number = quoted.len() + rest.len() > head.len();
    has_long_number.then(|| quoted + rest + tail)
}

/// Returns the first string or number of a text, between what is before and what is after it; `None` if there is
/// none, or if it may be cut.
fn next_token(text: &str) -> Option<(&str, &str, &str)> {
    let is_start = |character: char| matches!(character, '"' | '-' | '0'..='9');
    let (before, rest) = text.split_at_checked(text.find(is_start)?)?;
    let is_of_number = |character: char| matches!(character, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
    let length = match rest.strip_prefix('"') {
        Some(string) => closing_quote(string)? + 2,
        None => rest.find(|character| !is_of_number(character))?,
    };
    let (token, after) = rest.split_at_checked(length)?;
    Some((before, token, after))
}

/// Returns the offset of the quote that ends a string; one after a backslash does not.
fn closing_quote(string: &str) -> Option<usize> {
    let mut is_escaped = false;
    string.find(|character| {
        let is_end = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end
    })
}

/// Returns whether a token is a number that may be an id: it has no sign, fraction or exponent.
fn is_long_number(token: &str) -> bool {
    DIGITS.contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_digit())
}

const MOST_BYTES: usize = 64 << 10;
/// Fewer are exact in JavaScript. 64 bits have at most twenty.
const DIGITS: RangeInclusive<usize> = 16..=40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_that_would_be_rounded_become_strings() {
        for (json, quoted) in [
            (r#"{"id":12345678901234567890}"#, Some(r#"{"id":"12345678901234567890"}"#)),
            (r#"{"id": 1234567890123456 , "a":1}"#, Some(r#"{"id": "1234567890123456" , "a":1}"#)),
            (r#"[1234567890123456,1234567890123457]"#, Some(r#"["1234567890123456","1234567890123457"]"#)),
            (r#"{"id":123456789012345}"#, None),
            (r#"{"id":"1234567890123456 \"1234567890123456\""}"#, None),
            (r#"{"a":0.1234567890123456,"b":1.5e1234567890123456}"#, None),
            (r#"{"a":-1234567890123456}"#, None),
            ("", None),
        ] {
            assert_eq!(quote(json).as_deref(), quoted, "{json}");
        }
    }

    #[test]
    fn a_long_reply_is_searched_at_its_beginning_alone() {
        let id = "1234567890123456";
        let padding = "é".repeat(MOST_BYTES);
        assert_eq!(
            quote(&format!(r#"{{"id":{id},"x":"{padding}","other":{id}}}"#)),
            Some(format!(r#"{{"id":"{id}","x":"{padding}","other":{id}}}"#))
        );
        assert_eq!(quote(&format!(r#"{{"x":"{padding}","id":{id}}}"#)), None);
    }
}
