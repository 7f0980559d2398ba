const HEAD = `/** A request: the provider and the model decide what else it may have. */
export type ImageRequest = {
  /** Left out: the request names a provider and a model. */
  family?: never;
} & { [P in keyof Requests]: Requests[P][keyof Requests[P]] }[keyof Requests];

/** The request of one model: \`RequestFor<"mulerun", "google/nano-banana-pro/edit">\`. */
export type RequestFor<P extends keyof Requests, M extends keyof Requests[P]> = Requests[P][M];

/** The request of each model, by provider and by the provider's own id of the model. */
export interface Requests {
`;

/** Returns the model section of index.d.ts: a map from provider and model to the request, so that a wrong value does not compile. */
export function types(providers) {
  const table = ({ id, name, models }) =>
    `  /** The models of ${name}. */\n  ${id}: {\n${models.map((model) => entry({ id, name }, model)).join("")}  };\n`;
  return `${HEAD}${providers.map(table).join("")}}\n`;
}

function entry(provider, model) {
  const fields = Object.entries(model.fields).map(([name, field]) => {
    const mark = isNeeded(name, field) ? "" : "?";
    return member(`${name}${mark}`, comment(name, field), kind(name, field, model.fields.images));
  });
  const extra = Object.entries(model.extra ?? {}).map(
    ([name, field]) =>
      `  ${member(`${name}?`, comment(name, field), kind(name, field)).replace("\n", "\n  ")}`,
  );
  return `    /**
     * ${model.name} at ${provider.name}. ${price(model.price)} About ${model.seconds} s.
     *
     * Source: ${model.page}
     */
    ${quote(model.id)}: {
${member("provider", "The provider.", quote(provider.id))}\
${member("model", "The provider's own id.", quote(model.id))}\
${fields.join("")}\
      /** Further fields of the provider, sent as they are. */
      extra?: {
${extra.join("")}\
        [field: string]: unknown;
      };
    };
`;
}

const member = (name, comment, kind) => `      /** ${comment} */\n      ${name}: ${kind};\n`;

function isNeeded(name, { min }) {
  return name === "prompt" || (name === "images" && (min ?? 1) > 0) || (name === "mask" && min > 0);
}

/** Returns the type of a field. */
function kind(name, field, takesImages) {
  if (name === "images") return field.max ? `ImageInputs & AtMostImages<${field.max}>` : "ImageInputs";
  if (name === "mask") return "ImageInput";
  if (name === "size") return size(field);
  if (field.values) {
    const matching = name === "aspectRatio" && takesImages ? ["match"] : [];
    return [...field.values, ...matching].map(quote).join(" | ");
  }
  const [min, max] = field.integer ?? [];
  // A larger range is `number`, and one with an open end.
  if (Number.isInteger(min) && Number.isInteger(max) && max - min < 16)
    return Array.from({ length: max - min + 1 }, (_, index) => min + index).join(" | ");
  if (field.integer || field.number) return "number";
  if (field.boolean !== undefined) return "boolean";
  if (field.json === "array") return "readonly unknown[]";
  return field.json ? "{ [name: string]: unknown }" : "string";
}

function size({ sizes = [], free, presets = [] }) {
  const listed = sizes.map(([width, height]) => `SizeOf<${width}, ${height}>`);
  return [...listed, ...(free ? ["Size"] : []), ...presets.map(quote)].join(" | ");
}

/** Returns what the field is, and what its type does not say: limits and the default. */
function comment(name, field) {
  const { maxLength, min = 1, max, formats, maxBytes } = field;
  const sentences = [ABOUT[name] ?? "As the provider's page describes it."];
  if (maxLength) sentences.push(`At most ${maxLength} characters.`);
  if (name === "images")
    sentences.push(max ? `${range(min, max)}.` : `${min} or more; the provider documents no limit.`);
  const each = maxBytes ? `, at most ${maxBytes >> 20} MiB each` : "";
  if (formats) sentences.push(`Local ones: ${formats.join(", ")}${each}.`);
  const [least, most] = field.integer ?? field.number ?? [null, null];
  if (least !== null && most === null) sentences.push(`From ${least}.`);
  else if (most !== null) sentences.push(least === null ? `Up to ${most}.` : `${least} to ${most}.`);
  const standard = defaultOf(name, field);
  if (standard !== undefined) sentences.push(`Default: \`${standard}\`.`);
  if (name === "webhookUrl") sentences.push("For your server: a page cannot receive it.");
  return sentences.join(" ");
}

const range = (min, max) => (min === max ? `${min}` : `${min} to ${max}`);

function defaultOf(name, { default: value }) {
  // One image, whatever the provider's own default is.
  if (name === "count") return 1;
  return Array.isArray(value) && value.length === 2
    ? `{ width: ${value[0]}, height: ${value[1]} }`
    : JSON.stringify(value);
}

/** Returns the price of a model as a sentence. */
function price(price) {
  if (!price) return "The price is not known.";
  const { per, amount, range, amounts, factors = [] } = price;
  if (amount === 0) return "Free.";
  const by = () => Object.entries(amounts).map(([name, value]) => `${dollars(value)} at ${name}`);
  const base = amount ? dollars(amount) : range ? range.map(dollars).join(" to ") : by().join(", ");
  const times = factors.map(({ by }) => `, times a factor by ${by}`).join("");
  return `${base} ${per === "image" ? "an image" : "a request"}${times}.`;
}

/** Returns an amount in dollars, without zeros at its end. */
export const dollars = (microUsd) => `$${microUsd / 1_000_000}`;

const quote = (text) => JSON.stringify(text);

/** The meaning of the fields, as in `RequestFields` of index.d.ts. */
const ABOUT = {
  aspectRatio: "The shape of the image, width to height.",
  background: "What is behind the subject.",
  count: "How many images.",
  enhancePrompt: "Whether, or how, the provider rewrites the prompt.",
  guidance: "How closely the image follows the prompt.",
  images: "The images to edit.",
  mask: "An image that marks what to change.",
  negativePrompt: "What the image should not have.",
  outputFormat: "The format of the image; look at the bytes, providers do not always keep to it.",
  outputQuality: "The quality of the file.",
  prompt: "What the image should be, in words.",
  quality: "The model's tier of quality.",
  resolution: "The class of the image's longest side.",
  seed: "The same seed and the same request give a similar image.",
  size: "The size in pixels, or a preset.",
  steps: "How many steps the model makes.",
  strength: "How much of the first image is changed.",
  style: "A style of the model.",
  thinking: "Whether, or how, the model plans before it draws.",
  webSearch: "Whether the model may search the web.",
  webhookUrl: "An `https:` address that the provider calls when the job has ended.",
};
