//! JSON that is damaged: broken off, followed by something else, or deeper and longer than any reply.

use crate::wire::json::Json;
use crate::wire::text::is_page;

/// Reads the part of damaged JSON that is certain: the complete members and items before the damage.
///
/// A string or a number that the text ends with may be cut, and is left out. So are the items of a list after the
/// first thousand, and what is nested deeper than 64 levels. Returns `None` if the text does not begin with an object
/// or a list: an id inside the text of a page is not that of a job.
pub fn read(text: &str) -> Option<Json> {
    let text = GUARDS.iter().fold(text, |text, guard| {
        let text = text.trim_start_matches(is_space);
        text.strip_prefix(guard).unwrap_or(text)
    });
    let mut rest = after_warnings(text.trim_start_matches(is_space))?;
    let mut open = Open::default();
    while let Some((token, after)) = next_token(rest) {
        rest = after.trim_start_matches(is_space);
        if open.take(token).is_none() || open.levels.is_empty() {
            break;
        }
    }
    open.close()
}

/// Returns a text from the first line on that begins an object or a list, because servers write warnings before it.
/// `None` if there is no such line, and for a web page, whose scripts have objects too.
fn after_warnings(text: &str) -> Option<&str> {
    let mut rest = text;
    for _ in 0..MOST_LINES {
        if rest.starts_with(['{', '[']) {
            return Some(rest);
        }
        if is_page(text) {
            break;
        }
        rest = rest.get(rest.find('\n')?..)?.trim_start_matches(is_space);
    }
    None
}

enum Token {
    Begin(Level),
    Colon,
    Comma,
    EndOfArray,
    EndOfObject,
    Value(Json),
}

/// Returns the first token of a text and what follows it; `None` if it is not JSON, or may be cut.
fn next_token(text: &str) -> Option<(Token, &str)> {
    let token = match text.bytes().next()? {
        b'{' => Token::Begin(Level::Object { members: Vec::new(), name: None, has_colon: false }),
        b'[' => Token::Begin(Level::Array(Vec::new())),
        b':' => Token::Colon,
        b',' => Token::Comma,
        b']' => Token::EndOfArray,
        b'}' => Token::EndOfObject,
        b'"' => return string(text.get(1..)?),
        _ => return word(text),
    };
    Some((token, text.get(1..)?))
}

/// Reads a string after its opening quote.
fn string(text: &str) -> Option<(Token, &str)> {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let end = rest.find(['"', '\\'])?;
        let (before, mark) = rest.split_at_checked(end)?;
        value.push_str(before);
        let after = mark.get(1..)?;
        if mark.starts_with('"') {
            return Some((Token::Value(Json::String(value)), after));
        }
        let mut characters = after.chars();
        let escaped = match characters.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (character, after) = escaped_unit(characters.as_str())?;
                value.push(character);
                rest = after;
                continue;
            }
            other => other,
        };
        value.push(escaped);
        rest = characters.as_str();
    }
}

/// Reads a character after `\u`: four digits, or two surrogates of four.
fn escaped_unit(text: &str) -> Option<(char, &str)> {
    let unit = |text: &str| u32::from_str_radix(text.get(..4)?, 16).ok();
    let (first, after) = (unit(text)?, text.get(4..)?);
    if (0xd800..0xdc00).contains(&first)
        && let Some(pair) = after.strip_prefix("\\u")
        && let Some(second @ 0xdc00..0xe000) = unit(pair)
    {
        let character = char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))?;
        return Some((character, pair.get(4..)?));
    }
    Some((char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), after))
}

