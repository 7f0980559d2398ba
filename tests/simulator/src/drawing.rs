//! Decodes input images and draws output images.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Rgb, RgbImage};
use sha2::{Digest, Sha256};

use crate::caption;

/// What to draw.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub count: u32,
    pub format: Format,
    /// The longer side of the output, in pixels.
    pub longest: u32,
    /// The inputs, upright. Empty: the image is drawn from the prompt alone.
    pub images: Vec<RgbImage>,
    pub prompt: String,
    /// Width and height. `None`: those of the first input.
    pub ratio: Option<(u32, u32)>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Jpeg,
    Png,
}

pub struct Drawing {
    pub bytes: Vec<u8>,
    pub height: u32,
    pub width: u32,
}

impl Format {
    /// Returns the format with this name, or JPEG: nothing here writes WebP.
    pub fn nearest(name: &str) -> Self {
        if name == "png" { Self::Png } else { Self::Jpeg }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Returns the format of the bytes by their signature.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let format = image::guess_format(bytes).ok()?;
    matches!(
        format,
        ImageFormat::Bmp | ImageFormat::Gif | ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    )
    .then(|| format.to_mime_type())
}

/// Decodes an image, turns it upright and shrinks it to `longest` pixels. Errors: not a whole image of a known format.
pub fn decode(bytes: &[u8], longest: u32) -> Result<RgbImage, image::ImageError> {
    let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    if image.width().max(image.height()) > longest {
        image = image.thumbnail(longest, longest);
    }
    image.apply_orientation(orientation);
    Ok(on_white(image))
}

/// Draws an image for an address that is not fetched; the same for the same address.
pub fn placeholder(address: &str) -> RgbImage {
    scene(address, 960, 640)
}

/// Draws output number `index` (from 0). Each looks different. Errors: the encoder's.
pub fn draw(sketch: &Sketch, index: u32) -> Result<Drawing, image::ImageError> {
    let (width, height) = size(sketch);
    let seed = format!("{}#{index}", sketch.prompt);
    let mut image = if sketch.images.is_empty() {
        scene(&seed, width, height)
    } else {
        let mut image = side_by_side(&sketch.images, width, height);
        tint(&mut image, &seed);
        image
    };
    let text = if sketch.count > 1 {
        format!("{} ({}/{})", sketch.prompt, index + 1, sketch.count)
    } else {
        sketch.prompt.clone()
    };
    caption::write(&mut image, &text);
    let mut bytes = Vec::new();
    match sketch.format {
        Format::Jpeg => image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 82))?,
        Format::Png => image.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Fast,
            FilterType::Sub,
        ))?,
    }
    Ok(Drawing { bytes, height, width })
}

fn size(sketch: &Sketch) -> (u32, u32) {
    let (wide, high) =
        sketch.ratio.or_else(|| sketch.images.first().map(RgbImage::dimensions)).unwrap_or((1, 1));
    let (wide, high) = (u64::from(wide.max(1)), u64::from(high.max(1)));
    let longest = u64::from(sketch.longest);
    let scale = |side: u64| u32::try_from((longest * side / wide.max(high)).max(16)).unwrap_or(16);
    (scale(wide), scale(high))
}

fn side_by_side(images: &[RgbImage], width: u32, height: u32) -> RgbImage {
    let mut whole = RgbImage::from_pixel(width, height, Rgb([255, 255, 255]));
    let count = u32::try_from(images.len()).unwrap_or(1).max(1);
    for (index, image) in (0..count).zip(images) {
        let left = width * index / count;
        let right = width * (index + 1) / count;
        let tile = fill(image, (right - left).max(1), height);
        imageops::replace(&mut whole, &tile, left.into(), 0);
    }
    whole
}

/// Cuts the middle of an image to the ratio of the tile and brings it to its size.
fn fill(image: &RgbImage, width: u32, height: u32) -> RgbImage {
    let (own_width, own_height) = image.dimensions();
    let scaled = |side: u32, to: u32, from: u32| {
        u32::try_from(u64::from(side) * u64::from(to) / u64::from(from.max(1))).unwrap_or(u32::MAX).max(1)
    };
    let cut_width = scaled(own_height, width, height).min(own_width);
    let cut_height = scaled(own_width, height, width).min(own_height);
    let (left, top) = ((own_width - cut_width) / 2, (own_height - cut_height) / 2);
    let cut = imageops::crop_imm(image, left, top, cut_width, cut_height).to_image();
    imageops::thumbnail(&cut, width, height)
}

fn tint(image: &mut RgbImage, seed: &str) {
    let [red, green, blue, ..] = digest(seed);
    for Rgb(pixel) in image.pixels_mut() {
        for (value, colour) in pixel.iter_mut().zip([red, green, blue]) {
            *value = mix(*value, colour, 80);
        }
    }
}

/// A sky and some discs, their colours and places from the seed.
fn scene(seed: &str, width: u32, height: u32) -> RgbImage {
    let numbers = digest(seed);
    let [r1, g1, b1, r2, g2, b2, discs @ ..] = numbers;
    let mut image = RgbImage::from_fn(width, height, |_, y| {
        let share = u8::try_from(y * 255 / height.max(1)).unwrap_or(255);
        Rgb([mix(r1, r2, share), mix(g1, g2, share), mix(b1, b2, share)])
    });
    for disc in discs.chunks_exact(5) {
        let [x, y, radius, warm, cold] = *disc else { continue };
        let place = |share: u8, side: u32| i64::from(u32::from(share) * side / 255);
        let (x, y) = (place(x, width), place(y, height));
        let radius = place(radius / 4 + 16, width.min(height));
        let clip = |value: i64, side: u32| u32::try_from(value.clamp(0, i64::from(side))).unwrap_or(0);
        for row in clip(y - radius, height)..clip(y + radius, height) {
            for column in clip(x - radius, width)..clip(x + radius, width) {
                let (dx, dy) = (i64::from(column) - x, i64::from(row) - y);
                if dx * dx + dy * dy <= radius * radius
                    && let Some(Rgb([red, green, blue])) = image.get_pixel_mut_checked(column, row)
                {
                    (*red, *green, *blue) =
                        (mix(*red, warm, 140), mix(*green, 200, 90), mix(*blue, cold, 140));
                }
            }
        }
    }
    image
}

fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let mut opaque = RgbImage::new(image.width(), image.height());
    for (Rgb(to), from) in opaque.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = [mix(255, red, alpha), mix(255, green, alpha), mix(255, blue, alpha)];
    }
    opaque
}

/// Mixes `share` 255ths of `to` into `from`.
fn mix(from: u8, to: u8, share: u8) -> u8 {
    let share = u32::from(share);
    u8::try_from((u32::from(from) * (255 - share) + u32::from(to) * share) / 255).unwrap_or(255)
}

fn digest(seed: &str) -> [u8; 32] {
    Sha256::digest(seed.as_bytes()).into()
}
