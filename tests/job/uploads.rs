//! Local images at a provider that wants uploads.

use plantain::job::error::{Billed, ErrorKind};
use plantain::job::purpose::Purpose;
use plantain::wire::http::Body;
use serde_json::{Value, json};

use crate::answers::{accepted, busy, lost, place, plain};
use crate::drive::{Drive, local};

#[test]
fn images_are_uploaded_one_after_another_and_sent_in_their_own_order() {
    let mut request = local(2);
    request["images"].as_array_mut().unwrap().insert(1, json!("https://example.com/between.png"));
    let mut drive = Drive::new(&request, 600);
    for (number, image) in [(1, 0), (2, 2)] {
        drive.exchange(place(number)).unwrap();
        assert_eq!(drive.job.uploading(), Some(image));
        let put = drive.exchange(plain(200)).unwrap().unwrap();
        assert_eq!((put.path, put.body), (format!("https://storage.example/{number}"), Body::Image(image)));
    }
    let submit = drive.exchange(accepted()).unwrap().unwrap();
    let Body::Json(body) = submit.body else { panic!("uploaded images leave no holes") };
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        body["input"]["image_urls"],
        json!(["https://files.example/1", "https://example.com/between.png", "https://files.example/2"])
    );
    assert_eq!((drive.count(Purpose::Presign), drive.count(Purpose::Upload)), (2, 2));
}

#[test]
fn each_half_of_an_upload_is_tried_four_times_at_most() {
    for answer in [plain(500), plain(503), plain(408), plain(421), plain(425), busy(1), lost()] {
        let mut drive = Drive::new(&local(1), 600);
        let error = drive.run_to_error(|_| answer.clone());
        assert_eq!((drive.count(Purpose::Presign), error.billed), (4, Billed::No), "{answer:?}");

        let mut drive = Drive::new(&local(1), 600);
        drive.exchange(place(1)).unwrap();
        let error = drive.run_to_error(|_| answer.clone());
        assert_eq!((drive.count(Purpose::Upload), error.billed), (4, Billed::No), "{answer:?}");
    }
}

#[test]
fn a_place_that_cannot_be_read_is_asked_for_four_times_at_most() {
    let mut drive = Drive::new(&local(1), 600);
    let error = drive.run_to_error(|_| plain(200));
    assert_eq!((drive.sent.len(), error.kind, error.billed), (4, ErrorKind::BadResponse, Billed::No));
}

#[test]
fn an_upload_that_is_refused_is_not_tried_again() {
    for status in [301, 400, 401, 403, 404, 413, 422] {
        let mut drive = Drive::new(&local(1), 600);
        let error = drive.run_to_error(|_| plain(status));
        assert_eq!((drive.sent.len(), error.billed), (1, Billed::No), "{status}");

        let mut drive = Drive::new(&local(1), 600);
        drive.exchange(place(1)).unwrap();
        let error = drive.run_to_error(|_| plain(status));
        assert_eq!((drive.sent.len(), error.billed), (2, Billed::No), "{status}");
        assert_ne!(error.kind, ErrorKind::Unauthorized, "the storage knows no key: {status}");
    }
}

#[test]
fn a_success_lets_the_next_upload_fail_as_often() {
    let mut drive = Drive::new(&local(2), 600);
    for number in [1, 2] {
        for _ in 0..3 {
            drive.exchange(lost()).unwrap();
        }
        drive.exchange(place(number)).unwrap();
        for _ in 0..3 {
            drive.exchange(lost()).unwrap();
        }
        drive.exchange(plain(200)).unwrap();
    }
    drive.exchange(accepted()).unwrap();
    assert!(drive.job.ticket().is_some());
}
