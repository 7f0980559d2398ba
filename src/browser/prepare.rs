//! What is done to local images before they are sent, and what is told of it.

use serde::Serialize;

use crate::media::{Format, ImageInfo, Stripped};
use crate::protocol::provider::LocalImages;
use crate::protocol::{Error, ImageRequest, InputImage};

use super::call::Call;
use super::file::LocalFile;
use super::fit::{self, Target};
use super::run::Stop;

/// Makes each local image one that the provider takes: cleaned while it is sent, or encoded again where it does not fit.
///
/// # Errors
///
/// `invalidRequest` for an image that this browser cannot make fit.
pub async fn prepare(
    call: &Call,
    request: &mut ImageRequest,
    files: &mut [Option<LocalFile>],
) -> Result<(), Stop> {
    let images = &request.model().images;
    let shares = shares(call, request, files);
    for (index, ((image, slot), share)) in request.images.iter_mut().zip(files).zip(shares).enumerate() {
        let Some(file) = slot else { continue };
        file.cleans = !call.keep_metadata;
        let max_bytes = images.max_bytes.map_or(f64::INFINITY, |max| max as f64).min(share);
        let taken = file.format().is_some_and(|format| images.formats.contains(&format));
        if !call.fits || taken && file.blob.size() <= max_bytes {
            continue;
        }
        let target = Target { formats: images.formats, max_bytes };
        let fitted = fit::fit(file, &target).await.map_err(|message| {
            let field = ["images[", &index.to_string(), "]"].concat();
            Error::invalid_field(&field, message)
        })?;
        if call.is_aborted() {
            return Err(Stop::Aborted);
        }
        if let Some(format) = fitted.format() {
            *image = InputImage::Local { format };
        }
        *slot = Some(fitted);
    }
    Ok(())
}

/// Gives how many bytes each image may have so that the body stays within the caller's limit: small ones leave their share to the others.
fn shares(call: &Call, request: &ImageRequest, files: &[Option<LocalFile>]) -> Vec<f64> {
    let mut shares = vec![f64::INFINITY; files.len()];
    let in_body = matches!(request.provider().local_images, LocalImages::DataUri) && call.upload.is_none();
    let Some(max) = call.max_body_bytes.filter(|_| in_body) else { return shares };
    let text = request.prompt.len() as f64 + 4096.0;
    let mut left = (max - text).max(0.0) / 4.0 * 3.0;
    let mut sizes: Vec<_> = files.iter().flatten().map(|file| file.blob.size()).collect();
    sizes.sort_by(f64::total_cmp);
    let mut count = sizes.len() as f64;
    for size in sizes {
        if size > left / count {
            break;
        }
        left -= size;
        count -= 1.0;
    }
    shares.fill((left / count.max(1.0)).floor());
    shares
}

/// What was done to an image.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Prepared {
    from: Facts,
    to: Facts,
    stripped: Vec<&'static str>,
    scaled: bool,
}

#[derive(PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    media_type: &'static str,
    bytes: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
}

impl Prepared {
    /// Tells what was done to a file that was sent.
    pub fn of(file: &LocalFile) -> Self {
        let sent = file.sent.get();
        let to = Facts::of(file.info, sent.bytes);
        match file.original {
            Some(original) => {
                let from = Facts::of(original.info, original.bytes);
                let scaled = (from.width, from.height) != (to.width, to.height);
                Self { from, to, stripped: original.info.map_or(Vec::new(), lost), scaled }
            }
            None => {
                let from = Facts::of(file.info, file.blob.size());
                Self { from, to, stripped: names(&sent.stripped), scaled: false }
            }
        }
    }
}

impl Facts {
    fn of(info: Option<ImageInfo>, bytes: f64) -> Self {
        let size = info.and_then(|info| info.shown_size());
        Self {
            media_type: info.map_or("application/octet-stream", |info| Format::media_type(info.format)),
            bytes,
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
        }
    }
}

/// Names what an image loses when it is drawn and encoded again.
fn lost(info: ImageInfo) -> Vec<&'static str> {
    let lost =
        [("exif", info.exif), ("gps", info.gps), ("icc", info.icc), ("iptc", info.iptc), ("xmp", info.xmp)];
    lost.into_iter().filter(|(_, had)| *had).map(|(name, _)| name).collect()
}

fn names(stripped: &Stripped) -> Vec<&'static str> {
    let names = [
        ("comment", stripped.comment),
        ("exif", stripped.exif),
        ("gps", stripped.gps),
        ("iptc", stripped.iptc),
        ("multiPicture", stripped.multi_picture),
        ("other", stripped.other),
        ("thumbnail", stripped.thumbnail),
        ("trailing", stripped.trailing),
        ("xmp", stripped.xmp),
    ];
    names.into_iter().filter(|(_, taken)| *taken).map(|(name, _)| name).collect()
}
