//! The values of fields as callers write them.

/// The value of a field.
#[derive(Clone, Debug)]
pub enum Value {
    Boolean(bool),
    Number(f64),
    /// A value of another type, described: `null`, `an array`.
    Other(&'static str),
    /// `{ width, height }`
    Pixels(f64, f64),
    Text(String),
}

impl Value {
    /// Returns the string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns what a value that is not a string is, with its article.
    pub fn found(&self) -> Option<&'static str> {
        match self {
            Self::Boolean(_) => Some("a boolean"),
            Self::Number(_) => Some("a number"),
            Self::Other(found) => Some(found),
            Self::Pixels(..) => Some("an object"),
            Self::Text(_) => None,
        }
    }
}

/// A field of the provider.
#[derive(Clone, Debug)]
pub struct Extra {
    pub name: String,
    pub value: Value,
    /// As it is sent.
    pub json: String,
}

/// The size of the first image as it is shown, in pixels, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub enum FirstImage {
    Known(u32, u32),
    /// It is an address, or its headers do not have the size.
    Unknown,
    /// It is not read yet. Before something is sent, it is.
    Unread,
}
