//! Making an image fit: decoded, drawn and encoded again by the browser's own codecs.

use js_sys::{Promise, Reflect, Uint8ClampedArray};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::media::Format;

use super::environment::{self, construct, invoke, property};
use super::file::LocalFile;

/// What an image must become.
pub struct Target<'a> {
    pub formats: &'a [Format],
    pub max_bytes: f64,
}

/// Encodes an image again, the right way up, with its transparency if it has any, and no larger than it must
/// be.
///
/// The colours become sRGB, an animation its first frame, and all metadata goes.
///
/// # Errors
///
/// Says why this browser cannot; reads on from the image's name.
pub async fn fit(file: &LocalFile, target: &Target<'_>) -> Result<LocalFile, &'static str> {
    let picture = decode(&file.blob).await.ok_or(match file.format() {
        Some(Format::Heic) => "is a HEIC photo, which this browser cannot decode: save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)",
        _ => "cannot be decoded by this browser: save it as JPEG or PNG",
    })?;
    let fitted = redraw(file, &picture, target).await;
    // Four bytes for every pixel, which the browser would keep for a while.
    let _ = invoke(&picture, "close", &[]);
    fitted
}

async fn redraw(file: &LocalFile, picture: &JsValue, target: &Target<'_>) -> Result<LocalFile, &'static str> {
    let (width, height) = (number(picture, "width"), number(picture, "height"));
    let transparent = file.info.and_then(|info| info.alpha) != Some(false)
        && has_holes(&file.blob, picture, width, height).await?;
    let longest = width.max(height);
    let mut scale = (LARGEST_CANVAS / (width * height)).sqrt().min(LONGEST_SIDE / longest).min(1.0);
    for _ in 0..TRIES {
        let size = |side: f64| (side * scale).round().max(1.0);
        let Some(drawn) = draw(picture, size(width), size(height)) else {
            // Larger than this browser can, or no canvas at all.
            if longest * scale < SMALL_CANVAS {
                return Err(NO_CANVAS);
            }
            scale *= 0.5;
            continue;
        };
        let mut smallest = f64::INFINITY;
        for format in candidates(target.formats, transparent) {
            let Some(blob) = encode(&drawn, format).await else { continue };
            if blob.size() > target.max_bytes {
                smallest = smallest.min(blob.size());
                continue;
            }
            let fitted = LocalFile::open(blob).await.map_err(|_| NO_CANVAS)?;
            // A browser without a codec gives PNG, whatever was asked.
            if fitted.format() == Some(format) {
                return Ok(LocalFile { original: Some(file.before(true)), ..fitted });
            }
        }
        scale *= (target.max_bytes / smallest).sqrt().clamp(0.25, 0.9);
    }
    Err("cannot be made small enough for this request, even at a fraction of its size")
}

/// Gives the formats to try, the best first.
fn candidates(formats: &[Format], transparent: bool) -> impl Iterator<Item = Format> {
    let order = if transparent { [Format::Png, Format::Webp] } else { [Format::Jpeg, Format::Png] };
    let taken = order.map(|format| formats.contains(&format).then_some(format));
    taken.into_iter().flatten()
}

async fn decode(blob: &Blob) -> Option<JsValue> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"imageOrientation".into(), &"from-image".into()).ok()?;
    settled(invoke(&environment::global(), "createImageBitmap", &[blob, &options])).await
}

/// Tells whether any pixel is transparent: all of them are looked at, in squares, between which the page goes
/// on.
async fn has_holes(blob: &Blob, picture: &JsValue, width: f64, height: f64) -> Result<bool, &'static str> {
    let square = Canvas::new(SQUARE, SQUARE, true).ok_or(NO_CANVAS)?;
    // The last square is not painted over, but replaced.
    square.set("globalCompositeOperation", "copy");
    let (mut left, mut top) = (0.0, 0.0);
    while top < height {
        square.call("drawImage", &[picture, &(-left).into(), &(-top).into()]).ok_or(NO_CANVAS)?;
        let (across, down) = ((width - left).min(SQUARE), (height - top).min(SQUARE));
        let pixels = square.pixels(0.0, 0.0, across, down).ok_or(NO_CANVAS)?;
        if pixels.chunks(4).any(|pixel| pixel.last().is_some_and(|alpha| *alpha < 255)) {
            return Ok(true);
        }
        left += SQUARE;
        if left >= width {
            (left, top) = (0.0, top + SQUARE);
        }
        // Hidden pages have their timers held back, but not this.
        let _ = settled(
            blob.slice_with_f64_and_f64(0.0, 1.0).ok().and_then(|byte| invoke(&byte, "arrayBuffer", &[])),
        )
        .await;
    }
    Ok(false)
}

