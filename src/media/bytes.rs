//! Numbers read out of bytes. A read past the end is `None`, never a panic.

/// Reads `count` bytes at `at`.
pub fn window(bytes: &[u8], at: usize, count: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(count)?)
}

/// Reads the `count` (at most 8) bytes at `at` as one number, highest byte first.
pub fn big(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    Some(window(bytes, at, count)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_highest_byte_first() {
        assert_eq!(big(b"\x00\x01\x02\x03", 1, 3), Some(0x010203));
    }

    #[test]
    fn nothing_is_read_past_the_end() {
        assert_eq!(big(b"\x00\x01", 1, 2), None);
        assert_eq!(big(b"", usize::MAX, 8), None);
    }
}
