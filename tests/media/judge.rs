//! What others say of an image, and how Plantain is asked.

use std::{fs, io::Cursor, ops::Range, panic::catch_unwind, path::Path};

use image::{
    AnimationDecoder, DynamicImage, ImageDecoder, ImageError, Limits,
    codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder},
};
use plantain::media::{Format, ImageInfo, Inspection, Metadata, ParseError, Piece, StrippedImage, Stripper};

/// Reads a file of tests/media.
pub fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media").join(name)).unwrap()
}

/// The files of tests/media with one of these extensions.
pub fn files(extensions: &[&str]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| extensions.iter().any(|extension| name.ends_with(extension)))
        .map(|name| (name.clone(), file(&name)))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The files that can be stripped.
pub fn strippable() -> Vec<(String, Vec<u8>)> {
    files(&[".jpg", ".png", ".webp"])
}

/// Inspects a file, and counts the reads and the bytes read.
pub fn inspect_counting(bytes: &[u8]) -> (Option<ImageInfo>, usize, usize) {
    let mut inspection = Inspection::new(bytes.len() as u64);
    let (mut reads, mut read) = (0, 0);
    while let Some(range) = inspection.want() {
        reads += 1;
        read += (range.end - range.start) as usize;
        inspection.feed(part(bytes, &range).to_vec());
    }
    (inspection.finish(), reads, read)
}

/// The steps of work of an inspection.
pub fn work(bytes: &[u8]) -> u64 {
    let mut inspection = Inspection::new(bytes.len() as u64);
    while let Some(range) = inspection.want() {
        inspection.feed(part(bytes, &range).to_vec());
    }
    inspection.work()
}

/// Inspects a file that is an image.
pub fn inspect(bytes: &[u8]) -> ImageInfo {
    inspect_counting(bytes).0.expect("an image")
}

/// Returns the metadata that an image is found to have.
pub fn metadata(bytes: &[u8]) -> Metadata {
    inspect(bytes).metadata
}

/// Inspects a file's headers alone, as before it is sent.
pub fn inspect_headers(bytes: &[u8]) -> ImageInfo {
    let mut inspection = Inspection::of_headers(bytes.len() as u64);
    while let Some(range) = inspection.want() {
        inspection.feed(part(bytes, &range).to_vec());
    }
    inspection.finish().expect("an image")
}

/// The orientation that a reader of EXIF uses, whether browsers do or not.
pub fn exif_orientation(bytes: &[u8]) -> u8 {
    let info = inspect(bytes);
    if info.ignored_orientation == 1 { info.orientation.unwrap() } else { info.ignored_orientation }
}

/// Strips a file in one slice.
pub fn strip(bytes: &[u8]) -> Result<(Vec<u8>, StrippedImage), ParseError> {
    strip_in_slices(bytes, bytes.len().max(1))
}

/// Strips a file in slices of `size`, as a caller who streams does.
pub fn strip_in_slices(bytes: &[u8], size: usize) -> Result<(Vec<u8>, StrippedImage), ParseError> {
    let mut stripper = begin(bytes);
    let (mut stripped, mut pieces, mut position) = (Vec::new(), Vec::new(), 0);
    for slice in bytes.chunks(size) {
        stripper.push(slice, &mut pieces);
        let passed = position..position + slice.len() as u64;
        for piece in &pieces {
            if let Piece::Keep(range) = piece {
                assert!(
                    passed.start <= range.start && range.end <= passed.end,
                    "{range:?} is not in {passed:?}"
                );
            }
        }
        join(bytes, &pieces, &mut stripped);
        pieces.clear();
        position = passed.end;
    }
    stripper.finish().map(|image| (stripped, image))
}

/// Strips a file in slices of `size`, as a caller who wants a `Blob` does: taking the pieces at the end.
pub fn pieces(bytes: &[u8], size: usize) -> Result<Vec<Piece>, ParseError> {
    let mut stripper = begin(bytes);
    let mut pieces = Vec::new();
    bytes.chunks(size).for_each(|slice| stripper.push(slice, &mut pieces));
    stripper.finish().map(|_| pieces)
}

fn begin(bytes: &[u8]) -> Stripper {
    let format = Format::sniff(bytes).filter(|format| format.is_strippable()).unwrap_or(Format::Jpeg);
    let mut stripper = Stripper::new(format, bytes.len() as u64).expect("a format that can be stripped");
    while let Some(range) = stripper.want() {
        stripper.feed(part(bytes, &range).to_vec());
    }
    stripper
}

