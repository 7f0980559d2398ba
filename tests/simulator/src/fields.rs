//! Reads a JSON object as a strict server does: every field known, of its type and within its values.

use serde_json::{Map, Value};

/// The fields of one object, taken one by one; what is left at the end is unknown.
pub struct Fields {
    fields: Map<String, Value>,
    prefix: &'static str,
    problems: Vec<Problem>,
}

/// What is wrong with one field.
#[derive(Debug)]
pub struct Problem {
    pub field: String,
    pub message: String,
}

impl Fields {
    /// `prefix` stands before the names of fields in problems: empty, or `input.`.
    pub fn new(fields: Map<String, Value>, prefix: &'static str) -> Self {
        Self { fields, prefix, problems: Vec::new() }
    }

    /// Removes and returns a member. A dot leads into an object: `input.prompt`.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let mut object = &mut self.fields;
        let mut rest = name;
        while let Some((outer, inner)) = rest.split_once('.') {
            object = object.get_mut(outer)?.as_object_mut()?;
            rest = inner;
        }
        let value = object.remove(rest);
        let is_empty = object.is_empty();
        if let (Some((outer, _)), true) = (name.split_once('.'), is_empty) {
            self.fields.remove(outer);
        }
        value
    }

    /// Returns the name of a field in problems.
    pub fn name(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Removes and returns a required text that is not blank.
    pub fn text(&mut self, name: &str) -> String {
        match self.take(name) {
            Some(Value::String(text)) if !text.trim().is_empty() => text,
            Some(Value::String(_)) => self.wrong(name, "must not be empty").unwrap_or_default(),
            Some(_) => self.wrong(name, "must be a string").unwrap_or_default(),
            None => self.wrong(name, "is required").unwrap_or_default(),
        }
    }

    /// Removes and returns an optional text.
    pub fn optional_text(&mut self, name: &str) -> Option<String> {
        match self.take(name) {
            Some(Value::String(text)) => Some(text),
            Some(_) => self.wrong(name, "must be a string"),
            None => None,
        }
    }

    /// Removes and returns a required object.
    pub fn object(&mut self, name: &str) -> Map<String, Value> {
        match self.take(name) {
            Some(Value::Object(object)) => object,
            Some(_) => self.wrong(name, "must be an object").unwrap_or_default(),
            None => self.wrong(name, "is required").unwrap_or_default(),
        }
    }

    /// Notes a problem with a field that was already taken.
    pub fn problem(&mut self, name: &str, message: &str) {
        self.problems.push(Problem { field: self.name(name), message: message.to_owned() });
    }

    /// Ends the reading. Errors: every problem, and every field that is left over.
    pub fn finish(mut self) -> Result<(), Vec<Problem>> {
        for name in std::mem::take(&mut self.fields).keys() {
            self.problem(name, "is not a known field");
        }
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }

    fn wrong<T>(&mut self, name: &str, message: &str) -> Option<T> {
        self.problem(name, message);
        None
    }
}

/// Puts problems into one sentence.
pub fn sentence(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{} {}", problem.field, problem.message))
        .collect::<Vec<_>>()
        .join("; ")
}
