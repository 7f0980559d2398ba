//! Texts, taken apart by hand: the standard library's searchers, counters and splitters would weigh 2 KB
//! after gzip in what every visitor downloads.

/// Splits a text before and after the first of some ASCII characters.
pub fn cut<'a>(text: &'a str, at: &[u8]) -> Option<(&'a str, &'a str)> {
    let at = text.bytes().position(|byte| at.contains(&byte))?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Gives what stands before the first of some ASCII characters: all of the text where there is none.
pub fn before<'a>(text: &'a str, stops: &[u8]) -> &'a str {
    cut(text, stops).map_or(text, |(before, _)| before)
}

/// Counts characters.
pub fn length(text: &str) -> usize {
    text.bytes().filter(|byte| !continues(*byte)).count()
}

/// Cuts a text to so many characters, and shows it where anything is left out.
pub fn shorten(text: &str, max: usize) -> String {
    let mut characters = 0;
    for (at, byte) in text.bytes().enumerate() {
        characters += usize::from(!continues(byte));
        if characters > max {
            return [text.get(..at).unwrap_or_default(), "…"].concat();
        }
    }
    text.to_owned()
}

/// Takes an end off a text, as often as it is there.
pub fn trim_end<'a>(text: &'a str, end: &str) -> &'a str {
    let mut rest = text;
    while let Some(shorter) = rest.strip_suffix(end) {
        rest = shorter;
    }
    rest
}

/// Gives the digit of the lower half of a byte.
pub fn hexadecimal(byte: u8) -> &'static str {
    let at = usize::from(byte & 15);
    "0123456789abcdef".get(at..=at).unwrap_or_default()
}

/// Tells whether a byte of UTF-8 only continues a character.
fn continues(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_the_first_of_several_characters() {
        assert_eq!(cut("é.a:b", b":."), Some(("é", "a:b")));
        assert_eq!(cut("/", b"/"), Some(("", "")));
        assert_eq!(cut("é", b"/"), None);
        assert_eq!((trim_end("a...", "."), trim_end(".a", ".")), ("a", ".a"));
        assert_eq!((before("a?b#c", b"#?"), before("a", b"#?")), ("a", "a"));
    }

    #[test]
    fn characters_are_counted_and_never_cut_in_two() {
        for text in ["", "abc", "é🍌…", "\u{2028}"] {
            assert_eq!(length(text), text.chars().count());
            assert_eq!(shorten(text, length(text)), text);
        }
        assert_eq!(shorten("é🍌b", 2), "é🍌…");
        assert_eq!(shorten("🍌", 0), "…");
    }
}
