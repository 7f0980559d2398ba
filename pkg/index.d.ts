/**
 * Plantain edits and makes images in a web page at PixelByte, MuleRun, MuleRouter and Pixazo, which sell the Nano Banana models.
 *
 * The WebAssembly module is loaded once, at the first call that needs it.
 */

// --- Requests ------------------------------------------------------------------------------------------------------

/**
 * An image in memory or in a file. Its bytes decide its format, not its name or `type`.
 *
 * The bytes of a buffer and the pixels of a canvas are copied when the call is made. Keep an `ImageBitmap` open until the call's progress is
 * past `"preparing"`. A program that is compiled without the DOM library has no canvases and no `ImageBitmap`.
 */
export type LocalImage =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | Dom<"HTMLCanvasElement">
  | Dom<"OffscreenCanvas">
  | Dom<"ImageBitmap">;

/** The type of a class of the DOM library; `never` in a program that is compiled without it, such as a server. */
export type Dom<Name extends string> = typeof globalThis extends { [N in Name]: { prototype: infer Instance } }
  ? Instance
  : never;

/**
 * An image to edit.
 *
 * - A local image is sent in the provider's way: as a base64 data URI, or by the provider's own upload.
 * - An `https:` address, as a string or a `URL`, is sent as it is; the provider fetches it.
 * - A `data:image/…;base64,…` string is treated as a local image.
 *
 * A path, a `blob:` or an `http:` address is no image: the call rejects with `invalidRequest`.
 */
export type ImageInput = LocalImage | URL | string;

/** The images of a request, in the order in which they are sent: a list, or the `files` of a file input. */
export type ImageInputs = readonly ImageInput[] | Dom<"FileList">;

/**
 * Limits a list of images that is written out: one with more than `Max` does not compile. The length of any other list is checked by the
 * call, which rejects with `invalidRequest`.
 */
