//! Preparation of local images before they are sent, and the report of it.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::call::Call;
use crate::browser::fetch::connection_limit;
use crate::browser::files::body::Files;
use crate::browser::files::chunks;
use crate::browser::files::file::{self, Fallback, LocalFile, Original};
use crate::browser::files::file_error::FileError;
use crate::browser::js_value::{self, property, settled};
use crate::browser::rejection::Rejection;
use crate::job::error::Error;
use crate::media::{Format, ImageInfo, Inspection, Stripped, oriented};
use crate::provider::LocalImages;
use crate::provider::model::Images;
use crate::provider::request::{ImageRequest, InputImage};
use crate::wire::http::{Body, Part};
use crate::wire::json::Json;
use crate::wire::problem::{Defect, ProblemCode};

/// Makes each local image one that the provider accepts: stripped while it is sent, or re-encoded if necessary.
///
/// # Errors
///
/// `invalidRequest` for an image that this browser cannot re-encode.
pub async fn prepare(
    call: &Call,
    request: &mut ImageRequest,
    files: &mut [Option<LocalFile>],
) -> Result<(), Rejection> {
    let Some(reencode) = &call.reencode else { return check_strippable(request, files) };
    let model = request.model().clone();
    let images = (0..request.images.len())
        .map(|index| if request.is_mask(index) { model.mask() } else { model.images() });
    let mut targets: Vec<_> = images.flatten().map(|images| Target::new(reencode, images)).collect();
    let text_bytes = text_bytes(call, request);
    let is_foreign = |file: &LocalFile, target: &Target<'_>| {
        !file.format().is_some_and(|format| target.formats.contains(&format)) || file.unstrippable().is_some()
    };
    reencode_those(call, request, files, &targets, &is_foreign).await?;
    for (file, target) in files.iter_mut().zip(&targets) {
        if let Some(file) = file.as_mut().filter(|file| file.strips) {
            file.fallback = Some(Fallback { reencode: reencode.clone(), max_bytes: target.max_bytes });
        }
    }
    // After re-encoding, because it changes the size of an image in the body.
    strip_early(request, files, &targets, share(call, text_bytes, files)).await?;
    let share_after = share(call, text_bytes, files);
    for target in &mut targets {
        target.max_bytes = target.max_bytes.min(share_after);
    }
    let is_too_large = |file: &LocalFile, target: &Target<'_>| {
        let is_damaged_gif = file.strips && file.format() == Some(Format::Gif);
        file.blob.size() > target.max_bytes || is_damaged_gif
    };
    reencode_those(call, request, files, &targets, &is_too_large).await
}

/// Checks that every image that is to be stripped can be.
fn check_strippable(request: &ImageRequest, files: &Files) -> Result<(), Rejection> {
    let mut formats = files.iter().map(|file| file.as_ref().and_then(LocalFile::unstrippable)).enumerate();
    match formats.find_map(|(index, format)| Some((index, format?))) {
        Some((index, format)) => Err(Error::unstrippable_image(&request.image_name(index), format).into()),
        None => Ok(()),
    }
}

/// Strips the images now, and not while they are sent, that have more bytes than `share` or their own limit: without
/// their metadata they may fit. GIFs too, because a browser cannot encode them: a damaged one must become an image of
/// another format.
async fn strip_early(
    request: &ImageRequest,
    files: &mut [Option<LocalFile>],
    targets: &[Target<'_>],
    share: f64,
) -> Result<(), Rejection> {
    for (index, (slot, target)) in files.iter_mut().zip(targets).enumerate() {
        let room = target.max_bytes.min(share);
        let is_gif = |file: &LocalFile| file.format() == Some(Format::Gif);
        let is_early = |file: &mut LocalFile| file.strips && (is_gif(file) || file.blob.size() > room);
        let Some(file) = slot.take_if(is_early) else { continue };
        *slot = Some(match file.clone().strip().await {
            Err(FileError::Damaged(_)) if is_gif(&file) => file,
            stripped => stripped.map_err(|error| error.of_image(&request.image_name(index)))?,
        });
    }
    Ok(())
}

/// What an image must become, and the function of the client that re-encodes it.
struct Target<'a> {
    reencode: &'a Function,
    formats: &'a [Format],
    max_bytes: f64,
}

