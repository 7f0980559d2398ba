//! The claims about the figures, as ratios between ways that were measured alternately on one machine.

use super::figures::{CARRIED, FILE_READER, FLOOR, Figures, PLANTAIN, Size};
use crate::bench::check::Check;

/// Checks the figures of the sizes that were measured. A way that failed has none, and no claim holds of it.
pub fn all(figures: &[Figures]) -> Vec<Check> {
    let find = |size, way| figures.iter().find(|figures| figures.size == size && figures.way == way);
    let mut checks = Vec::new();
    if let (Some(ours), Some(reader), Some(floor)) =
        (find(SOME, PLANTAIN), find(SOME, FILE_READER), find(SOME, FLOOR))
    {
        checks.extend([
            at_most("time by the floor's", ours.ms / floor.ms, 1.6),
            at_most("time by FileReader's", ours.ms / reader.ms, 0.55),
            at_most("longest block in ms", ours.block, 50.0),
            at_most("longest block of all rounds in ms", ours.worst_block, 100.0),
            at_most("renderer's memory by FileReader's", ours.grown.renderer / reader.grown.renderer, 0.4),
            at_most("all processes' memory by FileReader's", ours.grown.tree / reader.grown.tree, 0.7),
        ]);
    }
    if let (Some(ours), Some(carried)) = (find(SOME, PLANTAIN), find(SOME, CARRIED)) {
        checks.push(at_most("time by that of reading and sending alone", ours.ms / carried.ms, 1.6));
    }
    if let Some(ours) = find(MANY, PLANTAIN) {
        checks.push(at_most_of(
            MANY,
            "all processes' memory by the bytes sent",
            ours.grown.tree / ours.bytes,
            2.0,
        ));
    }
    checks
}

fn at_most(what: &str, found: f64, most: f64) -> Check {
    at_most_of(SOME, what, found, most)
}

fn at_most_of(size: Size, what: &str, found: f64, most: f64) -> Check {
    Check {
        is_passed: found <= most,
        claim: format!("{size}: {what} is at most {most}"),
        found: format!("{found:.2}"),
    }
}

/// The size that the claims are about.
pub const SOME: Size = Size { count: 5, mebibytes: 8 };
const MANY: Size = Size { count: 10, mebibytes: 20 };

#[cfg(test)]
mod tests {
    use super::super::figures::{self, MIB, tests::lines};
    use super::*;

    #[test]
    fn a_ratio_that_is_too_high_fails_and_the_others_pass() {
        let measured = [
            lines(PLANTAIN, SOME, [200.0, 20.0, 50.0 * MIB, 80.0 * MIB]),
            lines(FILE_READER, SOME, [500.0, 300.0, 370.0 * MIB, 100.0 * MIB]),
            lines(FLOOR, SOME, [150.0, 1.0, MIB, MIB]),
        ];
        let checks = all(&figures::of(&measured.into_iter().flatten().collect::<Vec<_>>()));
        let failed: Vec<&Check> = checks.iter().filter(|check| !check.is_passed).collect();
        assert_eq!(checks.len(), 6);
        assert!(matches!(failed.as_slice(), [Check { found, .. }] if found == "0.80"), "{failed:?}");
    }

    #[test]
    fn no_claim_holds_of_a_way_that_failed() {
        let failed =
            r#"{"count":10,"mebibytes":20,"way":"plantain","checked":true,"error":"RangeError: no"}"#;
        let checks = all(&figures::of(&[serde_json::from_str(failed).unwrap()]));
        assert!(matches!(checks.as_slice(), [Check { is_passed: false, .. }]), "{checks:?}");
    }
}
