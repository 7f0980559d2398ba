//! Validation of the images of a request.

use crate::input::field::{INCOMPLETE_URL, begins_with_https};
use crate::input::messages::{has_images, kind, must_be, too_large};
use crate::input::validate::{Reencode, Validator, text_only};
use crate::input::value::FirstImage;
use crate::media::Format;
use crate::provider::model::Images;
use crate::provider::request::InputImage;
use crate::wire::problem::{Defect, ProblemCode};
use crate::wire::url;

/// What an image is that the browser does not let the page read.
pub const UNREADABLE: &str = "a canvas or buffer that this browser does not let the page read";

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
                    self.problem("images", text_only());
                }
                return Vec::new();
            };
            if given < limits.min {
                let has = if given == 0 { "is empty or missing".to_owned() } else { has_images(given) };
                let images = if limits.min == 1 { "image" } else { "images" };
                let code = if given == 0 { ProblemCode::Required } else { ProblemCode::TooFew };
                let message = format!("{has}: this model needs at least {} {images}", limits.min);
                let defect = Defect::new(code, message);
                self.problem("images", defect.with("given", given as f64).with("min", limits.min as f64));
            }
            if let Some(max) = limits.max.filter(|max| given > *max) {
                let message = format!("{}, but this model takes at most {max}", has_images(given));
                let defect = Defect::new(ProblemCode::TooMany, message);
                self.problem("images", defect.with("given", given as f64).with("max", max as f64));
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
                let message = "is missing: this model needs an image that marks what to change";
                self.defect("mask", ProblemCode::Required, message);
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
                self.defect(field, ProblemCode::Empty, "is an empty file: choose it again");
                None
            }
            ImageInput::Local(FileFacts::Known { format: None, .. }) => {
                let message =
                    format!("is not an image in a format that Plantain knows{}", accepted_formats(limits));
                self.problem(field, wrong_format(message, limits));
                None
            }
            ImageInput::Local(FileFacts::Known { format: Some(format), bytes, .. }) => {
                let strict = limits.filter(|_| self.reencode == Reencode::Never);
                if !format.is_raster() || strict.is_some_and(|limits| !limits.formats.contains(&format)) {
                    let message = format!("is {} by its content{}", kind(format), accepted_formats(limits));
                    self.problem(field, wrong_format(message, limits).with("given", format.name()));
                }
                if let Some(max) = strict.and_then(|limits| limits.max_bytes).filter(|max| bytes > *max) {
                    self.problem(field, too_large(bytes, max));
                }
                Some(InputImage::Local { format })
            }
            ImageInput::Other(found) => {
                let defect = must_be("a file, bytes, an `https:` address or a data URI", found);
                let is_unreadable = found == UNREADABLE;
                let code = if is_unreadable { ProblemCode::Unreadable } else { defect.code };
                self.problem(field, Defect { code, ..defect });
                None
            }
            ImageInput::Url(url) => {
                if !url::is_https(&url) {
                    let message = if begins_with_https(&url) {
                        INCOMPLETE_URL
                    } else {
                        "is not an `https:` address: for a file on this device give the file itself"
                    };
                    self.defect(field, ProblemCode::NotAnAddress, message);
                }
                Some(InputImage::Url(url))
            }
        }
    }
}

fn wrong_format(message: String, limits: Option<&Images>) -> Defect {
    let formats = limits.map(|limits| limits.formats.iter().map(|format| format.name()));
    Defect::new(ProblemCode::WrongFormat, message).with_allowed(formats.into_iter().flatten())
}

/// Returns the end of a sentence: the formats that the model accepts.
fn accepted_formats(limits: Option<&Images>) -> String {
    let Some(limits) = limits else { return String::new() };
    let names: Vec<_> = limits.formats.iter().map(|format| format.name()).collect();
    format!("; this model takes {}", names.join(", "))
}
