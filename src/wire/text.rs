//! Text for people.

/// Returns at most `max` characters of a text, with `…` where something is left out.
pub fn shorten(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_cut_in_two() {
        for text in ["", "abc", "é🍌…", "\u{2028}"] {
            assert_eq!(shorten(text, text.chars().count()), text);
        }
        assert_eq!(shorten("é🍌b", 2), "é🍌…");
        assert_eq!(shorten("🍌", 0), "…");
    }
}
