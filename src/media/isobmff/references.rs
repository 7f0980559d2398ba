//! The references between the items of a file: which of them are parts of the image that the file is about.

use crate::media::bytes::take_big;
use crate::media::isobmff::boxes::{Boxes, find};
use crate::media::walk::{Incomplete, MALFORMED, Walk};

/// The references between images.
#[derive(Default)]
pub struct References {
    /// Images and their parts, which are tiles, layers and alpha channels, in rising order: the number of an image, which
    /// has 32 bits, and that of its part.
    parts: Vec<u64>,
    /// The images that are small copies of others.
    thumbnails: Vec<u64>,
}

impl References {
    /// Reads the references. `alphas` are the images that are alpha channels, in rising order.
    pub fn read(walk: &Walk, meta: &[u8], alphas: &[u64]) -> Result<Self, Incomplete> {
        let mut references = Self::default();
        let Some(mut list) = find(meta, b"iref") else { return Ok(references) };
        let version = take_big(&mut list, 4).ok_or(MALFORMED)? >> 24;
        let width = if version == 0 { 2 } else { 4 };
        for found in Boxes::of(list) {
            references.add(walk, found.name, found.content, width, alphas).ok_or(MALFORMED)?;
        }
        references.parts.sort_unstable();
        Ok(references)
    }

    /// Adds the references of one kind from one item.
    fn add(&mut self, walk: &Walk, kind: &[u8], mut list: &[u8], width: usize, alphas: &[u64]) -> Option<()> {
        let from = take_big(&mut list, width)?;
        if kind == b"thmb" {
            self.thumbnails.push(from);
        }
        let is_alpha = kind == b"auxl" && alphas.binary_search(&from).is_ok();
        for _ in 0..take_big(&mut list, 2)? {
            walk.count(2);
            let to = take_big(&mut list, width)?;
            if kind == b"dimg" {
                self.parts.push(from << 32 | to);
            } else if is_alpha {
                self.parts.push(to << 32 | from);
            }
        }
        Some(())
    }

    /// Returns which of `images`, their numbers in rising order, are the image `whole` or parts of it.
    pub fn parts_of(&self, images: &[u64], whole: u64) -> Vec<bool> {
        self.with_parts(images, vec![whole])
    }

    /// Returns which of `images`, their numbers in rising order, are small copies of others, or parts of such.
    pub fn thumbnails(&self, images: &[u64]) -> Vec<bool> {
        self.with_parts(images, self.thumbnails.clone())
    }

    fn with_parts(&self, images: &[u64], mut left: Vec<u64>) -> Vec<bool> {
        let mut found = vec![false; images.len()];
        while let Some(image) = left.pop() {
            let place = images.binary_search(&image).ok().and_then(|index| found.get_mut(index));
            if let Some(is_found) = place.filter(|is_found| !**is_found) {
                *is_found = true;
                let from = self.parts.partition_point(|part| part >> 32 < image);
                let parts = self.parts.iter().skip(from).take_while(|part| *part >> 32 == image);
                left.extend(parts.map(|part| part & 0xFFFF_FFFF));
            }
        }
        found
    }
}