/// Reads a number, `true`, `false` or `null`. One that the text ends with may be cut.
fn word(text: &str) -> Option<(Token, &str)> {
    let end =
        text.find(|character: char| !character.is_ascii_alphanumeric() && !"+-.".contains(character))?;
    let value = match text.get(..end)? {
        "true" => Json::Bool(true),
        "false" => Json::Bool(false),
        // What Python and JavaScript write beside the numbers of JSON.
        "null" | "NaN" | "Infinity" => Json::Null,
        number if number.starts_with(|first: char| first == '-' || first.is_ascii_digit()) => {
            // Ids may be whole numbers, of any length; the parser of others would be a tenth of the module.
            match number.parse::<i32>() {
                Ok(number) => Json::Number(number.into()),
                Err(_) if number.len() <= LONGEST_ID && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                    Json::String(number.to_owned())
                }
                Err(_) => Json::Null,
            }
        }
        _ => return None,
    };
    Some((Token::Value(value), text.get(end..)?))
}

/// The objects and lists that have begun and not ended, and the value when all have.
#[derive(Default)]
struct Open {
    levels: Vec<Level>,
    whole: Option<Json>,
}

enum Level {
    Array(Vec<Json>),
    Object { members: Vec<(String, Json)>, name: Option<String>, has_colon: bool },
}

impl Open {
    /// Adds a token; `None` if the grammar of JSON does not allow it here.
    fn take(&mut self, token: Token) -> Option<()> {
        match token {
            Token::Begin(level) => {
                self.levels.push(level);
                Some(())
            }
            Token::Value(Json::String(text)) if self.wants_name() => {
                if let Some(Level::Object { name, .. }) = self.levels.last_mut() {
                    *name = Some(text);
                }
                Some(())
            }
            Token::Value(value) => self.add(value),
            Token::Colon => match self.levels.last_mut()? {
                Level::Object { name: Some(_), has_colon, .. } if !*has_colon => {
                    *has_colon = true;
                    Some(())
                }
                _ => None,
            },
            Token::Comma => (!self.has_name()).then_some(()),
            Token::EndOfArray => match self.levels.last()? {
                Level::Array(_) => self.end(),
                Level::Object { .. } => None,
            },
            Token::EndOfObject => match self.levels.last()? {
                Level::Object { name: None, .. } => self.end(),
                _ => None,
            },
        }
    }

    fn has_name(&self) -> bool {
        matches!(self.levels.last(), Some(Level::Object { name: Some(_), .. }))
    }

    fn wants_name(&self) -> bool {
        matches!(self.levels.last(), Some(Level::Object { name: None, .. }))
    }

    fn end(&mut self) -> Option<()> {
        let value = match self.levels.pop()? {
            Level::Array(items) => Json::Array(items),
            Level::Object { members, .. } => Json::Object(members),
        };
        self.add(value)
    }

    fn add(&mut self, value: Json) -> Option<()> {
        let is_deep = self.levels.len() > DEEPEST;
        match self.levels.last_mut() {
            None => self.whole = Some(value),
            Some(Level::Array(items)) if items.len() < MOST_ITEMS && !is_deep => items.push(value),
            Some(Level::Array(_)) => {}
            Some(Level::Object { members, name, has_colon }) => {
                let name = name.take_if(|_| *has_colon)?;
                *has_colon = false;
                if members.len() < MOST_ITEMS && !is_deep {
                    members.push((name, value));
                }
            }
        }
        Some(())
    }

    /// Ends everything that has begun.
    fn close(mut self) -> Option<Json> {
        while !self.levels.is_empty() {
            // A member without its value is left out.
            self.end();
        }
        self.whole
    }
}

fn is_space(character: char) -> bool {
    // The replacement character is half of the mark at the beginning of UTF-16.
    matches!(character, ' ' | '\t' | '\r' | '\n' | '\u{feff}' | char::REPLACEMENT_CHARACTER)
}

