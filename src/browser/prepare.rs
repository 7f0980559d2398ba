//! What is done to local images before they are sent, and what is told of it.

use crate::media::{ImageInfo, Stripped};
use crate::protocol::provider::LocalImages;
use crate::protocol::{Document, Error, ImageRequest, InputImage};

use super::body::Files;
use super::call::Call;
use super::file::{LocalFile, Original};
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
    // Whichever goes first, the share of those that stay only grows: no need for a sort, which is large in WebAssembly.
    while let Some(small) = sizes.iter().position(|size| *size <= left / sizes.len() as f64) {
        left -= sizes.swap_remove(small);
    }
    shares.fill((left / sizes.len().max(1) as f64).floor());
    shares
}

/// Tells what was done to each local image that was sent.
pub fn prepared(files: &Files) -> Document {
    files.iter().flatten().map(of_file).collect::<Vec<_>>().into()
}

fn of_file(file: &LocalFile) -> Document {
    let sent = file.sent.get();
    let before = file.original.unwrap_or(Original { info: file.info, bytes: file.blob.size() });
    let size = |info: Option<ImageInfo>| info.and_then(|info| info.shown_size());
    let stripped = match file.original {
        Some(original) => original.info.map_or(Vec::new(), lost),
        None => names(&sent.stripped),
    };
    Document::object(vec![
        ("from", facts(before.info, before.bytes)),
        ("to", facts(file.info, sent.bytes)),
        ("stripped", stripped.into()),
        ("scaled", (size(before.info) != size(file.info)).into()),
    ])
}

fn facts(info: Option<ImageInfo>, bytes: f64) -> Document {
    let (width, height) =
        info.and_then(|info| info.shown_size()).map(|size| (size.width, size.height)).unzip();
    Document::object(vec![
        ("mediaType", info.map(|info| info.format.media_type()).into()),
        ("bytes", bytes.into()),
        ("width", width.into()),
        ("height", height.into()),
    ])
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
