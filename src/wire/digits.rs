//! Whole numbers that are too long for JavaScript, as some providers' ids are.

use std::ops::Range;

/// Returns JSON with each whole number of more than fifteen digits as a string, so that it is read without rounding.
/// `None` if there is none.
pub fn quote_long(text: &str) -> Option<String> {
    let found = long_numbers(text);
    if found.is_empty() {
        return None;
    }
    let mut quoted = String::new();
    let mut end = 0;
    for number in found {
        quoted.push_str(text.get(end..number.start)?);
        quoted.push('"');
        quoted.push_str(text.get(number.clone())?);
        quoted.push('"');
        end = number.end;
    }
    quoted.push_str(text.get(end..)?);
    Some(quoted)
}

/// Returns where the numbers are, in the first [`MOST_BYTES`].
fn long_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut is_text, mut is_escaped) = (false, false);
    let mut start = None;
    for (at, byte) in text.bytes().enumerate().take(MOST_BYTES) {
        if is_text {
            (is_text, is_escaped) = (is_escaped || byte != b'"', !is_escaped && byte == b'\\');
            continue;
        }
        is_text = byte == b'"';
        match (start, byte) {
            (None, b'0'..=b'9') => start = Some((at, true)),
            // A sign, a fraction or an exponent: no id.
            (None, b'-') => start = Some((at, false)),
            (Some((from, _)), b'.' | b'e' | b'E' | b'+' | b'-') => start = Some((from, false)),
            (Some(_), b'0'..=b'9') | (None, _) => {}
            (Some((from, is_whole)), _) => {
                if is_whole && (16..=LONGEST).contains(&(at - from)) {
                    found.push(from..at);
                }
                start = None;
            }
        }
    }
    found
}

/// The reply to a submit is short, unless it has the images.
const MOST_BYTES: usize = 65_536;
/// In digits. 64 bits have at most twenty.
const LONGEST: usize = 40;

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
            assert_eq!(quote_long(json).as_deref(), quoted, "{json}");
        }
    }
}
