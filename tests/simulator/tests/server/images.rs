//! The images that come out: of the ordered size, upright, and changed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::running::{MODELS, MULERUN, PIXAZO, Running, images};

/// An image that is red on its left half and blue on its right, twice as wide as high.
fn red_and_blue() -> RgbImage {
    RgbImage::from_fn(200, 100, |x, _| if x < 100 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) })
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(red_and_blue()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg() -> Vec<u8> {
    encoded(ImageFormat::Jpeg)
}

/// The same as a JPEG with an orientation of 90 degrees.
fn turned_jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    // One entry in little-endian TIFF: tag 0x0112 (orientation), a short, value 6.
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    let image = red_and_blue();
    encoder.write_image(image.as_raw(), 200, 100, ExtendedColorType::Rgb8).unwrap();
    bytes
}

fn data_uri(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

async fn result(running: &Running, model: &crate::running::Model, body: Value) -> RgbImage {
    let addresses = running.run(model, body).await;
    let bytes = running.client.get(&addresses[0]).send().await.unwrap().bytes().await.unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

fn is_redder(image: &RgbImage, x: u32, y: u32) -> bool {
    let Rgb([red, _, blue]) = *image.get_pixel(x, y);
    red > blue
}

#[tokio::test]
async fn every_format_of_a_model_is_read_from_a_data_uri_and_keeps_its_content() {
    let running = Running::start().await;
    for format in [ImageFormat::Bmp, ImageFormat::Gif, ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP]
    {
        let uri = data_uri(format.to_mime_type(), &encoded(format));
        for (model, field, takes) in [
            (MULERUN, "images", format != ImageFormat::Gif),
            (PIXAZO, "image_urls", !matches!(format, ImageFormat::Bmp | ImageFormat::Gif)),
        ] {
            let mut body = (model.body)();
            body[field] = json!([uri]);
            if !takes {
                assert_eq!(running.post(model.submit, body).await.status, 400, "{format:?}");
                continue;
            }
            let image = result(&running, model, body).await;
            let (width, height) = image.dimensions();
            assert!(is_redder(&image, width / 8, height / 3), "{format:?}");
            assert!(!is_redder(&image, width * 7 / 8, height / 3), "{format:?}");
            assert_ne!(image.get_pixel(width / 8, height / 3), &Rgb([255, 0, 0]), "it is changed");
        }
    }
}

#[tokio::test]
async fn a_turned_photo_comes_out_upright() {
    let running = Running::start().await;
    let mut body = (PIXAZO.body)();
    body["image_urls"] = json!([data_uri("image/jpeg", &turned_jpeg())]);
    let image = result(&running, PIXAZO, body).await;
    let (width, height) = image.dimensions();
    assert_eq!(height, width * 2);
    assert!(is_redder(&image, width / 2, height / 8));
    assert!(!is_redder(&image, width / 2, height * 5 / 8));
}

#[tokio::test]
async fn several_inputs_stand_side_by_side() {
    let running = Running::start().await;
    let plain = |colour| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let image = DynamicImage::ImageRgb8(RgbImage::from_pixel(50, 50, Rgb(colour)));
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        data_uri("image/png", bytes.get_ref())
    };
    let mut body = (MULERUN.body)();
    body["images"] = json!([plain([255, 0, 0]), plain([0, 0, 255]), plain([255, 0, 0])]);
    let image = result(&running, MULERUN, body).await;
    let (width, height) = image.dimensions();
    let colours = [1, 3, 5].map(|sixth| is_redder(&image, width * sixth / 6, height / 3));
    assert_eq!(colours, [true, false, true]);
}

#[tokio::test]
async fn size_and_ratio_are_those_of_the_order() {
    let running = Running::start().await;
    running.set(json!({ "longestSide": null })).await;
    for (index, pointer, value, size) in [
        (0, "/input/resolution", "1k", (1024, 576)),
        (0, "/input/resolution", "4k", (4096, 2304)),
        (1, "/input/aspect_ratio", "21:9", (1024, 438)),
        (2, "/input/size", "1K", (1024, 682)),
        (3, "/aspect_ratio", "9:16", (1152, 2048)),
    ] {
        let mut body = (MODELS[index].body)();
        *body.pointer_mut(pointer).unwrap() = value.into();
        let image = result(&running, &MODELS[index], body).await;
        assert_eq!(image.dimensions(), size, "{}", MODELS[index].name);
    }
}

#[tokio::test]
async fn the_same_order_gives_the_same_image_and_another_prompt_another() {
    let running = Running::start().await;
    let first = result(&running, PIXAZO, (PIXAZO.body)()).await;
    assert!(first == result(&running, PIXAZO, (PIXAZO.body)()).await);
    let mut other = (PIXAZO.body)();
    other["prompt"] = "Ein grüner Hut für Ωμέγα 你好".into();
    assert!(first != result(&running, PIXAZO, other).await);
}

#[tokio::test]
async fn a_broken_or_mislabelled_image_is_refused() {
    let running = Running::start().await;
    let png = encoded(ImageFormat::Png);
    for uri in [
        data_uri("image/png", &png[..png.len() / 2]),
        data_uri("image/jpeg", &png),
        data_uri("image/png", b""),
    ] {
        for (model, field) in [(MULERUN, "images"), (PIXAZO, "image_urls")] {
            let mut body = (model.body)();
            body[field] = json!([uri]);
            let answer = running.post(model.submit, body).await;
            assert_eq!(answer.status, 400, "{}", answer.json);
            assert!(images(&answer.json).is_empty());
        }
    }
    assert_eq!(running.paid().await, 0);
}
