// Models as menus and forms need them, from the data of a provider's table.

/**
 * Returns the models of a provider for menus and forms.
 *
 * @param {{ provider: string, providerName: string, canCancel: boolean }} seller
 * @param {readonly import("../index.js").Model[]} table
 * @returns {import("../index.js").ModelInfo[]}
 */
export function describe(seller, table) {
  return table.map((model) => ({
    ...seller,
    model: model.id,
    name: model.name,
    family: model.family ?? null,
    tasks: model.tasks,
    fields: [
      ...Object.entries(model.fields).map(([name, field]) => describeField(name, field, model)),
      ...Object.entries(model.extra ?? {}).map(([name, field]) => ({
        ...describeField(name, field, model),
        isExtra: true,
      })),
    ],
    makes: model.makes ?? 1,
    price: model.price,
    seconds: model.seconds,
    page: model.page,
    confidence: model.confidence,
    endsOn: model.endsOn ?? null,
    asOf: model.asOf ?? null,
  }));
}

function describeField(name, field, model) {
  const known = WORDS[name] ?? {};
  const info = {
    name,
    kind: kindOf(name, field),
    label: known.label ?? labelOf(name),
    isRequired: name === "prompt" || field.required === true || leastOf(name, field) > 0,
    isExtra: false,
  };
  if (known.unit) info.unit = known.unit;
  if (known.help) info.help = known.help;
  if (field.default !== undefined) info.default = sizeOf(field.default);
  if (field.values) info.values = field.values;
  if (name === "aspectRatio" && model.fields.images) info.values = [...field.values, "match"];
  if (info.kind === "size") info.values = [...(field.sizes ?? []).map(sizeOf), ...(field.presets ?? [])];
  if (field.free) info.free = field.free;
  const [min, max] = field.integer ??
    field.number ?? [field.min ?? null, field.max ?? field.maxLength ?? null];
  if (min !== null) info.min = min;
  if (max !== null) info.max = max;
  if (name === "images" && info.min === undefined) info.min = 1;
  if (field.single && name === "images") info.max = 1;
  if (field.formats) info.formats = field.formats.map((format) => `image/${format}`);
  if (field.maxBytes) info.maxBytes = field.maxBytes;
  return info;
}

/** How many images a field needs; 0 for other fields. */
function leastOf(name, field) {
  if (name === "images") return field.min ?? 1;
  return name === "mask" ? (field.min ?? 0) : 0;
}

function kindOf(name, field) {
  if (name === "images" || name === "mask") return name;
  if (name === "webhookUrl") return "url";
  if (name === "size") return "size";
  if (field.values) return "choice";
  return ["integer", "number", "boolean", "json"].find((kind) => kind in field) ?? "text";
}

/** A pair of numbers is a size. */
const sizeOf = (value) => (Array.isArray(value) ? { width: value[0], height: value[1] } : value);

/** `aspectRatio` and `safety_tolerance` in words. */
function labelOf(name) {
  const words = name
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
  return words[0].toUpperCase() + words.slice(1);
}

const WORDS = {
  aspectRatio: { help: "The shape of the image, width to height." },
  background: { help: "What is behind the subject." },
  count: { label: "Number of images" },
  enhancePrompt: {
    label: "Improve the prompt",
    help: "The provider rewrites the prompt before the model reads it.",
  },
  guidance: { help: "How closely the image follows the prompt." },
  mask: { help: "An image that marks what to change." },
  negativePrompt: { help: "What the image should not have." },
  outputFormat: { label: "File format" },
  outputQuality: { label: "File quality", unit: "%" },
  prompt: { help: "What the image should be, in words." },
  resolution: { help: "The class of the image's longest side." },
  seed: { help: "The same seed and the same request give a similar image." },
  size: { unit: "px" },
  steps: { help: "More steps take longer." },
  strength: { help: "How much of the first image is changed." },
  thinking: { help: "The model plans before it draws; this takes longer." },
  webSearch: { label: "Search the web" },
  webhookUrl: {
    label: "Webhook",
    help: "An address of your server that the provider calls when the job has ended.",
  },
};
