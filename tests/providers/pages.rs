//! The requests that the providers' pages show as `curl`, compared with ours for the same values.

use plantain::provider::KeyHeader;
use plantain::providers;
use plantain::wire::http::{Address, Body, HttpRequest, Method};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::drive::Drive;

pub const TESTS: &[(&str, fn())] = &[
    ("pages::mulerun_nano_banana_pro_edit", mulerun_nano_banana_pro_edit),
    ("pages::pixazo_nano_banana_edit", pixazo_nano_banana_edit),
    ("pages::pixazo_status", pixazo_status),
    ("pages::pixelbyte_nano_banana_dev_text_to_image", pixelbyte_nano_banana_dev_text_to_image),
    ("pages::pixelbyte_nano_banana_pro_extra_edit", pixelbyte_nano_banana_pro_extra_edit),
    ("pages::pixelbyte_pixel_image_pro_edit", pixelbyte_pixel_image_pro_edit),
];

fn pixelbyte_nano_banana_pro_extra_edit() {
    let request = json!({
        "provider": "pixelbyte",
        "model": "google/nano-banana-pro-extra/edit-image",
        "prompt": "Replace the background with a snowy forest at dusk",
        "images": ["https://example.com/image.jpg"],
        "aspectRatio": "16:9",
        "resolution": "2K",
    });
    let body = r#"{
    "model": "google/nano-banana-pro-extra/edit-image",
    "input": {
      "prompt": "Replace the background with a snowy forest at dusk",
      "image_urls": ["https://example.com/image.jpg"],
      "aspect_ratio": "16:9",
      "resolution": "2k"
    }
  }"#;
    is_as_on_the_page(&request, "https://api.muvi.video/v1/jobs/submit", BEARER, body);
}

fn pixelbyte_nano_banana_dev_text_to_image() {
    let request = json!({
        "provider": "pixelbyte",
        "model": "google/nano-banana-dev/text-to-image",
        "prompt": "A serene mountain lake at sunrise with mist over the water",
        "aspectRatio": "16:9",
        "count": 1,
    });
    let body = r#"{
    "model": "google/nano-banana-dev/text-to-image",
    "input": {
      "prompt": "A serene mountain lake at sunrise with mist over the water",
      "aspect_ratio": "16:9",
      "numberOfGenerations": 1
    }
  }"#;
    is_as_on_the_page(&request, "https://api.muvi.video/v1/jobs/submit", BEARER, body);
}

fn pixelbyte_pixel_image_pro_edit() {
    let request = json!({
        "provider": "pixelbyte",
        "model": "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
        "prompt": "Replace the background with a tropical beach at sunset, photorealistic",
        "images": ["https://example.com/image.jpg"],
        "resolution": "2K",
        "count": 1,
    });
    let body = r#"{
    "model": "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
    "input": {
      "prompt": "Replace the background with a tropical beach at sunset, photorealistic",
      "image_urls": ["https://example.com/image.jpg"],
      "size": "2K",
      "num_images": "1"
    }
  }"#;
    is_as_on_the_page(&request, "https://api.muvi.video/v1/jobs/submit", BEARER, body);
}

fn mulerun_nano_banana_pro_edit() {
    let request = json!({
        "provider": "mulerun",
        "model": "google/nano-banana-pro/edit",
        "prompt": "make a photo of the man driving the car down the california coastline",
        "images": ["https://example.com/image.png", "https://example.com/image2.png"],
        "aspectRatio": "5:4",
        "resolution": "2K",
    });
    let body = r#"{
  "prompt": "make a photo of the man driving the car down the california coastline",
  "images": [
    "https://example.com/image.png",
    "https://example.com/image2.png"
  ],
  "aspect_ratio": "5:4",
  "resolution": "2K"
}"#;
    let url = "https://api.mulerun.com/vendors/google/v1/nano-banana-pro/edit";
    is_as_on_the_page(&request, url, BEARER, body);
}

fn pixazo_nano_banana_edit() {
    let request = json!({
        "provider": "pixazo",
        "model": "nano-banana/edit",
        "prompt": "Edit the image to have a red hat",
        "images": ["https://example.com/image1.jpg"],
        "outputFormat": "jpeg",
    });
    let body = r#"{
"prompt": "Edit the image to have a red hat",
"image_urls": [
"https://example.com/image1.jpg"
],
"output_format": "jpeg"
}"#;
    let url = "https://gateway.pixazo.ai/nano-banana/v1/nano-banana/generateEditImageRequest";
    is_as_on_the_page(&request, url, SUBSCRIPTION, body);
}

/// The only one of the five pages that shows how to poll.
fn pixazo_status() {
    let ticket = json!({
        "provider": "pixazo",
        "model": "nano-banana/edit",
        "job": "43c9e643-0693-4f99-9e92-ff15ef6d1c55",
        "queue": "getStatus",
        "submittedAt": 0,
    });
    let body = r#"{
"requestId": "43c9e643-0693-4f99-9e92-ff15ef6d1c55"
}"#;
    let ticket = plantain::provider::ticket::Ticket::read(&ticket.into()).unwrap();
    let url = "https://gateway.pixazo.ai/nano-banana-polling/nano-banana/getStatus";
    is_sent(&(ticket.provider.poll)(&ticket), ticket.provider, url, SUBSCRIPTION, body);
}

/// Compares the first request of a job with what a page shows.
fn is_as_on_the_page(written: &Value, url: &str, key: &str, body: &str) {
    let provider = providers::find(written["provider"].as_str().unwrap()).unwrap();
    let sent = Drive::new(written, 60).next().unwrap().expect("a request is sent first");
    is_sent(&sent, provider, url, key, body);
}

fn is_sent(sent: &HttpRequest, provider: &plantain::provider::Provider, url: &str, key: &str, body: &str) {
    let (Address::Provider(path), Body::Json(ours)) = (&sent.address, &sent.body) else {
        panic!("addresses alone leave no holes and need no upload: {sent:?}");
    };
    let header = match provider.key {
        KeyHeader::Bearer => "Authorization: Bearer",
        KeyHeader::Plain(name) => name,
    };
    assert_eq!((sent.method, [provider.base_url, path].concat().as_str(), header), (Method::Post, url, key));
    let [ours, theirs] = [ours, body].map(|text| serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(ours, theirs, "left: our body, right: the page's");
}

const BEARER: &str = "Authorization: Bearer";
const SUBSCRIPTION: &str = "Ocp-Apim-Subscription-Key";
