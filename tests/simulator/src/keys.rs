//! Keys: which are valid, and whether a request contains one.

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use memchr::memmem;
use percent_encoding::percent_decode_str;

/// The outcome of the check of a request's key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    Good,
    /// An `Authorization` header without the `Bearer` scheme.
    Malformed,
    Missing,
    NoCredit,
    NotAllowed,
    Wrong,
}

/// Judges `Authorization: Bearer <key>`.
pub fn bearer(headers: &HeaderMap, good: &str) -> Verdict {
    let Some(value) = headers.get("authorization") else { return Verdict::Missing };
    match value.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")) {
        Some(key) => judge(key, good),
        None => Verdict::Malformed,
    }
}

/// Judges `Ocp-Apim-Subscription-Key: <key>`.
pub fn subscription(headers: &HeaderMap, good: &str) -> Verdict {
    match headers.get("ocp-apim-subscription-key") {
        None => Verdict::Missing,
        Some(value) => value.to_str().map_or(Verdict::Wrong, |key| judge(key, good)),
    }
}

/// Returns the values of the headers that may hold a key.
pub fn header_values(headers: &HeaderMap) -> String {
    let values = KEY_HEADERS.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    values.map(|value| format!("{value} ")).collect()
}

/// The keys that a session knows: the valid one and all that clients have sent.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    known: BTreeSet<String>,
}

impl Keys {
    /// Remembers the valid key and those in the headers that may hold one.
    pub fn learn(&mut self, headers: &HeaderMap, good: &str) {
        self.known.insert(good.to_owned());
        for name in KEY_HEADERS {
            for value in headers.get_all(*name) {
                let Ok(value) = value.to_str() else { continue };
                let key = value.split_once(' ').map_or(value, |(_, key)| key).trim();
                if !key.is_empty() {
                    self.known.insert(key.to_owned());
                }
            }
        }
    }

    /// Whether the bytes contain a key.
    pub fn occur_in(&self, bytes: &[u8]) -> bool {
        self.known.iter().any(|key| positions(bytes, key.as_bytes()).next().is_some())
    }

    /// Whether the text contains a key, as it is or percent-encoded.
    pub fn occur_in_address(&self, text: &str) -> bool {
        self.occur_in(text.as_bytes()) || self.occur_in(&percent_decode_str(text).collect::<Vec<u8>>())
    }

    /// Replaces each key by `<key>`.
    pub fn hide(&self, text: &str) -> String {
        self.known.iter().fold(text.to_owned(), |text, key| {
            let mut hidden = String::with_capacity(text.len());
            let mut rest = 0;
            for position in positions(text.as_bytes(), key.as_bytes()) {
                if position >= rest {
                    hidden.push_str(text.get(rest..position).unwrap_or_default());
                    hidden.push_str("<key>");
                    rest = position + key.len();
                }
            }
            hidden.push_str(text.get(rest..).unwrap_or_default());
            hidden
        })
    }

    /// Returns how many bytes the parts of a body must overlap, so that no key is missed between them.
    pub fn overlap(&self) -> usize {
        self.known.iter().map(String::len).max().unwrap_or(0) + 1
    }
}

fn judge(key: &str, good: &str) -> Verdict {
    match key {
        "no-credit" => Verdict::NoCredit,
        "not-allowed" => Verdict::NotAllowed,
        key if key == good => Verdict::Good,
        _ => Verdict::Wrong,
    }
}

/// Finds a key. A short one counts only as a whole word: `demo` must not be found in `demonstration`.
fn positions<'a>(bytes: &'a [u8], key: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(bytes, key).filter(move |&start| {
        key.len() >= LONG
            || !(start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(is_word)
                || bytes.get(start + key.len()).is_some_and(is_word))
    })
}

fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A key of this length is found also within a word.
const LONG: usize = 12;
const KEY_HEADERS: &[&str] =
    &["authorization", "ocp-apim-subscription-key", "proxy-authorization", "x-api-key", "api-key"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_key_is_found_as_a_whole_word_only() {
        let mut keys = Keys::default();
        keys.learn(&HeaderMap::new(), "demo");
        assert!(keys.occur_in(b"{\"key\":\"demo\"}"));
        assert!(!keys.occur_in(b"a demonstration"));
        assert!(keys.occur_in_address("?key=%64emo"));
        assert_eq!(keys.hide("Bearer demo"), "Bearer <key>");
    }

    #[test]
    fn a_long_key_is_found_anywhere() {
        let mut keys = Keys::default();
        keys.learn(&HeaderMap::new(), "k-0123456789ab");
        assert!(keys.occur_in(b"xxk-0123456789abyy"));
    }
}
