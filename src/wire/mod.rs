//! HTTP requests and replies, JSON, bodies with holes, URLs, time and text. Knows no provider and no money.

pub mod body;
pub mod fragment;
pub mod http;
pub mod json;
pub mod long_numbers;
pub mod problem;
pub mod redact;
pub mod relay_outcome;
pub mod text;
pub mod timestamp;
pub mod url;
