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

    /// Removes and returns a required text that is not blank.
    pub fn text(&mut self, name: &str) -> String {
        match self.fields.remove(name) {
            Some(Value::String(text)) if !text.trim().is_empty() => text,
            Some(Value::String(_)) => self.wrong(name, "must not be empty").unwrap_or_default(),
            Some(_) => self.wrong(name, "must be a string").unwrap_or_default(),
            None => self.wrong(name, "is required").unwrap_or_default(),
        }
    }

    /// Removes and returns an optional text.
    pub fn optional_text(&mut self, name: &str) -> Option<String> {
        match self.fields.remove(name) {
            Some(Value::String(text)) => Some(text),
            Some(_) => self.wrong(name, "must be a string"),
            None => None,
        }
    }

    /// Removes and returns one of the allowed texts; the letter case counts.
    pub fn choice(&mut self, name: &str, allowed: &[&str]) -> Option<String> {
        let text = self.optional_text(name)?;
        if allowed.contains(&text.as_str()) {
            return Some(text);
        }
        self.wrong(name, &format!("must be one of {}", allowed.join(", ")))
    }

    /// Removes and returns an integer (not a numeric text) from 1 to `most`.
    pub fn count(&mut self, name: &str, most: u64) -> Option<u64> {
        match self.fields.remove(name)? {
            Value::Number(number) => match number.as_u64() {
                Some(count) if (1..=most).contains(&count) => Some(count),
                _ => self.wrong(name, &format!("must be an integer from 1 to {most}")),
            },
            _ => self.wrong(name, "must be a number"),
        }
    }

    /// Removes and returns a boolean.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        match self.fields.remove(name)? {
            Value::Bool(flag) => Some(flag),
            _ => self.wrong(name, "must be a boolean"),
        }
    }

    /// Removes and returns a required array of 1 to `most` texts.
    pub fn texts(&mut self, name: &str, most: usize) -> Vec<String> {
        let Some(value) = self.fields.remove(name) else {
            return self.wrong(name, "is required").unwrap_or_default();
        };
        let Value::Array(items) = value else {
            return self.wrong(name, "must be an array of strings").unwrap_or_default();
        };
        if items.is_empty() {
            return self.wrong(name, "must have at least 1 item").unwrap_or_default();
        }
        if items.len() > most {
            return self.wrong(name, &format!("must have at most {most} items")).unwrap_or_default();
        }
        let texts = items
            .into_iter()
            .map(|item| match item {
                Value::String(text) => Some(text),
                _ => None,
            })
            .collect::<Option<Vec<_>>>();
        match texts {
            Some(texts) => texts,
            None => self.wrong(name, "must be an array of strings").unwrap_or_default(),
        }
    }

    /// Removes and returns a required object.
    pub fn object(&mut self, name: &str) -> Map<String, Value> {
        match self.fields.remove(name) {
            Some(Value::Object(object)) => object,
            Some(_) => self.wrong(name, "must be an object").unwrap_or_default(),
            None => self.wrong(name, "is required").unwrap_or_default(),
        }
    }

    /// Notes a problem with a field that was already taken.
    pub fn problem(&mut self, name: &str, message: &str) {
        self.problems.push(Problem { field: format!("{}{name}", self.prefix), message: message.to_owned() });
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
