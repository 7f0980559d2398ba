//! The module's data without what only panics would say.

/// Blanks what panics would say: their sentences, the places in the source that they would tell of, and the
/// paths in them. A place is a path, its length, a line and a column.
pub fn without_panics(data: &[u8], address: usize) -> Vec<u8> {
    let mut blanked = data.to_vec();
    let aligned = address.wrapping_neg() % WORD;
    for start in (aligned..data.len()).step_by(WORD) {
        let word = |index: usize| {
            let at = start + index * WORD;
            Some(u32::from_le_bytes(data.get(at..at + WORD)?.try_into().ok()?) as usize)
        };
        let (Some(path), Some(length), Some(1..=MOST_LINES), Some(1..=MOST_LINES)) =
            (word(0), word(1), word(2), word(3))
        else {
            continue;
        };
        let path = path.wrapping_sub(address);
        let path = path..path.saturating_add(length);
        if data.get(path.clone()).is_some_and(is_path) {
            for range in [path, start..start + 4 * WORD] {
                blanked.get_mut(range).into_iter().flatten().for_each(|byte| *byte = 0);
            }
        }
    }
    for sentence in SENTENCES {
        blank(&mut blanked, sentence.as_bytes());
    }
    blanked
}

/// Blanks a text wherever it stands.
fn blank(data: &mut [u8], text: &[u8]) {
    for start in 0..data.len() {
        if let Some(found) = data.get_mut(start..start + text.len()).filter(|found| *found == text) {
            found.fill(0);
        }
    }
}

/// Tells whether this is the path of a Rust source, perhaps ended by a zero.
fn is_path(text: &[u8]) -> bool {
    let text = text.strip_suffix(b"\0").unwrap_or(text);
    text.ends_with(b".rs") && text.iter().all(u8::is_ascii_graphic)
}

/// The bytes of an address.
const WORD: usize = 4;
/// More than any source has, in lines and columns.
const MOST_LINES: usize = 99_999;

/// What the standard library's own panics say. One that stands here no more, or is missing, is weight and no
/// fault.
const SENTENCES: &[&str] = &[
    " but ends at ",
    " finish: callbacks should be Some",
    " out of range for slice of length ",
    " right` failed",
    ") does not match destination slice length (",
    ") should be < len (is ",
    "Lazy instance has previously been poisoned",
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "Tried to shrink to a larger capacity",
    "`async fn` resumed after completion",
    "assertion `left ",
    "assertion failed: i < self.len()",
    "assertion failed: j < self.len()",
    "assertion failed: m <= usize::MAX / 2",
    "assertion failed: min <= max",
    "attempt to join into collection with len > usize::MAX",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "capacity overflow",
    "copy_from_slice: source slice length (",
    "dest is out of bounds",
    "finish: result should be None",
    "overflow in Duration::new",
    "range end index ",
    "range start index ",
    "reentrant init",
    "slice index starts at ",
    "swap_remove index (is ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_source_are_blanked_and_their_like_is_not() {
        let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
        let texts = b"src/run.rs\0 run.rs  ";
        let data = [
            texts.as_slice(),
            &words([1000, 11, 7, 5]),
            &words([1012, 6, 7, 0]),
            &words([1000, 10, 1 << 20, 5]),
        ];
        let blanked = without_panics(&data.concat(), 1000);
        let left = [[0; 11].as_slice(), b" run.rs  ", &[0; 16], data[2], data[3]].concat();
        assert_eq!(without_panics(b"src", 1), b"src");
        assert_eq!(blanked, left);
    }

    #[test]
    fn sentences_of_panics_are_blanked_wherever_they_stand() {
        let data = b"a range end index b, range end index c";
        assert_eq!(
            without_panics(data, 1000),
            b"a \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0b, \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0c"
        );
    }
}
