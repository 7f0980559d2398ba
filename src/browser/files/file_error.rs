//! Why a local image cannot be sent.

use crate::job::error::Error;
use crate::media::ParseError;

/// Why a file cannot be sent.
#[derive(Clone, Copy, Debug)]
pub enum FileError {
    /// It breaks the rules of its format, so it cannot be stripped.
    Damaged(ParseError),
    /// The browser has no memory left for a copy of the image or for the body.
    OutOfMemory,
    /// It changed or was removed since it was chosen.
    Unreadable,
}

impl FileError {
    /// Returns the error for an image, which is named by its field in the request.
    pub fn of_image(self, image: &str) -> Error {
        match self {
            Self::Damaged(damage) => Error::damaged_image(image, damage),
            Self::OutOfMemory => Error::out_of_memory(),
            Self::Unreadable => Error::unreadable_file(image),
        }
    }
}

impl From<ParseError> for FileError {
    fn from(damage: ParseError) -> Self {
        Self::Damaged(damage)
    }
}
