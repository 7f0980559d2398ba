//! Images in every form that a page has them, and what is none.

use js_sys::{Array, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::client::{build_request, submit, to_data_uri};
use crate::page::{
    alternating, call, file_list, file_of, function, jpeg, jpeg_of, js, list, listener, member, photo, plain,
    read_as_data_url, read_slowly, recorder, rejected, resolved, with,
};
use crate::requests::{mulerun, pixazo, pixelbyte};
use crate::session::Session;

#[wasm_bindgen_test]
async fn every_form_sends_the_same_bytes() {
    let session = Session::new().await;
    let file = photo("photo.png", "image/png", 16).await.unwrap();
    let uri = read_as_data_url(&file).await.unwrap();
    let buffer = resolved(wasm_bindgen::JsCast::unchecked_into(call(&file, "arrayBuffer"))).await;
    let form = |source: &str| {
        let make = wasm_bindgen::JsCast::unchecked_into::<js_sys::Function>(function(source));
        make.call2(&JsValue::UNDEFINED, &buffer, &file).unwrap()
    };
    let shifted = "(buffer) => { const all = new Uint8Array(buffer.byteLength + 13); all.set(new Uint8Array(buffer), 7); \
         return all.subarray(7, 7 + buffer.byteLength) }";
    let forms = [
        file.clone(),
        form("(buffer) => new Blob([buffer], { type: 'image/gif' })"),
        buffer.clone(),
        form("(buffer) => new Uint8Array(buffer)"),
        form(shifted),
        form("(buffer) => new DataView(buffer)"),
        form("(buffer, file) => file.slice()"),
        uri.clone(),
        JsValue::from(uri.as_string().unwrap().replace("data:image/png", "DATA:image/PNG")),
    ];
    let fetch = recorder();
    let options = with(session.options(), [("fetch", member(&fetch, "listen"))]);
    resolved(submit(mulerun(&forms), options)).await;
    let request = list(&fetch, "requests").remove(0);
    let body =
        resolved(wasm_bindgen::JsCast::unchecked_into(call(&request, "text"))).await.as_string().unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    let sent = body["images"].as_array().unwrap();
    assert_eq!(sent.len(), forms.len());
    let wanted = uri.as_string().unwrap();
    for (index, sent) in sent.iter().enumerate() {
        assert_eq!(sent.as_str().unwrap(), wanted, "form {index}");
    }
    assert_eq!(session.purchases().await.len(), 1);
}

#[wasm_bindgen_test]
async fn buffers_of_every_kind_send_the_same_bytes() {
    let session = Session::new().await;
    let file = photo("photo.png", "image/png", 16).await.unwrap();
    let uri = read_as_data_url(&file).await.unwrap();
    let buffer = resolved(wasm_bindgen::JsCast::unchecked_into(call(&file, "arrayBuffer"))).await;
    let fetch = recorder();
    let options = || with(session.options(), [("fetch", member(&fetch, "listen"))]);
    let forms = buffers_of_every_kind(&js_sys::Uint8Array::new(&buffer));
    assert_eq!(forms.len(), 20);
    for (index, form) in forms.into_iter().enumerate() {
        resolved(submit(mulerun(&[form]), options())).await;
        let request = list(&fetch, "requests").pop().unwrap();
        let body = resolved(wasm_bindgen::JsCast::unchecked_into(call(&request, "text"))).await;
        let body: Value = serde_json::from_str(&body.as_string().unwrap()).unwrap();
        assert_eq!(body["images"][0].as_str(), uri.as_string().as_deref(), "form {index}");
    }
}

#[wasm_bindgen::prelude::wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = buffersOfEveryKind)]
    fn buffers_of_every_kind(bytes: &js_sys::Uint8Array) -> Vec<JsValue>;
}

#[wasm_bindgen_test]
async fn a_file_list_and_addresses_are_taken_in_order() {
    let session = Session::new().await;
    let files = file_list(&Array::of2(&jpeg().await, &jpeg().await));
    let request = with(mulerun(&[]), [("images", files)]);
    resolved(submit(request, session.options())).await;
    let addresses = [
        "https://example.com/a.jpg?x=1&y=\"2\"".into(),
        function("new URL('https://example.com/b.jpg')"),
        jpeg().await,
    ];
    resolved(submit(pixazo(&addresses), session.options())).await;
    let log = session.purchases().await;
    assert_eq!(log[0]["body"]["images"].as_array().unwrap().len(), 2);
    let sent = log[1]["body"]["image_urls"].as_array().unwrap();
    assert_eq!(sent[..2], ["https://example.com/a.jpg?x=1&y=\"2\"", "https://example.com/b.jpg"]);
    assert!(sent[2].as_str().unwrap().starts_with("data:image/jpeg;base64,"));
}

