//! Defects of fields. Their messages read on from the name of the field.

use crate::media::Format;
use crate::provider::model::Range;
use crate::wire::json::number_text;
use crate::wire::problem::{Defect, ProblemCode};
use crate::wire::redact::redact_name;

/// Returns why a value is not one of those allowed. `found` describes a value that is not a string.
pub fn not_one_of(value: Option<&str>, found: Option<&str>, allowed: &[&str]) -> Defect {
    let all = allowed.join(", ");
    let defect = match (value, found) {
        (Some(value), _) => {
            let close = allowed.iter().find(|allowed| allowed.eq_ignore_ascii_case(value));
            let correction = match close {
                Some(close) => format!(": write \"{close}\""),
                None => format!(", but must be one of {all}"),
            };
            let message = format!("is \"{}\"{correction}", redact_name(value));
            Defect::new(ProblemCode::NotOneOf, message).with("given", redact_name(value))
        }
        (None, Some(found)) => must_be(&format!("one of {all}"), found),
        (None, None) => Defect::new(ProblemCode::Required, format!("is missing; it is one of {all}")),
    };
    defect.with_allowed(allowed.iter().copied())
}

/// Returns why an id is not one of those known, with the three nearest. `found` describes a value that is not a string.
pub fn nearest(id: Option<&str>, found: Option<&str>, known: &[String]) -> Defect {
    let unknown = |message: String, nearest: Vec<String>| {
        let defect = Defect::new(ProblemCode::UnknownModel, message).with_allowed(nearest);
        defect.with("given", redact_name(id.unwrap_or_default()))
    };
    let close = known.iter().find(|known| id.is_some_and(|id| id.eq_ignore_ascii_case(known)));
    match (id, found, close) {
        (Some(id), _, Some(close)) => {
            unknown(format!("is \"{}\": write \"{close}\"", redact_name(id)), vec![close.clone()])
        }
        (Some(id), ..) => {
            let names = most_similar(id, known.to_vec());
            let message = format!("is \"{}\", which the provider does not sell", redact_name(id));
            let hint = if names.is_empty() {
                message
            } else {
                format!("{message}; the nearest are {}", names.join(", "))
            };
            unknown(hint, names)
        }
        (None, Some(found), _) => must_be("the id of a model", found),
        (None, None, _) => {
            Defect::new(ProblemCode::Required, "is missing: give the id of a model of the provider")
        }
    }
}

/// Returns the three names that are most like this one, the best first.
pub fn most_similar(name: &str, mut names: Vec<String>) -> Vec<String> {
    let likeness = |other: &String| strsim::jaro_winkler(name, other);
    let mut best = Vec::new();
    while best.len() < NEAREST {
        let places = names.iter().enumerate();
        let Some((place, _)) =
            places.max_by(|(_, one), (_, other)| likeness(one).total_cmp(&likeness(other)))
        else {
            break;
        };
        best.push(names.swap_remove(place));
    }
    best
}

/// Returns a range of numbers in words: `a whole number from 1 to 4`.
pub fn number_range(what: &str, range: Range) -> String {
    let [min, max] = [range.min, range.max].map(|limit| limit.map(number_text));
    match (min, max) {
        (None, None) => what.to_owned(),
        (Some(min), None) => format!("{what} from {min}"),
        (None, Some(max)) => format!("{what} up to {max}"),
        (Some(min), Some(max)) if min == max => format!("{what} that is {min}"),
        (Some(min), Some(max)) => format!("{what} from {min} to {max}"),
    }
}

/// Returns that a value has the wrong type.
pub fn must_be(wanted: &str, found: &str) -> Defect {
    Defect::new(ProblemCode::WrongType, format!("must be {wanted}, not {found}"))
}

/// Returns a defect with the limits of a range.
pub fn outside(code: ProblemCode, message: String, range: Range) -> Defect {
    Defect::new(code, message).with("min", range.min).with("max", range.max)
}

/// Returns how many images there are.
pub fn has_images(count: usize) -> String {
    format!("has {count} image{}", if count == 1 { "" } else { "s" })
}

/// Returns the kind of a file, with its article.
pub fn kind(format: Format) -> String {
    match format {
        Format::Avif => "an AVIF image".to_owned(),
        Format::Html => "a web page".to_owned(),
        Format::Pdf => "a PDF document".to_owned(),
        Format::Svg => "an SVG drawing".to_owned(),
        _ => format!("a {} image", format.name()),
    }
}

/// Returns that a file is too large. The sizes are rounded in opposite directions, so that they never look the
/// same.
pub fn too_large(bytes: u64, max: u64) -> Defect {
    let given = mebibytes(bytes.saturating_mul(10).div_ceil(MEBIBYTE));
    let most = mebibytes(max.saturating_mul(10) / MEBIBYTE);
    let message = format!("is {given}; this model takes at most {most}");
    Defect::new(ProblemCode::TooLarge, message)
        .with("given", bytes as f64)
        .with("max", max as f64)
        .with("unit", "bytes")
}

/// Formats a whole number of at most a million in size; a larger one would not help a reader.
pub fn whole(number: f64) -> Option<String> {
    let integer = number as i32;
    (integer.unsigned_abs() <= 1_000_000 && f64::from(integer) == number).then(|| integer.to_string())
}

/// Formats tenths of a mebibyte.
fn mebibytes(tenths: u64) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MiB"),
        (whole, tenth) => format!("{whole}.{tenth} MiB"),
    }
}

const MEBIBYTE: u64 = 1 << 20;
const NEAREST: usize = 3;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_size_over_the_limit_never_looks_like_the_limit() {
        for max in [MEBIBYTE, 10 * MEBIBYTE, 10_000_000, 1_234_567] {
            let sentence = too_large(max + 1, max).message;
            let (given, limit) = sentence.split_once("; this model takes at most ").unwrap();
            assert_ne!(given.trim_start_matches("is "), limit);
        }
        assert_eq!(too_large(10_485_761, 10_485_760).message, "is 10.1 MiB; this model takes at most 10 MiB");
    }

    #[test]
    fn only_whole_numbers_up_to_a_million_are_formatted() {
        assert_eq!(whole(5.0).as_deref(), Some("5"));
        assert_eq!(whole(-0.0).as_deref(), Some("0"));
        assert_eq!(whole(-1e6).as_deref(), Some("-1000000"));
        for number in [1.5, -1e300, 1_000_001.0, 1e300, f64::INFINITY, f64::NAN] {
            assert_eq!(whole(number), None, "{number}");
        }
    }
}
