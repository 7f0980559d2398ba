//! Validation of the images of a request.

use crate::input::messages::{has_images, kind, must_be, too_large};
use crate::input::validate::{INCOMPLETE_URL, Reencode, TEXT_ONLY, Validator, begins_with_https};
use crate::media::Format;
use crate::provider::request::InputImage;
use crate::wire::url;

/// An image as the caller passed it.
#[derive(Debug)]
pub enum ImageInput {
    Local(FileFacts),
    /// A value that cannot be an image, and what it is: `a number`, `null`.
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
    /// The file was not opened: its format and size are not validated.
    Unread,
}

impl Validator {
    /// Validates the images and their number, and returns those that can be sent.
    pub fn images(&mut self, images: Vec<ImageInput>) -> Vec<InputImage> {
        let given = images.len();
        if let Some(model) = self.model.filter(|_| !self.is_reported("images")) {
            let (min, max) = (model.images.min, model.images.max);
            if max == Some(0) && given > 0 {
                self.problem("images", TEXT_ONLY);
                return Vec::new();
            }
            if given < min {
                let has = if given == 0 { "is empty or missing".to_owned() } else { has_images(given) };
                let images = if min == 1 { "image" } else { "images" };
                self.problem("images", format!("{has}: this model needs at least {min} {images}"));
            }
            if let Some(max) = max.filter(|max| given > *max) {
                self.problem("images", format!("{}, but this model takes at most {max}", has_images(given)));
            }
        }
        let images = images.into_iter().enumerate();
        images.filter_map(|(index, image)| self.image(&format!("images[{index}]"), image)).collect()
    }

    fn image(&mut self, field: &str, image: ImageInput) -> Option<InputImage> {
        match image {
            ImageInput::Local(FileFacts::Unread) => Some(InputImage::Local { format: Format::Jpeg }),
            ImageInput::Local(FileFacts::Known { bytes: 0, .. }) => {
                self.problem(field, "is an empty file: choose it again");
                None
            }
            ImageInput::Local(FileFacts::Known { format: None, .. }) => {
                let message =
                    format!("is not an image in a format that Plantain knows{}", self.accepted_formats());
                self.problem(field, message);
                None
            }
            ImageInput::Local(FileFacts::Known { format: Some(format), bytes }) => {
                let limits =
                    self.model.filter(|_| self.reencode == Reencode::Never).map(|model| &model.images);
                if !format.is_raster() || limits.is_some_and(|limits| !limits.formats.contains(&format)) {
                    let message = format!("is {} by its content{}", kind(format), self.accepted_formats());
                    self.problem(field, message);
                }
                if let Some(max) = limits.and_then(|limits| limits.max_bytes).filter(|max| bytes > *max) {
                    self.problem(field, too_large(bytes, max));
                }
                Some(InputImage::Local { format })
            }
            ImageInput::Other(found) => {
                self.problem(field, must_be("a file, bytes, an `https:` address or a data URI", found));
                None
            }
            ImageInput::Url(url) => {
                if !url::is_https(&url) {
                    let message = if begins_with_https(&url) {
                        INCOMPLETE_URL
                    } else {
                        "is not an `https:` address: for a file on this device give the file itself"
                    };
                    self.problem(field, message);
                }
                Some(InputImage::Url(url))
            }
        }
    }

    /// Returns the end of a sentence: the formats that the model accepts.
    fn accepted_formats(&self) -> String {
        let Some(model) = self.model else { return String::new() };
        let names: Vec<_> = model.images.formats.iter().map(|format| format.name()).collect();
        format!("; this model takes {}", names.join(", "))
    }
}
