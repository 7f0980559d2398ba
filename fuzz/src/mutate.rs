//! Random changes to JSON that leave it JSON, which changes of single bytes rarely do.

use fastrand::Rng;
use serde_json::{Map, Value};

/// Changes JSON text in place; other bytes become `null`. Returns its new length, or `None` where it has grown past
/// `most`.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> Option<usize> {
    let mut random = Rng::with_seed(seed.into());
    let mut json = data.get(..size).and_then(|json| serde_json::from_slice(json).ok()).unwrap_or(Value::Null);
    for _ in 0..random.u32(1..4) {
        let at = random.usize(0..count(&json));
        let donor = pick(&json, random.usize(0..count(&json))).clone();
        let target = pick_mut(&mut json, &mut { at });
        change(target.expect("counted"), donor, &mut random);
    }
    let json = serde_json::to_vec(&json).expect("JSON");
    let place = data.get_mut(..json.len()).filter(|_| json.len() <= most)?;
    place.copy_from_slice(&json);
    Some(json.len())
}

fn change(value: &mut Value, donor: Value, random: &mut Rng) {
    match (random.u8(0..8), &mut *value) {
        (0, _) => *value = donor,
        (1, Value::Object(members)) if !members.is_empty() => {
            let name = members.keys().nth(random.usize(0..members.len())).expect("counted").clone();
            members.remove(&name);
        }
        (2 | 3, Value::Object(members)) => {
            members.insert(WORDS[random.usize(0..WORDS.len())].to_owned(), donor);
        }
        (1, Value::Array(items)) if !items.is_empty() => {
            items.remove(random.usize(0..items.len()));
        }
        (2 | 3, Value::Array(items)) => items.push(donor),
        (4, _) => *value = Value::Array(vec![value.take()]),
        (5, _) => {
            let name = WORDS[random.usize(0..WORDS.len())].to_owned();
            *value = Value::Object(Map::from_iter([(name, value.take())]));
        }
        (_, Value::String(text)) => *text = edited(text, random),
        (_, Value::Number(number)) => {
            let number = number.as_f64().unwrap_or(0.0);
            *value = [-1.0, 0.5, 1e3, 1e9, 1e18, 1e300].map(|factor| Value::from(number * factor))
                [random.usize(0..6)]
            .take();
        }
        _ => *value = leaf(random),
    }
}

fn leaf(random: &mut Rng) -> Value {
    match random.u8(0..8) {
        0 => Value::Null,
        1 => Value::Bool(random.bool()),
        2 => Value::from(random.i64(..)),
        3 => Value::from(f64::from_bits(random.u64(..))),
        4 => Value::from(random.u8(0..101)),
        5 => Value::from("A".repeat(random.usize(0..400))),
        _ => Value::from(WORDS[random.usize(0..WORDS.len())]),
    }
}

fn edited(text: &str, random: &mut Rng) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = random.usize(0..=characters.len());
    match random.u8(0..6) {
        0 => characters.truncate(at),
        1 => characters.insert(at, random.char(..)),
        2 => {
            characters.insert(at, ['/', '.', '%', '\\', '@', ':', '\n', '\0', '#', '?'][random.usize(0..10)])
        }
        3 => characters.splice(at..at, "A".repeat(300).chars()).for_each(drop),
        4 => return text.to_uppercase(),
        _ => return WORDS[random.usize(0..WORDS.len())].to_owned(),
    }
    characters.into_iter().collect()
}

/// Counts the values in a JSON value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn pick(value: &Value, at: usize) -> &Value {
    let mut left = at;
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        if left == 0 {
            return value;
        }
        left -= 1;
        match value {
            Value::Array(items) => stack.extend(items),
            Value::Object(members) => stack.extend(members.values()),
            _ => {}
        }
    }
    value
}

fn pick_mut<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| pick_mut(item, left)),
        Value::Object(members) => members.values_mut().find_map(|item| pick_mut(item, left)),
        _ => None,
    }
}

/// Names that readers look for, and words and addresses that they check.
const WORDS: &[&str] = &[
    "body",
    "code",
    "cursor",
    "digest",
    "intent",
    "jobs",
    "completed",
    "content_type",
    "cost",
    "costMicroCents",
    "data",
    "description",
    "detail",
    "details",
    "done",
    "error",
    "error_code",
    "estimatedCompletionTime",
    "expectedBy",
    "failed",
    "fileUrl",
    "height",
    "id",
    "image/png",
    "imageUrl",
    "images",
    "job",
    "jobId",
    "media_type",
    "media_url",
    "message",
    "microUsd",
    "model",
    "output",
    "outputs",
    "polling_url",
    "processing",
    "progress",
    "provider",
    "refundedMicroCents",
    "request_id",
    "requestId",
    "result",
    "retryAfter",
    "status",
    "submittedAt",
    "success",
    "task_id",
    "task_info",
    "title",
    "type",
    "uploadUrl",
    "url",
    "queue",
    "width",
    "cancelled",
    "CANCELED",
    "mulerun",
    "pixazo",
    "pixelbyte",
    "getStatus",
    "v2",
    "../..",
    ".",
    "a%2fb",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "data:image/svg+xml;base64,AAAA",
    "http://127.0.0.1:1/a.png",
    "https://a@b.example/",
    "https://example.com/out.png",
    "https://gateway.pixazo.ai/v2/requests/status/a",
    "2026-02-18T12:00:30Z",
    "9999-99-99T99:99:99.999999999+99:99",
];
