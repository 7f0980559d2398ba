//! The three models whose pages are at hand: `providers/pages/000`, `001` and `002`.

use serde_json::{Map, Value};

use crate::create;
use crate::fields::{Fields, Problem};

pub struct Model {
    /// In millionths of a dollar.
    pub base: u64,
    pub capability: &'static str,
    pub name: &'static str,
    pub slug: &'static str,
    ratios: Option<&'static [&'static str]>,
    inputs: Option<usize>,
    longest_prompt: Option<usize>,
    options: Options,
}

/// Where the models differ in more than data.
enum Options {
    /// `numberOfGenerations`, a number; the price is per request.
    Generations,
    /// `resolution` in lower case; 4k costs 1.8 times as much.
    Resolution,
    /// `size` in upper case; `num_images` as a text, each for the base price.
    SizeAndImages,
}

/// The `input` object of a submit.
#[derive(Debug)]
pub struct Input {
    pub cost: u64,
    pub count: u32,
    pub image_urls: Vec<String>,
    pub longest: u32,
    pub prompt: String,
    pub ratio: Option<(u32, u32)>,
}

pub const MODELS: &[Model] = &[
    Model {
        base: 134_000,
        capability: "Image to Image / Edit",
        name: "Nano Banana Pro (Extra)",
        slug: "google/nano-banana-pro-extra/edit-image",
        ratios: Some(RATIOS),
        // No maximum is stated.
        inputs: Some(usize::MAX),
        longest_prompt: None,
        options: Options::Resolution,
    },
    Model {
        base: 40_000,
        capability: "Text to Image",
        name: "Nano Banana (TEST)",
        slug: "google/nano-banana-dev/text-to-image",
        ratios: Some(RATIOS),
        inputs: None,
        longest_prompt: None,
        options: Options::Generations,
    },
    Model {
        base: 45_000,
        capability: "Image to Image / Edit",
        name: "Pixel Image 1.0 Pro",
        slug: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
        ratios: None,
        inputs: Some(4),
        longest_prompt: Some(5_000),
        options: Options::SizeAndImages,
    },
];

impl Model {
    /// Finds a model by its slug.
    pub fn named(slug: &str) -> Option<&'static Self> {
        MODELS.iter().find(|model| model.slug == slug)
    }

    /// Reads the `input` object. Errors: every field that is wrong.
    pub fn read(&self, input: Map<String, Value>) -> Result<Input, Vec<Problem>> {
        let mut fields = Fields::new(input, "input.");
        let prompt = fields.text("prompt");
        if self.longest_prompt.is_some_and(|most| prompt.chars().count() > most) {
            fields.problem("prompt", "must have at most 5000 characters");
        }
        let image_urls = self.inputs.map(|most| fields.texts("image_urls", most)).unwrap_or_default();
        // Default 9:16, as the notes have it from the models' pages.
        let ratio = self.ratios.map(|ratios| {
            fields.choice("aspect_ratio", ratios).as_deref().and_then(create::ratio).unwrap_or((9, 16))
        });
        let (count, longest, cost) = match self.options {
            Options::Generations => (fields.count("numberOfGenerations", 4).unwrap_or(1), 1024, self.base),
            Options::Resolution => {
                let resolution =
                    fields.choice("resolution", &["1k", "2k", "4k"]).unwrap_or_else(|| "1k".to_owned());
                let cost = if resolution == "4k" { self.base * 18 / 10 } else { self.base };
                (1, create::longest(&resolution), cost)
            }
            Options::SizeAndImages => {
                let size = fields.choice("size", &["1K", "2K"]).unwrap_or_else(|| "2K".to_owned());
                let count = fields.choice("num_images", &["1", "2", "3", "4"]);
                let count = count.and_then(|count| count.parse().ok()).unwrap_or(1);
                (count, create::longest(&size), self.base * count)
            }
        };
        fields.finish()?;
        Ok(Input { cost, count: u32::try_from(count).unwrap_or(1), image_urls, longest, prompt, ratio })
    }
}

const RATIOS: &[&str] = &["9:16", "16:9", "1:1", "2:3", "3:2", "21:9", "3:4", "4:3", "4:5", "5:4"];
