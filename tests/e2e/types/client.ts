// The whole package as a page in TypeScript uses it. Nothing here runs.

import {
  type AnyRequest,
  type BuiltRequest,
  type ChosenRequest,
  type Client,
  type Cost,
  createClient,
  download,
  type ErrorKind,
  estimateCost,
  type ImageRequest,
  type Intent,
  init,
  isPlantainError,
  type JobState,
  type Json,
  type ModelId,
  type Options,
  type OutputImage,
  type Pending,
  type PendingIntent,
  PlantainError,
  type Problem,
  type Progress,
  type Provider,
  type Result,
  requestFor,
  type Store,
  type Ticket,
  toDataUri,
  validate,
  version,
} from "plantain";
import { models } from "plantain/models";

declare const file: File;
declare const list: FileList;
declare const bytes: Uint8Array<ArrayBuffer>;
declare const drawn: HTMLCanvasElement | OffscreenCanvas | ImageBitmap;

export const plantain: Client = createClient({
  providers: {
    mulerun: { apiKey: "key" },
    pixazo: { relay: "/api/plantain/pixazo", headers: { "X-Session": "1" }, credentials: "include" },
    pixelbyte: { apiKey: async () => "key" },
  },
  timeoutMs: 60_000,
});

export const relayed: Client[] = [
  createClient({ relay: "/api/plantain" }),
  createClient({ relay: "/api/plantain", providers: { mulerun: { headers: { "X-Session": "1" } } } }),
  createClient({ providers: { mulerun: { baseUrl: "https://proxy.example.com" } }, timeoutMs: 1000 }),
];

export const options: Options = {
  signal: new AbortController().signal,
  timeoutMs: 1000,
  onProgress: ({ stage, status, fraction, loaded, total, elapsedMs, ticket }: Progress) => {
    const share: number = (loaded ?? 0) / (total ?? 1);
    const job: string | undefined = ticket?.job;
    const words: "queued" | "running" | "…" = status ?? "…";
    console.log(stage, words, fraction * 100, share, elapsedMs, job);
  },
  label: { title: "A red hat", photos: [1, 2], mine: true, none: undefined },
  onAccepted: async (ticket) => localStorage.setItem(ticket.job, JSON.stringify(ticket)),
  cancelOnAbort: true,
  onCancel: (outcome: PromiseSettledResult<JobState>) => {
    if (outcome.status === "fulfilled") console.log(describe(outcome.value));
    else if (isPlantainError(outcome.reason)) console.log(outcome.reason.billed);
  },
  store: localStorage,
  upload: async (image, { index, mediaType }) =>
    new URL(`https://example.com/${index}/${image.size}/${mediaType}`),
  maxBodyBytes: 10_000_000,
  fetch,
};

export const request: ImageRequest = {
  provider: "mulerun",
  model: "google/nano-banana-pro/edit",
  prompt: "give the man a red hat",
  images: [
    file,
    bytes,
    bytes.buffer as ArrayBuffer,
    new Blob([]),
    new URL("https://example.com/1.jpg"),
    "https://example.com/2.jpg",
  ],
  aspectRatio: "16:9",
  resolution: "2K",
  extra: { seed: 7 },
};

export const requests: ImageRequest[] = [
  { ...request, images: list },
  { provider: "pixelbyte", model: "google/nano-banana-dev/text-to-image", prompt: "a lake", count: 4 },
  {
    provider: "pixazo",
    model: "nano-banana/edit",
    prompt: "a hat",
    images: [file],
    outputFormat: "png",
    extra: { sync_mode: true },
  },
];

export async function everything(): Promise<Result> {
  await init();
  await init({ module_or_path: new URL("https://example.com/plantain_bg.wasm") });
  await init({ module_or_path: await WebAssembly.compile(bytes) });
  await toDataUri(drawn);
  await validate(request);
  const cost: Cost = await estimateCost(request);
  const [least, most]: [number, number] =
    cost === null ? [0, 0] : cost.exact ? [cost.microUsd, cost.usd] : [cost.min.usd, cost.max.usd];
  const uri: string = await toDataUri(file, { signal: AbortSignal.timeout(1000) });
  await plantain.checkAccess("pixazo");
  const built: BuiltRequest = await plantain.buildRequest(request);
  await fetch(built.url, { method: built.method, headers: built.headers, body: built.body });
  const ticket: Ticket = await plantain.submit(request, options);
  const state: JobState = await plantain.status(ticket);
  console.log(least, most, uri, describe(state), describe(await plantain.cancel(ticket)), version.length);
  const { images, description, cost: charged, ticket: receipt, raw } = await plantain.run(request, options);
  const [first] = images;
  const width: number | undefined = first?.width;
  console.log(width, first?.url, first?.mediaType, description?.length, charged?.usd, raw);
  return plantain.wait(receipt, { timeoutMs: 60_000 });
}

