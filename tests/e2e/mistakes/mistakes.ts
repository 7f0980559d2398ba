// Each statement is wrong, and the compiler's answer has the words that stand above it. types/readable.js compares them.

import {
  createClient,
  estimateCost,
  type ImageRequest,
  type OwnModel,
  offers,
  requestFor,
  toDataUri,
} from "plantain";
import { jobsOf } from "plantain/jobs";
import { models } from "plantain/models";
import { createTestFetch } from "plantain/testing";

declare const file: File;
declare const files: File[];
declare const list: FileList;
declare const input: HTMLInputElement;

const plantain = createClient({ providers: { mulerun: { apiKey: "key" } } });
const words = { prompt: "give the man a red hat" };
const pro = { provider: "mulerun", model: "google/nano-banana-pro/edit", ...words, images: [file] } as const;
const extra = {
  provider: "pixelbyte",
  model: "google/nano-banana-pro-extra/edit-image",
  ...words,
  images: [file],
} as const;
const dev = { provider: "pixelbyte", model: "google/nano-banana-dev/text-to-image", ...words } as const;
const pixel = {
  provider: "pixelbyte",
  model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image",
  ...words,
  images: [file],
} as const;
const own = {
  provider: "pixazo",
  id: "nano-banana-3/edit",
  name: "Nano Banana 3, edit",
  tasks: ["edit"],
  page: "https://example.com/nano-banana-3",
  confidence: "inferred",
  path: "/nano-banana-3/edit",
  fields: { prompt: { wire: "prompt" }, seed: { wire: "seed", integer: [0, null] } },
  price: null,
  seconds: 30,
} satisfies OwnModel;
const pixazo = { provider: "pixazo", model: "nano-banana/edit", ...words, images: [file] } as const;

// None of these is wrong; the call rejects an empty list.
for (const images of [list, files, [...files], Array.from(list), files.slice(0, 4)]) {
  await plantain.run({ ...pixel, images });
}
await plantain.run({ ...pixel, images: [] });
await plantain.run({ ...extra, images: [...files, file] });
await plantain.run({ ...pixel, images: [file, "https://example.com/1.jpg", new ArrayBuffer(8), file] });
await plantain.run({ ...extra, images: [file, file, file, file, file, file, file, file, file, file, file] });
for (const request of [pro, extra, dev, pixel, pixazo]) await plantain.run(request);

// --- How many images -----------------------------------------------------------------------------------------------

// says: Type 'File' is not assignable to type '"at most 4 images"'
await plantain.run({ ...pixel, images: [file, file, file, file, file] });
// says: Type '"https://example.com/5.jpg"' is not assignable to type '"at most 4 images"'
await plantain.run({ ...pixel, images: [file, file, file, file, "https://example.com/5.jpg"] });
// says: Type 'File' is not assignable to type '"at most 4 images"'
await plantain.submit({ ...pixel, images: [file, file, file, file, file] });
// says: Type 'File' is not assignable to type '"at most 10 images"'
await plantain.run({ ...pro, images: [file, file, file, file, file, file, file, file, file, file, file] });
// says: 'images' does not exist in type
({ ...dev, images: [file] }) satisfies ImageRequest;
// says: Property 'images' is missing
({ provider: "mulerun", model: "google/nano-banana-pro/edit", prompt: "a hat" }) satisfies ImageRequest;

// --- What an image is ----------------------------------------------------------------------------------------------

// says: Type 'number' is not assignable to type 'ImageInput'
await plantain.run({ ...pro, images: [7] });
// says: Type 'null' is not assignable to type 'ImageInput'
await plantain.run({ ...pro, images: [null] });
// says: Type 'File' is not assignable to type 'ImageInputs & AtMostImages<10>'
await plantain.run({ ...pro, images: file });
// says: Type 'File' is not assignable to type 'ImageInputs'
await plantain.run({ ...extra, images: file });
// says: Type 'string' is not assignable to type 'ImageInputs & AtMostImages<10>'
await plantain.run({ ...pro, images: "https://example.com/1.jpg" });
// says: Type 'null' is not assignable to type 'ImageInputs & AtMostImages<10>'
await plantain.run({ ...pro, images: input.files });
// says: Argument of type 'string' is not assignable to parameter of type 'LocalImage'
await toDataUri("https://example.com/1.jpg");

