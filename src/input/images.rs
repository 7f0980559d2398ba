//! What is wrong with the images of a draft.

use crate::input::messages::{has_images, kind, not, too_large};
use crate::input::validate::{Check, INCOMPLETE_ADDRESS, Reencode, TEXT_ALONE, begins_with_https};
use crate::media::Format;
use crate::provider::request::InputImage;
use crate::wire::url;

/// An image as the caller gave it.
#[derive(Debug)]
pub enum ImageInput {
    Local(FileFacts),
    /// Nothing that can be an image; says what it is.
    Other(&'static str),
    Url(String),
}

/// What is known of a local image.
#[derive(Debug)]
pub enum FileFacts {
    Known {
        format: Option<Format>,
        bytes: u64,
    },
    /// Not looked into yet: passes every check of bytes.
    Unread,
}

impl Check {
    /// Checks the images and how many there are, and gives those that will do.
    pub fn images(&mut self, images: Vec<ImageInput>) -> Vec<InputImage> {
        let given = images.len();
        if let Some(model) = self.model.filter(|_| !self.said_already("images")) {
            let (min, max) = (model.images.min, model.images.max);
            if max == Some(0) && given > 0 {
                self.problem("images", TEXT_ALONE);
                return Vec::new();
            }
            if given < min {
                let has = if given == 0 { "is empty or missing".to_owned() } else { has_images(given) };
                let images = if min == 1 { " image" } else { " images" };
                self.problem(
                    "images",
                    [&has, ": this model needs at least ", &min.to_string(), images].concat(),
                );
            }
            if let Some(max) = max.filter(|max| given > *max) {
                self.problem(
                    "images",
                    [&has_images(given), ", but this model takes at most ", &max.to_string()].concat(),
                );
            }
        }
        let mut taken = Vec::new();
        for (index, image) in images.into_iter().enumerate() {
            taken.extend(self.image(&["images[", &index.to_string(), "]"].concat(), image));
        }
        taken
    }

    fn image(&mut self, field: &str, image: ImageInput) -> Option<InputImage> {
        match image {
            ImageInput::Local(FileFacts::Unread) => Some(InputImage::Local { format: Format::Jpeg }),
            ImageInput::Local(FileFacts::Known { bytes: 0, .. }) => {
                self.problem(field, "is an empty file: choose it again");
                None
            }
            ImageInput::Local(FileFacts::Known { format: None, .. }) => {
                let message = ["is no image of a kind that Plantain knows", &self.formats_taken()].concat();
                self.problem(field, message);
                None
            }
            ImageInput::Local(FileFacts::Known { format: Some(format), bytes }) => {
                let limits =
                    self.model.filter(|_| self.reencode == Reencode::Never).map(|model| &model.images);
                if !format.is_raster() || limits.is_some_and(|limits| !limits.formats.contains(&format)) {
                    let message = ["is ", &kind(format), " by its content", &self.formats_taken()].concat();
                    self.problem(field, message);
                }
                if let Some(max) = limits.and_then(|limits| limits.max_bytes).filter(|max| bytes > *max) {
                    self.problem(field, too_large(bytes, max));
                }
                Some(InputImage::Local { format })
            }
            ImageInput::Other(found) => {
                self.problem(field, not("a file, bytes, an `https:` address or a data URI", found));
                None
            }
            ImageInput::Url(url) => {
                if !url::is_https(&url) {
                    let message = if begins_with_https(&url) {
                        INCOMPLETE_ADDRESS
                    } else {
                        "is no `https:` address: for a file on this device give the file itself"
                    };
                    self.problem(field, message);
                }
                Some(InputImage::Url(url))
            }
        }
    }

    /// Ends a sentence with what would do.
    fn formats_taken(&self) -> String {
        let Some(model) = self.model else { return String::new() };
        let mut names = Vec::new();
        for format in model.images.formats {
            names.push(format.name());
        }
        ["; this model takes ", &names.join(", ")].concat()
    }
}
