//! What a job gives: its state, and its images.

use crate::provider::error::ProviderError;
use crate::provider::money::Money;
use crate::wire::json::Json;
use crate::wire::{text, url};

/// Where a job stands by the provider's own word.
#[derive(Clone, Debug, PartialEq)]
pub enum JobState {
    /// `amount`: what came back, where the provider says.
    Cancelled {
        refunded: bool,
        amount: Option<Money>,
    },
    Done(Output),
    Failed {
        error: ProviderError,
        refunded: bool,
    },
    Queued,
    Running {
        progress: Option<f64>,
    },
}

/// What a finished job gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// At least one.
    pub images: Vec<OutputImage>,
    /// What the model says about its work.
    pub description: Option<String>,
    /// What the provider says that it charged.
    pub cost: Option<Money>,
}

impl Output {
    /// Takes the images of a finished job; `None` where there are none, or one has an address that no page
    /// should open.
    pub fn new(images: Vec<OutputImage>) -> Option<Self> {
        let safe = !images.is_empty() && images.iter().all(OutputImage::is_safe);
        safe.then_some(Self { images, description: None, cost: None })
    }
}

/// An image that a job made.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputImage {
    /// `https:`, `http:` to this machine, or a raster `data:image/…`.
    pub url: String,
    /// As the provider says; it may be wrong.
    pub media_type: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

impl OutputImage {
    /// Tells whether the image stands in the reply itself.
    pub fn is_inline(&self) -> bool {
        self.url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
    }

    fn is_safe(&self) -> bool {
        if self.is_inline() { raster_type(&self.url).is_some() } else { url::is_https_or_loopback(&self.url) }
    }
}

impl From<OutputImage> for Json {
    fn from(image: OutputImage) -> Self {
        Self::object(vec![
            ("url", image.url.into()),
            ("mediaType", image.media_type.into()),
            ("width", image.width.map(f64::from).into()),
            ("height", image.height.map(f64::from).into()),
        ])
    }
}

/// Gives the media type of a base64 data URI of a raster image.
///
/// SVG is none: it can hold script.
pub fn raster_type(data_uri: &str) -> Option<&'static str> {
    let (head, _) = text::cut(data_uri, b",")?;
    let head = head.to_ascii_lowercase();
    let (media_type, parameters) = text::cut(head.strip_prefix("data:image/")?, b";")?;
    if parameters != "base64" {
        return None;
    }
    Some(match media_type {
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "gif" => "image/gif",
        "heic" | "heif" => "image/heic",
        "jpeg" | "jpg" => "image/jpeg",
        "png" => "image/png",
        "tiff" => "image/tiff",
        "webp" => "image/webp",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(url: &str) -> OutputImage {
        OutputImage { url: url.to_owned(), media_type: None, width: None, height: None }
    }

    #[test]
    fn outputs_that_no_page_should_open_are_refused() {
        for url in [
            "javascript:alert(1)",
            "data:text/html;base64,PGI+",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "http://example.com/a.png",
            "//example.com/a",
            "blob:https://a/b",
            "data:image/png,raw",
            "data:image/png;base64",
        ] {
            assert_eq!(Output::new(vec![image("https://example.com/a.png"), image(url)]), None, "{url}");
        }
        assert_eq!(Output::new(Vec::new()), None);
    }

    #[test]
    fn outputs_at_https_this_machine_and_inline_are_taken() {
        for url in [
            "https://example.com/a.png",
            "http://127.0.0.1:9/a.png",
            "data:image/png;base64,iVBORw0KGgo=",
            "DATA:image/JPEG;base64,/9j/",
        ] {
            assert!(Output::new(vec![image(url)]).is_some(), "{url}");
        }
    }
}