// --- A model's fields ----------------------------------------------------------------------------------------------

// says: Type '"4K"' is not assignable to type '"1K" | "2K" | undefined'
await plantain.run({ ...pro, resolution: "4K" });
// says: Type '"2k"' is not assignable to type '"1K" | "2K" | "4K" | undefined'. Did you mean '"2K"'
await plantain.run({ ...extra, resolution: "2k" });
// says: Type '"4K"' is not assignable to type '"1K" | "2K" | undefined'
await plantain.run({ ...pixel, resolution: "4K" });
// says: 'resolution' does not exist in type
await plantain.run({ ...pixazo, resolution: "2K" });
// says: 'resolution' does not exist in type
await plantain.run({ ...dev, resolution: "1K" });
// says: Type 'string' is not assignable to type '"16:9" | "1:1" | "21:9"
await plantain.run({ ...pro, aspectRatio: "2:1" });
// says: Type '"2:1"' is not assignable to type
await plantain.submit({ ...pro, aspectRatio: "2:1" });
// says: Type 'string' is not assignable to type '"16:9" | "1:1" | "21:9"
await plantain.run({ ...dev, aspectRatio: "16x9" });
// says: 'aspectRatio' does not exist in type
await plantain.run({ ...pixazo, aspectRatio: "1:1" });
// says: 'aspectRatio' does not exist in type
await plantain.run({ ...pixel, aspectRatio: "1:1" });
// says: Type '5' is not assignable to type '1 | 2 | 3 | 4 | undefined'
await plantain.run({ ...pixazo, count: 5 });
// says: is not assignable to type '1 | 2 | 3 | 4 | undefined'
await plantain.run({ ...dev, count: 0 });
// says: Type 'string' is not assignable to type '1 | 2 | 3 | 4 | undefined'
await plantain.run({ ...pixel, count: "2" });
// says: 'count' does not exist in type
await plantain.run({ ...pro, count: 2 });
// says: 'count' does not exist in type
await plantain.run({ ...extra, count: 1 });
// says: Type '"webp"' is not assignable to type '"jpeg" | "png" | undefined'
await plantain.run({ ...pixazo, outputFormat: "webp" });
// says: Type '"jpg"' is not assignable to type '"jpeg" | "png" | undefined'. Did you mean '"jpeg"'?
await plantain.run({ ...pixazo, outputFormat: "jpg" });
// says: 'outputFormat' does not exist in type
await plantain.run({ ...pro, outputFormat: "png" });
// says: 'webhookUrl' does not exist in type
await plantain.run({ ...pro, webhookUrl: "https://example.com/hook" });
// says: Type 'URL' is not assignable to type 'string'
await plantain.run({ ...extra, webhookUrl: new URL("https://example.com/hook") });
// says: Type 'string' is not assignable to type 'boolean'
await plantain.run({ ...pixazo, extra: { sync_mode: "yes" } });
// says: Type 'number' is not assignable to type 'string'
await plantain.run({ ...pro, prompt: 7 });
// says: 'promt' does not exist in type
await plantain.run({ ...pro, promt: "give the man a red hat" });

// --- Which model ---------------------------------------------------------------------------------------------------

// says: Did you mean '"nano-banana-pro/edit"'
await plantain.run({ provider: "pixazo", model: "google/nano-banana-pro/edit", ...words, images: [file] });
// says: Type '"nano-banana-pro"' is not assignable to type
await estimateCost({ provider: "mulerun", model: "nano-banana-pro", ...words, images: [file] });
// says: Type '"fal"' is not assignable to type '"mulerouter" | "mulerun" | "pixazo" | "pixelbyte"'
await plantain.run({ provider: "fal", model: "nano-banana/edit", ...words, images: [file] });

