// A program that is compiled without the DOM library, such as a server. With that library it compiles as well.

import {
  type Client,
  createClient,
  download,
  type ImageRequest,
  init,
  type LocalImage,
  toDataUri,
} from "plantain";
import { createRelay, type Relay } from "plantain/relay";
import { createTestFetch } from "plantain/testing";

declare const bytes: Uint8Array<ArrayBuffer>;

export const plantain: Client = createClient({
  providers: { mulerun: { apiKey: "key" } },
  fetch: createTestFetch(),
});

export const relay: Relay = createRelay({
  keys: { mulerun: "key" },
  origins: ["https://example.com"],
  authorize: (request) => request.headers.get("authorization"),
});

const pro = { provider: "mulerun", model: "google/nano-banana-pro/edit", prompt: "a red hat" } as const;

export async function edit(image: LocalImage): Promise<File> {
  await init({ module_or_path: bytes });
  await toDataUri(bytes);
  const images = [image, bytes, bytes.buffer, new Blob([]), new URL("https://example.com/1.jpg")];
  const result = await plantain.run({ ...pro, images });
  return download(result.images[0]?.url ?? "", { signal: AbortSignal.timeout(1000) });
}

export async function mistakes(): Promise<void> {
  // @ts-expect-error a number is no image
  await plantain.run({ ...pro, images: [42] });
  // @ts-expect-error one image that is in no list
  await plantain.run({ ...pro, images: "photo.jpg" });
  // @ts-expect-error a number is no image
  ({ ...pro, images: [42] }) satisfies ImageRequest;
  // @ts-expect-error one image that is in no list
  ({ ...pro, images: bytes }) satisfies ImageRequest;
  // @ts-expect-error an object is no image
  await toDataUri({});
}
