//! The figures of each way to send photos: medians of what was measured.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A way to send photos.
pub struct Way {
    /// The name of its file in xtask/bench/images/ways.
    pub id: &'static str,
    /// As the chart names it, which has little room.
    pub name: &'static str,
    /// As the table of docs/benchmarks.md names it.
    pub title: &'static str,
}

/// Every way, in the order of the table.
pub const WAYS: [Way; 8] = [
    Way { id: PLANTAIN, name: "Plantain", title: "Plantain, cleaned on the way" },
    Way { id: FILE_READER, name: "FileReader", title: "`FileReader` + `JSON.stringify`" },
    Way { id: "to-base64", name: "toBase64()", title: "`toBase64()` + `JSON.stringify`" },
    Way { id: "ai", name: "ai", title: "the encoder of `ai`" },
    Way { id: "huggingface", name: "@huggingface/inference", title: "that of `@huggingface/inference`" },
    Way { id: "replicate", name: "replicate", title: "that of `replicate`" },
    Way { id: CARRIED, name: "read, not encoded, sent", title: "read and sent, not encoded" },
    Way { id: FLOOR, name: "floor: a file as the body", title: "floor: a file from disk" },
];

pub const PLANTAIN: &str = "plantain";
pub const FILE_READER: &str = "file-reader";
pub const CARRIED: &str = "carried";
pub const FLOOR: &str = "floor";

/// How many photos of how many MiB.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct Size {
    pub count: u32,
    pub mebibytes: u32,
}

/// One measurement, as xtask/bench prints it.
#[derive(Clone, Deserialize)]
pub struct Line {
    #[serde(flatten)]
    size: Size,
    way: String,
    pub version: Option<String>,
    /// The words of the error that the way ended with.
    error: Option<String>,
    /// Whether the body was read at the server, and nothing measured.
    #[serde(default)]
    checked: bool,
    ms: Option<f64>,
    block: Option<f64>,
    bytes: Option<f64>,
    idle: Option<Memory>,
    peak: Option<Memory>,
}

impl Line {
    pub fn is_failed(&self) -> bool {
        self.error.is_some()
    }

    /// Whether the server read the body and found the photos in it.
    pub fn is_right_body(&self) -> bool {
        self.checked && self.error.is_none()
    }
}

/// Bytes that the page's renderer and all processes of the browser held.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub struct Memory {
    pub renderer: f64,
    pub tree: f64,
}

/// What was measured of one way with one size.
#[derive(Serialize)]
pub struct Figures {
    pub size: Size,
    pub way: String,
    /// The error that it ends with; it has no other figures then.
    pub error: Option<String>,
    /// Milliseconds from the call until the server had the last byte.
    pub ms: f64,
    /// Milliseconds that the page's main thread stood still at most.
    pub block: f64,
    /// The longest of all rounds.
    pub worst_block: f64,
    /// How long the body was.
    pub bytes: f64,
    pub idle: Memory,
    /// How much more than idle was held at most.
    pub grown: Memory,
}

impl Figures {
    pub fn name(&self) -> &str {
        self.of_way(|way| way.name)
    }

    pub fn title(&self) -> &str {
        self.of_way(|way| way.title)
    }

    fn of_way(&self, words: fn(&Way) -> &'static str) -> &str {
        WAYS.iter().find(|way| way.id == self.way).map_or(&self.way, words)
    }
}

/// Returns the figures of each size and way that was measured. Time and block are from the rounds without memory
/// sampling, which slows the browser down.
pub fn of(lines: &[Line]) -> Vec<Figures> {
    let mut sizes: Vec<Size> = lines.iter().map(|line| line.size).collect();
    sizes.dedup();
    let pairs = sizes.into_iter().flat_map(|size| WAYS.iter().map(move |way| (size, way.id)));
    pairs.filter_map(|(size, way)| of_one(size, way, lines)).collect()
}