export async function fromForm(
  form: HTMLFormElement,
  values: { [field: string]: string | File[] },
): Promise<Result[]> {
  return Promise.all(
    models.flatMap((model) =>
      [new FormData(form), values].map((given) => plantain.run(requestFor(model, given))),
    ),
  );
}

export async function passedOn(
  request: ImageRequest | ChosenRequest,
  any: AnyRequest,
  { label, timeoutMs, onProgress }: Options,
): Promise<Result> {
  await validate(request);
  await estimateCost(request);
  await plantain.buildRequest(request);
  await plantain.submit(request, { label, timeoutMs });
  return plantain.run(any, { label, timeoutMs, onProgress });
}

export async function many(): Promise<number> {
  const outcomes: PromiseSettledResult<Result>[] = await plantain.runMany(requests, {
    ...options,
    concurrency: 4,
    labels: ["one", undefined, { title: "three" }, null],
    onProgress: ({ fraction }, index) => console.log(index.toFixed(), fraction.toFixed()),
    onAccepted: (ticket, index) => console.log(ticket.job, index.toFixed()),
    onCancel: ({ status }, index) => console.log(status, index.toFixed()),
    onResult: (outcome, index) => console.log(index, outcome.status),
  });
  return outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value.images : [])).length;
}

/** Looks for what became of lost submits. */
export async function lost(): Promise<(Ticket | null)[]> {
  const found: (Ticket | null)[] = [];
  for (const entry of await plantain.pending()) {
    found.push(
      await plantain.findJob(entry),
      await plantain.findJob(entry.state === "unknown" ? entry.intent : entry),
    );
  }
  return found;
}

/** Looks for what became of a lost submit, or says why it cannot be found. */
export async function found(entry: PendingIntent): Promise<Ticket | PlantainError> {
  return entry.error ?? (await plantain.findJob(entry, { throwIfNone: true }));
}

/** Forgets what is too old to be found. */
export async function tidy(): Promise<void> {
  for (const entry of await plantain.pending()) {
    const advice: "findJob" | "wait" | "checkAccount" | "forget" | undefined =
      entry.state === "unknown" ? entry.advice : undefined;
    if (advice === "forget" && entry.ageMs > 0) await plantain.forget(entry);
  }
}

/** Names the jobs that a reload cut off. */
export async function titles(): Promise<string[]> {
  const entries = await plantain.pending();
  const label: Json | undefined = entries[0]?.state === "accepted" ? entries[0].ticket.label : undefined;
  return [label, ...entries.map((entry) => entry.label)].filter((one) => typeof one === "string");
}

/** Stores as libraries have them. */
export const late: Client = createClient({ relay: "/api/plantain", store: () => localStorage });

export const stores: Store[] = [
  sessionStorage,
  {
    getItem: async () => null,
    setItem: async (name: string, value: string) => value + name,
    removeItem: async () => {},
    key: async () => "plantain:1",
    length: async () => 1,
  },
];

/** Narrows by `state`. */
export async function afterReload(): Promise<void> {
  const pending: Pending[] = await plantain.pending({ store: sessionStorage });
  for (const entry of pending) {
    if (entry.state === "accepted") await plantain.wait(entry.ticket, { store: null });
    else {
      const { id, digest, submittedAt }: Intent = entry.intent;
      console.log(id, digest, submittedAt);
      await plantain.forget(entry.intent);
    }
    await plantain.forget(entry);
  }
}

/** Narrows by `status`. */
export function describe(state: JobState): string {
  switch (state.status) {
    case "cancelled":
      return "cancelled";
    case "done":
      return [...state.images.map((image) => image.url), ...(state.withheld ?? [])].join();
    case "failed":
      return state.error.message;
    case "queued":
      return "queued";
    case "running":
      return `${state.progress ?? 0}`;
    default:
      return state satisfies never;
  }
}

/** Narrows what was caught. */
export function caught(error: unknown): string {
  if (error instanceof PlantainError) {
    const name: "PlantainError" = error.name;
    return name;
  }
  if (!isPlantainError(error)) return "an abort, or nothing of ours";
  const kind: ErrorKind = error.kind;
  const wrong: readonly Problem[] = error.problems ?? [];
  const fields: string[] = wrong.map(({ field, message }) => `${field} ${message}`);
  const spent: "no" | "unknown" | "yes" = error.billed;
  const again: number | undefined = error.retryAfterMs;
  const provider: Provider | undefined = error.provider;
  return [
    kind,
    fields,
    spent,
    again,
    provider,
    error.status,
    error.code,
    error.ticket?.job,
    error.intent?.id,
    error.message,
  ].join();
}

