//! Making an image fit: decoded, drawn and encoded again by the browser's own codecs.

use js_sys::{Array, Function, Promise, Reflect, Uint8ClampedArray};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::media::Format;

use super::environment::{self, property};
use super::file::{LocalFile, Original};

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
    let transparent = file.info.and_then(|info| info.alpha) != Some(false) && has_holes(picture)?;
    let mut scale = (LARGEST_CANVAS / (width * height)).sqrt().min(1.0);
    for _ in 0..TRIES {
        let drawn = draw(picture, (width * scale).round().max(1.0), (height * scale).round().max(1.0))?;
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
                let original = file.original.unwrap_or(Original { info: file.info, bytes: file.blob.size() });
                return Ok(LocalFile { original: Some(original), ..fitted });
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

/// Tells whether any part of a picture is transparent, by a small copy of it.
fn has_holes(picture: &JsValue) -> Result<bool, &'static str> {
    let small = draw(picture, SAMPLE, SAMPLE)?;
    Ok(pixels(&small, SAMPLE)?.chunks(4).any(|pixel| pixel.last().is_some_and(|alpha| *alpha < 255)))
}

/// Draws a picture at a size, on a canvas that is known to keep what is drawn.
fn draw(picture: &JsValue, width: f64, height: f64) -> Result<Canvas, &'static str> {
    let probe = Canvas::new(1.0, 1.0).ok_or(NO_CANVAS)?;
    let _ = Reflect::set(&probe.context, &"fillStyle".into(), &"#369".into());
    invoke(&probe.context, "fillRect", &[&0.into(), &0.into(), &1.into(), &1.into()]).ok_or(NO_CANVAS)?;
    if pixels(&probe, 1.0)? != [0x33, 0x66, 0x99, 0xff] {
        return Err(NO_CANVAS);
    }
    let canvas = Canvas::new(width, height).ok_or(NO_CANVAS)?;
    let _ = Reflect::set(&canvas.context, &"imageSmoothingQuality".into(), &"high".into());
    invoke(&canvas.context, "drawImage", &[picture, &0.into(), &0.into(), &width.into(), &height.into()])
        .ok_or(NO_CANVAS)?;
    Ok(canvas)
}

fn pixels(canvas: &Canvas, side: f64) -> Result<Vec<u8>, &'static str> {
    let data = invoke(&canvas.context, "getImageData", &[&0.into(), &0.into(), &side.into(), &side.into()]);
    let data = data.map(|data| property(&data, "data")).ok_or(NO_CANVAS)?;
    data.dyn_into::<Uint8ClampedArray>().map(|data| data.to_vec()).map_err(|_| NO_CANVAS)
}

async fn encode(canvas: &Canvas, format: Format) -> Option<Blob> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"type".into(), &format.media_type().into()).ok()?;
    Reflect::set(&options, &"quality".into(), &QUALITY.into()).ok()?;
    settled(invoke(&canvas.element, "convertToBlob", &[&options])).await.map(JsCast::unchecked_into)
}

/// Encodes an `ImageBitmap` as PNG.
pub async fn png(bitmap: &JsValue) -> Option<Blob> {
    let canvas = draw(bitmap, number(bitmap, "width"), number(bitmap, "height")).ok()?;
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
    fn new(width: f64, height: f64) -> Option<Self> {
        let constructor = property(&environment::global(), "OffscreenCanvas").dyn_into::<Function>().ok()?;
        let element = Reflect::construct(&constructor, &Array::of2(&width.into(), &height.into())).ok()?;
        let context = invoke(&element, "getContext", &[&"2d".into()])?;
        (!context.is_falsy()).then_some(Self { element, context })
    }
}

/// Calls a method; by name, because web-sys's classes for all of this would cost every visitor kilobytes.
fn invoke(target: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method = property(target, method).dyn_into::<Function>().ok()?;
    method.apply(target, &arguments.iter().copied().collect()).ok()
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
/// The side of the copy in which transparency is looked for.
const SAMPLE: f64 = 64.0;
const TRIES: u32 = 8;
