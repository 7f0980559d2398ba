//! What is wrong with what the caller wrote.

use super::document::Document;
use super::text::shorten;

/// What is wrong with one field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// `prompt`, `images[2]`, `timeoutMs`.
    pub field: String,
    /// What is wrong and what is allowed; reads on from the field's name.
    pub message: String,
}

impl Problem {
    /// Says what is wrong with a field, without a key that was pasted for its name.
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: discreet(field), message: message.into() }
    }
}

impl From<Problem> for Document {
    fn from(problem: Problem) -> Self {
        Self::object(vec![("field", problem.field.into()), ("message", problem.message.into())])
    }
}

/// Makes what a caller wrote in the place of a name fit for a message: short, and no key that was pasted
/// there.
pub fn discreet(text: &str) -> String {
    let digits = |text: &[u8]| text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let random = |word: &[u8]| match word.len() {
        0..12 => false,
        12..20 => digits(word) > 2,
        20..24 => digits(word) > 0,
        _ => true,
    };
    let mut words = text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
    // A UUID is made of short words.
    if digits(text.as_bytes()) > 9 || words.any(random) {
        return "(what may be a key)".to_owned();
    }
    shorten(text, LONGEST_NAME)
}

/// In characters.
const LONGEST_NAME: usize = 60;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_the_place_of_a_name_is_not_shown() {
        for key in [
            "sk-proj-Ab3dEf6hIj9l",
            "pb_live_1234567890ab",
            "43c9e643-0693-4f99-9e92-ff15ef6d1c55",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyzabcdef",
            "providers.mulerun.0a1b2c3d4e5f6a7b",
        ] {
            assert_eq!(discreet(key), "(what may be a key)", "{key}");
            assert_eq!(Problem::new(key, "").field, "(what may be a key)");
        }
        for name in [
            "aspect_ratio",
            "images[9999]",
            "providers.pixelbyte.apiKey",
            "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
            "2048x2048",
            "gemini25flashimage",
            "negativePromptWeight",
        ] {
            assert_eq!(discreet(name), name);
        }
        assert_eq!(discreet(&"a b ".repeat(100)).chars().count(), 61);
    }
}