/// Re-encodes with the browser's codecs the images for which `needs_it` returns `true`.
async fn reencode_those(
    call: &Call,
    request: &mut ImageRequest,
    files: &mut [Option<LocalFile>],
    targets: &[Target<'_>],
    needs_it: &dyn Fn(&LocalFile, &Target<'_>) -> bool,
) -> Result<(), Rejection> {
    for (index, (slot, target)) in files.iter_mut().zip(targets).enumerate() {
        let Some(file) = slot.as_ref().filter(|file| needs_it(file, target)) else { continue };
        let name = request.image_name(index);
        let stripped = file.removed_by_stripping().await.map_err(|error| error.of_image(&name))?;
        // A decoded image takes four bytes a pixel, so those of many jobs must not be decoded at once.
        let _permit = connection_limit::acquire_decoder().await;
        let reencoded =
            settled(target.reencode.call2(&JsValue::UNDEFINED, &file.blob, &target.of(file, stripped))).await;
        let reencoded = reencoded.map_err(Rejection::Thrown)?;
        if let Some(message) = property(&reencoded, "message").as_string() {
            let code = match property(&reencoded, "code").as_string().as_deref() {
                Some("cannotDecode") => ProblemCode::CannotDecode,
                Some("tooLarge") => ProblemCode::TooLarge,
                _ => ProblemCode::CannotReencode,
            };
            return Err(Error::invalid_image(&name, Defect::new(code, message)).into());
        }
        let fitted = LocalFile::open(reencoded.unchecked_into(), Inspection::of_headers).await;
        let fitted = fitted.map_err(|error| error.of_image(&name))?;
        if call.is_aborted() {
            return Err(Rejection::Aborted);
        }
        let fitted = with_orientation(file, fitted).await.map_err(|error| error.of_image(&name))?;
        if let (Some(format), Some(image)) = (fitted.format(), request.images.get_mut(index)) {
            *image = InputImage::Local { format };
        }
        *slot = Some(LocalFile { original: Some(Original { stripped, ..file.before(true) }), ..fitted });
    }
    Ok(())
}

impl<'a> Target<'a> {
    fn new(reencode: &'a Function, images: &'a Images) -> Self {
        let max_bytes = images.max_bytes.map_or(f64::INFINITY, |max| max as f64);
        Self { reencode, formats: &images.formats, max_bytes }
    }

    /// Returns the options for re-encoding a file.
    fn of(&self, file: &LocalFile, stripped: Option<Stripped>) -> JsValue {
        let types = self.formats.iter().map(|format| format.media_type().into()).collect();
        js_value::to_js(file::reencoding(file, Json::Array(types), self.max_bytes, stripped))
    }
}

/// Returns how many bytes an image may have so that the body stays within the caller's limit. What small images do not
/// use is shared by the others.
fn share(call: &Call, text_bytes: Option<usize>, files: &[Option<LocalFile>]) -> f64 {
    let (Some(max), Some(text_bytes)) = (call.max_body_bytes, text_bytes) else { return f64::INFINITY };
    let mut left = (max - text_bytes as f64).max(0.0) / 4.0 * 3.0;
    let mut sizes: Vec<_> = files.iter().flatten().map(|file| file.blob.size()).collect();
    // In any order: the share of the images that are left only grows.
    while let Some(small) = sizes.iter().position(|size| *size <= left / sizes.len() as f64) {
        left -= sizes.swap_remove(small);
    }
    if sizes.is_empty() { f64::INFINITY } else { (left / sizes.len() as f64).floor() }
}

/// Returns how many bytes a limited body has besides the images in it; `None` if there is no limit, or the
/// images are not sent in the body.
fn text_bytes(call: &Call, request: &ImageRequest) -> Option<usize> {
    let in_body = matches!(request.provider().local_images, LocalImages::DataUri) && call.upload.is_none();
    call.max_body_bytes.filter(|_| in_body)?;
    let Body::Template(parts) = (request.provider().submit)(request).body else { return None };
    let bytes = |part: &Part| match part {
        Part::DataUri(_) => DATA_URI_BYTES,
        Part::Text(text) => text.len(),
    };
    Some(parts.iter().map(bytes).sum())
}

/// Returns what was done to each local image that was sent.
pub fn prepared(files: &Files) -> Json {
    Json::Array(files.iter().flatten().map(of_file).collect())
}

fn of_file(file: &LocalFile) -> Json {
    let sent = file.sent.get();
    let before = file.before(false);
    let size = |info: Option<ImageInfo>| info.and_then(|info| info.shown_size());
    let to = sent.reencoded.or(file.info);
    let stripped = match before.info {
        Some(info) if before.reencoded || sent.reencoded.is_some() => lost(&info, before.stripped),
        _ => removed(&sent.stripped, false, false),
    };
    Json::object(vec![
        ("from", facts(before.info, before.bytes)),
        ("to", facts(to, sent.bytes)),
        ("stripped", stripped),
        ("scaled", size(before.info).zip(size(to)).is_some_and(|(from, to)| from != to).into()),
    ])
}

fn facts(info: Option<ImageInfo>, bytes: f64) -> Json {
    let (width, height) =
        info.and_then(|info| info.shown_size()).map(|size| (size.width, size.height)).unzip();
    Json::object(vec![
        ("mediaType", info.map(|info| info.format.media_type()).into()),
        ("bytes", bytes.into()),
        ("width", width.into()),
        ("height", height.into()),
    ])
}

/// Returns the names of what an image loses when it is re-encoded: what stripping removes, its colour profile,
/// and all frames but the first.
fn lost(info: &ImageInfo, stripped: Option<Stripped>) -> Json {
    let has = |fact: Option<bool>| fact == Some(true);
    let metadata = &info.metadata;
    let stripped = stripped.unwrap_or(Stripped {
        comment: has(metadata.comment),
        content_credentials: has(metadata.content_credentials),
        exif: has(metadata.exif),
        gps: has(metadata.gps),
        iptc: has(metadata.iptc),
        other: has(metadata.other),
        thumbnail: has(metadata.thumbnail),
        xmp: has(metadata.xmp),
        ..Stripped::default()
    });
    removed(&stripped, has(info.animated), has(metadata.icc))
}

/// Returns the names of what was removed from an image, in alphabetical order.
fn removed(stripped: &Stripped, animation: bool, icc: bool) -> Json {
    let all = [
        ("animation", animation),
        ("comment", stripped.comment),
        ("contentCredentials", stripped.content_credentials),
        ("exif", stripped.exif),
        ("gps", stripped.gps),
        ("icc", icc),
        ("iptc", stripped.iptc),
        ("multiPicture", stripped.multi_picture),
        ("other", stripped.other),
        ("photoshop", stripped.photoshop),
        ("thumbnail", stripped.thumbnail),
        ("trailing", stripped.trailing),
        ("xmp", stripped.xmp),
    ];
    Json::Array(all.iter().filter(|(_, is_lost)| *is_lost).map(|(name, _)| (*name).into()).collect())
}

/// Writes the orientation that browsers ignore, but readers of EXIF may use, into a re-encoded image.
async fn with_orientation(from: &LocalFile, to: LocalFile) -> Result<LocalFile, FileError> {
    let orientation = from.info.map_or(1, |info| info.ignored_orientation);
    let Some(format) = to.format().filter(|_| orientation != 1) else { return Ok(to) };
    let length = to.blob.size() as u64;
    let head = chunks::read(&to.blob, 0..HEAD_BYTES.min(length)).await?;
    let Some(pieces) = oriented(format, &head, length, orientation) else { return Ok(to) };
    LocalFile::open(file::join(&to, pieces)?, Inspection::of_headers).await
}

/// What a data URI has besides the image: its head, which is shorter, and the base64 of an image's last
/// bytes.
const DATA_URI_BYTES: usize = 32;
/// More than the header has of an image that a browser encoded.
const HEAD_BYTES: u64 = 64;
