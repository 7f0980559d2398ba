//! Facts of an image that are read in several places of its file.

/// A fact that is read in several places of a file: what was found in one of them counts.
pub(super) trait Fact {
    /// Adds what was found in another place.
    fn add(&mut self, other: Option<bool>);

    /// Records that it was found.
    fn found(&mut self) {
        self.add(Some(true));
    }

    /// Records a place that was not read.
    fn unread(&mut self) {
        self.add(None);
    }
}

impl Fact for Option<bool> {
    fn add(&mut self, other: Option<bool>) {
        *self = match (*self, other) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (None, _) | (_, None) => None,
            _ => Some(false),
        };
    }
}
