//! The state of a job, and its output.

use crate::provider::error::{ProviderError, ReadError};
use crate::provider::money::Money;
use crate::wire::json::Json;
use crate::wire::redact::quote;
use crate::wire::url;

/// The state of a job, as the provider reports it.
#[derive(Clone, Debug, PartialEq)]
pub enum JobState {
    /// `amount` is the refund, if the provider reports it.
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

/// The output of a finished job.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// At least one.
    pub images: Vec<OutputImage>,
    /// The addresses that no page should open, quoted.
    pub withheld: Vec<String>,
    /// The model's text about its work.
    pub description: Option<String>,
    /// The price that the provider reports.
    pub cost: Option<Money>,
}

impl Output {
    /// The output with those of the images that a page may open. `base` is the address of the provider.
    ///
    /// # Errors
    ///
    /// There is no image, or none that a page may open.
    pub fn new(images: Vec<OutputImage>, base: &str) -> Result<Self, ReadError> {
        let mut output = Self { images: Vec::new(), withheld: Vec::new(), description: None, cost: None };
        for image in images {
            match image.readable_url(base) {
                Some(url) => output.images.push(OutputImage { url, ..image }),
                None => output.withheld.push(quote(&image.url)),
            }
        }
        if output.images.is_empty() {
            return Err(ReadError::NoImages { withheld: output.withheld });
        }
        Ok(output)
    }
}

/// An image that a job made.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputImage {
    /// `https:`, `http:` to this machine, or a raster `data:image/…`.
    pub url: String,
    /// As the provider reports it; it may be wrong.
    pub media_type: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

impl OutputImage {
    /// Returns `true` if the image is part of the reply, as a data URI.
    pub fn is_inline(&self) -> bool {
        url::is_data(&self.url)
    }

    /// Returns the URL as a browser reads it; `None` for one that no page should open.
    fn readable_url(&self, base: &str) -> Option<String> {
        let url = url::trim(&self.url);
        if !url::is_data(&url) {
            return url::resolve(&self.url, base);
        }
        raster_type(&url)?;
        Some(url.split_ascii_whitespace().collect())
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

/// Returns the media type of a base64 data URI of a raster image.
///
/// SVG is not one of them: it can contain script.
pub fn raster_type(data_uri: &str) -> Option<&'static str> {
    let (head, _) = data_uri.split_once(',')?;
    let head = head.to_ascii_lowercase();
    // Other parameters may stand between the type and the encoding.
    let (media_type, encoding) = head.strip_prefix("data:")?.rsplit_once(';')?;
    let media_type = media_type.split(';').next()?.trim().strip_prefix("image/")?;
    if encoding.trim() != "base64" {
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

    const BASE: &str = "https://api.example.com";

    fn image(url: &str) -> OutputImage {
        OutputImage { url: url.to_owned(), media_type: None, width: None, height: None }
    }

    #[test]
    fn urls_that_no_page_should_open_are_refused() {
        for url in [
            "javascript:alert(1)",
            "data:text/html;base64,PGI+",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "http://example.com/a.png",
            "blob:https://a/b",
            "data:image/png,raw",
            "data:image/png;base64",
            " data:image/svg+xml;x=image/png;base64,PHN2Zz4=",
        ] {
            let output = Output::new(vec![image("https://example.com/a.png"), image(url)], BASE).unwrap();
            assert_eq!((output.images.len(), output.withheld.len()), (1, 1), "{url}");
            let withheld = vec![quote(url)];
            assert_eq!(Output::new(vec![image(url)], BASE), Err(ReadError::NoImages { withheld }), "{url}");
        }
        assert_eq!(Output::new(Vec::new(), BASE), Err(ReadError::NoImages { withheld: Vec::new() }));
    }

    #[test]
    fn https_loopback_and_inline_images_are_accepted() {
        for url in [
            "https://example.com/a.png",
            "http://127.0.0.1:9/a.png",
            "data:image/png;base64,iVBORw0KGgo=",
            "DATA:image/JPEG;base64,/9j/",
            " data:image/png;base64,iVBO\nRw0KGgo=\n",
            "data:image/png; charset=utf-8; base64,iVBORw0KGgo=",
        ] {
            assert!(Output::new(vec![image(url)], BASE).is_ok(), "{url}");
        }
    }
}