export type AtMostImages<Max extends number> = {
  readonly [Index in 0 | Max]?: Index extends 0 ? ImageInput : `at most ${Max} images`;
};

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
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana-pro/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro, edit at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-pro
     */
    "google/nano-banana-pro/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana-pro/edit-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "match";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro (Extra), edit at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-pro-extra-edit-image
     */
    "google/nano-banana-pro-extra/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana-pro-extra/edit-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "21:9" | "3:4" | "4:3" | "4:5" | "5:4" | "match";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, text to image at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-2-text-to-image
     */
    "google/nano-banana-2/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana-2/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, edit at PixelByte. $0.134 at 1K, $0.134 at 2K, $0.2412 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-2-edit-image
     */
    "google/nano-banana-2/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana-2/edit-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana, text to image at PixelByte. $0.04 at 1K, $0.04 at 2K, $0.08 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana
     */
    "google/nano-banana": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana, edit at PixelByte. $0.04 at 1K, $0.04 at 2K, $0.08 at 4K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana
     */
    "google/nano-banana/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana/edit-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "match";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana (TEST), text to image at PixelByte. $0.04 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/google/nano-banana-dev-text-to-image
     */
    "google/nano-banana-dev/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "google/nano-banana-dev/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"9:16"`. */
      aspectRatio?: "9:16" | "16:9" | "1:1" | "2:3" | "3:2" | "21:9" | "3:4" | "4:3" | "4:5" | "5:4";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 1.5, text to image at PixelByte. $0.034 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-5-text-to-image
     */
    "openai/gpt-image-1.5/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "openai/gpt-image-1.5/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 1.5, edit at PixelByte. $0.034 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-5-edit-image
     */
    "openai/gpt-image-1.5/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "openai/gpt-image-1.5/edit-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<1>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3" | "match";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 1 Mini, text to image at PixelByte. $0.011 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-mini-text-to-image
     */
    "openai/gpt-image-1-mini/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "openai/gpt-image-1-mini/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 1 Mini, edit at PixelByte. $0.011 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/openai/gpt-image-1-mini-edit-image
     */
    "openai/gpt-image-1-mini/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "openai/gpt-image-1-mini/edit-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<1>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "3:2" | "2:3" | "match";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 5, text to image at PixelByte. $0.035 at 2K, $0.0525 at 3K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/seedance/seedream-5-text-to-image
     */
    "seedance/seedream-5/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "seedance/seedream-5/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "21:9" | "3:2" | "2:3";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "2K" | "3K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 5, edit at PixelByte. $0.035 at 2K, $0.0525 at 3K a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/seedance/seedream-5-edit-image
     */
    "seedance/seedream-5/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "seedance/seedream-5/edit-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 14. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<14>;
      /** The shape of the image, width to height. Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "21:9" | "3:2" | "2:3" | "match";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "2K" | "3K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 5 Lite, text to image at PixelByte. $0.035 an image. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v5-lite-text-to-image
     */
    "bytedance-plus/seedream-v5-lite/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "bytedance-plus/seedream-v5-lite/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "3:2" | "2:3" | "4:3" | "3:4";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 5 Lite, edit at PixelByte. $0.035 an image. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v5-lite-image-to-image
     */
    "bytedance-plus/seedream-v5-lite/image-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "bytedance-plus/seedream-v5-lite/image-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<10>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "3:2" | "2:3" | "4:3" | "3:4" | "match";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 4.5, text to image at PixelByte. $0.04 a request. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v4-5-text-to-image
     */
    "bytedance-plus/seedream-v4.5/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "bytedance-plus/seedream-v4.5/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "0.5K" | "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 4.5, edit at PixelByte. $0.04 a request. About 60 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/bytedance-plus/seedream-v4-5-image-to-image
     */
    "bytedance-plus/seedream-v4.5/image-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "bytedance-plus/seedream-v4.5/image-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<10>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "0.5K" | "1K" | "2K" | "4K";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7 Pro, text to image at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-pro-text-to-image
     */
    "alibaba-plus/wan-2.7-pro/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "alibaba-plus/wan-2.7-pro/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the model plans before it draws. Default: `true`. */
      thinking?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7 Pro, edit at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-pro-image-to-image
     */
    "alibaba-plus/wan-2.7-pro/image-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "alibaba-plus/wan-2.7-pro/image-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<4>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7, text to image at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-text-to-image
     */
    "alibaba-plus/wan-2.7/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "alibaba-plus/wan-2.7/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the model plans before it draws. Default: `true`. */
      thinking?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7, edit at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/alibaba-plus/wan-2-7-image-to-image
     */
    "alibaba-plus/wan-2.7/image-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "alibaba-plus/wan-2.7/image-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<4>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Pixel Image 1.0 Pro, text to image at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-pro-text-to-image
     */
    "pixelbyte-plus/pixel-image-1.0-pro/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "pixelbyte-plus/pixel-image-1.0-pro/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the model plans before it draws. Default: `true`. */
      thinking?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Pixel Image 1.0 Pro, edit at PixelByte. $0.045 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-pro-image-to-image
     */
    "pixelbyte-plus/pixel-image-1.0-pro/image-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "pixelbyte-plus/pixel-image-1.0-pro/image-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<4>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Pixel Image 1.0, text to image at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-text-to-image
     */
    "pixelbyte-plus/pixel-image-1.0/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "pixelbyte-plus/pixel-image-1.0/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the model plans before it draws. Default: `true`. */
      thinking?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Pixel Image 1.0, edit at PixelByte. $0.03 an image. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/pixelbyte-plus/pixel-image-1-0-image-to-image
     */
    "pixelbyte-plus/pixel-image-1.0/image-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "pixelbyte-plus/pixel-image-1.0/image-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 4. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<4>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Runway Gen-4 Image, text to image at PixelByte. $0.05 at 720p, $0.08 at 1080p a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/runway/gen-4-image-text-to-image
     */
    "runway/gen-4-image/text-to-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "runway/gen-4-image/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9";
      /** The class of the image's longest side. Default: `"720p"`. */
      resolution?: "720p" | "1080p";
      /** A style of the model. */
      style?: "vivid" | "vivid-warm" | "vivid-cool" | "high-contrast" | "high-contrast-warm" | "high-contrast-cool" | "bw" | "bw-contrast" | "muted-pastel" | "dreamscape" | "nordic-minimal" | "light-anime" | "dark-anime" | "painted-anime" | "3d-cartoon" | "sketch" | "low-angle" | "in-motion" | "terracotta";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. 1 to 5. */
        diversity?: 1 | 2 | 3 | 4 | 5;
        [field: string]: unknown;
      };
    };
    /**
     * Runway Gen-4 Image, edit at PixelByte. $0.05 at 720p, $0.08 at 1080p a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/runway/gen-4-image-edit-image
     */
    "runway/gen-4-image/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "runway/gen-4-image/edit-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 3. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<3>;
      /** The shape of the image, width to height. Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"720p"`. */
      resolution?: "720p" | "1080p";
      /** A style of the model. */
      style?: "vivid" | "vivid-warm" | "vivid-cool" | "high-contrast" | "high-contrast-warm" | "high-contrast-cool" | "bw" | "bw-contrast" | "muted-pastel" | "dreamscape" | "nordic-minimal" | "light-anime" | "dark-anime" | "painted-anime" | "3d-cartoon" | "sketch" | "low-angle" | "in-motion" | "terracotta";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. 1 to 5. */
        diversity?: 1 | 2 | 3 | 4 | 5;
        [field: string]: unknown;
      };
    };
    /**
     * Runway Gen-4 Turbo Image, edit at PixelByte. $0.02 a request. About 30 s.
     *
     * Source: https://developer.pixelbyte.app/docs/models/image/runway/gen-4-turbo-image
     */
    "runway/gen-4-turbo-image/edit-image": {
      /** The provider. */
      provider: "pixelbyte";
      /** The provider's own id. */
      model: "runway/gen-4-turbo-image/edit-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 3. Local ones: jpeg, png, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<3>;
      /** The shape of the image, width to height. Default: `"16:9"`. */
      aspectRatio?: "16:9" | "9:16" | "1:1" | "2:3" | "3:2" | "4:3" | "3:4" | "4:5" | "5:4" | "21:9" | "match";
      /** A style of the model. */
      style?: "vivid" | "vivid-warm" | "vivid-cool" | "high-contrast" | "high-contrast-warm" | "high-contrast-cool" | "bw" | "bw-contrast" | "muted-pastel" | "dreamscape" | "nordic-minimal" | "light-anime" | "dark-anime" | "painted-anime" | "3d-cartoon" | "sketch" | "low-angle" | "in-motion" | "terracotta";
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
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
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "google/nano-banana-pro/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-pro/edit
     */
    "google/nano-banana-pro/edit": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "google/nano-banana-pro/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, bmp, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-2/generation
     */
    "google/nano-banana-2/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "google/nano-banana-2/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. Default: `false`. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana-2/edit
     */
    "google/nano-banana-2/edit": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "google/nano-banana-2/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 14. Local ones: jpeg, png, bmp, webp, at most 20 MiB each. */
      images: ImageInputs & AtMostImages<14>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. Default: `false`. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana/generation
     */
    "google/nano-banana/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "google/nano-banana/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://mulerun.com/docs/api-reference/endpoint/google/nano-banana/edit
     */
    "google/nano-banana/edit": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "google/nano-banana/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, bmp, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9" | "match";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 2, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/generation
     */
    "openai/gpt-image-2/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "openai/gpt-image-2/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The model's tier of quality. Default: `"high"`. */
      quality?: "high" | "medium" | "low" | "auto";
      /** The size in pixels, or a preset. Default: `"auto"`. */
      size?: SizeOf<1024, 1024> | SizeOf<1536, 1024> | SizeOf<1024, 1536> | SizeOf<2048, 2048> | SizeOf<2048, 1152> | SizeOf<3840, 2160> | SizeOf<2160, 3840> | "auto";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 2, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/edit
     */
    "openai/gpt-image-2/edit": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "openai/gpt-image-2/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** An image that marks what to change. Local ones: jpeg, png, webp. */
      mask?: ImageInput;
      /** The size in pixels, or a preset. Default: `"auto"`. */
      size?: SizeOf<1024, 1024> | SizeOf<1536, 1024> | SizeOf<1024, 1536> | SizeOf<2048, 2048> | SizeOf<2048, 1152> | SizeOf<3840, 2160> | SizeOf<2160, 3840> | "auto";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.6, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-t2i/generation
     */
    "alibaba/wan2.6-t2i/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "alibaba/wan2.6-t2i/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.6, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-image/generation
     */
    "alibaba/wan2.6-image/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "alibaba/wan2.6-image/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** The images to edit. 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<2>;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.5 Preview, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-t2i-preview/generation
     */
    "alibaba/wan2.5-t2i-preview/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "alibaba/wan2.5-t2i-preview/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.5 Preview, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-i2i-preview/generation
     */
    "alibaba/wan2.5-i2i-preview/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "alibaba/wan2.5-i2i-preview/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** The images to edit. 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<2>;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Max, text to image at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-max/generation
     */
    "alibaba/qwen-image-max/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "alibaba/qwen-image-max/generation";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1664, height: 928 }`. */
      size?: SizeOf<1664, 928> | SizeOf<1472, 1104> | SizeOf<1328, 1328> | SizeOf<1104, 1472> | SizeOf<928, 1664>;
      /** Whether, or how, the provider rewrites the prompt. Default: `true`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Edit Max, edit at MuleRun. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-edit-max/generation
     */
    "alibaba/qwen-image-edit-max/generation": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "alibaba/qwen-image-edit-max/generation";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** The images to edit. 1 to 3. Local ones: jpeg, png, bmp, tiff, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<3>;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many images. 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** Whether, or how, the provider rewrites the prompt. Default: `true`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Midjourney, text to image at MuleRun. $0.0425 to $0.17 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/midjourney/diffusion
     */
    "midjourney/diffusion": {
      /** The provider. */
      provider: "mulerun";
      /** The provider's own id. */
      model: "midjourney/diffusion";
      /** What the image should be, in words. At most 8192 characters. */
      prompt: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
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
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "google/nano-banana-pro/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-pro/edit
     */
    "google/nano-banana-pro/edit": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "google/nano-banana-pro/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, bmp, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-2/generation
     */
    "google/nano-banana-2/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "google/nano-banana-2/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. Default: `false`. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/google/nano-banana-2/edit
     */
    "google/nano-banana-2/edit": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "google/nano-banana-2/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 14. Local ones: jpeg, png, bmp, webp, at most 20 MiB each. */
      images: ImageInputs & AtMostImages<14>;
      /** The shape of the image, width to height. Default: `"1:1"`. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9" | "match";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. Default: `false`. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 2, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/generation
     */
    "openai/gpt-image-2/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "openai/gpt-image-2/generation";
      /** What the image should be, in words. */
      prompt: string;
      /** The model's tier of quality. Default: `"high"`. */
      quality?: "high" | "medium" | "low" | "auto";
      /** The size in pixels, or a preset. Default: `"auto"`. */
      size?: SizeOf<1024, 1024> | SizeOf<1536, 1024> | SizeOf<1024, 1536> | SizeOf<2048, 2048> | SizeOf<2048, 1152> | SizeOf<3840, 2160> | SizeOf<2160, 3840> | "auto";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 2, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/openai/gpt-image-2/edit
     */
    "openai/gpt-image-2/edit": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "openai/gpt-image-2/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** An image that marks what to change. Local ones: jpeg, png, webp. */
      mask?: ImageInput;
      /** The size in pixels, or a preset. Default: `"auto"`. */
      size?: SizeOf<1024, 1024> | SizeOf<1536, 1024> | SizeOf<1024, 1536> | SizeOf<2048, 2048> | SizeOf<2048, 1152> | SizeOf<3840, 2160> | SizeOf<2160, 3840> | "auto";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.6, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-t2i/generation
     */
    "alibaba/wan2.6-t2i/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "alibaba/wan2.6-t2i/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.6, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.6-image/generation
     */
    "alibaba/wan2.6-image/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "alibaba/wan2.6-image/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** The images to edit. 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<2>;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.5 Preview, text to image at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-t2i-preview/generation
     */
    "alibaba/wan2.5-t2i-preview/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "alibaba/wan2.5-t2i-preview/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.5 Preview, edit at MuleRouter. The price is not known. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/wan2.5-i2i-preview/generation
     */
    "alibaba/wan2.5-i2i-preview/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "alibaba/wan2.5-i2i-preview/generation";
      /** What the image should be, in words. At most 2000 characters. */
      prompt: string;
      /** The images to edit. 1 to 2. Local ones: jpeg, png, bmp, webp, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<2>;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Max, text to image at MuleRouter. $0.075 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-max/generation
     */
    "alibaba/qwen-image-max/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "alibaba/qwen-image-max/generation";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1664, height: 928 }`. */
      size?: SizeOf<1664, 928> | SizeOf<1472, 1104> | SizeOf<1328, 1328> | SizeOf<1104, 1472> | SizeOf<928, 1664>;
      /** Whether, or how, the provider rewrites the prompt. Default: `true`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Edit Max, edit at MuleRouter. $0.075 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/alibaba/qwen-image-edit-max/generation
     */
    "alibaba/qwen-image-edit-max/generation": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "alibaba/qwen-image-edit-max/generation";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** The images to edit. 1 to 3. Local ones: jpeg, png, bmp, tiff, webp, gif, at most 10 MiB each. */
      images: ImageInputs & AtMostImages<3>;
      /** What the image should not have. At most 500 characters. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many images. 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** Whether, or how, the provider rewrites the prompt. Default: `true`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. 0 to 2147483647. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        safety_filter?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Midjourney, text to image at MuleRouter. $0.0425 to $0.17 an image. About 30 s.
     *
     * Source: https://www.mulerouter.ai/docs/api-reference/endpoint/midjourney/diffusion
     */
    "midjourney/diffusion": {
      /** The provider. */
      provider: "mulerouter";
      /** The provider's own id. */
      model: "midjourney/diffusion";
      /** What the image should be, in words. At most 8192 characters. */
      prompt: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
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
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana-pro/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The shape of the image, width to height. */
      aspectRatio?: "auto" | "21:9" | "16:9" | "3:2" | "4:3" | "5:4" | "1:1" | "4:5" | "3:4" | "2:3" | "9:16" | "match";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png" | "webp";
      /** The class of the image's longest side. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        /** As the provider's page describes it. */
        limit_generations?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro, text to image at Pixazo. $0.1407 at 1K, $0.1407 at 2K, $0.252 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana-pro/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The shape of the image, width to height. */
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png" | "webp";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. Default: `false`. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        safety_tolerance?: string;
        /** As the provider's page describes it. Default: `false`. */
        sync_mode?: boolean;
        /** As the provider's page describes it. Default: `true`. */
        limit_generations?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro (batch), edit at Pixazo. $0.08 at 1K, $0.08 at 2K, $0.12 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro-batch/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana-pro-batch/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 5. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<5>;
      /** How many images. 1 to 10. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
      /** The shape of the image, width to height. */
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16" | "match";
      /** The class of the image's longest side. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. */
      webSearch?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana Pro (batch), text to image at Pixazo. $0.08 at 1K, $0.08 at 2K, $0.12 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-pro
     */
    "nano-banana-pro-batch/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana-pro-batch/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many images. 1 to 10. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
      /** The shape of the image, width to height. */
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16";
      /** The class of the image's longest side. */
      resolution?: "1K" | "2K" | "4K";
      /** Whether the model may search the web. */
      webSearch?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana 2, text to image at Pixazo. $0.063 at 0.5K, $0.084 at 1K, $0.126 at 2K, $0.168 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana-2
     */
    "nano-banana-2/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana-2/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The shape of the image, width to height. */
      aspectRatio?: "1:1" | "1:4" | "1:8" | "2:3" | "3:2" | "3:4" | "4:1" | "4:3" | "4:5" | "5:4" | "8:1" | "9:16" | "16:9" | "21:9";
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "0.5K" | "1K" | "2K" | "4K";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "png" | "jpeg";
      /** Whether the model may search the web. Default: `false`. */
      webSearch?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana, edit at Pixazo. $0.06 to $0.1608 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana
     */
    "nano-banana/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"jpeg"`. */
      outputFormat?: "jpeg" | "png";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `false`. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana, text to image at Pixazo. $0.06 at 1:1, $0.0714 at 5:4, $0.0834 at 4:5, $0.0888 at 3:4, $0.0888 at 4:3, $0.1188 at 16:9, $0.1188 at 9:16, $0.1236 at 3:2, $0.1236 at 2:3, $0.1608 at 21:9 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana
     */
    "nano-banana/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The shape of the image, width to height. */
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        limit_generations?: boolean;
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Nano Banana (batch), edit at Pixazo. $0.03 at 1K, $0.05 at 2K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/nano-banana
     */
    "nano-banana-batch/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "nano-banana-batch/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 3. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<3>;
      /** How many images. 1 to 10. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
      /** The shape of the image, width to height. */
      aspectRatio?: "21:9" | "1:1" | "4:3" | "3:2" | "2:3" | "5:4" | "4:5" | "3:4" | "16:9" | "9:16" | "match";
      /** The class of the image's longest side. */
      resolution?: "1K" | "2K";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png" | "webp";
      /** Whether the model may search the web. */
      webSearch?: boolean;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Flux Fill Dev, edit at Pixazo. $0.04 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-fill-dev
     */
    "flux-fill-dev/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-fill-dev/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** An image that marks what to change. Local ones: jpeg, png, webp. */
      mask: ImageInput;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** How closely the image follows the prompt. Default: `30`. */
      guidance?: number;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** How many steps the model makes. From 1. Default: `28`. */
      steps?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"webp"`. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** The quality of the file. 0 to 100. Default: `80`. */
      outputQuality?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `"1"`. */
        megapixels?: "0.25" | "1" | "match_input";
        /** As the provider's page describes it. Default: `1`. */
        lora_scale?: number;
        /** As the provider's page describes it. Default: `false`. */
        disable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Flux 2 Pro, edit at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-pro
     */
    "flux-2-pro/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-2-pro/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** The size in pixels, or a preset. Default: `"auto"`. */
      size?: Size | "auto";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        safety_tolerance?: "1" | "2" | "3";
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Flux 2 Pro, text to image at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-pro
     */
    "flux-2-pro/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-2-pro/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. */
      size?: "portrait_4_5" | "portrait_9_16" | "square_1_1" | "landscape_3_2" | "landscape_4_3" | "landscape_16_9" | "landscape_21_9";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. 1 to 4. */
        safety_tolerance?: 1 | 2 | 3 | 4;
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Flux 2 Klein, text to image at Pixazo. $0.0003 to $0.0028 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-klein
     */
    "flux-2-klein/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-2-klein/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many steps the model makes. From 1. Default: `25`. */
      steps?: number;
      /** The size in pixels, or a preset. Default: `{ width: 1024, height: 1024 }`. */
      size?: SizeOf<512, 512> | SizeOf<1024, 1024> | SizeOf<1448, 1448> | SizeOf<2048, 2048> | SizeOf<512, 1024> | SizeOf<1024, 512> | SizeOf<1024, 1448> | SizeOf<1448, 1024> | SizeOf<1024, 2048> | SizeOf<2048, 1024> | SizeOf<1448, 2048> | SizeOf<2048, 1448> | SizeOf<512, 1448> | SizeOf<1448, 512> | SizeOf<512, 2048> | SizeOf<2048, 512>;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Flux 2 Dev, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-2-dev
     */
    "flux-2-dev/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-2-dev/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Flux Pro 1.1 Ultra, text to image at Pixazo. $0.08 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-pro-1.1-ultra
     */
    "flux-pro-1.1-ultra/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-pro-1.1-ultra/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The shape of the image, width to height. */
      aspectRatio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png";
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6";
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        raw?: boolean;
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Flux 1 Schnell, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-1-schnell
     */
    "flux-1-schnell/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-1-schnell/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many steps the model makes. 1 to 8. Default: `4`. */
      steps?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** The size in pixels, or a preset. Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Flux Pro, text to image at Pixazo. $0.03 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-pro
     */
    "flux-pro/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-pro/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. */
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Flux Dev, edit at Pixazo. $0.025 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-dev
     */
    "flux-dev/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-dev/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** How much of the first image is changed. */
      strength?: number;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        acceleration?: "none" | "regular" | "high";
        [field: string]: unknown;
      };
    };
    /**
     * Flux Dev, text to image at Pixazo. $0.025 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/flux-dev
     */
    "flux-dev/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "flux-dev/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. */
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        acceleration?: "none" | "regular" | "high";
        [field: string]: unknown;
      };
    };
    /**
     * GPT Image 1.5, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/gpt-image-1-5
     */
    "gpt-image-1.5/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "gpt-image-1.5/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** What is behind the subject. */
      background?: string;
      /** The model's tier of quality. */
      quality?: "high" | "standard";
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 4.5, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-4.5/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "seedream-4.5/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `"2K"`. */
      size?: Size | "2K" | "4K";
      /** The same seed and the same request give a similar image. -1 to 2147483647. */
      seed?: number;
      /** How closely the image follows the prompt. 1 to 10. */
      guidance?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        response_format?: "url" | "b64_json";
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 3, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "seedream-3/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** The same seed and the same request give a similar image. -1 to 2147483647. */
      seed?: number;
      /** How closely the image follows the prompt. 1 to 10. */
      guidance?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        response_format?: "url" | "b64_json";
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 4.5, edit at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-4.5/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "seedream-4.5/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** The size in pixels, or a preset. */
      size?: "adaptive" | "2K" | "4k";
      /** The same seed and the same request give a similar image. -1 to 2147483647. */
      seed?: number;
      /** How closely the image follows the prompt. 1 to 10. */
      guidance?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        response_format?: "url" | "b64_json";
        [field: string]: unknown;
      };
    };
    /**
     * SeedEdit 3.0, edit at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seededit-3/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "seededit-3/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** The size in pixels, or a preset. */
      size?: "adaptive" | "2K" | "4k";
      /** The same seed and the same request give a similar image. -1 to 2147483647. */
      seed?: number;
      /** How closely the image follows the prompt. 1 to 10. */
      guidance?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        response_format?: "url" | "b64_json";
        [field: string]: unknown;
      };
    };
    /**
     * Seedream 4, edit at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/seedream-4-5
     */
    "seedream-4/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "seedream-4/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The size in pixels, or a preset. */
      size?: "adaptive" | "2K" | "4k";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        sequential_image_generation?: "auto" | "disabled";
        /** As the provider's page describes it. */
        response_format?: "url" | "b64_json";
        /** As the provider's page describes it. */
        watermark?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Hunyuan Image 3.0, text to image at Pixazo. $0.11 to $0.4 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/hunyuan-image
     */
    "hunyuan-image-3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "hunyuan-image-3/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `"square_hd"`. */
      size?: "square_hd" | "square" | "portrait_4_3" | "portrait_16_9" | "landscape_4_3" | "landscape_16_9";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** How many steps the model makes. From 1. Default: `28`. */
      steps?: number;
      /** How closely the image follows the prompt. Default: `7.5`. */
      guidance?: number;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "jpeg" | "png";
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Hunyuan Image 3.0 Instruct, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/hunyuan-image-3-0-instruct
     */
    "hunyuan-image-3-instruct/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "hunyuan-image-3-instruct/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `"auto"`. */
      size?: SizeOf<512, 512> | SizeOf<1024, 1024> | SizeOf<768, 1344> | SizeOf<1344, 768> | "auto";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** How closely the image follows the prompt. 1 to 10. Default: `3.5`. */
      guidance?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * FireRed Image Edit 1, edit at Pixazo. $0.016 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/firered-image-edit
     */
    "firered-image-edit/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "firered-image-edit/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp, gif. */
      images: ImageInputs;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** The shape of the image, width to height. Default: `"match_input_image"`. */
      aspectRatio?: "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "match";
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"webp"`. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** The quality of the file. 0 to 100. Default: `95`. */
      outputQuality?: number;
      /** How closely the image follows the prompt. 0 to 20. Default: `4`. */
      guidance?: number;
      /** How many steps the model makes. 1 to 100. Default: `40`. */
      steps?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        go_fast?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7, text to image at Pixazo. $0.03 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7
     */
    "wan-2.7/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.7/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the model plans before it draws. Default: `true`. */
      thinking?: boolean;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `false`. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        enable_sequential?: boolean;
        /** As the provider's page describes it. */
        color_palette?: readonly unknown[];
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7, edit at Pixazo. $0.03 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7
     */
    "wan-2.7/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.7/edit";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 9. Local ones: jpeg, png, bmp, webp, at most 19 MiB each. */
      images: ImageInputs & AtMostImages<9>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `false`. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        bbox_list?: readonly unknown[];
        /** As the provider's page describes it. */
        enable_sequential?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7 Pro, text to image at Pixazo. $0.075 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7-pro
     */
    "wan-2.7-pro/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.7-pro/text-to-image";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Whether, or how, the model plans before it draws. Default: `true`. */
      thinking?: boolean;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** An `https:` address that the provider calls when the job has ended. For your server: a page cannot receive it. */
      webhookUrl?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `false`. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        enable_sequential?: boolean;
        /** As the provider's page describes it. */
        color_palette?: readonly unknown[];
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.7 Pro, edit at Pixazo. $0.075 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-2-7-pro
     */
    "wan-2.7-pro/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.7-pro/edit";
      /** What the image should be, in words. At most 5000 characters. */
      prompt: string;
      /** The images to edit. 1 to 9. Local ones: jpeg, png, bmp, webp, at most 19 MiB each. */
      images: ImageInputs & AtMostImages<9>;
      /** The class of the image's longest side. Default: `"2K"`. */
      resolution?: "1K" | "2K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `false`. */
        watermark?: boolean;
        /** As the provider's page describes it. */
        bbox_list?: readonly unknown[];
        /** As the provider's page describes it. */
        enable_sequential?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.5, text to image at Pixazo. $0.05 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-image-2-5
     */
    "wan-2.5/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.5/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** How many images. 1 to 1. Default: `1`. */
      count?: 1;
      /** Whether, or how, the provider rewrites the prompt. Default: `false`. */
      enhancePrompt?: boolean;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        watermark?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.5, edit at Pixazo. $0.05 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-image-2-5
     */
    "wan-2.5/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.5/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 or more; the provider documents no limit. Local ones: jpeg, png, webp. */
      images: ImageInputs;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1280, height: 1280 }`. */
      size?: Size;
      /** How many images. 1 to 1. Default: `1`. */
      count?: 1;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.2 Plus, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.2-plus/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.2-plus/text-to-image";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.2 Flash, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.2-flash/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.2-flash/text-to-image";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.1 Plus, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.1-plus/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.1-plus/text-to-image";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Wan 2.1 Turbo, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/wan-t2i
     */
    "wan-2.1-turbo/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "wan-2.1-turbo/text-to-image";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Kling Image O3, text to image at Pixazo. $0.028 at 1K, $0.028 at 2K, $0.056 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-image
     */
    "kling-image-o3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "kling-image-o3/text-to-image";
      /** What the image should be, in words. At most 2500 characters. */
      prompt: string;
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** How many images. 1 to 9. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
      /** The shape of the image, width to height. Default: `"auto"`. */
      aspectRatio?: "auto" | "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9";
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        result_type?: "single" | "series";
        /** As the provider's page describes it. 2 to 9. */
        series_amount?: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Kling Image O3, edit at Pixazo. $0.028 at 1K, $0.028 at 2K, $0.056 at 4K an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-image-o3-i2i
     */
    "kling-image-o3/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "kling-image-o3/edit";
      /** What the image should be, in words. At most 2500 characters. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** The class of the image's longest side. Default: `"1K"`. */
      resolution?: "1K" | "2K" | "4K";
      /** How many images. 1 to 9. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
      /** The shape of the image, width to height. Default: `"auto"`. */
      aspectRatio?: "auto" | "1:1" | "16:9" | "9:16" | "4:3" | "3:4" | "3:2" | "2:3" | "21:9" | "match";
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"png"`. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        elements?: readonly unknown[];
        /** As the provider's page describes it. */
        result_type?: "single" | "series";
        /** As the provider's page describes it. 2 to 9. */
        series_amount?: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
        /** As the provider's page describes it. */
        sync_mode?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Kling Image 3, text to image at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-image-t2i
     */
    "kling-image-3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "kling-image-3/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The shape of the image, width to height. Default: `"16:9"`. */
      aspectRatio?: "1:1" | "4:3" | "16:9" | "9:16" | "21:9";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** The class of the image's longest side. */
        resolution?: string;
        /** As the provider's page describes it. */
        output_format?: string;
        [field: string]: unknown;
      };
    };
    /**
     * Kling O1 Image, edit at Pixazo. The price is not known. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/kling-o1-image
     */
    "kling-o1-image/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "kling-o1-image/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 2. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<2>;
      /** The class of the image's longest side. */
      resolution?: "1K" | "2K" | "4K";
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The shape of the image, width to height. */
      aspectRatio?: "auto" | "1:1" | "4:3" | "16:9" | "9:16" | "match";
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "png" | "jpeg";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Max, text to image at Pixazo. $0.04 to $0.055 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/qwen-image-max
     */
    "qwen-image-max/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "qwen-image-max/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. Default: `"square_hd"`. */
      size?: "square_hd" | "portrait_hd" | "landscape_hd";
      /** Whether, or how, the provider rewrites the prompt. Default: `true`. */
      enhancePrompt?: boolean;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Max, edit at Pixazo. $0.04 to $0.055 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/qwen-image-max-edit
     */
    "qwen-image-max/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "qwen-image-max/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** What the image should not have. */
      negativePrompt?: string;
      /** Whether, or how, the provider rewrites the prompt. Default: `true`. */
      enhancePrompt?: boolean;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `true`. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Qwen Image Edit Plus LoRA, edit at Pixazo. $0.055 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/qwen-image-edit-plus
     */
    "qwen-image-edit-plus-lora/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "qwen-image-edit-plus-lora/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** How closely the image follows the prompt. 1 to 20. */
      guidance?: number;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png";
      /** What the image should not have. */
      negativePrompt?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        image_size?: string;
        /** As the provider's page describes it. */
        acceleration?: "none" | "regular";
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        [field: string]: unknown;
      };
    };
    /**
     * Recraft v3, text to image at Pixazo. $0.04 an image. About 15 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "recraft-v3/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** A style of the model. Default: `"Recraft V3 Raw"`. */
      style?: string;
      /** The size in pixels, or a preset. Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** How many images. 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** What the image should not have. */
      negativePrompt?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        style_id?: string;
        /** As the provider's page describes it. */
        controls?: { [name: string]: unknown };
        [field: string]: unknown;
      };
    };
    /**
     * Recraft v3, edit at Pixazo. $0.04 an image. About 20 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v3/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "recraft-v3/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp, at most 4 MiB each. */
      images: ImageInputs & AtMostImages<1>;
      /** How much of the first image is changed. 0 to 1. Default: `0.5`. */
      strength?: number;
      /** A style of the model. */
      style?: string;
      /** How many images. 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** What the image should not have. */
      negativePrompt?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        style_id?: string;
        [field: string]: unknown;
      };
    };
    /**
     * Recraft v4, text to image at Pixazo. $0.04 an image. About 20 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v4/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "recraft-v4/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `{ width: 1024, height: 1024 }`. */
      size?: Size;
      /** How many images. 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        controls?: { [name: string]: unknown };
        [field: string]: unknown;
      };
    };
    /**
     * Recraft v4 Pro, text to image at Pixazo. $0.25 an image. About 40 s.
     *
     * Source: https://www.pixazo.ai/models/recraft
     */
    "recraft-v4-pro/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "recraft-v4-pro/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `{ width: 2048, height: 2048 }`. */
      size?: SizeOf<2048, 2048> | SizeOf<3072, 1536> | SizeOf<1536, 3072> | SizeOf<2560, 1664> | SizeOf<1664, 2560> | SizeOf<2432, 1792> | SizeOf<1792, 2432> | SizeOf<2304, 1792> | SizeOf<1792, 2304> | SizeOf<1664, 2688> | SizeOf<2560, 1792> | SizeOf<1792, 2560> | SizeOf<2688, 1536> | SizeOf<1536, 2688> | "1:1" | "2:1" | "1:2" | "3:2" | "2:3" | "4:3" | "3:4" | "5:4" | "4:5" | "6:10" | "14:10" | "10:14" | "16:9" | "9:16";
      /** How many images. 1 to 6. Default: `1`. */
      count?: 1 | 2 | 3 | 4 | 5 | 6;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        controls?: { [name: string]: unknown };
        [field: string]: unknown;
      };
    };
    /**
     * Reve, edit at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/reve-image
     */
    "reve/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "reve/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        version?: "latest" | "reve-edit@20250915";
        [field: string]: unknown;
      };
    };
    /**
     * Reve remix, edit at Pixazo. $0.06 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/reve-image
     */
    "reve/remix": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "reve/remix";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 4. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<4>;
      /** The shape of the image, width to height. */
      aspectRatio?: "16:9" | "9:16" | "3:2" | "2:3" | "4:3" | "3:4" | "1:1" | "match";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        version?: string;
        [field: string]: unknown;
      };
    };
    /**
     * Stable Diffusion 3.5 Large, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sd3-5
     */
    "sd-3.5-large/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "sd-3.5-large/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How closely the image follows the prompt. 1 to 20. Default: `5`. */
      guidance?: number;
      /** How many steps the model makes. 20 to 100. Default: `40`. */
      steps?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. Default: `"webp"`. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** The quality of the file. 1 to 100. Default: `90`. */
      outputQuality?: number;
      /** How much of the first image is changed. 0 to 1. Default: `0.85`. */
      strength?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. Default: `"1:1"`. */
        aspect_ratio?: string;
        [field: string]: unknown;
      };
    };
    /**
     * Stable Diffusion 3, text to image at Pixazo. $0.2 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sd3
     */
    "sd-3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "sd-3/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** How many steps the model makes. 1 to 28. */
      steps?: number;
      /** How closely the image follows the prompt. 0 to 20. */
      guidance?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "webp";
      /** The quality of the file. 0 to 100. */
      outputQuality?: number;
      /** How much of the first image is changed. */
      strength?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        aspect_ratio?: string;
        [field: string]: unknown;
      };
    };
    /**
     * SDXL Base 1.0, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sdxl
     */
    "sdxl-base/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "sdxl-base/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * SDXL Lightning, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sdxl-lightning
     */
    "sdxl-lightning/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "sdxl-lightning/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * SDXL Turbo, text to image at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/sdxl-turbo
     */
    "sdxl-turbo/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "sdxl-turbo/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `{ width: 768, height: 768 }`. */
      size?: Size;
      /** How many steps the model makes. 1 to 50. Default: `4`. */
      steps?: number;
      /** How closely the image follows the prompt. 0 to 15. Default: `0`. */
      guidance?: number;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * Stable Diffusion inpainting, edit at Pixazo. Free. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/inpainting
     */
    "sd-inpainting/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "sd-inpainting/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<1>;
      /** An image that marks what to change. Local ones: jpeg, png, webp. */
      mask: ImageInput;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** The same seed and the same request give a similar image. */
      seed?: number;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * AuraFlow 0.3, text to image at Pixazo. $0.001 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/auraflow-v0-3
     */
    "auraflow-0.3/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "auraflow-0.3/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** Whether, or how, the provider rewrites the prompt. */
      enhancePrompt?: boolean;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * LongCat Image, text to image at Pixazo. $0.13 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/longcat-image
     */
    "longcat-image/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "longcat-image/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `"square_1_1"`. */
      size?: "landscape_4_3" | "portrait_3_4" | "square_1_1" | "ultra_wide_16_9" | "ultra_portrait_9_16";
      /** How many steps the model makes. From 1. */
      steps?: number;
      /** How closely the image follows the prompt. */
      guidance?: number;
      /** How many images. From 1. Default: `1`. */
      count?: number;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "png" | "jpeg" | "webp";
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        acceleration?: "regular" | "high_performance";
        [field: string]: unknown;
      };
    };
    /**
     * Z-Image Turbo, text to image at Pixazo. $0.008 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/z-image-turbo
     */
    "z-image-turbo/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "z-image-turbo/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `"square_1_1"`. */
      size?: "portrait_3_4" | "landscape_4_3" | "square_1_1" | "portrait_9_16" | "landscape_16_9";
      /** How many steps the model makes. 1 to 50. */
      steps?: number;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        output_format?: string;
        /** As the provider's page describes it. */
        acceleration?: string;
        [field: string]: unknown;
      };
    };
    /**
     * Z-Image Base, text to image at Pixazo. $0.01 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/z-image-base
     */
    "z-image-base/text-to-image": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "z-image-base/text-to-image";
      /** What the image should be, in words. */
      prompt: string;
      /** The size in pixels, or a preset. Default: `"square_1_1"`. */
      size?: "portrait_3_4" | "landscape_4_3" | "square_1_1" | "portrait_9_16" | "landscape_16_9";
      /** How many steps the model makes. 10 to 100. Default: `28`. */
      steps?: number;
      /** How closely the image follows the prompt. 1 to 20. Default: `4`. */
      guidance?: number;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        output_format?: string;
        /** As the provider's page describes it. */
        acceleration?: "regular" | "fast" | "ultra_fast";
        [field: string]: unknown;
      };
    };
    /**
     * Studio Ghibli v1 at Pixazo. $0.015 to $0.0402 an image. About 16 s.
     *
     * Source: https://www.pixazo.ai/models/studio-ghibli
     */
    "studio-ghibli": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "studio-ghibli";
      /** What the image should be, in words. */
      prompt: string;
      /** What the image should not have. */
      negativePrompt?: string;
      /** The images to edit. 0 to 1. Local ones: jpeg, png, webp. */
      images?: ImageInputs & AtMostImages<1>;
      /** An image that marks what to change. Local ones: jpeg, png, webp. */
      mask?: ImageInput;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "webp" | "jpeg" | "png";
      /** The quality of the file. 0 to 100. */
      outputQuality?: number;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        aspect_ratio?: string;
        [field: string]: unknown;
      };
    };
    /**
     * PixelForge 1.0, edit at Pixazo. $0.04 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/pixelforge-image
     */
    "pixelforge-1.0/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "pixelforge-1.0/edit";
      /** What the image should be, in words. */
      prompt: string;
      /** The images to edit. 1 to 3. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<3>;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        [field: string]: unknown;
      };
    };
    /**
     * PixelForge relighting, edit at Pixazo. $0.04 an image. About 30 s.
     *
     * Source: https://www.pixazo.ai/models/pixelforge-relighting
     */
    "pixelforge-relighting/edit": {
      /** The provider. */
      provider: "pixazo";
      /** The provider's own id. */
      model: "pixelforge-relighting/edit";
      /** What the image should be, in words. At most 800 characters. */
      prompt: string;
      /** The images to edit. 1 to 10. Local ones: jpeg, png, webp. */
      images: ImageInputs & AtMostImages<10>;
      /** The size in pixels, or a preset. */
      size?: Size;
      /** How many steps the model makes. 1 to 150. Default: `50`. */
      steps?: number;
      /** How closely the image follows the prompt. 1 to 20. Default: `4`. */
      guidance?: number;
      /** How many images. 1 to 4. Default: `1`. */
      count?: 1 | 2 | 3 | 4;
      /** The format of the image; look at the bytes, providers do not always keep to it. */
      outputFormat?: "jpeg" | "png";
      /** What the image should not have. */
      negativePrompt?: string;
      /** Further fields of the provider, sent as they are. */
      extra?: {
        /** As the provider's page describes it. */
        enable_safety_checker?: boolean;
        /** As the provider's page describes it. */
        acceleration?: "none" | "regular";
        /** As the provider's page describes it. */
        loras?: readonly unknown[];
        [field: string]: unknown;
      };
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

/** One size of a model that has a list of them: `{ width: 1024, height: 768 }` for `SizeOf<1024, 768>`. */
export interface SizeOf<Width extends number, Height extends number> {
  /** Width in pixels. */
  width: Width;
  /** Height in pixels. */
  height: Height;
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
/** Marks what {@link requestFor} made. */
export declare const chosen: unique symbol;

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
  /**
   * What you want kept with the job: a title, the id of a thumbnail. Plain JSON of at most 10,000 characters and 32 levels, taken when the call
   * is made; anything else is `invalidRequest`. It stands in the intent and the ticket, so in your `store`, `pending()`, results and errors,
   * and is sent to nobody. Default: none.
   *
   * @example
   * await plantain.run(request, { label: { title: "A red hat", photo: 7 } });
   * for (const { label } of await plantain.pending()) console.log(label);
   */
  label?: Json;
  /** Called with the progress of the call: at every change, and at least once a second in between. What it throws is reported to the page's `error` event and changes nothing. */
  onProgress?: (progress: Progress) => void;
  /** Called with the ticket once the provider has accepted the job, also after an abort. Awaited before the first poll. */
  onAccepted?: (ticket: Ticket) => void | Promise<void>;
  /**
   * Keeps what is known of each purchase until it is delivered, so that a reload loses none: see {@link Client.pending}. Holds no key, no
   * image, and no prompt in clear, unless your `label` has them. Default: `null`, nowhere. One that is full or throws is a warning on the console, never an error; a
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
  /**
   * For requests of a family: the only providers that may be asked. Default: all that are configured; with a `relay` that is all, and one for
   * which it has no key is passed over.
   */
  among?: readonly Provider[];
  /**
   * Used for every call instead of the global `fetch`: for tests, logging, interceptors, other transports. It is called with the address
   * as a string and plain options: headers are an object, a body is a string or, with images in it, a `Uint8Array`. Its answer is read by
   * what it has: a stream, `text`, `json` or `arrayBuffer`.
   */
  fetch?: typeof globalThis.fetch;
}

/** What `runMany` may be told besides; the rest goes for each request. `timeoutMs` counts from the beginning of each. */
export interface ManyOptions extends Omit<Options, "onAccepted" | "onProgress"> {
  /** As in {@link Options}, with the index of the request. */
  onAccepted?: (ticket: Ticket, index: number) => void | Promise<void>;
  /** As in {@link Options}, with the index of the request. */
  onProgress?: (progress: Progress, index: number) => void;
  /** A label for each request, in their order; where one is missing or `null`, `label` stands for it. */
  labels?: readonly (Json | undefined)[];
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

/** What JSON can hold. A member that is `undefined` is left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** How far a call is. */
export interface Progress {
  /** `"preparing"` reads and encodes files, `"uploading"` sends them, `"submitting"` buys, `"waiting"` polls for the result; in this order. */
  stage: "preparing" | "uploading" | "submitting" | "waiting";
  /** Whether the provider works on the job yet, by its last reply. While waiting, once it has said so. */
  status?: "queued" | "running";
  /**
   * How much of the way to the images lies behind, from 0 to 1, for a bar. Never less than before, also where a family's next provider begins
   * anew. While waiting it follows from the ticket, the clock and the expected time, so `wait` goes on after a reload where `run` was. Below 1
   * until the call ends.
   */
  fraction: number;
  /** Bytes read so far, while preparing; images uploaded so far, while uploading. */
  loaded?: number;
  /** What `loaded` counts up to. */
  total?: number;
  /** Milliseconds since the call began; of `wait`, since the submit; of a family, since the present provider's turn. */
  elapsedMs: number;
  /** When the provider or the model's typical time says that the job ends, counted like `elapsedMs`. While waiting. */
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
  /** The `label` of the call. */
  label?: Json;
}

/**
 * The write-ahead record of a submit, stored before it is sent: plain JSON. It stays in the `store` while the outcome of the submit is
 * unknown. Holds no key, no image, and the prompt only as part of a digest, unless your `label` has it.
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
  /** The `label` of the call. */
  label?: Json;
}

/** What the `store` holds of one job, by `state`. */
export type Pending = PendingTicket | PendingIntent;

/** A job that was accepted and not delivered yet: `wait(ticket)` goes on with it. */
export interface PendingTicket {
  /** Discriminates {@link Pending}. */
  state: "accepted";
  /** The receipt. */
  ticket: Ticket;
  /** The `label` of the call. */
  label?: Json;
}

/** A submit whose outcome is unknown, or that is still on its way in another tab. */
export interface PendingIntent {
  /** Discriminates {@link Pending}. */
  state: "unknown";
  /** What is known of it. */
  intent: Intent;
  /** The `label` of the call. */
  label?: Json;
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
  kind: ErrorKind | "done";
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
   * the next only while nothing can have been billed and the cause is the provider's or the account's.
   *
   * @throws {PlantainError} `billed` says whether money was spent; `ticket` goes on with an accepted job.
   */
  run(request: ChosenRequest, options?: Options): Promise<Result>;
  /** Runs a request of a family at the first provider that can. */
  run(request: FamilyRequest, options?: Options): Promise<Result>;
  /** Runs a request of one model. */
  run(request: ImageRequest, options?: Options): Promise<Result>;
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
  submit(request: ChosenRequest, options?: Options): Promise<Ticket>;
  /** Buys and gives the receipt. */
  submit(request: ImageRequest, options?: Options): Promise<Ticket>;
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
  buildRequest(request: ChosenRequest, options?: Options): Promise<BuiltRequest>;
  /** Returns the request as it would be sent, without the key. */
  buildRequest(request: ImageRequest, options?: Options): Promise<BuiltRequest>;
}

// --- The module ----------------------------------------------------------------------------------------------------

/** What a model does: from the prompt alone, or from images. */
export type Task = "generate" | "edit";

/** A model for menus and forms: `import { models } from "plantain/models"`, or of one provider from `"plantain/models/mulerun"`. */
export interface ModelInfo {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's name as it writes it. */
  providerName: string;
  /** Whether the provider can cancel a job. */
  canCancel: boolean;
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
  free?: FreeSize;
  /** The least number, or the fewest images. */
  min?: number;
  /** The greatest number, the most images, or the most characters. */
  max?: number;
  /** The media types of local images. */
  formats?: readonly string[];
  /** The size of each local image in bytes. */
  maxBytes?: number;
}

/** Which sizes are allowed where any may be given. */
export interface FreeSize {
  /** Each side, in pixels. */
  side?: Range;
  /** Width times height. */
  pixels?: Range;
  /** Width by height. */
  ratio?: Range;
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
  factors?: readonly PriceFactor[];
}

/** A factor of a price. */
export interface PriceFactor {
  /** The field that it depends on. */
  by: PricedField;
  /** By each value of that field; 1000 leaves the price as it is. */
  thousandths: { readonly [value: string]: number };
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
  free?: FreeSize;
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
export interface OffersRequest extends Partial<RequestFields> {
  /** The underlying model, such as `"nano-banana-pro"`. */
  family: string;
  /** Default: `"edit"` with images, else `"generate"`. */
  task?: Task;
}

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
export function validate(request: ChosenRequest, options?: ModelsOptions): Promise<void>;
/** Checks what can be known without reading files. */
export function validate(request: ImageRequest, options?: ModelsOptions): Promise<void>;

/** What functions besides a client's may be told. */
export interface ModelsOptions {
  /** Your own models, in place of those with the same ids. */
  models?: readonly OwnModel[];
}

/** Returns the price of a request before it is sent, exact in millionths of a US dollar if the provider's page allows. */
export function estimateCost(request: ChosenRequest, options?: ModelsOptions): Promise<Cost>;
/** Returns the price of a request before it is sent. */
export function estimateCost(request: ImageRequest, options?: ModelsOptions): Promise<Cost>;

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
/** A compiled WebAssembly module. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Instance } } } ? Instance : never;
export function init(source?: { module_or_path?: string | URL | Request | Response | ArrayBuffer | ArrayBufferView | WasmModule }): Promise<void>;

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
  /** Whether money was spent. `"unknown"`: the submit left and no clear answer came. Plantain sends it again through a relay alone, which buys it once. */
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
  /** Sentences for a person: what happened and what to do. */
  readonly message: string;
  /** The sentence of what was thrown. */
  readonly cause?: string;
}

/** Returns `true` for a `PlantainError`, also one from another realm or another copy of this package, and for its JSON. */
export function isPlantainError(error: unknown): error is PlantainError;