export async function keep(image: OutputImage): Promise<string> {
  const file: File = await download(image, {
    signal: AbortSignal.timeout(1000),
    maxBytes: 1e6,
    timeoutMs: 5,
    fetch,
  });
  await download("https://example.com/1.png");
  await download(new URL("https://example.com/1.png"));
  // @ts-expect-error what it is not told
  await download(image, { apiKey: "key" });
  return file.name;
}

export const menu: { model: ModelId; least: number; ratios: readonly string[] }[] = models.map(
  ({ model, fields }) => {
    const field = (name: string) => fields.find((one) => one.name === name);
    const ratios = field("aspectRatio")?.values?.filter((value) => typeof value === "string") ?? [];
    return { model, least: field("images")?.min ?? 0, ratios };
  },
);

const PLAIN = "nano-banana/edit";
const DEV = "google/nano-banana-dev/text-to-image";
const pro = {
  provider: "mulerun",
  model: "google/nano-banana-pro/edit",
  prompt: "a",
  images: [file],
} satisfies ImageRequest;
const plain = { provider: "pixazo", model: PLAIN, prompt: "a", images: [file] } satisfies ImageRequest;

export async function mistakes(ticket: Ticket, state: JobState, error: PlantainError) {
  // @ts-expect-error a provider that there is not
  createClient({ providers: { fal: { apiKey: "key" } } });
  // @ts-expect-error no providers
  createClient({});
  // @ts-expect-error a misspelt option
  createClient({ providers: { mulerun: { apikey: "key" } } });
  // @ts-expect-error a misspelt option
  await plantain.run(request, { timeout: 1000 });
  // @ts-expect-error a stage that there is not
  await plantain.run(request, { onProgress: ({ stage }) => stage === "done" });
  // @ts-expect-error one request that is in no list
  await plantain.runMany(request);
  // @ts-expect-error a ticket needs no search
  await plantain.findJob(ticket);
  // @ts-expect-error a store that has no `key`
  await plantain.run(request, { store: new Map<string, string>() });
  // @ts-expect-error an intent that stands for a ticket
  await plantain.wait((await plantain.pending())[0]?.intent);
  // @ts-expect-error an upload that returns no address
  await plantain.run(request, { upload: async () => {} });
  // @ts-expect-error a request without a prompt
  ({ ...pro, prompt: undefined }) satisfies ImageRequest;
  // @ts-expect-error a model of another provider
  ({ ...pro, provider: "pixazo" }) satisfies ImageRequest;
  // @ts-expect-error one image that is in no list
  ({ ...pro, images: file }) satisfies ImageRequest;
  // @ts-expect-error a resolution in lower case
  ({ ...pro, resolution: "2k" }) satisfies ImageRequest;
  // @ts-expect-error a count that is a string
  ({ ...plain, count: "2" }) satisfies ImageRequest;
  // @ts-expect-error images for a model that takes none
  ({ provider: "pixelbyte", model: DEV, prompt: "a", images: [file] }) satisfies ImageRequest;
  // @ts-expect-error a field that Pixazo has not
  ({ ...plain, aspectRatio: "1:1" }) satisfies ImageRequest;
  // @ts-expect-error images before the job is done
  console.log(state.images);
  // @ts-expect-error an id is no ticket
  await plantain.wait(ticket.job);
  // @ts-expect-error a kind that there is not
  console.log(error.kind === "aborted");
  // @ts-expect-error errors are not changed
  error.billed = "no";
  // @ts-expect-error a cost that is no exact one has no single price
  console.log((await estimateCost(request))?.usd);
  // @ts-expect-error the data of models is not changed
  models.push(models[0]);
  // @ts-expect-error an address is no local image
  await toDataUri("https://example.com/1.jpg");
}

/** The first image is there, whatever the compiler's options. */
export async function firstImage(): Promise<string> {
  const { images } = await plantain.run(request);
  const state = await plantain.status((await plantain.run(request)).ticket);
  return state.status === "done" ? state.images[0].url : images[0].url;
}

/** A sentence of one's own for each code. */
export function own({ code, facts = {} }: Problem): string {
  if (code === "tooMany") return `no more than ${facts.max}`;
  // @ts-expect-error there is no such code
  if (code === "toMany") return "";
  return [facts.allowed?.join(), facts.given, facts.min, facts.unit, facts.suggestion].join(" ");
}

export function codeOf(error: PlantainError): string {
  const isLimit = error.code === "RELAY_DAILY_LIMIT" || error.code === "PLANTAIN_NO_RELAY";
  return [error.code, isLimit, error.providerMessage, error.relayed].join();
}
