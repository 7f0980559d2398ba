/**
 * Plantain edits and makes images in a web page at PixelByte, MuleRun and Pixazo, which sell the Nano Banana models.
 *
 * The WebAssembly module is loaded once, at the first call that needs it.
 */

// --- Requests ------------------------------------------------------------------------------------------------------

/**
 * An image that this page holds. Its bytes decide its format, never its name or `type`. Buffers and canvases are taken as they are
 * when the call is made; an `ImageBitmap` must not be closed before the call is past `"preparing"`.
 */
export type LocalImage = Blob | ArrayBuffer | ArrayBufferView | HTMLCanvasElement | OffscreenCanvas | ImageBitmap;

/**
 * An image to edit.
 *
 * - a local one: sent the way the provider takes it, as a base64 data URI or by the provider's own upload.
 * - an `https:` address (string or `URL`): passed on as it is; the provider fetches it.
 * - a `data:image/…;base64,…` string: treated as a local image.
 */
export type ImageInput = LocalImage | URL | string;

/**
 * The images of a request, in the order in which the provider gets them: a list that is not empty, or what a file input holds.
 *
 * `Max` is how many the model takes. A list that is written out with more does not compile; one whose length only the running page
 * knows does, and is checked by the call.
 */
export type ImageInputs<Max extends number = never> =
  | FileList
  | (readonly ImageInput[] & AtLeastOneImage & AtMostImages<Max>);

/** What every list of images has but an empty one that is written out. */
export interface AtLeastOneImage {
  /** The first image. */
  readonly 0?: ImageInput;
  /** Any list's own, but for `[]`, which holds images of no type. */
  // biome-ignore lint/suspicious/noExplicitAny: `any` is what every list takes here but one of nothing.
  readonly indexOf: (image: any, from?: number) => number;
}

/** What every list of images has but a longer one that is written out: it then has one where these words should be. */
export type AtMostImages<Max extends number> = { readonly [Index in Max]?: `at most ${Max} images` };

// <generated models>
/** A request: the provider and the model decide what else it may have. */
export type ImageRequest = { [P in keyof Requests]: Requests[P][keyof Requests[P]] }[keyof Requests];

/** The request of one model: `RequestFor<"mulerun", "google/nano-banana-pro/edit">`. */
export type RequestFor<P extends keyof Requests, M extends keyof Requests[P]> = Requests[P][M];

