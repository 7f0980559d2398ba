//! The models as TypeScript: a map from provider and model to the request, so that a wrong value does not compile.

use std::fmt::Write;

use plantain::provider::Provider;
use plantain::provider::model::{Choice, Model, Price};

/// Returns the model section of index.d.ts.
pub fn types(providers: &[&Provider]) -> String {
    let mut text = String::from(HEAD);
    for provider in providers {
        let _ = writeln!(text, "  /** The models of {}. */\n  {}: {{", provider.name, provider.id);
        for model in provider.models {
            text.push_str(&indented(&entry(provider, model), "    "));
        }
        text.push_str("  };\n");
    }
    text.push_str("}\n");
    text
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}

fn entry(provider: &Provider, model: &Model) -> String {
    let mut members = Members::default();
    members.add("The provider that sells the model.", "provider", &quote(provider.id));
    members.add("The provider's own id.", "model", &quote(model.id));
    members.add(&prompt(model), "prompt", "string");
    if model.images.max != Some(0) {
        let inputs = model.images.max.map_or("ImageInputs".to_owned(), |max| format!("ImageInputs<{max}>"));
        members.add(&images(model), "images", &inputs);
    }
    for (field, what, choice) in [
        ("aspectRatio", "The shape of the image, width to height", &model.aspect_ratio),
        ("resolution", "The class of the image's longest side", &model.resolution),
        (
            "outputFormat",
            "The format of the image; look at the bytes, providers do not always keep to it",
            &model.output_format,
        ),
    ] {
        if let Some(choice) = choice {
            members.add(
                &format!("{what}. Default: `{}`.", quote(choice.default)),
                &format!("{field}?"),
                &union(choice),
            );
        }
    }
    if let Some(count) = &model.count {
        let values: Vec<_> = (1..=count.max).map(|value| value.to_string()).collect();
        members.add(&format!("How many images. Default: {}.", count.default), "count?", &values.join(" | "));
    }
    if model.webhook {
        let text = "An `https:` address that the provider calls when the job has ended. A page cannot receive that: it is for your server.";
        members.add(text, "webhookUrl?", "string");
    }
    let text = "Further fields of the provider, sent as they are, after the others. A field that another member sends is refused.";
    members.add(text, "extra?", &extra_type(model));
    format!(
        "/**\n * {} at {}. {} Takes about {} s.\n *\n * Source: {}\n */\n{}: {{\n{}}};\n",
        model.name,
        provider.name,
        price(&model.price),
        model.typical_seconds,
        model.page,
        quote(model.id),
        members.text,
    )
}

fn prompt(model: &Model) -> String {
    let limit = model.prompt_max.map_or(String::new(), |max| format!(" At most {max} characters."));
    format!("What the image should be, in words.{limit}")
}

fn images(model: &Model) -> String {
    let images = &model.images;
    let count = match images.max {
        Some(max) => format!("{} to {max}", images.min),
        None => format!("{} or more; the provider documents no limit", images.min),
    };
    let formats: Vec<_> =
        images.formats.iter().map(|format| format.media_type().trim_start_matches("image/")).collect();
    let size = images.max_bytes.map_or(String::new(), |bytes| format!(", at most {} MiB each", bytes >> 20));
    format!("The images to edit: {count}. Local ones: {}{size}.", formats.join(", "))
}

fn extra_type(model: &Model) -> String {
    let any = "[field: string]: unknown";
    match model.inline {
        None => format!("{{ {any} }}"),
        Some(field) => format!(
            "{{\n    /** Whether the images come inside the reply. Default: `false`. */\n    {field}?: boolean;\n    {any};\n  }}"
        ),
    }
}

/// Returns the price of a model as a sentence.
pub fn price(price: &Price) -> String {
    match price {
        Price::BetweenPerImage { min, max } => format!("{} to {} an image.", dollars(*min), dollars(*max)),
        Price::PerImage(amount) => format!("{} an image.", dollars(*amount)),
        Price::PerRequest(amount) => format!("{} a request.", dollars(*amount)),
        Price::PerRequestByResolution(amounts) => {
            let amounts: Vec<_> =
                amounts.iter().map(|(name, amount)| format!("{} at {name}", dollars(*amount))).collect();
            format!("A request costs {}.", amounts.join(", "))
        }
        Price::Unpublished => "The provider publishes no price.".to_owned(),
    }
}

fn dollars(micro_usd: u64) -> String {
    let text = format!("{}.{:06}", micro_usd / 1_000_000, micro_usd % 1_000_000);
    format!("${}", text.trim_end_matches('0'))
}

fn union(choice: &Choice) -> String {
    let values: Vec<_> = choice.values.iter().map(|value| quote(value)).collect();
    values.join(" | ")
}

fn quote(text: &str) -> String {
    format!("{text:?}")
}

const HEAD: &str = "\
/** A request: the provider and the model decide what else it may have. */
export type ImageRequest = { [P in keyof Requests]: Requests[P][keyof Requests[P]] }[keyof Requests];

/** The request of one model: `RequestFor<\"mulerun\", \"google/nano-banana-pro/edit\">`. */
export type RequestFor<P extends keyof Requests, M extends keyof Requests[P]> = Requests[P][M];

/** The request of each model, by provider and by the provider's own id of the model. */
export interface Requests {
";

#[derive(Default)]
struct Members {
    text: String,
}

impl Members {
    fn add(&mut self, comment: &str, name: &str, kind: &str) {
        let _ = writeln!(self.text, "  /** {comment} */");
        let _ = writeln!(self.text, "  {name}: {kind};");
    }
}
