//! Quotation of texts from replies and callers in error messages, without images and keys.

use crate::wire::json::Json;
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

/// Quotes a reply that could not be understood: the first 1,500 bytes or so, without images.
pub fn excerpt(reply: &Json) -> Json {
    excerpt_of(reply, &mut { LONGEST_EXCERPT }, DEEPEST)
}

fn excerpt_of(reply: &Json, left: &mut usize, levels: u32) -> Json {
    let mut count = |bytes: usize| {
        let fits = *left > 0;
        *left = left.saturating_sub(bytes);
        fits
    };
    match reply {
        Json::Array(_) | Json::Object(_) if levels == 0 => Json::Null,
        Json::Array(items) => {
            let items = items.iter().take_while(|_| count(2)).collect::<Vec<_>>();
            Json::Array(items.into_iter().map(|item| excerpt_of(item, left, levels - 1)).collect())
        }
        Json::Object(members) => {
            let named = |name: &str| quote_word(name);
            let members = members.iter().take_while(|(name, _)| count(named(name).len())).collect::<Vec<_>>();
            let quoted =
                members.into_iter().map(|(name, value)| (named(name), excerpt_of(value, left, levels - 1)));
            Json::Object(quoted.collect())
        }
        Json::String(text) => {
            let is_address = text.starts_with("https:") && text.len() <= LONGEST_ADDRESS;
            let text =
                if is_address && longest_run(text) <= LONGEST_RUN { text.clone() } else { quote(text) };
            if count(text.len()) { text.into() } else { Json::Null }
        }
        other => other.clone(),
    }
}

/// Returns the longest run of characters that base64 has, in bytes.
fn longest_run(text: &str) -> usize {
    text.split(is_not_base64).map(str::len).max().unwrap_or(0)
}

fn is_not_base64(character: char) -> bool {
    !character.is_ascii_alphanumeric() && !"+/=".contains(character)
}

/// Replaces what looks like an image without its `data:`, or with a line break after it.
fn without_base64(word: &str) -> String {
    let shown = |piece: &str| match piece.trim_end_matches(is_not_base64) {
        run if run.len() > LONGEST_RUN => piece.replacen(run, "…", 1),
        _ => piece.to_owned(),
    };
    word.split_inclusive(is_not_base64).map(shown).collect()
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
/// In bytes.
const LONGEST_EXCERPT: usize = 1_500;
/// In bytes.
const LONGEST_ADDRESS: usize = 500;
/// How deep a reply is quoted, in levels.
const DEEPEST: u32 = 8;

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
    fn an_excerpt_keeps_ids_and_addresses_and_no_images() {
        let words = |text: &str| Json::from(text);
        let image = "A".repeat(100_000);
        let reply = Json::Object(vec![
            ("id".to_owned(), words("job-1")),
            ("url".to_owned(), words("https://images.example/a/b.png?signature=x&expires=1")),
            ("inline".to_owned(), words(&format!("data:image/png;base64,{image}"))),
            ("bare".to_owned(), words(&image)),
            (image.clone(), Json::Bool(true)),
            ("many".to_owned(), Json::Array(vec![words("word"); 100_000])),
        ]);
        let excerpt = excerpt(&reply);
        assert_eq!(excerpt.get("id").text(), Some("job-1"));
        assert_eq!(excerpt.get("url"), reply.get("url"));
        let text = serde_json::to_string(&excerpt).unwrap();
        assert!(text.len() < 4_000 && !text.contains(&"A".repeat(50)), "{text}");
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