fn of_one(size: Size, way: &str, lines: &[Line]) -> Option<Figures> {
    let lines: Vec<&Line> = lines.iter().filter(|line| line.size == size && line.way == way).collect();
    let error = lines.iter().find_map(|line| line.error.clone());
    let measured = || lines.iter().filter(|line| !line.checked && line.error.is_none());
    let timed = || measured().filter(|line| line.idle.is_none());
    let of = |figure: fn(&Line) -> Option<f64>| median(timed().filter_map(|line| figure(line)));
    let memory = |figure: fn(Memory, Memory) -> f64| {
        median(measured().filter_map(|line| Some(figure(line.idle?, line.peak?))))
    };
    if lines.is_empty() {
        return None;
    }
    Some(Figures {
        size,
        way: way.to_owned(),
        error,
        ms: of(|line| line.ms),
        block: of(|line| line.block),
        worst_block: timed().filter_map(|line| line.block).fold(0.0, f64::max),
        bytes: of(|line| line.bytes),
        idle: Memory { renderer: memory(|idle, _| idle.renderer), tree: memory(|idle, _| idle.tree) },
        grown: Memory {
            renderer: memory(|idle, peak| peak.renderer - idle.renderer),
            tree: memory(|idle, peak| peak.tree - idle.tree),
        },
    })
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:12}  {:12}", self.size.to_string(), self.way)?;
        match (&self.error, self.ms) {
            (Some(error), _) => write!(formatter, "  {}", shortened(error)),
            (None, _) if self.checked => write!(formatter, "  sends the right body"),
            (None, Some(ms)) if self.idle.is_none() => write!(formatter, "  {ms:.0} ms"),
            _ => write!(formatter, "  memory watched"),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} × {} MiB", self.count, self.mebibytes)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:12}  {:28}", self.size.to_string(), self.name())?;
        if let Some(error) = &self.error {
            return write!(formatter, "  fails: {}", shortened(error));
        }
        write!(formatter, "  {:>5.0} ms  {:>5.0} ms  {:>5.0} ms", self.ms, self.block, self.worst_block)?;
        for (grown, idle) in [(self.grown.renderer, self.idle.renderer), (self.grown.tree, self.idle.tree)] {
            write!(formatter, "  {:>18}", format!("+{:.0} ({:.0}) MiB", grown / MIB, idle / MIB))?;
        }
        Ok(())
    }
}

fn shortened(error: &str) -> String {
    error.chars().take(60).collect()
}

pub const MIB: f64 = 1024.0 * 1024.0;

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Three rounds of one way, with and without a look at the memory.
    pub fn lines(way: &str, size: Size, [ms, block, renderer, tree]: [f64; 4]) -> Vec<Line> {
        let line = |round: f64, is_watched: bool| {
            let memory = |more: f64| Memory {
                renderer: 10.0 * MIB + more * renderer,
                tree: 100.0 * MIB + more * tree,
            };
            Line {
                size,
                way: way.to_owned(),
                version: None,
                error: None,
                checked: false,
                ms: Some(ms + round),
                block: Some(block + round),
                bytes: Some(1000.0),
                idle: is_watched.then(|| memory(0.0)),
                peak: is_watched.then(|| memory(1.0 + round / 100.0)),
            }
        };
        [-1.0, 0.0, 1.0].into_iter().flat_map(|round| [line(round, false), line(round, true)]).collect()
    }

    #[test]
    fn figures_are_medians_and_memory_is_what_was_added() {
        let size = Size { count: 5, mebibytes: 8 };
        let figures = of(&lines(PLANTAIN, size, [200.0, 20.0, 50.0 * MIB, 80.0 * MIB]));
        let [figures] = figures.as_slice() else { panic!("one way was measured") };
        assert_eq!((figures.ms, figures.block, figures.worst_block), (200.0, 20.0, 21.0));
        assert_eq!((figures.idle.renderer, figures.grown.tree), (10.0 * MIB, 80.0 * MIB));
        assert!(figures.to_string().contains("+50 (10) MiB"), "{figures}");
    }

    #[test]
    fn a_way_that_fails_is_shown_with_its_error() {
        let line =
            r#"{"count":1,"mebibytes":4,"way":"replicate","checked":true,"error":"RangeError: too much"}"#;
        let figures = of(&[serde_json::from_str(line).unwrap()]);
        assert!(figures[0].to_string().ends_with("fails: RangeError: too much"), "{}", figures[0]);
    }
}
