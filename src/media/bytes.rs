//! Reads numbers from bytes. A read past the end is `None`, never a panic.

/// Returns the `count` bytes at `at`.
pub fn window(bytes: &[u8], at: usize, count: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(count)?)
}

/// Reads the `count` (at most 8) bytes at `at` as a big-endian number.
pub fn big(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    Some(window(bytes, at, count)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Reads the `count` (at most 8) bytes at `at` as a little-endian number.
pub fn little(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    Some(window(bytes, at, count)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Removes the first `count` (at most 8) bytes from `rest` and returns them as a big-endian number.
pub fn take_big(rest: &mut &[u8], count: usize) -> Option<u64> {
    let number = big(rest, 0, count);
    *rest = rest.get(count..)?;
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_orders() {
        assert_eq!(big(b"\x00\x01\x02\x03", 1, 3), Some(0x010203));
        assert_eq!(little(b"\x00\x01\x02\x03", 1, 3), Some(0x030201));
    }

    #[test]
    fn nothing_is_read_past_the_end() {
        assert_eq!(big(b"\x00\x01", 1, 2), None);
        assert_eq!(little(b"", usize::MAX, 8), None);
    }
}