/// What servers write before JSON: the field of an event stream, and a guard against scripts of other sites.
const GUARDS: [&str; 3] = ["data:", ")]}',", ")]}'"];
/// In digits.
const LONGEST_ID: usize = 40;
/// Of warnings before the JSON.
const MOST_LINES: usize = 100;
/// In levels.
const DEEPEST: usize = 64;
/// Of one list or object.
const MOST_ITEMS: usize = 1_000;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_stands_before_the_damage_is_read() {
        for (text, value) in [
            (r#"{"id":"a","status":"pend"#, json!({ "id": "a" })),
            (r#"{"task":{"id":"a","n":[1,2,{"x":nul"#, json!({ "task": { "id": "a", "n": [1.0, 2.0, {}] } })),
            (r#"{"id":"a","n":12"#, json!({ "id": "a" })),
            (r#"{"id":"ab"#, json!({})),
            (r#"{"id":"a"#, json!({})),
            (r#"{"id":"a\"#, json!({})),
            (r#"{"id":"a\u00"#, json!({})),
            (r#"{"id":"a"}{"id":"b"}"#, json!({ "id": "a" })),
            (r#"{"id":"a"}<!-- took 3 ms -->"#, json!({ "id": "a" })),
            ("\u{feff} )]}'\n{\"id\":\"a\"}", json!({ "id": "a" })),
            ("data: {\"id\":\"a\"}\n\n", json!({ "id": "a" })),
            (r#"{"x":NaN,"y":-Infinity,"id":"a"}"#, json!({ "x": null, "y": null, "id": "a" })),
            (r#"{"id":12345678901234567890,"#, json!({ "id": "12345678901234567890" })),
            ("<br />\n<b>Warning</b>: no such key in a.php<br />\n {\"id\":\"a\"}", json!({ "id": "a" })),
            ("\u{fffd}\u{fffd}{\"id\":\"a\"}", json!({ "id": "a" })),
            (")]}',\n{\"id\":\"a\"}", json!({ "id": "a" })),
            (r#"{"id":"a","x"}"#, json!({ "id": "a" })),
            (r#"{"id":"a",'x':1}"#, json!({ "id": "a" })),
            (r#"{"id" "a"}"#, json!({})),
            (
                r#"{"a":"\"\\\/\b\f\n\r\tA\ud83c\udf4c\ud83c"}"#,
                json!({ "a": "\"\\/\u{8}\u{c}\n\r\tA🍌\u{fffd}" }),
            ),
            (r#"[{"id":"a"}"#, json!([{ "id": "a" }])),
            (r#"{"a":{}}"#, json!({ "a": {} })),
            (r#"{"a":[true,false,null,-1.5e3,-15]}"#, json!({ "a": [true, false, null, null, -15.0] })),
        ] {
            assert_eq!(read(text), Some(value.into()), "{text}");
        }
    }

    #[test]
    fn the_text_of_a_page_is_not_read() {
        for text in [
            "",
            " ",
            "<html>{\"id\":\"a\"}",
            "<!doctype html>\n{\"id\":\"a\"}",
            "\"id\"",
            "12",
            "}",
            "ok {\"id\":\"a\"}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_deep_or_long_does_not_hide_what_follows() {
        let deep = format!(r#"{{"x":{}{},"id":"a"}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&deep).unwrap().get("id").text(), Some("a"));
        let long = format!(r#"{{"x":[{}1],"id":"a"}}"#, "1,".repeat(1_000_000));
        assert_eq!(read(&long).unwrap().get("id").text(), Some("a"));
        assert!(read(&"[".repeat(1_000_000)).is_some());
        assert!(read(&"{\"a\":".repeat(1_000_000)).is_some());
    }

    #[test]
    fn whole_json_is_read_as_serde_reads_it_and_every_cut_is_a_part_of_it() {
        let whole = r#"{"a":{"b":["c",15,true,null,{"d":"é🍌"}],"e":""},"f":-2}"#;
        assert_eq!(read(whole), Some(serde_json::from_str::<Value>(whole).unwrap().into()));
        for end in (1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let read = read(&whole[..end]).unwrap_or_else(|| panic!("{}", &whole[..end]));
            assert!(matches!(read.get("a").get("e").text(), None | Some("")), "{}", &whole[..end]);
            assert!(read.get("f").number().is_none_or(|number| number == -2.0));
        }
    }
}
