//! Validation of the images of a request.

use crate::input::messages::{has_images, kind, must_be, too_large};
use crate::input::validate::{INCOMPLETE_URL, Reencode, TEXT_ONLY, Validator, begins_with_https};
use crate::input::value::FirstImage;
use crate::media::Format;
use crate::provider::model::Images;
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
        /// As it is shown: width and height.
        size: Option<(u32, u32)>,
    },
    /// The file was not opened: its format and size are not validated.
    Unread,
}

impl ImageInput {
    /// Returns what is known of the size.
    pub fn shown_size(&self) -> FirstImage {
        match self {
            Self::Local(FileFacts::Known { size: Some((width, height)), .. }) => {
                FirstImage::Known(*width, *height)
            }
            // A file that is not an image is a problem of its own.
            Self::Local(
                FileFacts::Unread | FileFacts::Known { format: None, .. } | FileFacts::Known { bytes: 0, .. },
            ) => FirstImage::Unread,
            _ => FirstImage::Unknown,
        }
    }
}

impl Validator<'_> {
    /// Validates the images and their number, and returns those that can be sent.
    pub fn images(&mut self, images: Vec<ImageInput>) -> Vec<InputImage> {
        let given = images.len();
        if let Some(model) = self.model.clone().filter(|_| !self.is_reported("images")) {
            let Some(limits) = model.images() else {
                if given > 0 {
                    self.problem("images", TEXT_ONLY);
                }
                return Vec::new();
            };
            if given < limits.min {
                let has = if given == 0 { "is empty or missing".to_owned() } else { has_images(given) };
                let images = if limits.min == 1 { "image" } else { "images" };
                self.problem("images", format!("{has}: this model needs at least {} {images}", limits.min));
            }
            if let Some(max) = limits.max.filter(|max| given > *max) {
                self.problem("images", format!("{}, but this model takes at most {max}", has_images(given)));
            }
        }
        let model = self.model.clone();
        let limits = model.as_deref().and_then(|model| model.images());
        let images = images.into_iter().enumerate();
        images.filter_map(|(index, image)| self.image(limits, &format!("images[{index}]"), image)).collect()
    }

    /// Validates the mask.
    pub fn mask(&mut self, mask: Option<ImageInput>) -> Option<InputImage> {
        let model = self.model.clone();
        let limits = model.as_deref().and_then(|model| model.mask());
        match (mask, &model, limits) {
            (None, _, Some(limits)) if limits.min > 0 => {
                self.problem("mask", "is missing: this model needs an image that marks what to change");
                None
            }
            (None, ..) => None,
            (Some(_), Some(_), None) => {
                self.lacking("mask");
                None
            }
            (Some(mask), ..) => self.image(limits, "mask", mask),
        }
    }

    fn image(&mut self, limits: Option<&Images>, field: &str, image: ImageInput) -> Option<InputImage> {
        match image {
            ImageInput::Local(FileFacts::Unread) => Some(InputImage::Local { format: Format::Jpeg }),
            ImageInput::Local(FileFacts::Known { bytes: 0, .. }) => {
                self.problem(field, "is an empty file: choose it again");
                None
            }
            ImageInput::Local(FileFacts::Known { format: None, .. }) => {
                let message =
                    format!("is not an image in a format that Plantain knows{}", accepted_formats(limits));
                self.problem(field, message);
                None
            }
            ImageInput::Local(FileFacts::Known { format: Some(format), bytes, .. }) => {
                let strict = limits.filter(|_| self.reencode == Reencode::Never);
                if !format.is_raster() || strict.is_some_and(|limits| !limits.formats.contains(&format)) {
                    let message = format!("is {} by its content{}", kind(format), accepted_formats(limits));
                    self.problem(field, message);
                }
                if let Some(max) = strict.and_then(|limits| limits.max_bytes).filter(|max| bytes > *max) {
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
}

/// Returns the end of a sentence: the formats that the model accepts.
fn accepted_formats(limits: Option<&Images>) -> String {
    let Some(limits) = limits else { return String::new() };
    let names: Vec<_> = limits.formats.iter().map(|format| format.name()).collect();
    format!("; this model takes {}", names.join(", "))
}