/// Puts the pieces of a stripped file together.
pub fn join(bytes: &[u8], pieces: &[Piece], stripped: &mut Vec<u8>) {
    for piece in pieces {
        match piece {
            Piece::Insert(inserted) => stripped.extend(inserted),
            Piece::Keep(range) => stripped.extend(part(bytes, range)),
        }
    }
}

fn part<'a>(bytes: &'a [u8], range: &Range<u64>) -> &'a [u8] {
    &bytes[range.start as usize..range.end as usize]
}

/// Everything of an image that is seen, as the crate `image` decodes it.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub frames: Vec<DynamicImage>,
    pub icc: Option<Vec<u8>>,
    pub orientation: u8,
}

/// Decodes an image. A decoder that panics counts as one that says no.
pub fn seen(bytes: &[u8]) -> Result<Seen, String> {
    catch_unwind(|| decode(bytes).map_err(|error| error.to_string())).unwrap_or(Err("a panic".into()))
}

fn decode(bytes: &[u8]) -> Result<Seen, ImageError> {
    let input = Cursor::new(bytes);
    match Format::sniff(bytes) {
        Some(Format::Png) => {
            let decoder = PngDecoder::with_limits(input, limits())?;
            if decoder.is_apng()? {
                let frames = decoder.apng()?.into_frames().collect_frames()?;
                let frames = frames.into_iter().map(|frame| frame.into_buffer().into()).collect();
                return Ok(Seen { frames, icc: None, orientation: 1 });
            }
            still(decoder)
        }
        Some(Format::Webp) => {
            let mut decoder = WebPDecoder::new(input)?;
            decoder.set_limits(limits())?;
            if decoder.has_animation() {
                let icc = decoder.icc_profile()?;
                let orientation = decoder.orientation()?.to_exif();
                let frames = decoder.into_frames().collect_frames()?;
                let frames = frames.into_iter().map(|frame| frame.into_buffer().into()).collect();
                return Ok(Seen { frames, icc, orientation });
            }
            still(decoder)
        }
        _ => {
            let mut decoder = JpegDecoder::new(Cursor::new(with_exif_of_chromium(bytes)))?;
            decoder.set_limits(limits())?;
            still(decoder)
        }
    }
}

/// Returns a JPEG whose EXIF the decoder recognises where Chromium does: whatever the byte after "Exif" and a zero is.
fn with_exif_of_chromium(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 5..bytes.len() {
        if bytes[at - 5..at] == *b"Exif\0" {
            bytes[at] = 0;
        }
    }
    bytes
}

fn still(mut decoder: impl ImageDecoder) -> Result<Seen, ImageError> {
    let icc = decoder.icc_profile()?;
    let orientation = decoder.orientation()?.to_exif();
    Ok(Seen { frames: vec![DynamicImage::from_decoder(decoder)?], icc, orientation })
}

/// Keeps a decoder from taking a damaged header at its word.
fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(200);
    limits.max_image_height = Some(200);
    limits.max_alloc = Some(1 << 20);
    limits
}

/// The EXIF tags of an image, as the crate `kamadak-exif` reads them.
pub fn tags(bytes: &[u8]) -> Vec<exif::Tag> {
    match exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        Ok(exif) => exif.fields().map(|field| field.tag).collect(),
        Err(_) => Vec::new(),
    }
}

/// Checks that a stripped file shows the same as the original, and holds no metadata.
pub fn assert_stripped(before: &[u8], after: &[u8]) {
    assert_eq!(seen(before).expect("an image"), seen(after).expect("an image after it was stripped"));
    assert!(tags(after).iter().all(|tag| *tag == exif::Tag::Orientation), "{:?}", tags(after));
    for secret in SECRETS {
        assert!(!after.windows(secret.len()).any(|part| part == *secret), "{}", secret.escape_ascii());
    }
    let info = inspect(after);
    let Metadata { content_credentials, gps, iptc, xmp, .. } = info.metadata;
    assert!(info.complete && [content_credentials, gps, iptc, xmp] == [Some(false); 4], "{info:?}");
    let (again, image) = strip(after).expect("a stripped file");
    assert!(again == after, "stripping twice changes nothing");
    assert_eq!(image.stripped.exif, exif_orientation(after) != 1);
}

/// What the test files hold and stripped ones must not. Compressed contents are searched by their names.
const SECRETS: &[&[u8]] = &[
    b"http://ns.adobe.com",
    b"http://purl.org",
    b"Photoshop",
    b"8BIM",
    b"Plantain",
    b"Berlin",
    b"Somebody",
    b"A comment",
    b"secret",
    b"MPF\0",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"tIME",
    b"XMP ",
];