#[wasm_bindgen_test]
async fn what_is_no_image_is_named_and_nothing_is_sent() {
    let session = Session::new().await;
    let wrong = [
        "new File([], 'empty.jpg', { type: 'image/jpeg' })",
        "new File(['<!doctype html><html><body>Log in</body></html>'], 'photo.jpg', { type: 'image/jpeg' })",
        "new File(['<svg xmlns=\"http://www.w3.org/2000/svg\"/>'], 'photo.png', { type: 'image/png' })",
        "new Uint8Array(0)",
        "new ArrayBuffer(0)",
        "'data:image/svg+xml;base64,PHN2Zy8+'",
        "'data:image/svg+xml,<svg/>'",
        "'data:image/png,notbase64'",
        "'data:image/png;base64,%%%'",
        "'data:image/png;base64'",
        "'data:text/html;base64,PGI+'",
        "'data:image/jpeg;base64,AAAA'",
        "'data:image/jpeg;base64,/9j/4'",
        "'data:'",
        "'http://example.com/a.jpg'",
        "'blob:https://example.com/1'",
        "'photo.jpg'",
        "''",
        "new URL('http://example.com/a.jpg')",
        "null",
        "undefined",
        "5",
        "5n",
        "Symbol()",
        "{}",
        "['https://example.com/a.jpg']",
        "() => {}",
        "Promise.resolve(new Blob(['x']))",
        "new Response('x')",
        "new Proxy(new Blob(['x']), {})",
        "{ get href() { throw 1 } }",
    ];
    for wrong in wrong {
        let error = session.fail(mulerun(&[jpeg_of(10), function(wrong)]), session.options()).await;
        assert_eq!(error["kind"], "invalidRequest", "{wrong}: {error}");
        let problems = error["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 1, "{wrong}: {error}");
        assert_eq!(problems[0]["field"], "images[1]", "{wrong}: {error}");
    }
    let fakes = [
        "{ size: 9, arrayBuffer() {}, slice() {} }",
        "{ size: 9, arrayBuffer() {}, slice() { throw 1 } }",
        "{ size: 9, arrayBuffer() {}, slice: () => ({ arrayBuffer() { throw 1 } }) }",
        "{ size: 9, arrayBuffer() {}, slice: () => ({ arrayBuffer: () => Promise.reject() }) }",
    ];
    for fake in fakes {
        let error = session.fail(mulerun(&[function(fake)]), session.options()).await;
        assert_eq!(error["kind"], "unreadableFile", "{fake}: {error}");
    }
    for images in ["'https://example.com/a.jpg'", "{}", "{ length: 1 }", "new Set()", "null", "5"] {
        let request = with(mulerun(&[]), [("images", function(images))]);
        let error = session.fail(request, session.options()).await;
        assert_eq!(error["problems"][0]["field"], "images", "{images}: {error}");
    }
    let throwing =
        with(mulerun(&[]), [("images", function("{ item() {}, length: 1, get 0() { throw 1 } }"))]);
    assert_eq!(session.fail(throwing, session.options()).await["kind"], "invalidRequest");
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn a_file_that_went_away_is_an_error_that_says_which() {
    let session = Session::new().await;
    // The head can be read, the rest not: as with a file that changes while it is read.
    let gone = "(file) => { \
        const pull = (controller) => controller.error(new DOMException('gone', 'NotReadableError')); \
        return Object.assign(file, { stream: () => new ReadableStream({ pull }) }) }";
    let gone: js_sys::Function = wasm_bindgen::JsCast::unchecked_into(function(gone));
    let gone = gone.call1(&JsValue::UNDEFINED, &jpeg_of(4 << 20)).unwrap();
    let images = [jpeg().await, gone];
    let error = session.fail(mulerun(&images), session.options()).await;
    assert_eq!((&error["kind"], &error["billed"]), (&"unreadableFile".into(), &"no".into()), "{error}");
    assert!(error["message"].as_str().unwrap().starts_with("`images[1]` "), "{error}");
    let error = session.error(&build_request(mulerun(&images), session.options())).await;
    assert!(error["message"].as_str().unwrap().starts_with("`images[1]` "), "{error}");
    assert!(session.everything().await.is_empty());
}

#[wasm_bindgen_test]
async fn what_only_looks_like_a_file_is_an_error_and_no_crash() {
    let session = Session::new().await;
    for slice in [
        "() => null",
        "() => { throw new Error('gone') }",
        "() => new Blob([])",
        "(start, end) => real.slice(start, end - 1)",
        "(start, end) => real.slice(start, end + 1)",
        "() => ({ arrayBuffer: () => -1 })",
        "() => ({ arrayBuffer: () => 10n })",
        "() => ({ arrayBuffer: () => Symbol() })",
        "() => ({ arrayBuffer: () => ({ length: 1e12 }) })",
        "(start, end) => ({ async arrayBuffer() { \
            const buffer = await real.slice(start, end).arrayBuffer(); structuredClone(buffer, { transfer: [buffer] }); return buffer } })",
        // The head is right; chunks, which are of 64 KiB or more, lack a byte.
        "(start, end) => real.slice(start, end - start < 65536 ? end : end - 1)",
    ] {
        let error = fail_with_file(&session, &format!("slice: {slice}")).await;
        assert_eq!(error["kind"], "unreadableFile", "{slice}: {error}");
    }
    for chunk in
        ["{ length: 5 }", "new Uint8Array(9e6)", "new Uint8Array(0)", "new DataView(new ArrayBuffer(9))"]
    {
        let stream =
            format!("stream: () => ({{ getReader: () => ({{ read: () => ({{ value: {chunk} }}) }}) }})");
        let members = format!("slice: (start, end) => real.slice(start, end), {stream}");
        let error = fail_with_file(&session, &members).await;
        assert_eq!(error["kind"], "unreadableFile", "{chunk}: {error}");
    }
    assert!(session.everything().await.is_empty());
}

/// Submits an object that looks like a file and has these members, and returns the error.
async fn fail_with_file(session: &Session, members: &str) -> Value {
    let like = function(&format!("(real) => ({{ size: real.size, arrayBuffer() {{}}, {members} }})"));
    let like: js_sys::Function = wasm_bindgen::JsCast::unchecked_into(like);
    let like = like.call1(&JsValue::UNDEFINED, &jpeg_of(4 << 20)).unwrap();
    session.fail(mulerun(&[like]), session.options()).await
}

#[wasm_bindgen_test]
async fn the_callers_upload_takes_the_place_of_every_other_way() {
    let session = Session::new().await;
    let calls = listener();
    let upload = "(image, info) => { globalThis.uploaded.push(image, info); \
         return info.index ? 'https://example.com/' + info.index : Promise.resolve(new URL('https://example.com/0')) }";
    Reflect::set(&js_sys::global(), &"uploaded".into(), &member(&calls, "events")).unwrap();
    let files =
        [jpeg().await, "https://example.com/between".into(), photo("b", "image/png", 8).await.unwrap()];
    for request in [mulerun(&files), pixazo(&files), pixelbyte(&files)] {
        resolved(submit(request, with(session.options(), [("upload", function(upload))]))).await;
    }
    let log = session.log().await;
    assert_eq!(log.len(), 3, "no presign, no PUT");
    for images in
        [&log[0]["body"]["images"], &log[1]["body"]["image_urls"], &log[2]["body"]["input"]["image_urls"]]
    {
        assert_eq!(
            *images,
            json!(["https://example.com/0", "https://example.com/between", "https://example.com/2"])
        );
    }
    let events = list(&calls, "events");
    assert_eq!(plain(&events[1]), json!({ "index": 0, "mediaType": "image/jpeg" }));
    assert_eq!(plain(&events[3]), json!({ "index": 2, "mediaType": "image/png" }));

    let options = with(session.options(), [("keepMetadata", true.into()), ("upload", function(upload))]);
    resolved(submit(mulerun(&files), options)).await;
    assert!(js_sys::Object::is(&list(&calls, "events")[12], &files[0]), "the caller's own file");

    let before = session.log().await.len();
    for refused in
        ["() => {}", "() => 'http://example.com/a'", "async () => 'photo.jpg'", "() => ({})", "() => null"]
    {
        let options = with(session.options(), [("upload", function(refused))]);
        let error = session.fail(mulerun(&files), options).await;
        assert_eq!(error["problems"][0]["field"], "upload", "{refused}: {error}");
    }
    let options = with(session.options(), [("upload", function("() => { throw 'mine' }"))]);
    assert_eq!(rejected(submit(mulerun(&files), options)).await, "mine");
    assert_eq!(session.log().await.len(), before);
}

#[wasm_bindgen_test]
async fn a_body_over_the_callers_limit_is_not_sent() {
    let session = Session::new().await;
    let images = [jpeg_of(300_000)];
    for request in [mulerun(&images), pixazo(&images)] {
        let options =
            with(session.options(), [("maxBodyBytes", 300_000.into()), ("reencode", "never".into())]);
        let error = session.fail(request, options).await;
        assert_eq!((&error["kind"], &error["billed"]), (&"invalidRequest".into(), &"no".into()));
        assert_eq!(error["problems"][0]["field"], "images");
        assert!(error["message"].as_str().unwrap().contains("300000"), "{error}");
    }
    assert!(session.everything().await.is_empty());

    // Without that wish it is made to fit.
    let photo = photo("photo.jpg", "image/jpeg", 512).await.unwrap();
    assert!(member(&photo, "size").as_f64() > Some(100_000.0));
    let options = with(session.options(), [("maxBodyBytes", 100_000.into())]);
    resolved(submit(mulerun(&[photo]), options)).await;
    assert!(session.purchases().await[0]["bodyBytes"].as_f64() <= Some(100_000.0));
    let image = jpeg().await;
    resolved(submit(
        mulerun(std::slice::from_ref(&image)),
        with(session.options(), [("maxBodyBytes", 100_000.into())]),
    ))
    .await;
    // What goes to the storage is not the relay's burden.
    let options = with(session.options(), [("maxBodyBytes", 500.into())]);
    resolved(submit(pixelbyte(&[image]), options)).await;
}

#[wasm_bindgen_test]
async fn a_file_of_many_short_segments_is_sliced_seldom() {
    let session = Session::new().await;
    let photo = photo("photo.jpg", "image/jpeg", 512).await.unwrap();
    let file = alternating(&photo, 3000).await.unwrap();
    // It is stripped before it is sent, and re-encoded because it is too large even then.
    let options = with(session.options(), [("maxBodyBytes", 100_000.into())]);
    resolved(submit(mulerun(std::slice::from_ref(&file)), options)).await;
    let slices = member(&file, "slices").as_f64().unwrap();
    assert!((1.0..=10.0).contains(&slices), "{slices}");
}

#[wasm_bindgen_test]
async fn timers_of_the_page_run_while_a_file_is_read() {
    let file = jpeg_of(8 << 20);
    let reading = read_slowly(&file, 10).await.unwrap();
    resolved(to_data_uri(file, false)).await;
    call(&reading, "stop");
    let turns = list(&reading, "turns");
    let before = |read: usize| turns[read].as_f64().unwrap();
    let reads = turns.len() - 1;
    assert!(reads >= 7, "{reads} reads");
    // A timer that is due runs after one read, or after a few where the machine is busy.
    assert!(before(reads) - before(0) > reads as f64 / 10.0, "{turns:?}");
}

#[wasm_bindgen_test]
async fn a_data_uri_is_what_the_browser_itself_makes() {
    // Around the ends of a group of three bytes, of what is looked at first, and of a slice.
    let sizes = (3..8).chain(4095..=4097).chain(1_572_861..=1_572_867).chain([2 * 1_572_864, 5 << 20]);
    for size in sizes {
        let file = jpeg_of(size);
        for keep_metadata in [true, false] {
            if size < 15 && !keep_metadata {
                continue; // too short to be cleaned
            }
            let uri = resolved(to_data_uri(file.clone(), keep_metadata)).await;
            assert!(uri == read_as_data_url(&file).await.unwrap(), "{size} bytes, {keep_metadata}");
        }
    }
    for size in 0..3 {
        let error = plain(&rejected(to_data_uri(jpeg_of(size), true)).await);
        assert_eq!(error["problems"][0]["field"], "file", "{size} bytes: {error}");
    }
    // By its bytes, not by its name.
    let png = photo("a", "image/png", 4).await.unwrap();
    let named = file_of(&Array::of1(&png), "photo.jpg", "image/jpeg");
    assert!(
        resolved(to_data_uri(named, false))
            .await
            .as_string()
            .unwrap()
            .starts_with("data:image/png;base64,iVBOR")
    );
    for wrong in ["undefined", "'data:image/png;base64,iVBOR'", "{}", "5"] {
        let error = plain(&rejected(to_data_uri(function(wrong), false)).await);
        assert_eq!(error["kind"], "invalidRequest", "{wrong}");
    }
}

#[wasm_bindgen_test]
async fn a_built_request_is_what_is_sent_but_for_the_key() {
    let session = Session::new().await;
    let image = [jpeg().await, "https://example.com/a.jpg".into()];
    for request in [mulerun(&image), pixazo(&image), pixelbyte(&image[1..])] {
        let built = resolved(build_request(request.clone(), session.options())).await;
        resolved(submit(request, session.options())).await;
        let sent = session.purchases().await.pop().unwrap();
        assert_eq!(member(&built, "method"), "POST");
        assert!(member(&built, "url").as_string().unwrap().ends_with(sent["path"].as_str().unwrap()));
        assert_eq!(plain(&member(&built, "headers")), json!({ "Content-Type": "application/json" }));
        let body = member(&built, "body");
        assert_eq!(sent["sha256"], crate::page::sha256(&body).await.unwrap().as_string().unwrap());
        assert_eq!(member(&body, "type"), "application/json");
    }
    let bare = js(json!({ "providers": { "pixelbyte": { "apiKey": session.key } } }));
    let built = resolved(build_request(pixelbyte(&image[1..]), bare.clone())).await;
    assert_eq!(member(&built, "url"), "https://api.muvi.video/v1/jobs/submit");
    let error = session.error(&build_request(pixelbyte(&image), bare)).await;
    assert_eq!(error["problems"][0]["field"], "images");
}
