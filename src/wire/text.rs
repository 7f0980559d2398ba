//! Text for messages.

/// Returns at most `max` characters of a text, with `…` where something is left out.
pub fn shorten(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Returns `true` for the beginning of a web page.
pub fn is_page(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{FEFF}').trim_start().chars().take(20).collect();
    let start = start.to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<!--",
        "<h1",
        "<title",
        "<meta",
        "<script",
        "<p>",
        "<center",
    ]
    .iter()
    .any(|tag| start.starts_with(tag))
}

/// Returns a sentence with one punctuation mark at its end.
pub fn finish(text: &str) -> String {
    let text = text.trim_end();
    let kept = text.trim_end_matches('.');
    match kept.chars().last() {
        Some('!' | '?' | '…') => kept.to_owned(),
        _ => format!("{kept}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_distinguished_from_other_texts() {
        for page in ["<!DOCTYPE html><html>", "\u{FEFF}\n <HTML lang=en>", "<!-- a --><h1>", "<h1>404</h1>"] {
            assert!(is_page(page), "{page}");
        }
        for other in ["", "{}", "404", "<Error><Code>AccessDenied</Code></Error>", "<?xml version=\"1.0\"?>"]
        {
            assert!(!is_page(other), "{other}");
        }
    }

    #[test]
    fn a_sentence_ends_with_one_mark() {
        for (text, sentence) in [
            ("No", "No."),
            ("No.", "No."),
            ("No...", "No."),
            ("No?", "No?"),
            ("No?. ", "No?"),
            ("No…", "No…"),
        ] {
            assert_eq!(finish(text), sentence);
        }
    }

    #[test]
    fn no_character_is_cut_in_two() {
        for text in ["", "abc", "é🍌…", "\u{2028}"] {
            assert_eq!(shorten(text, text.chars().count()), text);
        }
        assert_eq!(shorten("é🍌b", 2), "é🍌…");
        assert_eq!(shorten("🍌", 0), "…");
    }
}