/** The request of each model, by provider and by the provider's own id of the model. */
export interface Requests {
  /** The models of PixelByte. */
  pixelbyte: {
    /**
     * Nano Banana Pro, text to image at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-pro
     */
    "google/nano-banana-pro/text-to-image": {
      provider: "pixelbyte";
      model: "google/nano-banana-pro/text-to-image";
      prompt: string;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana Pro, edit at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-pro
     */
    "google/nano-banana-pro/edit-image": {
      provider: "pixelbyte";
      model: "google/nano-banana-pro/edit-image";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "match";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana Pro (Extra), edit at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-pro-extra-edit-image
     */
    "google/nano-banana-pro-extra/edit-image": {
      provider: "pixelbyte";
      model: "google/nano-banana-pro-extra/edit-image";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "21:9" | "3:4" | "4:3" | "4:5" | "5:4" | "match";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana 2, text to image at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-2-text-to-image
     */
    "google/nano-banana-2/text-to-image": {
      provider: "pixelbyte";
      model: "google/nano-banana-2/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana 2, edit at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-2-edit-image
     */
    "google/nano-banana-2/edit-image": {
      provider: "pixelbyte";
      model: "google/nano-banana-2/edit-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9" | "match";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana, text to image at PixelByte. $0.04 at 1K, $0.04 at 2K, $0.08 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana
     */
    "google/nano-banana": {
      provider: "pixelbyte";
      model: "google/nano-banana";
      prompt: string;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana, edit at PixelByte. $0.04 at 1K, $0.04 at 2K, $0.08 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana
     */
    "google/nano-banana/edit-image": {
      provider: "pixelbyte";
      model: "google/nano-banana/edit-image";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "match";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana (TEST), text to image at PixelByte. $0.04 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-dev-text-to-image
     */
    "google/nano-banana-dev/text-to-image": {
      provider: "pixelbyte";
      model: "google/nano-banana-dev/text-to-image";
      prompt: string;
      /** Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "21:9" | "3:4" | "4:3" | "4:5" | "5:4";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 1.5, text to image at PixelByte. $0.034 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-5-text-to-image
     */
    "openai/gpt-image-1.5/text-to-image": {
      provider: "pixelbyte";
      model: "openai/gpt-image-1.5/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 1.5, edit at PixelByte. $0.034 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-5-edit-image
     */
    "openai/gpt-image-1.5/edit-image": {
      provider: "pixelbyte";
      model: "openai/gpt-image-1.5/edit-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<1>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3" | "match";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 1 Mini, text to image at PixelByte. $0.011 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-mini-text-to-image
     */
    "openai/gpt-image-1-mini/text-to-image": {
      provider: "pixelbyte";
      model: "openai/gpt-image-1-mini/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 1 Mini, edit at PixelByte. $0.011 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-mini-edit-image
     */
    "openai/gpt-image-1-mini/edit-image": {
      provider: "pixelbyte";
      model: "openai/gpt-image-1-mini/edit-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<1>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3" | "match";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 5, text to image at PixelByte. $0.035 at 2K, $0.0525 at 3K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/seedance/seedream-5-text-to-image
     */
    "seedance/seedream-5/text-to-image": {
      provider: "pixelbyte";
      model: "seedance/seedream-5/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "21:9" | "3:2" | "2:3";
      /** Default: `"2K"`. */
      resolution?: "2K" | "3K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 5, edit at PixelByte. $0.035 at 2K, $0.0525 at 3K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/seedance/seedream-5-edit-image
     */
    "seedance/seedream-5/edit-image": {
      provider: "pixelbyte";
      model: "seedance/seedream-5/edit-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 14. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<14>;
      /** Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "21:9" | "3:2" | "2:3" | "match";
      /** Default: `"2K"`. */
      resolution?: "2K" | "3K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 5 Lite, text to image at PixelByte. $0.035 an image. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v5-lite-text-to-image
     */
    "bytedance-plus/seedream-v5-lite/text-to-image": {
      provider: "pixelbyte";
      model: "bytedance-plus/seedream-v5-lite/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "3:2" | "2:3" | "4:3" | "3:4";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 5 Lite, edit at PixelByte. $0.035 an image. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v5-lite-image-to-image
     */
    "bytedance-plus/seedream-v5-lite/image-to-image": {
      provider: "pixelbyte";
      model: "bytedance-plus/seedream-v5-lite/image-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<10>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "3:2" | "2:3" | "4:3" | "3:4" | "match";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 4.5, text to image at PixelByte. $0.04 a request. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v4-5-text-to-image
     */
    "bytedance-plus/seedream-v4.5/text-to-image": {
      provider: "pixelbyte";
      model: "bytedance-plus/seedream-v4.5/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9";
      /** Default: `"2K"`. */
      resolution?: "0.5K" | "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 4.5, edit at PixelByte. $0.04 a request. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v4-5-image-to-image
     */
    "bytedance-plus/seedream-v4.5/image-to-image": {
      provider: "pixelbyte";
      model: "bytedance-plus/seedream-v4.5/image-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<10>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | "match";
      /** Default: `"2K"`. */
      resolution?: "0.5K" | "1K" | "2K" | "4K";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.7 Pro, text to image at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-pro-text-to-image
     */
    "alibaba-plus/wan-2.7-pro/text-to-image": {
      provider: "pixelbyte";
      model: "alibaba-plus/wan-2.7-pro/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `true`. */
      thinking?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.7 Pro, edit at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-pro-image-to-image
     */
    "alibaba-plus/wan-2.7-pro/image-to-image": {
      provider: "pixelbyte";
      model: "alibaba-plus/wan-2.7-pro/image-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<4>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.7, text to image at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-text-to-image
     */
    "alibaba-plus/wan-2.7/text-to-image": {
      provider: "pixelbyte";
      model: "alibaba-plus/wan-2.7/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `true`. */
      thinking?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.7, edit at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-image-to-image
     */
    "alibaba-plus/wan-2.7/image-to-image": {
      provider: "pixelbyte";
      model: "alibaba-plus/wan-2.7/image-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<4>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Pixel Image 1.0 Pro, text to image at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-pro-text-to-image
     */
    "pixelbyte-plus/pixel-image-1.0-pro/text-to-image": {
      provider: "pixelbyte";
      model: "pixelbyte-plus/pixel-image-1.0-pro/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `true`. */
      thinking?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Pixel Image 1.0 Pro, edit at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-pro-image-to-image
     */
    "pixelbyte-plus/pixel-image-1.0-pro/image-to-image": {
      provider: "pixelbyte";
      model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<4>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Pixel Image 1.0, text to image at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-text-to-image
     */
    "pixelbyte-plus/pixel-image-1.0/text-to-image": {
      provider: "pixelbyte";
      model: "pixelbyte-plus/pixel-image-1.0/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `true`. */
      thinking?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Pixel Image 1.0, edit at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-image-to-image
     */
    "pixelbyte-plus/pixel-image-1.0/image-to-image": {
      provider: "pixelbyte";
      model: "pixelbyte-plus/pixel-image-1.0/image-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<4>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
    /**
     * Runway Gen-4 Image, text to image at PixelByte. $0.05 at 720p, $0.08 at 1080p a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/runway/gen-4-image-text-to-image
     */
    "runway/gen-4-image/text-to-image": {
      provider: "pixelbyte";
      model: "runway/gen-4-image/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9";
      /** Default: `"720p"`. */
      resolution?: "720p" | "1080p";
      style?: "vivid" | "vivid-warm" | "vivid-cool" | "high-contrast" | "high-contrast-warm" | "high-contrast-cool" | "bw" | "bw-contrast" | "muted-pastel" | "dreamscape" | "nordic-minimal" | "light-anime" | "dark-anime" | "painted-anime" | "3d-cartoon" | "sketch" | "low-angle" | "in-motion" | "terracotta";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { diversity?: 1 | 2 | 3 | 4 | 5; [field: string]: unknown };
    };
    /**
     * Runway Gen-4 Image, edit at PixelByte. $0.05 at 720p, $0.08 at 1080p a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/runway/gen-4-image-edit-image
     */
    "runway/gen-4-image/edit-image": {
      provider: "pixelbyte";
      model: "runway/gen-4-image/edit-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 3. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<3>;
      /** Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9" | "match";
      /** Default: `"720p"`. */
      resolution?: "720p" | "1080p";
      style?: "vivid" | "vivid-warm" | "vivid-cool" | "high-contrast" | "high-contrast-warm" | "high-contrast-cool" | "bw" | "bw-contrast" | "muted-pastel" | "dreamscape" | "nordic-minimal" | "light-anime" | "dark-anime" | "painted-anime" | "3d-cartoon" | "sketch" | "low-angle" | "in-motion" | "terracotta";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { diversity?: 1 | 2 | 3 | 4 | 5; [field: string]: unknown };
    };
    /**
     * Runway Gen-4 Turbo Image, edit at PixelByte. $0.02 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/runway/gen-4-turbo-image
     */
    "runway/gen-4-turbo-image/edit-image": {
      provider: "pixelbyte";
      model: "runway/gen-4-turbo-image/edit-image";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 3. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs<3>;
      /** Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9" | "match";
      style?: "vivid" | "vivid-warm" | "vivid-cool" | "high-contrast" | "high-contrast-warm" | "high-contrast-cool" | "bw" | "bw-contrast" | "muted-pastel" | "dreamscape" | "nordic-minimal" | "light-anime" | "dark-anime" | "painted-anime" | "3d-cartoon" | "sketch" | "low-angle" | "in-motion" | "terracotta";
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { [field: string]: unknown };
    };
  };
  /** The models of MuleRun. */
  mulerun: {
    /**
     * Nano Banana Pro, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/generation
     */
    "google/nano-banana-pro/generation": {
      provider: "mulerun";
      model: "google/nano-banana-pro/generation";
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana Pro, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit
     */
    "google/nano-banana-pro/edit": {
      provider: "mulerun";
      model: "google/nano-banana-pro/edit";
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, bmp, webp. */
      images: ImageInputs<10>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9" | "match";
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana 2, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-2/generation
     */
    "google/nano-banana-2/generation": {
      provider: "mulerun";
      model: "google/nano-banana-2/generation";
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Default: `false`. */
      webSearch?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana 2, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-2/edit
     */
    "google/nano-banana-2/edit": {
      provider: "mulerun";
      model: "google/nano-banana-2/edit";
      prompt: string;
      /** 1 to 14. Local ones: jpeg, png, bmp, webp, at most 20 MiB each. */
      images: ImageInputs<14>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9" | "match";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Default: `false`. */
      webSearch?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana/generation
     */
    "google/nano-banana/generation": {
      provider: "mulerun";
      model: "google/nano-banana/generation";
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana/edit
     */
    "google/nano-banana/edit": {
      provider: "mulerun";
      model: "google/nano-banana/edit";
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, bmp, webp. */
      images: ImageInputs<10>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9" | "match";
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 2, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/generation
     */
    "openai/gpt-image-2/generation": {
      provider: "mulerun";
      model: "openai/gpt-image-2/generation";
      prompt: string;
      /** Default: `"high"`. */
      quality?: "high" | "medium" | "low" | "auto";
      /** Default: `"auto"`. */
      size?: { width: 1024; height: 1024 } | { width: 1536; height: 1024 } | { width: 1024; height: 1536 } | { width: 2048; height: 2048 } | { width: 2048; height: 1152 } | { width: 3840; height: 2160 } | { width: 2160; height: 3840 } | "auto";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 2, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/edit
     */
    "openai/gpt-image-2/edit": {
      provider: "mulerun";
      model: "openai/gpt-image-2/edit";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** Local ones: jpeg, png, webp. */
      mask?: ImageInput;
      /** Default: `"auto"`. */
      size?: { width: 1024; height: 1024 } | { width: 1536; height: 1024 } | { width: 1024; height: 1536 } | { width: 2048; height: 2048 } | { width: 2048; height: 1152 } | { width: 3840; height: 2160 } | { width: 2160; height: 3840 } | "auto";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.6, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-t2i/generation
     */
    "alibaba/wan2.6-t2i/generation": {
      provider: "mulerun";
      model: "alibaba/wan2.6-t2i/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.6, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-image/generation
     */
    "alibaba/wan2.6-image/generation": {
      provider: "mulerun";
      model: "alibaba/wan2.6-image/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs<2>;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.5 Preview, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-t2i-preview/generation
     */
    "alibaba/wan2.5-t2i-preview/generation": {
      provider: "mulerun";
      model: "alibaba/wan2.5-t2i-preview/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.5 Preview, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-i2i-preview/generation
     */
    "alibaba/wan2.5-i2i-preview/generation": {
      provider: "mulerun";
      model: "alibaba/wan2.5-i2i-preview/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs<2>;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Qwen Image Max, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-max/generation
     */
    "alibaba/qwen-image-max/generation": {
      provider: "mulerun";
      model: "alibaba/qwen-image-max/generation";
      /** At most 800 characters. */
      prompt: string;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1664, height: 928 }`. */
      size?: { width: 1664; height: 928 } | { width: 1472; height: 1104 } | { width: 1328; height: 1328 } | { width: 1104; height: 1472 } | { width: 928; height: 1664 };
      /** Default: `true`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Qwen Image Edit Max, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-edit-max/generation
     */
    "alibaba/qwen-image-edit-max/generation": {
      provider: "mulerun";
      model: "alibaba/qwen-image-edit-max/generation";
      /** At most 800 characters. */
      prompt: string;
      /** 1 to 3. Local ones: jpeg, png, bmp, tiff, webp, gif, at most 10 MiB each. */
      images: ImageInputs<3>;
      /** At most 500 characters. */
      negativePrompt?: string;
      size?: Size;
      /** 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** Default: `true`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Midjourney, text to image at MuleRun. $0.0425 to $0.17 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/midjourney/diffusion
     */
    "midjourney/diffusion": {
      provider: "mulerun";
      model: "midjourney/diffusion";
      /** At most 8192 characters. */
      prompt: string;
      extra?: { [field: string]: unknown };
    };
  };
  /** The models of MuleRouter. */
  mulerouter: {
    /**
     * Nano Banana Pro, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-pro/generation
     */
    "google/nano-banana-pro/generation": {
      provider: "mulerouter";
      model: "google/nano-banana-pro/generation";
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana Pro, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-pro/edit
     */
    "google/nano-banana-pro/edit": {
      provider: "mulerouter";
      model: "google/nano-banana-pro/edit";
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, bmp, webp. */
      images: ImageInputs<10>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9" | "match";
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana 2, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-2/generation
     */
    "google/nano-banana-2/generation": {
      provider: "mulerouter";
      model: "google/nano-banana-2/generation";
      prompt: string;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Default: `false`. */
      webSearch?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana 2, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-2/edit
     */
    "google/nano-banana-2/edit": {
      provider: "mulerouter";
      model: "google/nano-banana-2/edit";
      prompt: string;
      /** 1 to 14. Local ones: jpeg, png, bmp, webp, at most 20 MiB each. */
      images: ImageInputs<14>;
      /** Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9" | "match";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Default: `false`. */
      webSearch?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 2, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/generation
     */
    "openai/gpt-image-2/generation": {
      provider: "mulerouter";
      model: "openai/gpt-image-2/generation";
      prompt: string;
      /** Default: `"high"`. */
      quality?: "high" | "medium" | "low" | "auto";
      /** Default: `"auto"`. */
      size?: { width: 1024; height: 1024 } | { width: 1536; height: 1024 } | { width: 1024; height: 1536 } | { width: 2048; height: 2048 } | { width: 2048; height: 1152 } | { width: 3840; height: 2160 } | { width: 2160; height: 3840 } | "auto";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { [field: string]: unknown };
    };
    /**
     * GPT Image 2, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/edit
     */
    "openai/gpt-image-2/edit": {
      provider: "mulerouter";
      model: "openai/gpt-image-2/edit";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** Local ones: jpeg, png, webp. */
      mask?: ImageInput;
      /** Default: `"auto"`. */
      size?: { width: 1024; height: 1024 } | { width: 1536; height: 1024 } | { width: 1024; height: 1536 } | { width: 2048; height: 2048 } | { width: 2048; height: 1152 } | { width: 3840; height: 2160 } | { width: 2160; height: 3840 } | "auto";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.6, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-t2i/generation
     */
    "alibaba/wan2.6-t2i/generation": {
      provider: "mulerouter";
      model: "alibaba/wan2.6-t2i/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.6, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-image/generation
     */
    "alibaba/wan2.6-image/generation": {
      provider: "mulerouter";
      model: "alibaba/wan2.6-image/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs<2>;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.5 Preview, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-t2i-preview/generation
     */
    "alibaba/wan2.5-t2i-preview/generation": {
      provider: "mulerouter";
      model: "alibaba/wan2.5-t2i-preview/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.5 Preview, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-i2i-preview/generation
     */
    "alibaba/wan2.5-i2i-preview/generation": {
      provider: "mulerouter";
      model: "alibaba/wan2.5-i2i-preview/generation";
      /** At most 2000 characters. */
      prompt: string;
      /** 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs<2>;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Qwen Image Max, text to image at MuleRouter. $0.075 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-max/generation
     */
    "alibaba/qwen-image-max/generation": {
      provider: "mulerouter";
      model: "alibaba/qwen-image-max/generation";
      /** At most 800 characters. */
      prompt: string;
      /** At most 500 characters. */
      negativePrompt?: string;
      /** Default: `{ width: 1664, height: 928 }`. */
      size?: { width: 1664; height: 928 } | { width: 1472; height: 1104 } | { width: 1328; height: 1328 } | { width: 1104; height: 1472 } | { width: 928; height: 1664 };
      /** Default: `true`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Qwen Image Edit Max, edit at MuleRouter. $0.075 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-edit-max/generation
     */
    "alibaba/qwen-image-edit-max/generation": {
      provider: "mulerouter";
      model: "alibaba/qwen-image-edit-max/generation";
      /** At most 800 characters. */
      prompt: string;
      /** 1 to 3. Local ones: jpeg, png, bmp, tiff, webp, gif, at most 10 MiB each. */
      images: ImageInputs<3>;
      /** At most 500 characters. */
      negativePrompt?: string;
      size?: Size;
      /** 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** Default: `true`. */
      enhancePrompt?: boolean;
      /** 0 to 2147483647. */
      seed?: number;
      extra?: { safety_filter?: boolean; [field: string]: unknown };
    };
    /**
     * Midjourney, text to image at MuleRouter. $0.0425 to $0.17 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/midjourney/diffusion
     */
    "midjourney/diffusion": {
      provider: "mulerouter";
      model: "midjourney/diffusion";
      /** At most 8192 characters. */
      prompt: string;
      extra?: { [field: string]: unknown };
    };
  };
  /** The models of Pixazo. */
  pixazo: {
    /**
     * Nano Banana Pro, edit at Pixazo. $0.15 at 1K, $0.15 at 2K, $0.3 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro/edit": {
      provider: "pixazo";
      model: "nano-banana-pro/edit";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** From 1. Default: `1`. */
      count?: number;
      aspectRatio?: "auto" | "21:9" | "16:9" | "3:2" | "4:3" | "5:4" | "1:1" | "4:5" | "3:4" | "2:3" | "9:16" | "match";
      outputFormat?: "jpeg" | "png" | "webp";
      resolution?: "1K" | "2K" | "4K";
      webSearch?: boolean;
      extra?: { sync_mode?: boolean; limit_generations?: boolean; [field: string]: unknown };
    };
    /**
     * Nano Banana Pro, text to image at Pixazo. $0.1407 at 1K, $0.1407 at 2K, $0.252 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro/text-to-image": {
      provider: "pixazo";
      model: "nano-banana-pro/text-to-image";
      prompt: string;
      /** From 1. Default: `1`. */
      count?: number;
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16";
      outputFormat?: "jpeg" | "png" | "webp";
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Default: `false`. */
      webSearch?: boolean;
      extra?: { safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6"; sync_mode?: boolean; limit_generations?: boolean; [field: string]: unknown };
    };
    /**
     * Nano Banana Pro (batch), edit at Pixazo. $0.08 at 1K, $0.08 at 2K, $0.12 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro-batch/edit": {
      provider: "pixazo";
      model: "nano-banana-pro-batch/edit";
      prompt: string;
      /** 1 to 5. Local ones: jpeg, png, webp. */
      images: ImageInputs<5>;
      /** 1 to 10. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16" | "match";
      resolution?: "1K" | "2K" | "4K";
      webSearch?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Nano Banana Pro (batch), text to image at Pixazo. $0.08 at 1K, $0.08 at 2K, $0.12 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro-batch/text-to-image": {
      provider: "pixazo";
      model: "nano-banana-pro-batch/text-to-image";
      prompt: string;
      /** 1 to 10. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16";
      resolution?: "1K" | "2K" | "4K";
      webSearch?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Nano Banana 2, text to image at Pixazo. $0.063 at 0.5K, $0.084 at 1K, $0.126 at 2K, $0.168 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-2
     */
    "nano-banana-2/text-to-image": {
      provider: "pixazo";
      model: "nano-banana-2/text-to-image";
      prompt: string;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9";
      /** Default: `"1K"`. */
      resolution?: "0.5K" | "1K" | "2K" | "4K";
      outputFormat?: "png" | "jpeg";
      /** Default: `false`. */
      webSearch?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Nano Banana, edit at Pixazo. $0.06 to $0.1608 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana
     */
    "nano-banana/edit": {
      provider: "pixazo";
      model: "nano-banana/edit";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `"jpeg"`. */
      outputFormat?: "jpeg" | "png";
      extra?: { sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Nano Banana, text to image at Pixazo. $0.06 at 1:1, $0.0714 at 5:4, $0.0834 at 4:5, $0.0888 at 3:4, $0.0888 at 4:3, $0.1188 at 16:9, $0.1188 at 9:16, $0.1236 at 3:2, $0.1236 at 2:3, $0.1608 at 21:9 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana
     */
    "nano-banana/text-to-image": {
      provider: "pixazo";
      model: "nano-banana/text-to-image";
      prompt: string;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16";
      outputFormat?: "jpeg" | "png" | "webp";
      extra?: { limit_generations?: boolean; sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Nano Banana (batch), edit at Pixazo. $0.03 at 1K, $0.05 at 2K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana
     */
    "nano-banana-batch/edit": {
      provider: "pixazo";
      model: "nano-banana-batch/edit";
      prompt: string;
      /** 1 to 3. Local ones: jpeg, png, webp. */
      images: ImageInputs<3>;
      /** 1 to 10. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16" | "match";
      resolution?: "1K" | "2K";
      outputFormat?: "jpeg" | "png" | "webp";
      webSearch?: boolean;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Flux Fill Dev, edit at Pixazo. $0.04 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-fill-dev
     */
    "flux-fill-dev/edit": {
      provider: "pixazo";
      model: "flux-fill-dev/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      /** Local ones: jpeg, png, webp. */
      mask: ImageInput;
      seed?: number;
      /** Default: `30`. */
      guidance?: number;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** From 1. Default: `28`. */
      steps?: number;
      /** Default: `"webp"`. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** 0 to 100. Default: `80`. */
      outputQuality?: number;
      extra?: { megapixels?: "0.25" | "1" | "match_input"; lora_scale?: number; disable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Flux 2 Pro, edit at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-pro
     */
    "flux-2-pro/edit": {
      provider: "pixazo";
      model: "flux-2-pro/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      /** Default: `"auto"`. */
      size?: Size | "auto";
      outputFormat?: "jpeg" | "png" | "webp";
      extra?: { safety_tolerance?: "1" | "2" | "3"; enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Flux 2 Pro, text to image at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-pro
     */
    "flux-2-pro/text-to-image": {
      provider: "pixazo";
      model: "flux-2-pro/text-to-image";
      prompt: string;
      size?: "portrait_4_5" | "portrait_9_16" | "square_1_1" | "landscape_3_2" | "landscape_4_3" | "landscape_16_9" | "landscape_21_9";
      outputFormat?: "jpeg" | "png" | "webp";
      extra?: { safety_tolerance?: 1 | 2 | 3 | 4; enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Flux 2 Klein, text to image at Pixazo. $0.0003 to $0.0028 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-klein
     */
    "flux-2-klein/text-to-image": {
      provider: "pixazo";
      model: "flux-2-klein/text-to-image";
      prompt: string;
      /** From 1. Default: `25`. */
      steps?: number;
      /** Default: `{ width: 1024, height: 1024 }`. */
      size?: { width: 512; height: 512 } | { width: 1024; height: 1024 } | { width: 1448; height: 1448 } | { width: 2048; height: 2048 } | { width: 512; height: 1024 } | { width: 1024; height: 512 } | { width: 1024; height: 1448 } | { width: 1448; height: 1024 } | { width: 1024; height: 2048 } | { width: 2048; height: 1024 } | { width: 1448; height: 2048 } | { width: 2048; height: 1448 } | { width: 512; height: 1448 } | { width: 1448; height: 512 } | { width: 512; height: 2048 } | { width: 2048; height: 512 };
      extra?: { [field: string]: unknown };
    };
    /**
     * Flux 2 Dev, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-dev
     */
    "flux-2-dev/text-to-image": {
      provider: "pixazo";
      model: "flux-2-dev/text-to-image";
      prompt: string;
      /** From 1. */
      steps?: number;
      size?: Size;
      extra?: { [field: string]: unknown };
    };
    /**
     * Flux Pro 1.1 Ultra, text to image at Pixazo. $0.08 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-pro-1.1-ultra
     */
    "flux-pro-1.1-ultra/text-to-image": {
      provider: "pixazo";
      model: "flux-pro-1.1-ultra/text-to-image";
      prompt: string;
      aspectRatio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
      seed?: number;
      /** From 1. Default: `1`. */
      count?: number;
      outputFormat?: "jpeg" | "png";
      enhancePrompt?: boolean;
      extra?: { safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6"; enable_safety_checker?: boolean; raw?: boolean; sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Flux 1 Schnell, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-1-schnell
     */
    "flux-1-schnell/text-to-image": {
      provider: "pixazo";
      model: "flux-1-schnell/text-to-image";
      prompt: string;
      /** 1 to 8. Default: `4`. */
      steps?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
      seed?: number;
      /** Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      extra?: { [field: string]: unknown };
    };
    /**
     * Flux Pro, text to image at Pixazo. $0.03 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-pro
     */
    "flux-pro/text-to-image": {
      provider: "pixazo";
      model: "flux-pro/text-to-image";
      prompt: string;
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** From 1. */
      steps?: number;
      guidance?: number;
      /** From 1. Default: `1`. */
      count?: number;
      outputFormat?: "jpeg" | "png";
      extra?: { enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Flux Dev, edit at Pixazo. $0.025 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-dev
     */
    "flux-dev/edit": {
      provider: "pixazo";
      model: "flux-dev/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      strength?: number;
      /** From 1. */
      steps?: number;
      guidance?: number;
      /** From 1. Default: `1`. */
      count?: number;
      outputFormat?: "jpeg" | "png";
      extra?: { enable_safety_checker?: boolean; acceleration?: "none" | "regular" | "high"; [field: string]: unknown };
    };
    /**
     * Flux Dev, text to image at Pixazo. $0.025 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-dev
     */
    "flux-dev/text-to-image": {
      provider: "pixazo";
      model: "flux-dev/text-to-image";
      prompt: string;
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** From 1. */
      steps?: number;
      guidance?: number;
      /** From 1. Default: `1`. */
      count?: number;
      outputFormat?: "jpeg" | "png";
      extra?: { enable_safety_checker?: boolean; acceleration?: "none" | "regular" | "high"; [field: string]: unknown };
    };
    /**
     * GPT Image 1.5, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/gpt-image-1-5
     */
    "gpt-image-1.5/text-to-image": {
      provider: "pixazo";
      model: "gpt-image-1.5/text-to-image";
      prompt: string;
      size?: Size;
      background?: string;
      quality?: "high" | "standard";
      /** From 1. Default: `1`. */
      count?: number;
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { [field: string]: unknown };
    };
    /**
     * Seedream 4.5, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-4.5/text-to-image": {
      provider: "pixazo";
      model: "seedream-4.5/text-to-image";
      prompt: string;
      /** Default: `"2K"`. */
      size?: Size | "2K" | "4K";
      /** -1 to 2147483647. */
      seed?: number;
      /** 1 to 10. */
      guidance?: number;
      extra?: { watermark?: boolean; response_format?: "url" | "b64_json"; [field: string]: unknown };
    };
    /**
     * Seedream 3, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-3/text-to-image": {
      provider: "pixazo";
      model: "seedream-3/text-to-image";
      prompt: string;
      size?: Size;
      /** -1 to 2147483647. */
      seed?: number;
      /** 1 to 10. */
      guidance?: number;
      extra?: { watermark?: boolean; response_format?: "url" | "b64_json"; [field: string]: unknown };
    };
    /**
     * Seedream 4.5, edit at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-4.5/edit": {
      provider: "pixazo";
      model: "seedream-4.5/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      size?: "adaptive" | "2K" | "4k";
      /** -1 to 2147483647. */
      seed?: number;
      /** 1 to 10. */
      guidance?: number;
      extra?: { watermark?: boolean; response_format?: "url" | "b64_json"; [field: string]: unknown };
    };
    /**
     * SeedEdit 3.0, edit at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seededit-3/edit": {
      provider: "pixazo";
      model: "seededit-3/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      size?: "adaptive" | "2K" | "4k";
      /** -1 to 2147483647. */
      seed?: number;
      /** 1 to 10. */
      guidance?: number;
      extra?: { watermark?: boolean; response_format?: "url" | "b64_json"; [field: string]: unknown };
    };
    /**
     * Seedream 4, edit at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-4/edit": {
      provider: "pixazo";
      model: "seedream-4/edit";
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs<10>;
      /** From 1. Default: `1`. */
      count?: number;
      size?: "adaptive" | "2K" | "4k";
      extra?: { sequential_image_generation?: "auto" | "disabled"; response_format?: "url" | "b64_json"; watermark?: boolean; [field: string]: unknown };
    };
    /**
     * Hunyuan Image 3.0, text to image at Pixazo. $0.11 to $0.4 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/hunyuan-image
     */
    "hunyuan-image-3/text-to-image": {
      provider: "pixazo";
      model: "hunyuan-image-3/text-to-image";
      prompt: string;
      negativePrompt?: string;
      /** Default: `"square_hd"`. */
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** From 1. Default: `28`. */
      steps?: number;
      /** Default: `7.5`. */
      guidance?: number;
      seed?: number;
      /** Default: `"png"`. */
      outputFormat?: "jpeg" | "png";
      enhancePrompt?: boolean;
      extra?: { enable_safety_checker?: boolean; sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Hunyuan Image 3.0 Instruct, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/hunyuan-image-3-0-instruct
     */
    "hunyuan-image-3-instruct/text-to-image": {
      provider: "pixazo";
      model: "hunyuan-image-3-instruct/text-to-image";
      prompt: string;
      /** Default: `"auto"`. */
      size?: { width: 512; height: 512 } | { width: 1024; height: 1024 } | { width: 768; height: 1344 } | { width: 1344; height: 768 } | "auto";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** 1 to 10. Default: `3.5`. */
      guidance?: number;
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * FireRed Image Edit 1, edit at Pixazo. $0.016 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/firered-image-edit
     */
    "firered-image-edit/edit": {
      provider: "pixazo";
      model: "firered-image-edit/edit";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      seed?: number;
      /** Default: `"match_input_image"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "match";
      /** Default: `"webp"`. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** 0 to 100. Default: `95`. */
      outputQuality?: number;
      /** 0 to 20. Default: `4`. */
      guidance?: number;
      /** 1 to 100. Default: `40`. */
      steps?: number;
      extra?: { go_fast?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.7, text to image at Pixazo. $0.03 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7
     */
    "wan-2.7/text-to-image": {
      provider: "pixazo";
      model: "wan-2.7/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `true`. */
      thinking?: boolean;
      seed?: number;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { watermark?: boolean; enable_sequential?: boolean; color_palette?: readonly unknown[]; [field: string]: unknown };
    };
    /**
     * Wan 2.7, edit at Pixazo. $0.03 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7
     */
    "wan-2.7/edit": {
      provider: "pixazo";
      model: "wan-2.7/edit";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 9. Local ones: jpeg, png, bmp, webp, at most 19 MiB each. */
      images: ImageInputs<9>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      seed?: number;
      extra?: { watermark?: boolean; bbox_list?: readonly unknown[]; enable_sequential?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.7 Pro, text to image at Pixazo. $0.075 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7-pro
     */
    "wan-2.7-pro/text-to-image": {
      provider: "pixazo";
      model: "wan-2.7-pro/text-to-image";
      /** At most 5000 characters. */
      prompt: string;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `true`. */
      thinking?: boolean;
      seed?: number;
      /** For your server: a page cannot receive it. */
      webhookUrl?: string;
      extra?: { watermark?: boolean; enable_sequential?: boolean; color_palette?: readonly unknown[]; [field: string]: unknown };
    };
    /**
     * Wan 2.7 Pro, edit at Pixazo. $0.075 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7-pro
     */
    "wan-2.7-pro/edit": {
      provider: "pixazo";
      model: "wan-2.7-pro/edit";
      /** At most 5000 characters. */
      prompt: string;
      /** 1 to 9. Local ones: jpeg, png, bmp, webp, at most 19 MiB each. */
      images: ImageInputs<9>;
      /** Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      seed?: number;
      extra?: { watermark?: boolean; bbox_list?: readonly unknown[]; enable_sequential?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.5, text to image at Pixazo. $0.05 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-image-2-5
     */
    "wan-2.5/text-to-image": {
      provider: "pixazo";
      model: "wan-2.5/text-to-image";
      prompt: string;
      negativePrompt?: string;
      /** Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** 1 to 1. Default: `1`. */
      count?: 1;
      /** Default: `false`. */
      enhancePrompt?: boolean;
      seed?: number;
      extra?: { watermark?: boolean; [field: string]: unknown };
    };
    /**
     * Wan 2.5, edit at Pixazo. $0.05 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-image-2-5
     */
    "wan-2.5/edit": {
      provider: "pixazo";
      model: "wan-2.5/edit";
      prompt: string;
      /** 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      negativePrompt?: string;
      /** Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** 1 to 1. Default: `1`. */
      count?: 1;
      seed?: number;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.2 Plus, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.2-plus/text-to-image": {
      provider: "pixazo";
      model: "wan-2.2-plus/text-to-image";
      /** At most 800 characters. */
      prompt: string;
      negativePrompt?: string;
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      seed?: number;
      enhancePrompt?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.2 Flash, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.2-flash/text-to-image": {
      provider: "pixazo";
      model: "wan-2.2-flash/text-to-image";
      /** At most 800 characters. */
      prompt: string;
      negativePrompt?: string;
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      seed?: number;
      enhancePrompt?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.1 Plus, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.1-plus/text-to-image": {
      provider: "pixazo";
      model: "wan-2.1-plus/text-to-image";
      /** At most 800 characters. */
      prompt: string;
      negativePrompt?: string;
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      seed?: number;
      enhancePrompt?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Wan 2.1 Turbo, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.1-turbo/text-to-image": {
      provider: "pixazo";
      model: "wan-2.1-turbo/text-to-image";
      /** At most 800 characters. */
      prompt: string;
      negativePrompt?: string;
      size?: Size;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      seed?: number;
      enhancePrompt?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * Kling Image O3, text to image at Pixazo. $0.028 at 1K, $0.028 at 2K, $0.056 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-image
     */
    "kling-image-o3/text-to-image": {
      provider: "pixazo";
      model: "kling-image-o3/text-to-image";
      /** At most 2500 characters. */
      prompt: string;
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** 1 to 9. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
      /** Default: `"auto"`. */
      aspectRatio?: "auto" | "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9";
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { result_type?: "single" | "series"; series_amount?: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9; sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Kling Image O3, edit at Pixazo. $0.028 at 1K, $0.028 at 2K, $0.056 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-image-o3-i2i
     */
    "kling-image-o3/edit": {
      provider: "pixazo";
      model: "kling-image-o3/edit";
      /** At most 2500 characters. */
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs<10>;
      /** Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** 1 to 9. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
      /** Default: `"auto"`. */
      aspectRatio?: "auto" | "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | "match";
      /** Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { elements?: readonly unknown[]; result_type?: "single" | "series"; series_amount?: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9; sync_mode?: boolean; [field: string]: unknown };
    };
    /**
     * Kling Image 3, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-image-t2i
     */
    "kling-image-3/text-to-image": {
      provider: "pixazo";
      model: "kling-image-3/text-to-image";
      prompt: string;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Default: `"16:9"`. */
      aspectRatio?: "1:1" | "4:3" | "16:9" | "9:16" | "21:9";
      extra?: { [field: string]: unknown };
    };
    /**
     * Kling O1 Image, edit at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-o1-image
     */
    "kling-o1-image/edit": {
      provider: "pixazo";
      model: "kling-o1-image/edit";
      prompt: string;
      /** 2. Local ones: jpeg, png, webp. */
      images: ImageInputs<2>;
      resolution?: "1K" | "2K" | "4K";
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      aspectRatio?: "auto" | "1:1" | "4:3" | "16:9" | "9:16" | "match";
      outputFormat?: "png" | "jpeg";
      extra?: { [field: string]: unknown };
    };
    /**
     * Qwen Image Max, text to image at Pixazo. $0.04 to $0.055 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/qwen-image-max
     */
    "qwen-image-max/text-to-image": {
      provider: "pixazo";
      model: "qwen-image-max/text-to-image";
      prompt: string;
      negativePrompt?: string;
      /** Default: `"square_hd"`. */
      size?: "square_hd" | "portrait_hd" | "landscape_hd";
      /** Default: `true`. */
      enhancePrompt?: boolean;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Qwen Image Max, edit at Pixazo. $0.04 to $0.055 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/qwen-image-max-edit
     */
    "qwen-image-max/edit": {
      provider: "pixazo";
      model: "qwen-image-max/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      negativePrompt?: string;
      /** Default: `true`. */
      enhancePrompt?: boolean;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Qwen Image Edit Plus LoRA, edit at Pixazo. $0.055 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/qwen-image-edit-plus
     */
    "qwen-image-edit-plus-lora/edit": {
      provider: "pixazo";
      model: "qwen-image-edit-plus-lora/edit";
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs<10>;
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** From 1. */
      steps?: number;
      seed?: number;
      /** 1 to 20. */
      guidance?: number;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      outputFormat?: "jpeg" | "png";
      negativePrompt?: string;
      extra?: { acceleration?: "none" | "regular"; enable_safety_checker?: boolean; [field: string]: unknown };
    };
    /**
     * Recraft v3, text to image at Pixazo. $0.04 an image. About 15 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v3/text-to-image": {
      provider: "pixazo";
      model: "recraft-v3/text-to-image";
      prompt: string;
      /** Default: `"Recraft V3 Raw"`. */
      style?: string;
      /** Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      negativePrompt?: string;
      extra?: { style_id?: string; controls?: { [name: string]: unknown }; [field: string]: unknown };
    };
    /**
     * Recraft v3, edit at Pixazo. $0.04 an image. About 20 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v3/edit": {
      provider: "pixazo";
      model: "recraft-v3/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp, at most 4 MiB each. */
      images: ImageInputs<1>;
      /** 0 to 1. Default: `0.5`. */
      strength?: number;
      style?: string;
      /** 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      negativePrompt?: string;
      extra?: { style_id?: string; [field: string]: unknown };
    };
    /**
     * Recraft v4, text to image at Pixazo. $0.04 an image. About 20 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v4/text-to-image": {
      provider: "pixazo";
      model: "recraft-v4/text-to-image";
      prompt: string;
      /** Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      extra?: { controls?: { [name: string]: unknown }; [field: string]: unknown };
    };
    /**
     * Recraft v4 Pro, text to image at Pixazo. $0.25 an image. About 40 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v4-pro/text-to-image": {
      provider: "pixazo";
      model: "recraft-v4-pro/text-to-image";
      prompt: string;
      /** Default: `{ width: 2048, height: 2048 }`. */
      size?: { width: 2048; height: 2048 } | { width: 3072; height: 1536 } | { width: 1536; height: 3072 } | { width: 2560; height: 1664 } | { width: 1664; height: 2560 } | { width: 2432; height: 1792 } | { width: 1792; height: 2432 } | { width: 2304; height: 1792 } | { width: 1792; height: 2304 } | { width: 1664; height: 2688 } | { width: 2560; height: 1792 } | { width: 1792; height: 2560 } | { width: 2688; height: 1536 } | { width: 1536; height: 2688 } | "1:1" | "2:1" | "1:2" | "3:2" | "2:3" | "4:3" | "3:4" | "5:4" | "4:5" | "6:10" | "14:10" | "10:14" | "16:9" | "9:16";
      /** 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      extra?: { controls?: { [name: string]: unknown }; [field: string]: unknown };
    };
    /**
     * Reve, edit at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/reve-image
     */
    "reve/edit": {
      provider: "pixazo";
      model: "reve/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      extra?: { version?: string; [field: string]: unknown };
    };
    /**
     * Reve remix, edit at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/reve-image
     */
    "reve/remix": {
      provider: "pixazo";
      model: "reve/remix";
      prompt: string;
      /** 1 to 4. Local ones: jpeg, png, webp. */
      images: ImageInputs<4>;
      aspectRatio?: "16:9" | "9:16" | "3:2" | "2:3" | "4:3" | "3:4" | "1:1" | "match";
      extra?: { version?: string; [field: string]: unknown };
    };
    /**
     * Stable Diffusion 3.5 Large, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sd3-5
     */
    "sd-3.5-large/text-to-image": {
      provider: "pixazo";
      model: "sd-3.5-large/text-to-image";
      prompt: string;
      /** 1 to 20. Default: `5`. */
      guidance?: number;
      /** 20 to 100. Default: `40`. */
      steps?: number;
      /** Default: `"webp"`. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** 1 to 100. Default: `90`. */
      outputQuality?: number;
      /** 0 to 1. Default: `0.85`. */
      strength?: number;
      extra?: { aspect_ratio?: string; [field: string]: unknown };
    };
    /**
     * Stable Diffusion 3, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sd3
     */
    "sd-3/text-to-image": {
      provider: "pixazo";
      model: "sd-3/text-to-image";
      prompt: string;
      negativePrompt?: string;
      /** 1 to 28. */
      steps?: number;
      /** 0 to 20. */
      guidance?: number;
      outputFormat?: "webp";
      /** 0 to 100. */
      outputQuality?: number;
      strength?: number;
      extra?: { aspect_ratio?: string; [field: string]: unknown };
    };
    /**
     * SDXL Base 1.0, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sdxl
     */
    "sdxl-base/text-to-image": {
      provider: "pixazo";
      model: "sdxl-base/text-to-image";
      prompt: string;
      negativePrompt?: string;
      size?: Size;
      /** From 1. */
      steps?: number;
      guidance?: number;
      seed?: number;
      extra?: { [field: string]: unknown };
    };
    /**
     * SDXL Lightning, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sdxl-lightning
     */
    "sdxl-lightning/text-to-image": {
      provider: "pixazo";
      model: "sdxl-lightning/text-to-image";
      prompt: string;
      negativePrompt?: string;
      size?: Size;
      /** From 1. */
      steps?: number;
      guidance?: number;
      seed?: number;
      extra?: { [field: string]: unknown };
    };
    /**
     * SDXL Turbo, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sdxl-turbo
     */
    "sdxl-turbo/text-to-image": {
      provider: "pixazo";
      model: "sdxl-turbo/text-to-image";
      prompt: string;
      /** Default: `{ width: 768, height: 768 }`. */
      size?: Size;
      /** 1 to 50. Default: `4`. */
      steps?: number;
      /** 0 to 15. Default: `0`. */
      guidance?: number;
      seed?: number;
      extra?: { [field: string]: unknown };
    };
    /**
     * Stable Diffusion inpainting, edit at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/inpainting
     */
    "sd-inpainting/edit": {
      provider: "pixazo";
      model: "sd-inpainting/edit";
      prompt: string;
      /** 1. Local ones: jpeg, png, webp. */
      images: ImageInputs<1>;
      /** Local ones: jpeg, png, webp. */
      mask: ImageInput;
      negativePrompt?: string;
      size?: Size;
      /** From 1. */
      steps?: number;
      guidance?: number;
      seed?: number;
      extra?: { [field: string]: unknown };
    };
    /**
     * AuraFlow 0.3, text to image at Pixazo. $0.001 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/auraflow-v0-3
     */
    "auraflow-0.3/text-to-image": {
      provider: "pixazo";
      model: "auraflow-0.3/text-to-image";
      prompt: string;
      /** From 1. Default: `1`. */
      count?: number;
      guidance?: number;
      /** From 1. */
      steps?: number;
      enhancePrompt?: boolean;
      extra?: { [field: string]: unknown };
    };
    /**
     * LongCat Image, text to image at Pixazo. $0.13 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/longcat-image
     */
    "longcat-image/text-to-image": {
      provider: "pixazo";
      model: "longcat-image/text-to-image";
      prompt: string;
      /** Default: `"square_1_1"`. */
      size?: "landscape_4_3" | "portrait_3_4" | "square_1_1" | "ultra_wide_16_9" | "ultra_portrait_9_16";
      /** From 1. */
      steps?: number;
      guidance?: number;
      /** From 1. Default: `1`. */
      count?: number;
      outputFormat?: "png" | "jpeg" | "webp";
      extra?: { enable_safety_checker?: boolean; acceleration?: "regular" | "high_performance"; [field: string]: unknown };
    };
    /**
     * Z-Image Turbo, text to image at Pixazo. $0.008 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/z-image-turbo
     */
    "z-image-turbo/text-to-image": {
      provider: "pixazo";
      model: "z-image-turbo/text-to-image";
      prompt: string;
      /** Default: `"square_1_1"`. */
      size?: "portrait_3_4" | "landscape_4_3" | "square_1_1" | "portrait_9_16" | "landscape_16_9";
      /** 1 to 50. */
      steps?: number;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      extra?: { enable_safety_checker?: boolean; acceleration?: string; [field: string]: unknown };
    };
    /**
     * Z-Image Base, text to image at Pixazo. $0.01 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/z-image-base
     */
    "z-image-base/text-to-image": {
      provider: "pixazo";
      model: "z-image-base/text-to-image";
      prompt: string;
      /** Default: `"square_1_1"`. */
      size?: "portrait_3_4" | "landscape_4_3" | "square_1_1" | "portrait_9_16" | "landscape_16_9";
      /** 10 to 100. Default: `28`. */
      steps?: number;
      /** 1 to 20. Default: `4`. */
      guidance?: number;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      extra?: { enable_safety_checker?: boolean; acceleration?: "regular" | "fast" | "ultra_fast"; [field: string]: unknown };
    };
    /**
     * Studio Ghibli v1 at Pixazo. $0.015 to $0.0402 an image. About 16 s.
     *
     * Source: https://www.pixazo.ai/models/studio-ghibli
     */
    "studio-ghibli": {
      provider: "pixazo";
      model: "studio-ghibli";
      prompt: string;
      negativePrompt?: string;
      /** 0 to 1. Local ones: jpeg, png, webp. */
      images?: ImageInputs<1>;
      /** Local ones: jpeg, png, webp. */
      mask?: ImageInput;
      size?: Size;
      outputFormat?: "webp" | "jpeg" | "png";
      /** 0 to 100. */
      outputQuality?: number;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      extra?: { aspect_ratio?: string; [field: string]: unknown };
    };
    /**
     * PixelForge 1.0, edit at Pixazo. $0.04 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/pixelforge-image
     */
    "pixelforge-1.0/edit": {
      provider: "pixazo";
      model: "pixelforge-1.0/edit";
      prompt: string;
      /** 1 to 3. Local ones: jpeg, png, webp. */
      images: ImageInputs<3>;
      extra?: { [field: string]: unknown };
    };
    /**
     * PixelForge relighting, edit at Pixazo. $0.04 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/pixelforge-relighting
     */
    "pixelforge-relighting/edit": {
      provider: "pixazo";
      model: "pixelforge-relighting/edit";
      /** At most 800 characters. */
      prompt: string;
      /** 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs<10>;
      size?: Size | "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** 1 to 150. Default: `50`. */
      steps?: number;
      /** 1 to 20. Default: `4`. */
      guidance?: number;
      /** 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      outputFormat?: "jpeg" | "png";
      negativePrompt?: string;
      extra?: { enable_safety_checker?: boolean; acceleration?: "none" | "regular"; loras?: readonly unknown[]; [field: string]: unknown };
    };
  };
}
// </generated models>

/** The id of a provider. */
export type Provider = keyof Requests;

/** The provider's own id of a model; also one of your own {@link Options.models}. */
export type ModelId = ImageRequest["model"] | (string & {});

/** Width and height in pixels. */
export interface Size {
  /** Width in pixels. */
  width: number;
  /** Height in pixels. */
  height: number;
}

/** Every field that a request of some model may have. What a model takes of them is in its {@link ModelInfo} and in {@link Requests}. */
export interface RequestFields {
  /** What the image should be, in words. */
  prompt: string;
  /** What the image should not have. */
  negativePrompt?: string;
  /** The images to edit. */
  images?: ImageInputs;
  /** An image that marks what to change. */
  mask?: ImageInput;
  /** The shape of the image, width to height. `"match"`: that of the first image, or the nearest that the model has. */
  aspectRatio?: string;
  /** The class of the image's longest side. */
  resolution?: "0.5K" | "1K" | "2K" | "3K" | "4K" | "720p" | "1080p";
  /** The size in pixels, or a preset of the model. */
  size?: Size | string;
  /** How many images. Default: 1. */
  count?: number;
  /** The same seed and the same request give a similar image. */
  seed?: number;
  /** The format of the image; look at the bytes, providers do not always keep to it. */
  outputFormat?: "jpeg" | "png" | "webp";
  /** The quality of the file, as the model counts it. */
  outputQuality?: number;
  /** The model's tier of quality. */
  quality?: string;
  /** What is behind the subject. */
  background?: string;
  /** How much of the first image is changed. */
  strength?: number;
  /** How closely the image follows the prompt. */
  guidance?: number;
  /** How many steps the model makes. */
  steps?: number;
  /** A style of the model. */
  style?: string;
  /** Whether the model may search the web. */
  webSearch?: boolean;
  /** Whether, or how, the model plans before it draws. */
  thinking?: boolean | string;
  /** Whether, or how, the provider rewrites the prompt. */
  enhancePrompt?: boolean | string;
  /** An `https:` address that the provider calls when the job has ended. A page cannot receive that: it is for your server. */
  webhookUrl?: string;
  /** Further fields of the provider, by its own names, sent as they are. */
  extra?: { [field: string]: unknown };
}

/** A request at whichever provider sells the family: see {@link Client.run}. */
export interface FamilyRequest extends RequestFields {
  /** The underlying model, such as `"nano-banana-pro"`. */
  family: string;
  /** Default: `"edit"` with images, else `"generate"`. */
  task?: Task;
  /** Left out: the client chooses. */
  provider?: never;
  /** Left out: the client chooses. */
  model?: never;
}

/** A request that {@link requestFor} made. */
export interface ChosenRequest {
  /** The provider that sells the model. */
  readonly provider: Provider;
  /** The provider's own id. */
  readonly model: ModelId;
  /** Only {@link requestFor} makes it. */
  readonly [chosen]: true;
}
declare const chosen: unique symbol;

/** What a client buys. */
export type AnyRequest = ImageRequest | FamilyRequest | ChosenRequest;

/**
 * Makes a request for a model that is chosen at run time, of your own or from `plantain/models`, and values as forms have them: `"2"` becomes
 * 2 where the field is a number, `"1024x1024"` a size, and what is empty is left out. The call checks the rest.
 *
 * @example
 * const request = requestFor(model, Object.fromEntries(new FormData(form)));
 */
export function requestFor(model: ModelInfo | OwnModel, values: { [field: string]: unknown }): ChosenRequest;

// --- Options -------------------------------------------------------------------------------------------------------

/** How one provider is reached. */
export interface ProviderOptions {
  /**
   * The key, or a function that gives or promises one; it is asked once per call. Printable ASCII.
   *
   * A key in a page can be read by everybody who opens it. Give your own users' keys, or use a relay.
   */
  apiKey?: string | (() => string | Promise<string>);
  /**
   * The address of this provider at your relay, where it is not the one of {@link RelayedOptions.relay}. An absolute `https:` address
   * (`http:` to this machine only), or a path on the page's own origin, such as `"/api/plantain/mulerun"`.
   *
   * For `plantain/relay` alone: a submit is sent again through it after a lost connection.
   */
  relay?: string;
  /**
   * Another server in front of the provider, such as a proxy: replaces the scheme and host of the provider's addresses, and `apiKey` becomes
   * optional. Written like `relay`; not both.
   */
  baseUrl?: string;
  /** Headers for the relay or `baseUrl` only, such as your own log-in. Never sent to the provider's own host. */
  headers?: Record<string, string>;
  /** Cookies for the relay or `baseUrl` only. Default: `"same-origin"` for a relay, as of `fetch`; `"omit"` for `baseUrl`. */
  credentials?: "omit" | "same-origin" | "include";
}

/** What a client and each of its calls may be told. A call's own option replaces the client's. */
export interface Options {
  /**
   * Ends the call: the promise rejects at once with `signal.reason`, untouched. What was bought may still finish there. A submit that is on
   * its way goes on by itself, at most 30 seconds, so that its ticket reaches the `store` and `onAccepted`.
   */
  signal?: AbortSignal;
  /**
   * How long the call may take, in milliseconds by the clock, uploads included. Default: 600,000. If it passes while the machine sleeps,
   * the job is polled once more.
   */
  timeoutMs?: number;
  /** Called with the progress of the call. What it throws is reported to the page's `error` event and changes nothing. */
  onProgress?: (progress: Progress) => void;
  /** Called with the ticket once the provider has accepted the job, also after an abort. Awaited before the first poll. */
  onAccepted?: (ticket: Ticket) => void | Promise<void>;
  /**
   * Keeps what is known of each purchase until it is delivered, so that a reload loses none: see {@link Client.pending}. Holds no key, no
   * image, and no prompt in clear. Default: `null`, nowhere. One that is full or throws is a warning on the console, never an error; a
   * purchase waits at most five seconds for it.
   */
  store?: Store | null;
  /** Whether an abort also sends the provider's cancel, where it has one. Default: `false`. */
  cancelOnAbort?: boolean;
  /** Puts a local image where the provider can fetch it and gives its `https:` address. Replaces data URIs and the provider's upload. */
  upload?: (image: Blob, info: UploadInfo) => Promise<string | URL>;
  /**
   * What happens to a local image that the model does not take, by its format or its size. `"auto"`: this browser re-encodes it in sRGB,
   * the right way up, with its transparency, and smaller where it must be. `"never"`: `invalidRequest`. Default: `"auto"`.
   */
  reencode?: "auto" | "never";
  /**
   * Whether EXIF, GPS, XMP, IPTC, Content Credentials, comments, thumbnails and whatever follows the image in its file are sent too.
   * Default: `false`: JPEG, PNG, WebP and GIF lose them without being re-encoded, and keep their colour profile and orientation. An image
   * of another format that may hold any of them is re-encoded, or `invalidRequest` with `reencode: "never"`.
   */
  keepMetadata?: boolean;
  /** The largest request body in bytes that your relay or host lets through. Default: no limit but the provider's. */
  maxBodyBytes?: number;
  /** Your own models, in place of those with the same ids. */
  models?: readonly OwnModel[];
  /** For requests of a family: providers that come first, in this order, whatever they cost. */
  prefer?: readonly Provider[];
  /** For requests of a family: the only providers that may be asked. Default: all that are configured. */
  among?: readonly Provider[];
  /**
   * Used for every call instead of the global `fetch`: for tests, logging, interceptors, other transports. It is called with the address
   * as a string and plain options: headers are an object, a body is a string or, with images in it, a `Uint8Array`. Its answer is read by
   * what it has: a stream, `text`, `json` or `arrayBuffer`.
   */
  fetch?: typeof globalThis.fetch;
}

/** What `runMany` may be told besides; the rest goes for each request. `timeoutMs` counts from the beginning of each. */
export interface ManyOptions extends Options {
  /** How many requests are at work at a time, from reading their files to their images; at least 1. Default: 10. */
  concurrency?: number;
  /** Called with the outcome of each request as it ends, in any order. What it throws is reported to the page's `error` event and changes nothing. */
  onResult?: (result: PromiseSettledResult<Result>, index: number) => void;
}

/** What a client is made of: `providers`, a `relay`, or both. */
export type ClientOptions = ProvidersOptions | RelayedOptions;

/** A client that reaches each provider by itself, by a relay of its own, or by the `relay` of all. */
export interface ProvidersOptions extends Options {
  /** How each provider is reached. A request to one that is missing here is `invalidRequest`, unless there is a `relay`. */
  providers: { [P in Provider]?: ProviderOptions };
  /** As in {@link RelayedOptions}. */
  relay?: string;
}

/** A client that reaches every provider by one relay. */
export interface RelayedOptions extends Options {
  /**
   * Your relay in front of all providers, such as `"/api/plantain"`: each is at its own name behind it (`"/api/plantain/mulerun"`), and no
   * key is needed. An absolute `https:` address (`http:` to this machine only), or a path on the page's own origin.
   *
   * For `plantain/relay` alone: a submit is sent again through it after a lost connection. Give any other server as `baseUrl`.
   */
  relay: string;
  /** What is different for single providers. */
  providers?: { [P in Provider]?: ProviderOptions };
}

/**
 * `localStorage`, `sessionStorage`, or anything with these members, each of which may give a promise. One entry for each job, under a name
 * that begins with `plantain:`, and no list of them: tabs that share a store do not overwrite each other's.
 */
export interface Store {
  /** Returns what `setItem` stored under this name, or `null`. */
  getItem(name: string): string | null | Promise<string | null>;
  /** Keeps a text, JSON, under a name. */
  setItem(name: string, value: string): unknown;
  /** Forgets a name. */
  removeItem(name: string): unknown;
  /** Returns the name at an index from 0 to `length` - 1, in any order. */
  key(index: number): string | null | Promise<string | null>;
  /** How many names there are, or a function that tells. */
  readonly length: number | Promise<number> | (() => number | Promise<number>);
}

/** What an `upload` function is told about an image. */
export interface UploadInfo {
  /** Which of the request's `images` it is, from 0. */
  index: number;
  /** By its bytes: `"image/jpeg"` and the like. */
  mediaType: string;
}

/** How far a call is. */
export interface Progress {
  /** `"preparing"` reads and encodes files, `"uploading"` sends them, `"submitting"` buys, `"waiting"` asks for the result. */
  stage: "preparing" | "uploading" | "submitting" | "waiting";
  /** Bytes read so far, while preparing; images uploaded so far, while uploading. */
  loaded?: number;
  /** What `loaded` counts up to. */
  total?: number;
  /** Milliseconds since the call began. */
  elapsedMs: number;
  /** When the provider or the model's typical time says that the job ends, in milliseconds since the call began. While waiting. */
  expectedMs?: number;
  /** The receipt, once there is one. */
  ticket?: Ticket;
}

// --- Results -------------------------------------------------------------------------------------------------------

/**
 * The receipt of an accepted job: plain JSON, safe to store. Holds an id, never an address, a key or image bytes.
 * `wait(ticket)` goes on with it, also after a reload.
 */
export interface Ticket {
  /** The provider that has the job. */
  provider: Provider;
  /** The model that works on it. */
  model: ModelId;
  /** The provider's id of the job. */
  job: string;
  /** The queue that holds the job, where a provider has two. */
  queue?: string;
  /** Milliseconds since 1970 by this machine's clock. */
  submittedAt: number;
  /** When the provider says that the job ends, in milliseconds since 1970: by its own clock, as it came, so it may be far off. */
  expectedBy?: number;
  /** What the provider says that it charges. */
  cost?: Money;
}

/**
 * The write-ahead record of a submit, stored before it is sent: plain JSON. It stays in the `store` while the outcome of the submit is
 * unknown. Holds no key, no image, and the prompt only as part of a digest.
 */
export interface Intent {
  /** Of this machine's making: no two are the same. */
  id: string;
  /** The provider that the submit was sent to. */
  provider: Provider;
  /** The model that it wanted. */
  model: ModelId;
  /** When it left, in milliseconds since 1970 by this machine's clock. */
  submittedAt: number;
  /** 16 hexadecimal digits, the same for the same request: prompt, fields and the sizes of the images. It does not hide a request that can be guessed. */
  digest: string;
}

/** What the `store` holds of one job, by `state`. */
export type Pending = PendingTicket | PendingIntent;

/** A job that was accepted and not delivered yet: `wait(ticket)` goes on with it. */
export interface PendingTicket {
  /** Discriminates {@link Pending}. */
  state: "accepted";
  /** The receipt. */
  ticket: Ticket;
}

/** A submit whose outcome is unknown, or that is still on its way in another tab. */
export interface PendingIntent {
  /** Discriminates {@link Pending}. */
  state: "unknown";
  /** What is known of it. */
  intent: Intent;
}

/** An amount of US dollars. */
export interface Money {
  /** Whole millionths: count with this. */
  microUsd: number;
  /** The same in dollars: show this. */
  usd: number;
}

/** An image that a job made. */
export interface OutputImage {
  /** An `https:` address of the provider, which may expire, or a `blob:` address made here where the image came inline. */
  url: string;
  /** As the provider says; it may be wrong. `"image/png"` and the like. */
  mediaType?: string;
  /** In pixels, where the provider says. */
  width?: number;
  /** In pixels, where the provider says. */
  height?: number;
}

/** A finished job. */
export interface Result {
  /** At least one. */
  images: OutputImage[];
  /** What the model says about its work, where it does. */
  description?: string;
  /** What the provider says that it charged. */
  cost?: Money;
  /** The receipt of the job. */
  ticket: Ticket;
  /** What was done to each local image, in their order. Empty after `wait`. */
  prepared: Prepared[];
  /** Addresses in the reply that no page should open, if there are any. */
  withheld?: readonly string[];
  /** Of a request of a family: what was tried, in order; the last is the one that made the images. */
  tried?: readonly Tried[];
  /** The provider's last reply as it came, without inline images. */
  raw: unknown;
}

/** One try of a request of a family. */
export interface Tried {
  /** The provider. */
  provider: Provider;
  /** The provider's own id of the model. */
  model: ModelId;
  /** How it ended. */
  kind: ErrorKind | "aborted" | "done";
}

/** What was done to a local image before it was sent. */
export interface Prepared {
  /** The file as it was given. */
  from: ImageFacts;
  /** What was sent. */
  to: ImageFacts;
  /** What was taken out of the file, or lost when it was re-encoded: of an animation, all but the first frame. */
  stripped: (
    | "animation"
    | "comment"
    | "contentCredentials"
    | "exif"
    | "gps"
    | "icc"
    | "iptc"
    | "multiPicture"
    | "other"
    | "photoshop"
    | "thumbnail"
    | "trailing"
    | "xmp"
  )[];
  /** Whether it was made smaller. */
  scaled: boolean;
}

/** What is known of an image's file. */
export interface ImageFacts {
  /** By the bytes: `"image/jpeg"` and the like. */
  mediaType: string;
  /** The length of the file. */
  bytes: number;
  /** In pixels, as shown, where a header says. */
  width?: number;
  /** In pixels, as shown, where a header says. */
  height?: number;
}

/** What the headers of an image say. `undefined` is what they do not say or what was not read; `false` is what they rule out. */
export interface ImageInfo {
  /** By the bytes: `"image/jpeg"` and the like; `"text/html"` for the page that came instead of an image. */
  mediaType: string;
  /** In pixels, as browsers show it, with the orientation applied. */
  width?: number;
  /** In pixels, as browsers show it. */
  height?: number;
  /** How browsers turn the stored pixels, in EXIF's numbers: 1 (not at all) to 8. They ignore the orientation in a WebP. */
  orientation?: number;
  /** Whether some pixels may be transparent. `false`: every pixel of the first frame is opaque. */
  alpha?: boolean;
  /** Whether there is more than one frame. */
  animated?: boolean;
  /** Of each colour's value. */
  bitDepth?: number;
  /** Whether there are Content Credentials (C2PA): who made the image, with what, from which images. */
  contentCredentials?: boolean;
  /** Whether there is EXIF: camera, time, exposure. */
  exif?: boolean;
  /** Whether EXIF, XMP or Content Credentials have coordinates. */
  gps?: boolean;
  /** Whether there is a colour profile. */
  icc?: boolean;
  /** Whether there are IPTC captions and credits. */
  iptc?: boolean;
  /** Whether there is an XMP packet. */
  xmp?: boolean;
  /** Whether every header was read: if not, there may be more than was found. */
  complete: boolean;
}

/** Where a job stands, by `status`. */
export type JobState = QueuedJob | RunningJob | DoneJob | FailedJob | CancelledJob;

/** A job that waits for its turn. */
export interface QueuedJob {
  /** Discriminates {@link JobState}. */
  status: "queued";
}

/** A job that is being worked on. */
export interface RunningJob {
  /** Discriminates {@link JobState}. */
  status: "running";
  /** From 0 to 1, where the provider tells. */
  progress?: number;
}

/** A job that made its images. */
export interface DoneJob {
  /** Discriminates {@link JobState}. */
  status: "done";
  /** At least one. */
  images: OutputImage[];
  /** What the model says about its work, where it does. */
  description?: string;
}

/** A job that the provider accepted, and that failed there. */
export interface FailedJob {
  /** Discriminates {@link JobState}. */
  status: "failed";
  /** What the provider says about it: `jobFailed`. */
  error: PlantainError;
}

/** A job that was cancelled at the provider. */
export interface CancelledJob {
  /** Discriminates {@link JobState}. */
  status: "cancelled";
  /** What the provider says that it gave back. */
  refunded?: Money;
}

/** What a request costs, in US dollars, before it is sent, by `exact`. `null`: the provider publishes no price. */
export type Cost = ExactCost | CostRange | null;

/** A price that follows from the request. */
export interface ExactCost extends Money {
  /** Discriminates {@link Cost}. */
  exact: true;
}

/** A price that depends on what the model makes of the request. */
export interface CostRange {
  /** Discriminates {@link Cost}. */
  exact: false;
  /** The least that it costs. */
  min: Money;
  /** The most that it costs. */
  max: Money;
}

/** A request as it would be sent, without key. */
export interface BuiltRequest {
  /** `"POST"`. */
  method: string;
  /** At the provider, its relay or its `baseUrl`. */
  url: string;
  /** All but the key's. */
  headers: Record<string, string>;
  /** JSON. A `Blob`, so that no image is ever one string. */
  body: Blob;
}

// --- The client ----------------------------------------------------------------------------------------------------

/** Makes a client. Sends nothing and loads nothing: the options are checked by the first call. */
export function createClient(options: ClientOptions): Client;

/** Buys and fetches images with one set of options. */
export interface Client {
  /**
   * Checks, buys, waits and gives the images. Never sends a submit twice that may have been accepted.
   *
   * With `family` in place of `provider` and `model` it takes the cheapest configured provider whose model takes the request, and goes on to
   * the next only while nothing can have been billed and the fault is the provider's or the account's.
   *
   * @throws {PlantainError} `billed` says whether money was spent; `ticket` goes on with an accepted job.
   */
  run(request: AnyRequest, options?: Options): Promise<Result>;
  /**
   * Runs many requests, as `Promise.allSettled` would many calls of `run`. One that fails does not end the others; an abort ends all, and
   * what was delivered before stays in the list.
   *
   * All calls of a page, of `runMany` or not, share at most six connections to each host; and a 429 holds back all submits to that
   * provider, until one gets through.
   *
   * @returns one outcome for each request, in their order.
   * @throws {PlantainError} `invalidRequest` where `concurrency` is wrong.
   */
  runMany(requests: Iterable<AnyRequest>, options?: ManyOptions): Promise<PromiseSettledResult<Result>[]>;
  /** Buys and gives the receipt. */
  submit(request: ImageRequest | ChosenRequest, options?: Options): Promise<Ticket>;
  /** Lists who of the configured providers sells a family: see {@link offers}. */
  offers(request: OffersRequest, options?: Options): Promise<Offers>;
  /** Waits for a bought job, also after a reload. `timeoutMs` counts from this call. */
  wait(ticket: Ticket, options?: Options): Promise<Result>;
  /** Asks once. A failed job is a state here, not a rejection. */
  status(ticket: Ticket, options?: Options): Promise<JobState>;
  /** Cancels a job where the provider can (`pixelbyte`, while queued); elsewhere `unsupported`. */
  cancel(ticket: Ticket, options?: Options): Promise<JobState>;
  /**
   * Lists what the `store` holds, oldest first: purchases that were not delivered, of every provider and every tab. Nothing where there is
   * no `store`, or none that can be read.
   *
   * An entry goes when `run`, `wait` or `status` delivers its images, when the provider says that the job failed or was cancelled, and by `forget`.
   */
  pending(options?: Options): Promise<Pending[]>;
  /**
   * Looks for the job of a submit whose outcome is unknown; buys nothing. Gives its ticket, which then stands in the `store` in the place
   * of the intent, or `null`: none was found, which proves nothing.
   *
   * Through the `relay` it reads the relay's record of the submit, at every provider, and waits for one that is on its way. Straight at a
   * provider it reads the list of jobs (`pixelbyte`): a job counts that was made from two minutes before the submit to ten minutes after it, by the provider's clock and this machine's, and
   * that is not known to be another's.
   *
   * @param subject an intent, an entry of `pending` or an error that has one. One that has a ticket gives that.
   * @throws {PlantainError} `ambiguous` where several jobs may be the one, with `candidates`; `unsupported` where the provider lists no jobs, or
   * the relay has no record; `unavailable` where the relay does not know either. `billed` is still `"unknown"`, and the intent stays.
   */
  findJob(subject: Intent | Pending | PlantainError, options?: Options): Promise<Ticket | null>;
  /** Removes a job from the `store`, by its ticket, its intent, an entry of `pending`, or an error that has one of them. */
  forget(subject: Ticket | Intent | Pending | PlantainError, options?: Options): Promise<void>;
  /** Reads something free: resolves when key, address and CORS are right; nothing is bought. */
  checkAccess(provider: Provider, options?: Options): Promise<void>;
  /**
   * Returns the request as it would be sent, without the key, for your own `fetch` or for debugging.
   *
   * @throws {PlantainError} `invalidRequest` for local images at a provider that wants uploads, unless `upload` is given.
   */
  buildRequest(request: ImageRequest | ChosenRequest, options?: Options): Promise<BuiltRequest>;
}

// --- The module ----------------------------------------------------------------------------------------------------

/** What a model does: from the prompt alone, or from images. */
export type Task = "generate" | "edit";

/** A model for menus and forms: `import { models } from "plantain/models"`, or of one provider from `"plantain/models/mulerun"`. */
export interface ModelInfo {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's own id. */
  model: ModelId;
  /** Its name for people. */
  name: string;
  /** The same underlying model at several providers, such as `"nano-banana-pro"`. */
  family: string | null;
  /** What it does. */
  tasks: readonly Task[];
  /** The fields of a request, in the order in which they are sent. */
  fields: readonly FieldInfo[];
  /** How many images one request makes where there is no `count`. */
  makes: number;
  /** The provider's published price; `null` if it is not known. */
  price: Price | null;
  /** How long a job usually takes. */
  seconds: number;
  /** The provider's page that all of this is from. */
  page: string;
  /** How sure it is: shown by the page, sent by public client code, or inferred. */
  confidence: "documented" | "client" | "inferred";
  /** The day on which the provider retires it. */
  endsOn: string | null;
  /** The month of the copy that the price is from. */
  asOf: string | null;
}

/** A field of a request, for a form. */
export interface FieldInfo {
  /** The name in a request; under `extra` the provider's. */
  name: string;
  /** What it may be. */
  kind: "text" | "images" | "mask" | "choice" | "integer" | "number" | "boolean" | "size" | "json" | "url";
  /** For people. */
  label: string;
  /** What the field does, where the label does not say it. */
  help?: string;
  /** What a number counts: `"px"`, `"%"`. */
  unit?: string;
  /** Whether a request needs it. */
  isRequired: boolean;
  /** Whether it stands under `extra`. */
  isExtra: boolean;
  /** The provider's default. */
  default?: string | number | boolean | Size;
  /** The values of a choice; the sizes and presets of a size. */
  values?: readonly (string | Size)[];
  /** Which sizes are allowed where any may be given: each side, width times height, width by height. */
  free?: { side?: Range; pixels?: Range; ratio?: Range };
  /** The least number, or the fewest images. */
  min?: number;
  /** The greatest number, the most images, or the most characters. */
  max?: number;
  /** The media types of local images. */
  formats?: readonly string[];
  /** The size of each local image in bytes. */
  maxBytes?: number;
}

/** Least and greatest; `null` where the provider documents no limit. */
export type Range = readonly [number | null, number | null];

/** A published price in micro-dollars: 1,000,000 is one dollar. One of `amount`, `range`, and `by` with `amounts`. */
export interface Price {
  /** What it is for. */
  per: "image" | "request";
  /** The same for all. */
  amount?: number;
  /** By something that the request does not say. */
  range?: readonly [number, number];
  /** The field that it depends on. */
  by?: PricedField;
  /** By each value of that field. */
  amounts?: { readonly [value: string]: number };
  /** Factors in thousandths by values of further fields; all of them are multiplied. */
  factors?: readonly { by: PricedField; thousandths: { readonly [value: string]: number } }[];
}

/** The fields that prices depend on. */
export type PricedField = "resolution" | "quality" | "size" | "count" | "aspectRatio";

/**
 * A model as data, for {@link Options.models}: a path that a provider renamed, or a model that it added, needs no new release of this
 * package. The JSON Schema `plantain/model.schema.json` describes it, and editors complete it.
 *
 * @example
 * const model = {
 *   provider: "pixazo", id: "nano-banana/edit", name: "Nano Banana, edit", tasks: ["edit"], page: "https://www.pixazo.ai/models/nano-banana",
 *   confidence: "documented", path: "/nano-banana/v2/edit", price: null, seconds: 30,
 *   fields: { prompt: { wire: "prompt" }, images: { wire: "image_urls", formats: ["jpeg", "png"] } },
 * } satisfies OwnModel;
 */
export interface OwnModel extends Model {
  /** The provider that sells it. */
  provider: Provider;
}

/** A model as data: an entry of a provider's table. */
export interface Model {
  /** The provider's own id. It stays when a path is renamed. */
  id: string;
  /** For menus. */
  name: string;
  /** The same underlying model at several providers. */
  family?: string;
  /** What it does. */
  tasks: readonly Task[];
  /** The page that the data is from. */
  page: string;
  /** How sure it is. */
  confidence: "documented" | "client" | "inferred";
  /** The day on which the provider retires it: `2026-12-31`. */
  endsOn?: string;
  /** The month that the price is from: `2026-04`. */
  asOf?: string;
  /** The path of the submit, where the provider has one for each model. */
  path?: string;
  /** Members of the body that never change, by the provider's name. */
  constants?: { readonly [wire: string]: string | number | boolean };
  /** The fields that a request may have, by the names of {@link RequestFields}. */
  fields: { readonly [Name in Exclude<keyof RequestFields, "extra">]?: FieldData };
  /** The provider's own fields, by its own names. */
  extra?: { readonly [name: string]: FieldData };
  /** How many images one request makes where there is no `count`. Default: 1. */
  makes?: number;
  /** `null` if it is not known. */
  price: Price | null;
  /** How long a job usually takes. */
  seconds: number;
}

/** What a field may be: exactly one of `values`, `integer`, `number`, `boolean`, `formats`, `json`, the members of a size, or none for text. */
export interface FieldData {
  /** The provider's name; a dot nests: `input.prompt`. Two for the width and height of a size. */
  wire?: string | readonly [string, string];
  /** A set of values, in the words of a request. */
  values?: readonly string[];
  /** The provider's spelling of those that it writes differently. */
  spelling?: { readonly [value: string]: string };
  /** The provider's word for the ratio of the first image. */
  match?: string;
  /** A whole number. */
  integer?: Range;
  /** Whether a whole number is sent as a string. */
  asText?: true;
  /** A number. */
  number?: Range;
  /** True or false. */
  boolean?: true;
  /** A string, under `extra`. */
  text?: true;
  /** A list or object that is not checked, under `extra`. */
  json?: "array" | "object";
  /** The most characters of a text. */
  maxLength?: number;
  /** The formats of local images. */
  formats?: readonly ("jpeg" | "png" | "webp" | "gif" | "bmp" | "tiff" | "avif" | "heic")[];
  /** The fewest images. */
  min?: number;
  /** The most images. */
  max?: number;
  /** One image in place of a list. */
  single?: true;
  /** The size of each local image in bytes. */
  maxBytes?: number;
  /** How a size is written. */
  form?: "WxH" | "W*H" | "object" | "members";
  /** The sizes that there are: width and height. */
  sizes?: readonly (readonly [number, number])[];
  /** Which sizes are allowed where any may be given. */
  free?: { side?: Range; pixels?: Range; ratio?: Range };
  /** Sizes with a name. */
  presets?: readonly string[];
  /** The provider's default. */
  default?: string | number | boolean | readonly [number, number];
  /** Whether the provider needs it: the default is sent where the caller says nothing. */
  required?: boolean;
}

/** A model that takes a request of a family. */
export interface ModelOffer {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's own id. */
  model: ModelId;
  /** Its name for people. */
  name: string;
  /** The price of the request; `null` if it is not known. */
  cost: Cost;
  /** How long a job usually takes. */
  seconds: number;
  /** How sure the data is. */
  confidence: ModelInfo["confidence"];
}

/** A model of the family that does not take the request, and why. */
export interface OtherModel {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's own id. */
  model: ModelId;
  /** Its name for people. */
  name: string;
  /** What it does not take. */
  problems: readonly Problem[];
}

/** What {@link offers} lists. */
export interface Offers {
  /** Cheapest first, unknown prices last. */
  offers: ModelOffer[];
  /** Those of the family that do not take the request. */
  others: OtherModel[];
}

/** What {@link offers} looks for: a family, and the fields that matter. */
export type OffersRequest = { family: string; task?: Task } & Partial<RequestFields>;

/**
 * Lists who sells a family, at all providers: cheapest first, unknown prices last, and why other models of it are left out.
 *
 * @example
 * const { offers: sellers } = await offers({ family: "nano-banana-pro", task: "edit", resolution: "2K" });
 */
export function offers(request: OffersRequest, options?: OffersOptions): Promise<Offers>;

/** What {@link offers} may be told. */
export interface OffersOptions {
  /** Your own models. */
  models?: readonly OwnModel[];
  /** Providers that come first, in this order. */
  prefer?: readonly Provider[];
  /** The providers to look at. Default: all. */
  among?: readonly Provider[];
}

/**
 * Checks what can be known without reading files.
 *
 * @throws {PlantainError} `invalidRequest` with every problem in `problems`.
 */
export function validate(request: ImageRequest | ChosenRequest, options?: { models?: readonly OwnModel[] }): Promise<void>;

/** Returns the price of a request before it is sent, exact in millionths of a US dollar if the provider's page allows. */
export function estimateCost(
  request: ImageRequest | ChosenRequest,
  options?: { models?: readonly OwnModel[] },
): Promise<Cost>;

/** Returns what an image's headers say, from its first bytes if possible; `null` if the format is not known. */
export function inspect(file: LocalImage): Promise<ImageInfo | null>;

/**
 * Encodes an image as a `data:image/…;base64,…` string, without its metadata. The string holds the whole image: `run` never needs it.
 *
 * @throws {PlantainError} `unreadableFile`, or `invalidRequest` where the bytes are no image, a damaged one, or one of AVIF, BMP, HEIC,
 * JPEG XL or TIFF that may hold metadata: these formats cannot be stripped without being re-encoded.
 */
export function toDataUri(file: LocalImage, options?: { signal?: AbortSignal; keepMetadata?: boolean }): Promise<string>;

/** What `download` may be told. */
export interface DownloadOptions {
  /** Ends the call. The promise rejects with `signal.reason`, untouched. */
  signal?: AbortSignal;
  /** How long the call may take, in milliseconds. Default: 600,000. */
  timeoutMs?: number;
  /** The longest image in bytes that is taken. Default: 64 MiB. */
  maxBytes?: number;
  /** Used instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch;
}

/**
 * Fetches an image that a job made, to keep it: the links of providers expire. Free, and never another purchase; no key is sent.
 *
 * The file's `type` and the end of its name (`image.png`) are what its bytes are, whatever the provider, the address or a header says.
 * Tried up to four times where no answer comes, or one of 408, 421, 425, 429 and 5xx. The host must let pages read it (CORS), and a page's
 * policy must allow it in `connect-src`, also where the address is a `blob:` one; if not, a link to the address still opens or saves it.
 *
 * @param image one of a result's `images`, or its address.
 * @throws {PlantainError} `network`: no answer, or the host lets no page read it. `refused`: the link may have expired. `badResponse`: what
 *   came is no image, or longer than `maxBytes`. `unavailable`, `timedOut`, `invalidRequest`. `billed` is `"yes"`, but with `invalidRequest`.
 */
export function download(image: OutputImage | string | URL, options?: DownloadOptions): Promise<File>;

/**
 * Loads the WebAssembly module by hand. Optional: the first call does it, and tries again where a load failed.
 *
 * @param source where the module is, or what it is. Default: `plantain_bg.wasm` beside this file.
 */
export function init(source?: { module_or_path?: string | URL | Request | Response | BufferSource | WebAssembly.Module }): Promise<void>;

/** The version of this package. */
export const version: string;

// --- Errors --------------------------------------------------------------------------------------------------------

/**
 * - `ambiguous`: several jobs may be the one that `findJob` looks for, and it does not guess.
 * - `invalidRequest`: the request or an option is wrong; nothing was sent.
 * - `unauthorized`: the key is missing, wrong or not allowed.
 * - `insufficientCredit`: the account has no credit.
 * - `refused`: the provider said no to this prompt, image or model.
 * - `rateLimited`: too many calls, until past the deadline. Try again later.
 * - `jobFailed`: accepted, then failed or cancelled there.
 * - `unavailable`: the provider is out of order, or says that the call clashes with another; see `billed`.
 * - `badResponse`: an answer that could not be understood; see `billed`.
 * - `network`: no answer: offline, CORS or a wrong address; a browser cannot tell which. See `billed`.
 * - `timedOut`: `timeoutMs` is over; an accepted job may still finish: `wait(ticket)`.
 * - `unreadableFile`: a file changed or was removed since it was chosen.
 * - `unsupported`: the provider has no such call.
 */
export type ErrorKind =
  | "ambiguous"
  | "badResponse"
  | "insufficientCredit"
  | "invalidRequest"
  | "jobFailed"
  | "network"
  | "rateLimited"
  | "refused"
  | "timedOut"
  | "unauthorized"
  | "unavailable"
  | "unreadableFile"
  | "unsupported";

/** A wrong field of a request or of the options. */
export interface Problem {
  /** `"prompt"`, `"images[2]"`, `"timeoutMs"`. */
  field: string;
  /** What is wrong and what is allowed. */
  message: string;
}

/** Every error of this package but an abort, which rejects with `signal.reason`. Never holds a key or image bytes. */
export class PlantainError extends Error {
  /** Only this package makes them. */
  private constructor();
  /** By which {@link isPlantainError} knows it. */
  readonly name: "PlantainError";
  /** What to make of it. */
  readonly kind: ErrorKind;
  /** Where it happened. */
  readonly provider?: Provider;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** The provider's own code. */
  readonly code?: string;
  /** How long the provider wants to be left alone. */
  readonly retryAfterMs?: number;
  /** Whether money was spent. `"unknown"`: the submit left and no clear answer came; it is never sent again by itself. */
  readonly billed: "no" | "yes" | "unknown";
  /** The receipt of an accepted job, for `wait`. */
  readonly ticket?: Ticket;
  /** The intent of a submit whose outcome is unknown: `billed` is `"unknown"`. */
  readonly intent?: Intent;
  /** The jobs that may be the one that was bought, of kind `ambiguous`: `status` and `wait` look at them and buy nothing. */
  readonly candidates?: readonly Ticket[];
  /** Every field that is wrong. */
  readonly problems?: readonly Problem[];
  /** What the provider answered, where that could not be understood: the beginning, without images. */
  readonly raw?: unknown;
  /** Of a request of a family: what was tried, in order. */
  readonly tried?: readonly Tried[];
  /** What `fetch`, or the loading of the module, threw. A key is never in it. */
  readonly cause?: unknown;
  /**
   * Returns all that the error says as plain data, for a log or for `postMessage`: `structuredClone` and `JSON.stringify` of the error
   * itself keep it only by this method. Of `cause` it holds the sentence.
   */
  toJSON(): PlantainErrorJSON;
  /**
   * Makes an error again of what {@link PlantainError.toJSON} returned, in another thread or after a reload.
   *
   * @example
   * worker.postMessage(error.toJSON());
   * addEventListener("message", ({ data }) => console.log(PlantainError.fromJSON(data).billed));
   *
   * @throws {TypeError} if it is something else.
   */
  static fromJSON(record: unknown): PlantainError;
}

/** All that a {@link PlantainError} says, as plain data. {@link isPlantainError} knows it too. */
export interface PlantainErrorJSON extends Omit<PlantainError, "toJSON" | "cause" | "stack"> {
  readonly message: string;
  /** The sentence of what was thrown. */
  readonly cause?: string;
}

/** Returns `true` for a `PlantainError`, also one from another realm or another copy of this package, and for its JSON. */
export function isPlantainError(error: unknown): error is PlantainError;