// --- A family, and models of the caller's own -----------------------------------------------------------------------

// None of these is wrong.
await plantain.run(
  { family: "nano-banana-pro", ...words, images: [file], resolution: "2K" },
  { prefer: ["mulerun"] },
);
await plantain.runMany([{ family: "nano-banana-pro", ...words }, pro]);
await plantain.run(requestFor(own, { ...words, images: [file], seed: "7" }));
await offers({ family: "nano-banana-pro", task: "edit", resolution: "2K" }, { models: [own] });
await plantain.run({ family: "nano-banana-pro", ...words, aspectRatio: String(list.length) });
// says: 'resolutoin' does not exist in type 'FamilyRequest'. Did you mean to write 'resolution'
await plantain.run({ family: "nano-banana-pro", ...words, resolutoin: "2K" });
// says: Type '"9K"' is not assignable to type '"0.5K" | "1080p" | "1K" | "2K" | "3K" | "4K" | "720p" | undefined'
await plantain.run({ family: "nano-banana-pro", ...words, resolution: "9K" });
// says: 'timeout' does not exist in type 'Options'. Did you mean to write 'timeoutMs'
await plantain.run({ family: "nano-banana-pro", ...words }, { timeout: 1000 });
// says: 'timeout' does not exist in type 'RunOptions<Json>'. Did you mean to write 'timeoutMs'
await jobsOf(plantain).run({ family: "nano-banana-pro", ...words }, { timeout: 1000 });
// says: Type 'string' is not assignable to type '"mulerouter" | "mulerun" | "pixazo" | "pixelbyte"'
await plantain.run({ family: "nano-banana-pro", provider: "mulerun", ...words, images: [file] });
// says: Type '"fal"' is not assignable to type
await plantain.run(pro, { prefer: ["fal"] });
// says: Type '"paint"' is not assignable to type
await offers({ family: "nano-banana-pro", task: "paint" });
// says: 'wires' does not exist in type
({ ...own, fields: { prompt: { wires: "prompt" } } }) satisfies OwnModel;
// says: Type '"fal"' is not assignable to type
({ ...own, provider: "fal" }) satisfies OwnModel;
// says: Type '"video"' is not assignable to type
({ ...own, tasks: ["video"] }) satisfies OwnModel;

// --- Settings and options ------------------------------------------------------------------------------------------

// says: 'fal' does not exist in type
createClient({ providers: { fal: { apiKey: "key" } } });
// says: Property 'relay' is missing
createClient({ timeoutMs: 1000 });
// says: 'apikey' does not exist in type 'ProviderOptions'. Did you mean to write 'apiKey'
createClient({ providers: { mulerun: { apikey: "key" } } });
// says: 'timeout' does not exist in type 'Options'
await plantain.run(pro, { timeout: 1000 });
// says: Type '"always"' is not assignable to type '"auto" | "never" | undefined'
await plantain.run(pro, { reencode: "always" });
// says: Type 'string' is not assignable to type 'number'
await plantain.run(pro, { timeoutMs: "60 s" });
// says: Type 'AbortController' is missing the following properties from type 'AbortSignal'
await plantain.run(pro, { signal: new AbortController() });
// says: Type '"download"' is not assignable to type
createTestFetch({ failures: [{ stage: "download", status: 500 }] });

// --- Results -------------------------------------------------------------------------------------------------------

// says: Property 'push' does not exist on type 'readonly ModelInfo[]'
models.push(models[0]);
// says: 'cost' is possibly 'null'
await estimateCost(pro).then((cost) => cost.exact);
// says: Argument of type 'string' is not assignable to parameter of type 'Ticket'
await plantain.wait("job_1");
