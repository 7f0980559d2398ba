//! Injected failures, as data, and the requests that they apply to.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::provider::{Provider, Stage};

/// A fault and the requests that it applies to. The first rule of the list that matches a request is used.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Rule {
    /// `null` or absent: any provider.
    #[serde(default)]
    pub provider: Option<Provider>,
    pub stage: Stage,
    /// How many matching requests pass before it.
    #[serde(default)]
    pub after: u32,
    /// How often. Absent: once. `null`: always.
    #[serde(default = "once")]
    pub times: Option<u32>,
    pub fault: Fault,
    #[serde(default, skip_deserializing)]
    pub seen: u32,
    #[serde(default, skip_deserializing)]
    pub used: u32,
}

/// What goes wrong. Fields may be combined: `{"status": 500, "acceptAnyway": true, "delayMs": 300}`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Fault {
    /// The request has its effect (a job is created, a file kept) although the reply says otherwise or is lost.
    #[serde(skip_serializing_if = "is_false")]
    pub accept_anyway: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyFault>,
    /// Waits before the reply; alone, the reply is otherwise the right one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    /// A completed job shows no images.
    #[serde(skip_serializing_if = "is_false")]
    pub done_without_images: bool,
    /// Every sentence of the reply repeats the request's key and the beginning of its first image, as a
    /// careless provider's would.
    #[serde(skip_serializing_if = "is_false")]
    pub echo: bool,
    /// At `poll`: the reply is this error alone, or has it beside its status where `unknown_status` is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Value>,
    /// At `submit`: the job will fail when its time is over. At `poll`: it has failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed_job: Option<FailedJob>,
    /// Pixazo's submit returns a `polling_url` on another host: `true`, or the address, with `{id}` for the id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign_polling_url: Option<FlagOrText>,
    /// PixelByte's presign names an upload address on another host: `true`, or the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign_upload_url: Option<FlagOrText>,
    /// Never replies.
    #[serde(skip_serializing_if = "is_false")]
    pub hang: bool,
    /// Stops in the middle of the reply's body and keeps the connection.
    #[serde(skip_serializing_if = "is_false")]
    pub hang_in_body: bool,
    /// Which part of the body is sent before it breaks off, from 0 to 1. Absent: half.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<f64>,
    /// A reply of 64 MiB, streamed without a declared length.
    #[serde(skip_serializing_if = "is_false")]
    pub huge_body: bool,
    /// A completed job's images are `javascript:` addresses.
    #[serde(skip_serializing_if = "is_false")]
    pub javascript_output: bool,
    /// At `submit`: the prompt is refused. At `poll`: the job has failed for its content.
    #[serde(skip_serializing_if = "is_false")]
    pub moderation: bool,
    /// The addresses of a completed job's images, with `{address}` and `{path}` for the first one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Vec<String>>,
    /// At `poll`: the provider's 404, as if the job were not known yet.
    #[serde(skip_serializing_if = "is_false")]
    pub not_found_first: bool,
    /// Sends the client to the other host: `true` (307) or the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<FlagOrStatus>,
    /// Resets the connection as soon as the request's headers are read.
    #[serde(skip_serializing_if = "is_false")]
    pub reset_before_body: bool,
    /// Resets the connection when the whole request is read, without a byte of reply.
    #[serde(skip_serializing_if = "is_false")]
    pub reset_before_reply: bool,
    /// Resets the connection in the middle of the reply's body.
    #[serde(skip_serializing_if = "is_false")]
    pub reset_in_body: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<RetryAfter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// A completed job's images are SVG data URIs.
    #[serde(skip_serializing_if = "is_false")]
    pub svg_data_output: bool,
    /// The job's status is an undocumented word: `true`, or the word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown_status: Option<FlagOrText>,
    /// Texts become booleans, booleans and numbers texts, lists objects.
    #[serde(skip_serializing_if = "is_false")]
    pub wrong_types: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyFault {
    Empty,
    Html,
    Text,
    Truncated,
    Provider,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FailedJob {
    #[serde(default)]
    pub code: Option<Value>,
    #[serde(default)]
    pub message: Option<String>,
}

/// Where the reply puts its `Retry-After`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RetryAfter {
    /// PixelByte's `error.details.retryAfter`, of any type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// The `Retry-After` header as an HTTP date so many seconds from now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_in: Option<i64>,
    /// The `Retry-After` header, word for word: `"2"`, `"99999999999"`, `"soon"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum FlagOrText {
    Flag(bool),
    Text(String),
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum FlagOrStatus {
    Flag(bool),
    Status(u16),
}

impl Fault {
    /// Whether it applies to replies about completed jobs only. Other replies do not count as a use of the rule.
    pub fn awaits_completion(&self) -> bool {
        self.done_without_images || self.javascript_output || self.svg_data_output || self.outputs.is_some()
    }

    /// Whether the request still has its effect.
    pub fn lets_through(&self) -> bool {
        let replaces = self.reset_before_reply
            || self.hang
            || self.not_found_first
            || self.redirection().is_some()
            || self.status.is_some_and(|status| !(200..300).contains(&status));
        self.accept_anyway || !replaces
    }

    /// Returns the status of the redirect, if it is one.
    pub fn redirection(&self) -> Option<u16> {
        match self.redirect? {
            FlagOrStatus::Flag(flag) => flag.then_some(307),
            FlagOrStatus::Status(status) => Some(status),
        }
    }
}

impl FlagOrText {
    /// Returns the text, or `default` for `true`.
    pub fn text_or<'a>(&'a self, default: &'a str) -> Option<&'a str> {
        match self {
            Self::Flag(flag) => flag.then_some(default),
            Self::Text(text) => Some(text),
        }
    }
}

/// Finds the fault for a request and counts it as used.
pub fn pick(rules: &mut [Rule], provider: Provider, stage: Stage, completed: bool) -> Option<Fault> {
    for rule in rules {
        let fits = rule.stage == stage
            && rule.provider.is_none_or(|wanted| wanted == provider)
            && rule.fault.awaits_completion() == completed;
        if !fits {
            continue;
        }
        if rule.seen < rule.after {
            rule.seen += 1;
            continue;
        }
        if rule.times.is_some_and(|times| rule.used >= times) {
            continue;
        }
        rule.used += 1;
        return Some(rule.fault.clone());
    }
    None
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn once() -> Option<u32> {
    Some(1)
}
