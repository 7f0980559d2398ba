//! What is left out of texts that come from outside: keys, and images that a vendor echoes.

use crate::wire::text::{cut, shorten};

/// Gives a vendor's words for an error: no image that it may echo, and no longer than a person reads.
pub fn quote(text: &str) -> String {
    let mut quote = String::new();
    for word in text.split_whitespace() {
        if !quote.is_empty() {
            quote.push(' ');
        }
        quote.push_str(&quote_word(word));
    }
    shorten(&quote, 300)
}

/// Gives an id that cannot be asked for, for an error: a person can ask the vendor about it.
pub fn quote_id(id: &str) -> String {
    shorten(&without_data(id), 100)
}

pub fn quote_word(word: &str) -> String {
    shorten(&without_base64(&without_data(word)), 100)
}

/// Leaves out what looks like an image that is echoed without `data:`, or with a line break after it.
fn without_base64(word: &str) -> String {
    let mut kept = String::new();
    let mut rest = word;
    loop {
        let run = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte));
        let (run, after) = rest.split_at_checked(run.count()).unwrap_or((rest, ""));
        kept.push_str(if run.len() > LONGEST_RUN { "…" } else { run });
        let mut others = after.chars();
        let Some(other) = others.next() else { return kept };
        kept.push(other);
        rest = others.as_str();
    }
}

/// Leaves out what stands after `base64,` in data URIs.
fn without_data(word: &str) -> String {
    let mut kept = String::new();
    let mut is_data = false;
    let mut rest = word;
    loop {
        let (piece, after) = cut(rest, b",").map_or((rest, None), |(piece, after)| (piece, Some(after)));
        kept.push_str(if is_data { "…" } else { piece });
        is_data = piece.ends_with("base64");
        let Some(after) = after else { return kept };
        kept.push(',');
        rest = after;
    }
}

/// Makes what a caller wrote in the place of a name fit for a message: short, and no key that was pasted
/// there.
pub fn redact_name(text: &str) -> String {
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

/// Of letters and digits that are no image: a SHA-1 in hexadecimal.
const LONGEST_RUN: usize = 40;

/// In characters.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendor_that_echoes_the_image_is_cut_short() {
        let echo = format!("bad image data:image/png;base64,{}", "A".repeat(300_000));
        assert_eq!(quote(&echo), "bad image data:image/png;base64,…");
        let several = "['https://a/b','data:image/png;base64,iVBORw0KGgo','c']";
        assert_eq!(quote(several), "['https://a/b','data:image/png;base64,…,'c']");
        assert!(quote(&"many words ".repeat(1000)).chars().count() < 310);
    }

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
