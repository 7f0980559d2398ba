//! Boxes that are read already: a list of them, and one by its name.

use crate::media::bytes::{big, window};

/// Returns the content of the first box of a name.
pub fn find<'a>(boxes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    Boxes::of(boxes).find(|found| found.name == wanted).map(|found| found.content)
}

/// Returns whether a name of four letters is in a list of such, with a space between two.
pub fn is_in(names: &[u8], name: &[u8]) -> bool {
    names.chunks(5).any(|known| known.get(..4) == Some(name))
}

/// A box within another.
#[derive(Clone, Copy)]
pub struct Box<'a> {
    pub name: &'a [u8],
    pub content: &'a [u8],
    /// The offset of the content in the list of boxes.
    pub at: u64,
}

/// Boxes that follow each other.
pub struct Boxes<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Boxes<'a> {
    pub fn of(boxes: &'a [u8]) -> Self {
        Self { rest: boxes, at: 0 }
    }

    /// Returns whether all bytes were boxes.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Box<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (header, length) = match big(self.rest, 0, 4)? {
            0 => (8, self.rest.len()),
            1 => (16, usize::try_from(big(self.rest, 8, 8)?).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        let name = window(self.rest, 4, 4)?;
        let content = self.rest.get(header..length)?;
        let at = (self.at + header) as u64;
        self.rest = self.rest.get(length..)?;
        self.at += length;
        Some(Box { name, content, at })
    }
}