/// Draws an image at a size; `None` where no canvas of this size keeps what is drawn.
fn draw(picture: &JsValue, width: f64, height: f64) -> Option<Canvas> {
    let canvas = Canvas::new(width, height, false)?;
    let (right, bottom) = (width - 1.0, height - 1.0);
    canvas.set("fillStyle", "#369");
    canvas.call("fillRect", &[&right.into(), &bottom.into(), &1.into(), &1.into()])?;
    if canvas.pixels(right, bottom, 1.0, 1.0)? != [0x33, 0x66, 0x99, 0xff] {
        return None;
    }
    canvas.set("globalCompositeOperation", "copy");
    canvas.set("imageSmoothingQuality", "high");
    canvas.call("drawImage", &[picture, &0.into(), &0.into(), &width.into(), &height.into()])?;
    Some(canvas)
}

async fn encode(canvas: &Canvas, format: Format) -> Option<Blob> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"type".into(), &format.media_type().into()).ok()?;
    Reflect::set(&options, &"quality".into(), &QUALITY.into()).ok()?;
    settled(invoke(&canvas.element, "convertToBlob", &[&options])).await.map(JsCast::unchecked_into)
}

/// Encodes an `ImageBitmap` as PNG.
pub async fn png(bitmap: &JsValue) -> Option<Blob> {
    let canvas = draw(bitmap, number(bitmap, "width"), number(bitmap, "height"))?;
    encode(&canvas, Format::Png).await
}

/// Encodes the caller's canvas by one of its two methods: `convertToBlob` promises, `toBlob` calls back.
pub async fn canvas_blob(canvas: &JsValue, method: &str) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, _| {
        let promised = invoke(canvas, method, &[&resolve]).unwrap_or(JsValue::NULL);
        if !promised.is_undefined() {
            let _ = resolve.call1(&JsValue::UNDEFINED, &promised);
        }
    });
    let blob = JsFuture::from(promise).await.ok()?;
    (!blob.is_falsy()).then(|| blob.unchecked_into())
}

/// A canvas apart from the page, in sRGB.
struct Canvas {
    element: JsValue,
    context: JsValue,
}

impl Canvas {
    /// `is_read`: that it is read often, and better not kept by the graphics card.
    fn new(width: f64, height: f64, is_read: bool) -> Option<Self> {
        let element = construct("OffscreenCanvas", &[&width.into(), &height.into()])?;
        let options = js_sys::Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &is_read.into()).ok()?;
        let context = invoke(&element, "getContext", &[&"2d".into(), &options])?;
        (!context.is_falsy()).then_some(Self { element, context })
    }

    fn set(&self, name: &str, value: &str) {
        // What it does not know, it does not draw with: the probe tells.
        let _ = Reflect::set(&self.context, &name.into(), &value.into());
    }

    fn call(&self, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
        invoke(&self.context, method, arguments)
    }

    fn pixels(&self, left: f64, top: f64, width: f64, height: f64) -> Option<Vec<u8>> {
        let place = [left, top, width, height].map(JsValue::from);
        let data = self.call("getImageData", &place.each_ref())?;
        Some(property(&data, "data").dyn_into::<Uint8ClampedArray>().ok()?.to_vec())
    }
}

async fn settled(promise: Option<JsValue>) -> Option<JsValue> {
    JsFuture::from(Promise::resolve(&promise?)).await.ok()
}

fn number(object: &JsValue, name: &str) -> f64 {
    property(object, name).as_f64().unwrap_or(1.0).max(1.0)
}

const NO_CANVAS: &str = "does not fit this model, and this browser's canvas cannot be used to make it fit: \
    it is blocked, or changes what is drawn. Save the image smaller, or as JPEG";
/// iOS draws nothing on larger canvases, and says nothing.
const LARGEST_CANVAS: f64 = 16_777_216.0;
const QUALITY: f64 = 0.9;
/// What WebP can hold, and Safari draw.
const LONGEST_SIDE: f64 = 16_383.0;
/// The longest side of a canvas that every browser has.
const SMALL_CANVAS: f64 = 2048.0;
/// The side of the squares in which transparency is looked for: a few milliseconds each.
const SQUARE: f64 = 512.0;
const TRIES: u32 = 8;
