//! Validation of a size in pixels.

use crate::input::messages::{must_be, number_range};
use crate::input::value::Value;
use crate::provider::model::{self, Pixels, Range, Sizes};
use crate::wire::problem::{Defect, ProblemCode};
use crate::wire::redact::redact_name;

/// Returns the size, or what is wrong with it and what is allowed.
pub fn read(sizes: &Sizes, value: &Value) -> Result<model::Value, Defect> {
    let wrong = |message: String| {
        let defect = Defect::new(ProblemCode::WrongSize, message);
        Err(match &sizes.pixels {
            Some(Pixels::Free { .. }) => defect,
            _ => defect.with_allowed(listed(sizes)),
        })
    };
    match value {
        Value::Text(text) if sizes.presets.contains(text) => Ok(model::Value::Text(text.clone())),
        Value::Text(text) => match written(text).filter(|_| sizes.pixels.is_some()) {
            Some((width, height)) => {
                wrong(format!("is \"{text}\": write {{ width: {width}, height: {height} }}"))
            }
            None => wrong(format!("is \"{}\", but must be {}", redact_name(text), allowed(sizes))),
        },
        Value::Pixels(width, height) if is_whole(*width) && is_whole(*height) => {
            let (width, height) = (*width as u32, *height as u32);
            if fits(sizes, width, height) {
                Ok(model::Value::Pixels(width, height))
            } else {
                wrong(format!("is {width} by {height}, but must be {}", allowed(sizes)))
            }
        }
        Value::Pixels(..) => wrong("needs whole numbers of pixels for `width` and `height`".to_owned()),
        other => Err(must_be(&allowed(sizes), other.found().unwrap_or_default())),
    }
}

fn fits(sizes: &Sizes, width: u32, height: u32) -> bool {
    let [wide, high] = [width, height].map(f64::from);
    match &sizes.pixels {
        Some(Pixels::Free { side, area, ratio }) => {
            side.contains(wide)
                && side.contains(high)
                && area.contains(wide * high)
                && ratio.contains(wide / high)
        }
        Some(Pixels::Listed(listed)) => listed.contains(&(width, height)),
        None => false,
    }
}

/// Returns what is allowed, in words.
fn allowed(sizes: &Sizes) -> String {
    let pixels = match &sizes.pixels {
        Some(Pixels::Free { side, area, ratio }) => {
            let limit = |what: &str, range: &Range| {
                (*range != Range::default())
                    .then(|| format!("{what} {}", number_range("", *range).trim_start()))
            };
            let limits = [
                limit("each side", side),
                limit("width times height", area),
                limit("width by height", ratio),
            ];
            let limits: Vec<_> = limits.into_iter().flatten().collect();
            let head = "{ width, height }".to_owned();
            vec![if limits.is_empty() { head } else { format!("{head} with {}", limits.join(", ")) }]
        }
        Some(Pixels::Listed(listed)) => {
            let each = |(width, height): &(u32, u32)| format!("{{ width: {width}, height: {height} }}");
            listed.iter().map(each).collect()
        }
        None => Vec::new(),
    };
    let all: Vec<_> =
        pixels.into_iter().chain(sizes.presets.iter().map(|preset| format!("\"{preset}\""))).collect();
    if all.len() == 1 { all.concat() } else { format!("one of {}", all.join(", ")) }
}

/// Returns the sizes that are allowed where they are listed, as people write them.
fn listed(sizes: &Sizes) -> Vec<String> {
    let listed = match &sizes.pixels {
        Some(Pixels::Listed(listed)) => listed.as_slice(),
        _ => &[],
    };
    let sides = listed.iter().map(|(width, height)| format!("{width} × {height}"));
    sides.chain(sizes.presets.iter().cloned()).collect()
}

/// Reads a size that is written as a string, as providers have it: `1024x1024`, `1024*1024`, `1024×1024`.
fn written(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once(['x', 'X', '*', '×', ':', ','])?;
    Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0 && (1.0..=1e6).contains(&number)
}
