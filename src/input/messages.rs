//! Pieces of the sentences that say what is wrong: somebody who knows nothing can follow them. Each reads on
//! from the field's name.
//!
//! They are joined, not formatted: that weighs less.

use crate::media::Format;
use crate::wire::redact::redact_name;

/// Says why a value does not do, or why there is none: `found` is what stands there where it is no text.
pub fn not_one_of(value: Option<&str>, found: Option<&str>, allowed: &[&str]) -> String {
    let all = allowed.join(", ");
    match (value, found) {
        (Some(value), _) => {
            let close = allowed.iter().find(|allowed| allowed.eq_ignore_ascii_case(value));
            let mend = close.map_or_else(
                || [", but must be one of ", &all].concat(),
                |close| [": write \"", close, "\""].concat(),
            );
            ["is \"", &redact_name(value), "\"", &mend].concat()
        }
        (None, Some(found)) => not(&["one of ", &all].concat(), found),
        (None, None) => ["is missing; it is one of ", &all].concat(),
    }
}

/// Says what stands there in place of what must.
pub fn not(wanted: &str, found: &str) -> String {
    ["must be ", wanted, ", not ", found].concat()
}

/// Says how many images there are.
pub fn has_images(count: usize) -> String {
    ["has ", &count.to_string(), if count == 1 { " image" } else { " images" }].concat()
}

/// Calls a file by its kind, with the article.
pub fn kind(format: Format) -> String {
    match format {
        Format::Avif => "an AVIF image".to_owned(),
        Format::Html => "a web page".to_owned(),
        Format::Pdf => "a PDF document".to_owned(),
        Format::Svg => "an SVG drawing".to_owned(),
        _ => ["a ", format.name(), " image"].concat(),
    }
}

/// Says that a file is too large. The sizes are rounded away from each other, so that the two never look the
/// same.
pub fn too_large(bytes: u64, max: u64) -> String {
    let given = mebibytes(bytes.saturating_mul(10).div_ceil(MEBIBYTE));
    let max = mebibytes(max.saturating_mul(10) / MEBIBYTE);
    ["is ", &given, "; this model takes at most ", &max].concat()
}

/// Writes a whole number of at most a million; all of the standard library's floats would weigh more than
/// this is worth.
pub fn whole(number: f64) -> Option<String> {
    let size = number.abs() as u32;
    let short = size <= 1_000_000 && f64::from(size) == number.abs();
    short.then(|| [if number < 0.0 { "-" } else { "" }, &size.to_string()].concat())
}

/// Writes tenths of a mebibyte.
fn mebibytes(tenths: u64) -> String {
    let whole = (tenths / 10).to_string();
    match tenths % 10 {
        0 => whole + " MiB",
        tenth => [&whole, ".", &tenth.to_string(), " MiB"].concat(),
    }
}

const MEBIBYTE: u64 = 1 << 20;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_size_over_the_limit_never_looks_like_the_limit() {
        for max in [MEBIBYTE, 10 * MEBIBYTE, 10_000_000, 1_234_567] {
            let sentence = too_large(max + 1, max);
            let (given, limit) = sentence.split_once("; this model takes at most ").unwrap();
            assert_ne!(given.trim_start_matches("is "), limit);
        }
        assert_eq!(too_large(10_485_761, 10_485_760), "is 10.1 MiB; this model takes at most 10 MiB");
    }

    #[test]
    fn only_short_whole_numbers_are_written() {
        assert_eq!(whole(5.0).as_deref(), Some("5"));
        assert_eq!(whole(-0.0).as_deref(), Some("0"));
        assert_eq!(whole(-1e6).as_deref(), Some("-1000000"));
        for number in [1.5, 1_000_001.0, 1e300, f64::INFINITY, f64::NAN] {
            assert_eq!(whole(number), None, "{number}");
        }
    }
}
