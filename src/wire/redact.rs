//! What error messages leave out of texts from replies and callers: images and keys.

use crate::wire::text::shorten;

/// Quotes a provider's sentence: without an echoed image, at most 300 characters.
pub fn quote(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(quote_word).collect();
    shorten(&words.join(" "), 300)
}

/// Quotes an id that cannot be polled, so that a person can ask the provider about it.
pub fn quote_id(id: &str) -> String {
    shorten(&without_data(id), 100)
}

/// Quotes one word: without an echoed image, at most 100 characters.
pub fn quote_word(word: &str) -> String {
    shorten(&without_base64(&without_data(word)), 100)
}

/// Replaces what looks like an image without its `data:`, or with a line break after it.
fn without_base64(word: &str) -> String {
    let is_other = |character: char| !character.is_ascii_alphanumeric() && !"+/=".contains(character);
    let shown = |piece: &str| match piece.trim_end_matches(is_other) {
        run if run.len() > LONGEST_RUN => piece.replacen(run, "…", 1),
        _ => piece.to_owned(),
    };
    word.split_inclusive(is_other).map(shown).collect()
}

/// Replaces the data of data URIs.
fn without_data(word: &str) -> String {
    let mut is_data = false;
    let shown = word.split(',').map(|piece| {
        let shown = if is_data { "…" } else { piece };
        is_data = piece.ends_with("base64");
        shown
    });
    shown.collect::<Vec<_>>().join(",")
}

/// Returns a name that the caller wrote, shortened to 60 characters; replaced if it may be a key.
pub fn redact_name(text: &str) -> String {
    let digits = |text: &[u8]| text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let random = |word: &[u8]| match word.len() {
        0..12 => false,
        12..20 => digits(word) > 2,
        20..24 => digits(word) > 0,
        _ => true,
    };
    let mut words = text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
    // The words of a UUID are short.
    if digits(text.as_bytes()) > 9 || words.any(random) {
        return "(what may be a key)".to_owned();
    }
    shorten(text, LONGEST_NAME)
}

/// In characters: a SHA-1 in hexadecimal, which is not an image.
const LONGEST_RUN: usize = 40;

/// In characters.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_that_echoes_the_image_is_cut_short() {
        let echo = format!("bad image data:image/png;base64,{}", "A".repeat(300_000));
        assert_eq!(quote(&echo), "bad image data:image/png;base64,…");
        let several = "['https://a/b','data:image/png;base64,iVBORw0KGgo','c']";
        assert_eq!(quote(several), "['https://a/b','data:image/png;base64,…,'c']");
        assert!(quote(&"many words ".repeat(1000)).chars().count() < 310);
    }

    #[test]
    fn a_key_given_as_a_name_is_not_shown() {
        for key in [
            "sk-proj-Ab3dEf6hIj9l",
            "pb_live_1234567890ab",
            "43c9e643-0693-4f99-9e92-ff15ef6d1c55",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyzabcdef",
            "providers.mulerun.0a1b2c3d4e5f6a7b",
        ] {
            assert_eq!(redact_name(key), "(what may be a key)", "{key}");
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
            assert_eq!(redact_name(name), name);
        }
        assert_eq!(redact_name(&"a b ".repeat(100)).chars().count(), 61);
    }
}
