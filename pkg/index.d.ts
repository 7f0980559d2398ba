/**
 * Makes and edits images in a web page at PixelByte, MuleRun, MuleRouter and Pixazo, with Nano Banana and other models.
 *
 * The WebAssembly module is loaded once, by the first call that needs it.
 */

// --- Requests ------------------------------------------------------------------------------------------------------

/**
 * An image in memory or in a file. Its bytes decide its format, not its name or `type`.
 *
 * The bytes of a buffer and the pixels of a canvas are copied when the call is made. Keep an `ImageBitmap` open until the call has prepared
 * its files: until `onProgress` reports another stage than `"preparing"`.
 */
export type LocalImage =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | Dom<"HTMLCanvasElement">
  | Dom<"OffscreenCanvas">
  | Dom<"ImageBitmap">;

/** The type of a class of the DOM library; `never` in a program that is compiled without it, such as a server. */
export type Dom<Name extends string> =
  typeof globalThis extends Record<Name, abstract new (...parameters: never) => infer Instance> ? Instance : never;

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
export type ImageRequest = {
  /** Left out: the request names a provider and a model. */
  family?: never;
} & { [P in keyof Requests]: Requests[P][keyof Requests[P]] }[keyof Requests];

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
      /** The shape of the image, width to height. Default: `"match"`. */
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

/** The provider's own id of a model, or the id of one of your own {@link Options.models}. */
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

/** All fields of requests. A model has some of them: see its {@link ModelInfo.fields} and {@link Requests}. */
export interface RequestFields {
  /** What the image should be, in words. */
  prompt: string;
  /** What the image should not have. */
  negativePrompt?: string;
  /** The images to edit, in the order in which they are sent. */
  images?: ImageInputs;
  /** An image that marks what to change. */
  mask?: ImageInput;
  /**
   * The shape of the image, width to height: `"16:9"`. `"match"`: the ratio of the first image, or the model's nearest one. Default: the
   * provider's, which may crop an edited image.
   */
  aspectRatio?: string;
  /** The class of the image's longest side. */
  resolution?: "0.5K" | "1K" | "2K" | "3K" | "4K" | "720p" | "1080p";
  /** The size in pixels, or a preset of the model. */
  size?: Size | string;
  /** How many images. Default: 1. */
  count?: number;
  /** The same seed and the same request give a similar image. */
  seed?: number;
  /** The format of the image. Some providers send another one; {@link download} names the file by its bytes. */
  outputFormat?: "jpeg" | "png" | "webp";
  /** The quality of the file, on the model's own scale. */
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
  /** An `https:` address that the provider calls when the job has ended: for your server, as a page cannot receive the call. */
  webhookUrl?: string;
  /** Further fields, under the provider's own names. They are sent as they are. */
  extra?: { [field: string]: unknown };
}

/** A request for which the client chooses the provider: see {@link Client.run}. */
export interface FamilyRequest extends RequestFields {
  /** The underlying model, such as `"nano-banana-pro"`. */
  family: string;
  /** What the model does. Default: `"edit"` with images, otherwise `"generate"`. */
  task?: Task;
  /** Left out: the client chooses. */
  provider?: never;
  /** Left out: the client chooses. */
  model?: never;
}

/** A request made by {@link requestFor}. */
export interface ChosenRequest {
  /** Left out: the model is chosen. */
  readonly family?: never;
  /** The provider that sells the model. */
  readonly provider: Provider;
  /** The provider's own id of the model. */
  readonly model: ModelId;
  /** Marks the request, so that only {@link requestFor} makes one. */
  readonly [chosen]: true;
}
/** The mark of {@link ChosenRequest}. It exists in types only. */
export declare const chosen: unique symbol;

/** Any request that a client runs. */
export type AnyRequest = ImageRequest | FamilyRequest | ChosenRequest;

/**
 * Returns a request for a model that is chosen at run time: one from `plantain/models`, or one of your own.
 *
 * Values may be strings, as in forms: `"2"` becomes 2 in a field of numbers, `"1024x1024"` a size, `"true"`, or the `"on"` of a checked
 * box, `true`, and `"[1]"` a list in a field of JSON. Names that the model has in `extra` go there. Empty values are left out; so is the empty file of an input without a choice.
 * All others are checked by the call, and by {@link validate}: it refuses names that the model does not have.
 *
 * A `FormData` has the fields under the `name` of its inputs. Several values of one name become a list, and one image the list of it.
 *
 * @example
 * import { createClient, requestFor } from "plantain";
 * import { models } from "plantain/models";
 *
 * const plantain = createClient({ relay: "/api/plantain" });
 * const model = models.find(({ family, tasks }) => family === "nano-banana-pro" && tasks.includes("edit"));
 * const values = { prompt: "a red hat", images: [file], resolution: "2K" };
 * if (model) await plantain.run(requestFor(model, values));
 *
 * const form = document.querySelector("form");
 * if (model && form) await plantain.run(requestFor(model, new FormData(form)));
 */
export function requestFor(model: ModelInfo | OwnModel, values: FormData | { [field: string]: unknown }): ChosenRequest;

// --- Options -------------------------------------------------------------------------------------------------------

/** How one provider is reached. */
export interface ProviderOptions {
  /**
   * The key, or a function that returns it or a promise of it. The function is called once per call. Printable ASCII.
   *
   * Anyone who opens the page can read a key in it. Let your users enter their own keys, or use a relay.
   *
   * @example
   * const plantain = createClient({ providers: { mulerun: { apiKey: () => localStorage.getItem("key") ?? "" } } });
   */
  apiKey?: string | (() => string | Promise<string>);
  /**
   * The address of this provider at your relay. Default: its name below {@link RelayedOptions.relay}. A path on the page's own origin, such
   * as `"/api/plantain/mulerun"`, or an absolute `https:` address; `http:` is allowed for loopback hosts.
   *
   * The server must run `plantain/relay`: after a lost connection the client sends a submit again, and only that relay recognizes it.
   */
  relay?: string;
  /**
   * Another server in front of the provider, such as a proxy. It replaces the scheme and the host of the provider's addresses, and `apiKey`
   * becomes optional. The same form as `relay`; only one of the two is allowed.
   */
  baseUrl?: string;
  /** Headers for the relay or the `baseUrl`, such as your own log-in. They are never sent to the provider's own host. */
  headers?: Record<string, string>;
  /**
   * Cookies for the relay or the `baseUrl`; the provider's own host never receives any. Default: `"same-origin"` for a relay, as with
   * `fetch`; `"omit"` for a `baseUrl`.
   */
  credentials?: "omit" | "same-origin" | "include";
}

/** The options of a client and of each of its calls. An option of a call replaces the client's; one that is `undefined` counts as left out. */
export interface Options {
  /**
   * Ends the call. The promise rejects at once with `signal.reason` itself.
   *
   * An accepted job is not cancelled by that; it may still finish, and is billed. See `cancelOnAbort` and {@link Client.cancel}. A submit
   * that was already sent is read to its end, for at most 30 seconds, so that its ticket reaches the `store` and `onAccepted`.
   *
   * @example
   * const controller = new AbortController();
   * document.querySelector("button")?.addEventListener("click", () => controller.abort());
   * await plantain.run(request, { signal: controller.signal, cancelOnAbort: true });
   */
  signal?: AbortSignal | undefined;
  /**
   * The time limit of the call in milliseconds, with uploads and waiting. Default: 600,000 (ten minutes). If it passes while the machine
   * sleeps, the job is polled once more.
   */
  timeoutMs?: number | undefined;
  /**
   * Data of your own that is kept with the job, such as a title. Plain JSON with at most 10,000 characters and 32 levels, copied when the
   * call is made. Default: none.
   *
   * It is kept as it is, or refused: what JSON would change rejects with `invalidRequest`, such as an instance of a class (also one with
   * `toJSON`), a key `__proto__`, half of a surrogate pair, a hole in a list. Only members that are `undefined` are left out, and -0 is 0.
   *
   * It is part of the intent and the ticket, and so of the `store`, `pending()`, results and errors. It is not sent to the provider.
   *
   * @example
   * await plantain.run(request, { label: { title: "A red hat", photo: 7 } });
   * for (const { label } of await plantain.pending()) console.log(label);
   */
  label?: Json | undefined;
  /**
   * Called with the progress of the call, at every change, and at least once a second while the page is visible. An exception is reported to the page's `error` event
   * and has no other effect.
   *
   * @example
   * const bar = document.querySelector("progress");
   * await plantain.run(request, { onProgress: ({ fraction }) => bar?.setAttribute("value", String(fraction)) });
   */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with the ticket when the provider has accepted the job, also after an abort. It is awaited before the first poll. */
  onAccepted?: ((ticket: Ticket) => void | Promise<void>) | undefined;
  /**
   * Where the tickets and intents of jobs are kept until their images are delivered, so that {@link Client.pending} lists them after a
   * reload. A function is called once, by the first call of the client; so the client can be created on a server, which has no
   * `localStorage`. Default: `null`, nowhere.
   *
   * The store receives no key, no image and no prompt, unless your `label` has them. If it is full or throws, the console shows a warning
   * and the call goes on. Every call waits at most five seconds for each of its answers, then goes on in the same way.
   *
   * @example
   * const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });
   */
  store?: Store | null | (() => Store | null | undefined) | undefined;
  /** Whether an abort also cancels the job at the provider, if the provider can: see {@link Client.cancel}. Default: `false`. */
  cancelOnAbort?: boolean | undefined;
  /**
   * Called at most once, after an abort and in a task of its own, when the caller has seen the rejection: with the error of a submit that was
   * on its way and did not get a ticket, or with the outcome of the cancel that `cancelOnAbort` sends. Not called if no submit was sent; nor, without
   * `cancelOnAbort`, for a job that was accepted: its ticket reaches `onAccepted`. An exception is reported to the page's `error` event and
   * has no other effect.
   *
   * Rejected with a {@link PlantainError}: the error of the submit, with `billed`, and with the `intent` if that is `"unknown"`; or that of
   * the cancel, `unsupported` if the provider has none, so that the job goes on and is billed. Fulfilled with the state of the job after the
   * cancel: `"cancelled"`, or `"queued"`, `"running"` or `"done"` if the provider did not cancel it.
   *
   * @example
   * const signal = AbortSignal.timeout(10_000);
   * const onCancel = (outcome: PromiseSettledResult<JobState>) => {
   *   if (outcome.status === "fulfilled") console.log(outcome.value.status);
   *   else console.log("The job goes on.", outcome.reason);
   * };
   * await plantain.run(request, { signal, cancelOnAbort: true, onCancel });
   */
  onCancel?: ((outcome: PromiseSettledResult<JobState>) => void) | undefined;
  /**
   * Uploads a local image to a server of your own and returns its `https:` address, which the provider fetches. Used instead of data URIs
   * and of the provider's upload.
   */
  upload?: ((image: Blob, info: UploadInfo) => Promise<string | URL>) | undefined;
  /**
   * What to do with a local image whose format or size the model does not allow. `"auto"`: the browser re-encodes it, upright, in sRGB,
   * with its transparency, and scales it down if necessary. `"never"`: the call rejects with `invalidRequest`. Default: `"auto"`.
   */
  reencode?: "auto" | "never" | undefined;
  /**
   * Whether metadata is sent: EXIF, GPS, XMP, IPTC, Content Credentials, comments, thumbnails, and data after the end of the image.
   *
   * Default: `false`. JPEG, PNG, WebP and GIF are stripped without being re-encoded; the colour profile and the orientation stay. Images of
   * other formats that may have metadata are re-encoded; with `reencode: "never"` the call rejects with `invalidRequest`.
   */
  keepMetadata?: boolean | undefined;
  /** The largest request body that your relay or host accepts, in bytes. Default: the provider's limit. */
  maxBodyBytes?: number | undefined;
  /** Your own models. One with the id of a known model replaces it. */
  models?: readonly OwnModel[] | undefined;
  /** Providers that a request of a family prefers, in this order, at any price. Default: none; the cheapest comes first. */
  prefer?: readonly Provider[] | undefined;
  /**
   * The providers that a request of a family may use. Default: all configured ones. With a `relay` all are configured; those for which the
   * relay has no key are skipped.
   */
  among?: readonly Provider[] | undefined;
  /**
   * Used instead of the global `fetch`, for tests, logging and other transports.
   *
   * It receives the address as a string, the headers as an object, and the body as a string or, with images, as a `Uint8Array`. The reply
   * needs one of a stream, `text`, `json` and `arrayBuffer`. Where it rejects with an error that has a `response`, as those of many
   * libraries, that is read as the reply.
   */
  fetch?: typeof globalThis.fetch | undefined;
}

/** The options of {@link Client.runMany}. They apply to each request; the time of `timeoutMs` begins with each. */
export interface ManyOptions extends Omit<Options, "onAccepted" | "onCancel" | "onProgress"> {
  /** As in {@link Options}, with the index of the request. */
  onAccepted?: ((ticket: Ticket, index: number) => void | Promise<void>) | undefined;
  /** As in {@link Options}, with the index of the request. */
  onCancel?: ((outcome: PromiseSettledResult<JobState>, index: number) => void) | undefined;
  /** As in {@link Options}, with the index of the request. */
  onProgress?: ((progress: Progress, index: number) => void) | undefined;
  /** A label for each request, in their order; where one is missing or `null`, `label` stands for it. */
  labels?: readonly (Json | undefined)[] | undefined;
  /** How many requests run at the same time, from reading their files to their images. 1 or more. Default: 10. */
  concurrency?: number | undefined;
  /**
   * Called with the outcome of each request when it ends, in any order, and with the index of the request. An exception is reported to the
   * page's `error` event and has no other effect.
   */
  onResult?: ((result: PromiseSettledResult<Result>, index: number) => void) | undefined;
}

/** The options of {@link Client.findJob}. */
export interface FindJobOptions extends Options {
  /**
   * Whether a search that finds nothing rejects in place of returning `null`: with `unavailable` and the code `PLANTAIN_NOT_FOUND`, for which
   * `explain` of `plantain/explain` has words. Default: `false`.
   */
  throwIfNone?: boolean | undefined;
}

/** The options of {@link createClient}: `providers`, a `relay`, or both. */
export type ClientOptions = ProvidersOptions | RelayedOptions;

/** The options of a client that lists its providers. Each is reached directly, through its own relay, or through the `relay` of all. */
export interface ProvidersOptions extends Options {
  /** How each provider is reached. A request to a provider that is not listed rejects with `invalidRequest`, unless there is a `relay`. */
  providers: { [P in Provider]?: ProviderOptions };
  /** As in {@link RelayedOptions}. */
  relay?: string;
}

/** The options of a client that reaches all providers through one relay. */
export interface RelayedOptions extends Options {
  /**
   * The address of your relay, such as `"/api/plantain"`. Each provider is at its name below it, as `"/api/plantain/mulerun"`, and the page
   * needs no key. A path on the page's own origin, or an absolute `https:` address; `http:` is allowed for loopback hosts.
   *
   * The server must run `plantain/relay`: after a lost connection the client sends a submit again, and only that relay recognizes it. Use
   * `baseUrl` for any other server.
   */
  relay: string;
  /** Options of single providers that differ. */
  providers?: { [P in Provider]?: ProviderOptions };
}

/**
 * A store of texts: `localStorage`, `sessionStorage`, or an object with these members, which may return promises.
 *
 * Each job has an entry of its own, under a name that begins with `plantain:`; so tabs can share a store.
 *
 * @example
 * const entries = new Map<string, string>();
 * const store: Store = {
 *   getItem: (name) => entries.get(name) ?? null,
 *   setItem: (name, value) => entries.set(name, value),
 *   removeItem: (name) => entries.delete(name),
 *   key: (index) => [...entries.keys()][index] ?? null,
 *   length: () => entries.size,
 * };
 */
export interface Store {
  /** Returns the text under a name; `null` if there is none. */
  getItem(name: string): string | null | Promise<string | null>;
  /** Stores a text under a name, and replaces an earlier one. The text is JSON. */
  setItem(name: string, value: string): unknown;
  /** Removes a name and its text. */
  removeItem(name: string): unknown;
  /** Returns the name at an index from 0 to `length` - 1; `null` if there is none. Any order. */
  key(index: number): string | null | Promise<string | null>;
  /** The number of names, or a function that returns it. */
  readonly length: number | Promise<number> | (() => number | Promise<number>);
}

/** An image that {@link Options.upload} receives. */
export interface UploadInfo {
  /** The index of the image in the request's `images`. */
  index: number;
  /** The media type by the image's bytes, such as `"image/jpeg"`. */
  mediaType: string;
}

/** A value that JSON can represent. Members that are `undefined` are left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** The progress of a call. */
export interface Progress {
  /**
   * The stage of the call, in this order: `"preparing"` reads and encodes files, `"uploading"` uploads them, `"submitting"` sends the
   * submit, `"waiting"` polls the job.
   */
  stage: "preparing" | "uploading" | "submitting" | "waiting";
  /** The state of the job by the provider's last reply. Only while waiting; missing before the first such reply. */
  status?: "queued" | "running";
  /**
   * The part of the call that is done, from 0 to 1, for a progress bar. It never decreases, and is below 1 until the call ends. While
   * waiting it is an estimate from the time since the submit and the expected time; so `wait` continues after a reload where `run` was.
   */
  fraction: number;
  /** While preparing, the bytes that were read; while uploading, the images that were uploaded. */
  loaded?: number;
  /** The final value of `loaded`. */
  total?: number;
  /**
   * The time since the call began, in milliseconds. For `wait`, since the submit. For a request of a family, since the present provider was
   * tried.
   */
  elapsedMs: number;
  /** The value of `elapsedMs` at which the job should end, by the provider or by the model's typical duration. Only while waiting. */
  expectedMs?: number;
  /** The ticket, when the job is accepted. */
  ticket?: Ticket;
  /** `true` while the call waits for the network: the browser reports that there is none, and a free request got no answer. */
  offline?: true;
}

// --- Results -------------------------------------------------------------------------------------------------------

/**
 * The receipt of an accepted job, for {@link Client.wait}, also after a reload. Plain JSON. It contains the id of the job, but no address,
 * no key and no image bytes, so it is safe to store.
 */
export interface Ticket {
  /** The provider of the job. */
  provider: Provider;
  /** The provider's own id of the model. */
  model: ModelId;
  /** The provider's id of the job. */
  job: string;
  /** The queue of the job, at a provider with two. */
  queue?: string;
  /** The time of the submit by this machine's clock, in milliseconds since 1970. */
  submittedAt: number;
  /** The end of the job that the provider expects, in milliseconds since 1970 by the provider's clock, which may differ from this one. */
  expectedBy?: number;
  /** The price that the provider stated. */
  cost?: Money;
  /** The `label` of the call. */
  label?: Json;
}

/**
 * The record of a submit, which is stored before the submit is sent, and stays in the `store` while its outcome is unknown. Plain JSON. It
 * contains no key and no image, and of the prompt only a digest, unless your `label` has them.
 */
export interface Intent {
  /** A random id, made by this machine. */
  id: string;
  /** The provider of the submit. */
  provider: Provider;
  /** The model of the submit. */
  model: ModelId;
  /** The time of the submit by this machine's clock, in milliseconds since 1970. */
  submittedAt: number;
  /**
   * A digest of the prompt, the fields and the sizes of the images: 16 hexadecimal digits, equal for equal requests. It does not protect a
   * prompt that can be guessed.
   */
  digest: string;
  /** The `label` of the call. */
  label?: Json;
}

/** An entry of the `store`, by `state`. */
export type Pending = PendingTicket | PendingIntent;

/** An accepted job whose images were not delivered yet, for {@link Client.wait}. */
export interface PendingTicket {
  /** The tag of this {@link Pending}. */
  state: "accepted";
  /** The ticket of the job. */
  ticket: Ticket;
  /** The time since the submit, in milliseconds by this machine's clock. */
  ageMs: number;
  /** The `label` of the call. */
  label?: Json;
}

/** A submit whose outcome is unknown, or that is still on its way in another tab. */
export interface PendingIntent {
  /** The tag of this {@link Pending}. */
  state: "unknown";
  /** The record of the submit. */
  intent: Intent;
  /** The time since the submit, in milliseconds by this machine's clock. */
  ageMs: number;
  /**
   * What to do, by the provider, its relay and the age.
   *
   * - `"findJob"`: call `findJob(entry)`.
   * - `"wait"`: nothing yet. The submit may still be on its way, in this tab or in another one.
   * - `"checkAccount"`: neither the provider nor its relay can be searched for the job. Look at the account there, which behind a relay is
   *   its operator's, then call `forget(entry)`.
   * - `"forget"`: call `forget(entry)`. Links to images have expired: after a day, or after a week where the provider lists jobs.
   */
  advice: "findJob" | "wait" | "checkAccount" | "forget";
  /** Why `findJob` cannot find its job, for `explain` of `plantain/explain`. Missing with the advice `"findJob"`. */
  error?: PlantainError;
  /** The `label` of the call. */
  label?: Json;
}

/** An amount of US dollars. */
export interface Money {
  /** The amount in millionths of a dollar, an integer. Calculate with this. */
  microUsd: number;
  /** The amount in dollars. Display this. */
  usd: number;
}

/** An image that a job made. */
export interface OutputImage {
  /**
   * An `https:` address of the provider, which may expire; or a `blob:` address, if the reply contained the image. See {@link download} to
   * keep it.
   */
  url: string;
  /** The media type that the provider stated, such as `"image/png"`. It may be wrong. */
  mediaType?: string;
  /** The width that the provider stated, in pixels. */
  width?: number;
  /** The height that the provider stated, in pixels. */
  height?: number;
}

/** A finished job. */
export interface Result {
  /** At least one. */
  images: [OutputImage, ...OutputImage[]];
  /** The model's own words about its work. Missing at most providers. */
  description?: string;
  /** The cost that the provider stated. */
  cost?: Money;
  /** The receipt of the job. */
  ticket: Ticket;
  /** What was done to each local image, in the order of the request. Empty after {@link Client.wait}. */
  prepared: Prepared[];
  /** Addresses in the reply that are neither `https:` nor image data. Do not open them in a page. */
  withheld?: readonly string[];
  /** For a request of a family: the providers that were tried, in order. The last one made the images. */
  tried?: readonly Tried[];
  /** The provider's last reply as parsed JSON, without inline images. */
  raw: unknown;
}

/** An attempt at one provider, for a request of a family. */
export interface Tried {
  /** The provider. */
  provider: Provider;
  /** The provider's own id of the model. */
  model: ModelId;
  /** The outcome: the kind of the error, or `"done"`. */
  kind: ErrorKind | "done";
}

/** What was done to a local image before it was sent. */
export interface Prepared {
  /** The file that the request has. */
  from: ImageFacts;
  /** The file that was sent. */
  to: ImageFacts;
  /** What the sent file lacks. `"animation"`: all frames but the first. */
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
  /** Whether the image was scaled down. */
  scaled: boolean;
}

/** The format and the size of an image file. */
export interface ImageFacts {
  /** The media type by the file's bytes, such as `"image/jpeg"`. */
  mediaType: string;
  /** The length of the file in bytes. */
  bytes: number;
  /** The width as displayed, in pixels. Missing if no header has it. */
  width?: number;
  /** The height as displayed, in pixels. Missing if no header has it. */
  height?: number;
}

/**
 * The contents of an image's headers. A boolean is `true` for what was found and `false` for what cannot be there; it is missing where the
 * headers do not decide it.
 */
export interface ImageInfo {
  /** The media type by the bytes, such as `"image/jpeg"`; `"text/html"` for a web page in place of an image. */
  mediaType: string;
  /** The width as browsers display it, in pixels, with the orientation applied. */
  width?: number;
  /** The height as browsers display it, in pixels, with the orientation applied. */
  height?: number;
  /** The orientation that browsers apply, in EXIF's numbers: 1 (none) to 8. Browsers ignore the orientation of a WebP. */
  orientation?: number;
  /** Whether pixels may be transparent. `false`: every pixel of the first frame is opaque, unless its coded pixels are damaged. */
  alpha?: boolean;
  /** Whether there is more than one frame. */
  animated?: boolean;
  /** The bits of each colour channel. */
  bitDepth?: number;
  /** Whether there are Content Credentials (C2PA): author, software and source images. */
  contentCredentials?: boolean;
  /** Whether there is EXIF: camera, time, exposure. */
  exif?: boolean;
  /** Whether EXIF, XMP, Content Credentials or GeoTIFF have coordinates. Missing where a part of unknown content may have them too. */
  gps?: boolean;
  /** Whether there is a colour profile. */
  icc?: boolean;
  /** Whether there are IPTC captions and credits. */
  iptc?: boolean;
  /** Whether there is an XMP packet. */
  xmp?: boolean;
  /** Whether all headers were read. If not, there may be more than was found. */
  complete: boolean;
}

/** The state of a job, by `status`. */
export type JobState = QueuedState | RunningState | DoneState | FailedState | CancelledState;

/** A job that has not begun. */
export interface QueuedState {
  /** The tag of this {@link JobState}. */
  status: "queued";
}

/** A job that has begun. */
export interface RunningState {
  /** The tag of this {@link JobState}. */
  status: "running";
  /** From 0 to 1. Missing at most providers. */
  progress?: number;
}

/** A job that made its images. */
export interface DoneState {
  /** The tag of this {@link JobState}. */
  status: "done";
  /** At least one. */
  images: [OutputImage, ...OutputImage[]];
  /** The model's own words about its work. Missing at most providers. */
  description?: string;
  /** Addresses in the reply that are neither `https:` nor image data. Do not open them in a page. */
  withheld?: readonly string[];
}

/** A job that the provider accepted and that failed. */
export interface FailedState {
  /** The tag of this {@link JobState}. */
  status: "failed";
  /** The provider's reason, as an error of kind `jobFailed`. */
  error: PlantainError;
}

/** A job that was cancelled at the provider. */
export interface CancelledState {
  /** The tag of this {@link JobState}. */
  status: "cancelled";
  /** The refund that the provider stated. */
  refunded?: Money;
}

/** The price of a request, by `exact`. `null`: the provider publishes no price. */
export type Cost = ExactCost | CostRange | null;

/** A price that follows from the request. */
export interface ExactCost extends Money {
  /** The tag of this {@link Cost}. */
  exact: true;
}

/** A price that depends on how the model handles the request. */
export interface CostRange {
  /** The tag of this {@link Cost}. */
  exact: false;
  /** The lowest price. */
  min: Money;
  /** The highest price. */
  max: Money;
}

/** A submit that was built and not sent. */
export interface BuiltRequest {
  /** The method: `"POST"`. */
  method: string;
  /** The address at the provider, the relay or the `baseUrl`. */
  url: string;
  /** The headers, without the one for the key. */
  headers: Record<string, string>;
  /** The body: JSON, as a `Blob` because the images in it may be large. */
  body: Blob;
}

// --- The client ----------------------------------------------------------------------------------------------------

/**
 * Returns a client. Sends nothing and loads nothing; the options are checked by the first call.
 *
 * @example
 * const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });
 */
export function createClient(options: ClientOptions): Client;

/** The calls of the package, with one set of options. Made by {@link createClient}. */
export interface Client {
  /**
   * Submits a request, waits for the job, and returns its images.
   *
   * A submit that the provider may have accepted is never sent again, except through a relay, which recognizes it.
   *
   * A request with `family`, in place of `provider` and `model`, goes to the cheapest configured provider that sells such a model and
   * allows all fields. After an error it goes to the next provider if nothing can have been billed and another provider may succeed.
   *
   * @throws {PlantainError} with `billed`, and with the `ticket` of an accepted job, for {@link Client.wait}.
   *
   * @example
   * const plantain = createClient({ relay: "/api/plantain" });
   * const { images } = await plantain.run({
   *   provider: "mulerun",
   *   model: "google/nano-banana-pro/edit",
   *   prompt: "give the man a red hat",
   *   images: [file],
   * });
   * for (const image of images) document.body.append(Object.assign(new Image(), { src: image.url }));
   */
  run(request: AnyRequest, options?: Options): Promise<Result>;
  /**
   * Runs a request of one model, or of a family at the cheapest provider that allows it.
   *
   * @example
   * const { tried } = await plantain.run({ family: "nano-banana-pro", prompt: "a red hat", images: [file] });
   * console.log(tried?.at(-1)?.provider);
   */
  run(request: ImageRequest | FamilyRequest, options?: Options): Promise<Result>;
  /**
   * Runs many requests and settles like `Promise.allSettled`. An error ends one request. An abort ends all that are not done.
   *
   * All calls in a page share six connections to each host. After a 429 all submits to that provider wait until one is accepted.
   *
   * @returns one outcome for each request, in their order.
   * @throws {PlantainError} `invalidRequest` for wrong options of its own, such as `concurrency: 0`.
   *
   * @example
   * const files = [...(document.querySelector("input")?.files ?? [])];
   * const outcomes = await plantain.runMany(
   *   files.map((file) => ({ family: "nano-banana-pro", prompt: "remove the background", images: [file] })),
   *   { concurrency: 4, onResult: (outcome, index) => console.log(files[index]?.name, outcome.status) },
   * );
   */
  runMany(requests: Iterable<AnyRequest>, options?: ManyOptions): Promise<PromiseSettledResult<Result>[]>;
  /**
   * Submits a request and returns the ticket of the job, without waiting for its images.
   *
   * @throws {PlantainError} as `run` does until the job is accepted.
   *
   * @example
   * const ticket = await plantain.submit(request);
   * const { images } = await plantain.wait(ticket);
   */
  submit(request: ImageRequest | ChosenRequest, options?: Options): Promise<Ticket>;
  /** Submits a request of one model and returns the ticket of the job. */
  submit(request: ImageRequest, options?: Options): Promise<Ticket>;
  /**
   * Returns the offers of the configured providers for a family: see {@link offers}.
   *
   * @example
   * const { offers: found } = await plantain.offers({ family: "nano-banana-pro", resolution: "4K" });
   * for (const { provider, cost, seconds } of found) console.log(provider, cost, seconds);
   */
  offers(request: OffersRequest, options?: Options): Promise<Offers>;
  /**
   * Waits for an accepted job and returns its images, also after a reload. Free. `timeoutMs` begins with this call.
   *
   * @throws {PlantainError} such as `jobFailed` or `timedOut`, with the `ticket`.
   *
   * @example
   * const { images } = await plantain.wait(ticket, { timeoutMs: 60_000 });
   */
  wait(ticket: Ticket, options?: Options): Promise<Result>;
  /**
   * Polls a job once and returns its state. A failed job is a state, not a rejection.
   *
   * @example
   * const state = await plantain.status(ticket);
   * if (state.status === "done") console.log(state.images);
   */
  status(ticket: Ticket, options?: Options): Promise<JobState>;
  /**
   * Cancels a job at the provider and returns its state. Only `pixelbyte` can cancel, while the job is queued.
   *
   * @throws {PlantainError} `unsupported` at the other providers: the job goes on and is billed.
   *
   * @example
   * const state = await plantain.cancel(ticket);
   * if (state.status === "cancelled") console.log(state.refunded);
   */
  cancel(ticket: Ticket, options?: Options): Promise<JobState>;
  /**
   * Returns the entries of the `store`, oldest first: the jobs of all providers and all tabs whose images were not delivered. Empty without
   * a `store`, or if it cannot be read.
   *
   * An entry is removed when `run`, `wait` or `status` returns the images, when the provider reports that the job failed or was cancelled,
   * and by `forget`.
   *
   * @example
   * for (const entry of await plantain.pending()) {
   *   if (entry.state === "accepted") await plantain.wait(entry.ticket);
   *   else if (entry.advice === "findJob") await plantain.findJob(entry);
   * }
   */
  pending(options?: Options): Promise<Pending[]>;
  /**
   * Looks for the job of a submit whose outcome is unknown. Free.
   *
   * Through a relay, for every provider: returns the job in the relay's record of the submit. If the submit is still on its way, it waits
   * for the reply.
   *
   * Without a relay, only for `pixelbyte`: returns the job in the account's list that was created between two seconds before and ten
   * minutes after the submit, unless the job is known to belong to another submit.
   *
   * @param subject an intent, or an entry of `pending` or an error that has one. If it has a ticket, that is returned.
   * @returns the ticket, which replaces the intent in the `store`; or `null` if no job was found, although there may still be one.
   * @throws {PlantainError} `ambiguous` if several jobs may be the one, or one from up to two minutes before the submit: they are in
   *   `candidates`. `unsupported` if the provider has no list
   *   of jobs, or the relay no record. `unavailable` if the relay does not know the outcome either, or with `throwIfNone` if no job was
   *   found. `billed` stays `"unknown"`, and the intent stays in the `store`.
   *
   * @example
   * try {
   *   await plantain.run(request);
   * } catch (error) {
   *   if (!isPlantainError(error) || error.billed !== "unknown") throw error;
   *   const ticket = await plantain.findJob(error);
   *   if (ticket) await plantain.wait(ticket);
   * }
   */
  findJob(
    subject: Intent | Pending | PlantainError,
    options: FindJobOptions & { throwIfNone: true },
  ): Promise<Ticket>;
  /** As above; `null` if no job was found. */
  findJob(subject: Intent | Pending | PlantainError, options?: FindJobOptions): Promise<Ticket | null>;
  /**
   * Removes a job from the `store`. The job itself goes on at the provider. If the store fails or does not answer within five seconds, the
   * console shows a warning and the promise resolves.
   *
   * @param subject a ticket, an intent, an entry of `pending`, or an error that has a ticket or an intent.
   *
   * @example
   * for (const entry of await plantain.pending()) {
   *   if (entry.state === "unknown" && entry.advice === "forget") await plantain.forget(entry);
   * }
   */
  forget(subject: Ticket | Intent | Pending | PlantainError, options?: Options): Promise<void>;
  /**
   * Checks the key, the address and CORS with a free request. Resolves if all are right.
   *
   * @throws {PlantainError} such as `unauthorized` for a wrong key, or `network` for a wrong address or missing CORS headers.
   *
   * @example
   * await plantain.checkAccess("mulerun");
   */
  checkAccess(provider: Provider, options?: Options): Promise<void>;
  /**
   * Returns the submit of a request without sending it and without the key, for your own `fetch` or for debugging.
   *
   * @throws {PlantainError} `invalidRequest` for local images at a provider that needs uploads, unless `upload` is given.
   *
   * @example
   * const { url, method, headers, body } = await plantain.buildRequest(request);
   * await fetch(url, { method, headers: { ...headers, authorization: `Bearer ${apiKey}` }, body });
   */
  buildRequest(request: ImageRequest | ChosenRequest, options?: Options): Promise<BuiltRequest>;
  /** Returns the submit of a request of one model without sending it. */
  buildRequest(request: ImageRequest, options?: Options): Promise<BuiltRequest>;
}

// --- The module ----------------------------------------------------------------------------------------------------

/** The task of a model: `"generate"` from a prompt alone, or `"edit"` from images. */
export type Task = "generate" | "edit";

/**
 * A model, for menus and forms.
 *
 * @example
 * import { models } from "plantain/models"; // Or of one provider, from "plantain/models/mulerun".
 *
 * for (const { name, providerName, price, fields } of models) {
 *   console.log(name, providerName, price, fields.map(({ label }) => label));
 * }
 */
export interface ModelInfo {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's name, for display. */
  providerName: string;
  /** Whether the provider can cancel a job. */
  canCancel: boolean;
  /** The provider's own id of the model. */
  model: ModelId;
  /** The model's name, for display. */
  name: string;
  /** The underlying model, such as `"nano-banana-pro"`, which other providers may sell too. `null`: it has no family. */
  family: string | null;
  /** The tasks that it can do. */
  tasks: readonly Task[];
  /** The fields of a request, in the order in which they are sent. */
  fields: readonly FieldInfo[];
  /** The number of images that a request makes without `count`. */
  makes: number;
  /** The provider's published price; `null` if it is not known. */
  price: Price | null;
  /** The typical duration of a job, in seconds. */
  seconds: number;
  /** The provider's page that documents the model. */
  page: string;
  /** The source of the data: the page, the code of a public client, or a conclusion from other models. */
  confidence: "documented" | "client" | "inferred";
  /** The day on which the provider retires the model, such as `"2026-12-31"`; `null` if none is announced. */
  endsOn: string | null;
  /** The month of the copy of the page that has the price, such as `"2026-04"`; `null` if it is not known. */
  asOf: string | null;
}

/** A field of a request, for a form. */
export interface FieldInfo {
  /** The name in a request. Under `extra` it is the provider's name. */
  name: string;
  /** The kind of its value. */
  kind: "text" | "images" | "mask" | "choice" | "integer" | "number" | "boolean" | "size" | "json" | "url";
  /** The label, for display. */
  label: string;
  /** An explanation, if the label is not enough. */
  help?: string;
  /** The unit of a number, such as `"px"` or `"%"`. */
  unit?: string;
  /** Whether the provider must get the field. A request may leave it out where there is a `default`. */
  isRequired: boolean;
  /** Whether the field belongs under `extra`. */
  isExtra: boolean;
  /** The provider's default. */
  default?: string | number | boolean | Size;
  /** The values of a choice, or the sizes and presets of a size. */
  values?: readonly (string | Size)[];
  /** The limits of a size that can be chosen freely. */
  free?: FreeSize;
  /** The lowest number, or the smallest number of images. */
  min?: number;
  /** The highest number, or the largest number of images or characters. */
  max?: number;
  /** The media types that local images may have. */
  formats?: readonly string[];
  /** The largest local image, in bytes. */
  maxBytes?: number;
}

/** The limits of a size that can be chosen freely. */
export interface FreeSize {
  /** The width and the height, in pixels. */
  side?: Range;
  /** The width times the height. */
  pixels?: Range;
  /** The width divided by the height. */
  ratio?: Range;
}

/** The lowest and the highest number, both included. `null`: the provider documents no limit. */
export type Range = readonly [number | null, number | null];

/** A published price in micro-dollars: 1,000,000 is one dollar. It has `amount`, `range`, or `by` with `amounts`. */
export interface Price {
  /** The unit that is priced. */
  per: "image" | "request";
  /** The price of every unit. */
  amount?: number;
  /** The lowest and the highest price, which depends on something that is not in the request. */
  range?: readonly [number, number];
  /** The field that decides the price. */
  by?: PricedField;
  /** The price for each value of that field. */
  amounts?: { readonly [value: string]: number };
  /** Factors by further fields. The price is multiplied by all of them. */
  factors?: readonly PriceFactor[];
}

/** A factor of a price. */
export interface PriceFactor {
  /** The field that decides the factor. */
  by: PricedField;
  /** The factor for each value of that field, in thousandths: 1000 leaves the price unchanged. */
  thousandths: { readonly [value: string]: number };
}

/** The fields that decide prices. */
export type PricedField = "resolution" | "quality" | "size" | "count" | "aspectRatio";

/**
 * A model of your own as data, for {@link Options.models}: to use a model that a provider added, or a path that it renamed, before this
 * package has a release for it. `plantain/model.schema.json` is the JSON Schema of the form, for editors.
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
  /** The provider's own id of the model. It stays the same when a path is renamed. */
  id: string;
  /** The model's name, for display. */
  name: string;
  /** The underlying model, such as `"nano-banana-pro"`, which other providers may sell too. */
  family?: string;
  /** The tasks that it can do. */
  tasks: readonly Task[];
  /** The page that documents the model. */
  page: string;
  /** The source of the data: the page, the code of a public client, or a conclusion from other models. */
  confidence: "documented" | "client" | "inferred";
  /** The day on which the provider retires the model, such as `"2026-12-31"`. */
  endsOn?: string;
  /** The month of the price, such as `"2026-04"`. */
  asOf?: string;
  /** The path of the submit, if the provider has one for each model. */
  path?: string;
  /** Members of the body that are the same for every request, under the provider's names. */
  constants?: { readonly [wire: string]: string | number | boolean };
  /** The fields of a request, by the names of {@link RequestFields}. */
  fields: { readonly [Name in Exclude<keyof RequestFields, "extra">]?: FieldData };
  /** The provider's own fields, under its own names. */
  extra?: { readonly [name: string]: FieldData };
  /** The number of images that a request makes without `count`. Default: 1. */
  makes?: number;
  /** The published price; `null` if it is not known. */
  price: Price | null;
  /** The typical duration of a job, in seconds. */
  seconds: number;
}

/**
 * The values of a field. It has exactly one of `values`, `integer`, `number`, `boolean`, `formats`, `json` and the members of a size; a
 * field without any of them is a text.
 */
export interface FieldData {
  /** The provider's name; a dot nests, as in `input.prompt`. Two names for the width and the height of a size. */
  wire?: string | readonly [string, string];
  /** The values of a choice, as a request writes them. */
  values?: readonly string[];
  /** The provider's spelling of the values that it writes differently. */
  spelling?: { readonly [value: string]: string };
  /** The provider's value for the ratio of the first image. */
  match?: string;
  /** The limits of an integer. */
  integer?: Range;
  /** Whether an integer is sent as a string. */
  asText?: true;
  /** The limits of a number. */
  number?: Range;
  /** Whether the field is a boolean. */
  boolean?: true;
  /** Whether the field is a text, under `extra`. */
  text?: true;
  /** The kind of a JSON value that is not checked further, under `extra`. */
  json?: "array" | "object";
  /** The largest number of characters of a text. */
  maxLength?: number;
  /** The formats that local images may have. */
  formats?: readonly ("jpeg" | "png" | "webp" | "gif" | "bmp" | "tiff" | "avif" | "heic")[];
  /** The smallest number of images. */
  min?: number;
  /** The largest number of images. */
  max?: number;
  /** Whether one image is sent in place of a list. */
  single?: true;
  /** The largest local image, in bytes. */
  maxBytes?: number;
  /** The provider's form of a size. */
  form?: "WxH" | "W*H" | "object" | "members";
  /** The sizes to choose from: width and height in pixels. */
  sizes?: readonly (readonly [number, number])[];
  /** The limits of a size that can be chosen freely. */
  free?: FreeSize;
  /** The sizes that have a name. */
  presets?: readonly string[];
  /** The provider's default. */
  default?: string | number | boolean | readonly [number, number];
  /** Whether the provider requires the field. The default is then sent if a request does not have it. */
  required?: boolean;
}

/** A model that allows a request of a family. */
export interface ModelOffer {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's own id of the model. */
  model: ModelId;
  /** The model's name, for display. */
  name: string;
  /** The price of the request; `null` if it is not known. */
  cost: Cost;
  /** The typical duration of a job, in seconds. */
  seconds: number;
  /** The source of the model's data. */
  confidence: ModelInfo["confidence"];
}

/** A model of a family that does not allow the request. */
export interface OtherModel {
  /** The provider that sells it. */
  provider: Provider;
  /** The provider's own id of the model. */
  model: ModelId;
  /** The model's name, for display. */
  name: string;
  /** The reasons: the fields that it does not allow. */
  problems: readonly Problem[];
}

/** The models of a family. */
export interface Offers {
  /** The models that allow the request. Preferred providers first, then the cheapest, unknown prices last. */
  offers: ModelOffer[];
  /** The models that do not. */
  others: OtherModel[];
}

/** A request of a family, or the fields of it that matter. */
export interface OffersRequest extends Partial<RequestFields> {
  /** The underlying model, such as `"nano-banana-pro"`. */
  family: string;
  /** What the model does. Default: `"edit"` with images, otherwise `"generate"`. */
  task?: Task;
}

/**
 * Returns the models of a family at all providers, with the price of the request. Works offline once the tables of the providers are
 * loaded.
 *
 * @example
 * const { offers: found, others } = await offers({ family: "nano-banana-pro", task: "edit", resolution: "2K" });
 * for (const { provider, cost } of found) console.log(provider, cost);
 * for (const { provider, problems } of others) console.log(provider, problems);
 */
export function offers(request: OffersRequest, options?: OffersOptions): Promise<Offers>;

/** The options of {@link offers}. */
export interface OffersOptions {
  /** Your own models. One with the id of a known model replaces it. */
  models?: readonly OwnModel[] | undefined;
  /** Providers that come first, in this order. Default: none. */
  prefer?: readonly Provider[] | undefined;
  /** The providers to list. Default: all. */
  among?: readonly Provider[] | undefined;
}

/**
 * Checks a request without reading its files. Sends nothing. `run` and `submit` make the same checks before they send anything.
 *
 * @throws {PlantainError} `invalidRequest` with all problems, at most 20, in `problems`.
 *
 * @example
 * try {
 *   await validate(request);
 * } catch (error) {
 *   if (isPlantainError(error)) for (const { field, message } of error.problems ?? []) console.log(field, message);
 * }
 */
export function validate(request: ImageRequest | ChosenRequest, options?: ModelsOptions): Promise<void>;
/** Checks a request of one model without reading its files. */
export function validate(request: ImageRequest, options?: ModelsOptions): Promise<void>;

/** The options of {@link validate} and {@link estimateCost}. */
export interface ModelsOptions {
  /** Your own models. One with the id of a known model replaces it. */
  models?: readonly OwnModel[] | undefined;
}

/**
 * Returns the price of a request by the provider's published prices. Sends nothing.
 *
 * @returns an exact amount, a range, or `null` if no price is known.
 * @throws {PlantainError} `invalidRequest` if the provider, the model or a field that decides the price is wrong.
 *
 * @example
 * const cost = await estimateCost(request);
 * if (cost) console.log(cost.exact ? `$${cost.usd}` : `$${cost.min.usd} to $${cost.max.usd}`);
 */
export function estimateCost(request: ImageRequest | ChosenRequest, options?: ModelsOptions): Promise<Cost>;
/** Returns the price of a request of one model. */
export function estimateCost(request: ImageRequest, options?: ModelsOptions): Promise<Cost>;

/**
 * Returns the format, the size and other facts of an image from its headers, without decoding it.
 *
 * @returns `null` if the format is not known.
 * @throws {PlantainError} `unreadableFile` if the file was changed or removed.
 *
 * @example
 * const info = await inspect(file);
 * if (info?.gps) console.log(`${file.name} has the place where it was taken`);
 */
export function inspect(file: LocalImage): Promise<ImageInfo | null>;

/**
 * Returns an image as a `data:image/…;base64,…` string, without its metadata. The string is a third longer than the file. `run` does not
 * need it.
 *
 * @throws {PlantainError} `unreadableFile` if the file was changed or removed. `invalidRequest` if the bytes are no image or a damaged one,
 *   or if the image is AVIF, BMP, HEIC, JPEG XL or TIFF and may have metadata: these formats cannot be stripped without being re-encoded.
 *
 * @example
 * document.body.append(Object.assign(new Image(), { src: await toDataUri(file) }));
 */
export function toDataUri(file: LocalImage, options?: { signal?: AbortSignal; keepMetadata?: boolean }): Promise<string>;

/** The options of {@link download}. */
export interface DownloadOptions {
  /** Ends the call. The promise rejects with `signal.reason` itself. */
  signal?: AbortSignal;
  /** The time limit of the call, in milliseconds. Default: 600,000 (ten minutes). */
  timeoutMs?: number;
  /** The largest image, in bytes. Default: 67,108,864 (64 MiB). */
  maxBytes?: number;
  /** Used instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch;
}

/**
 * Fetches an image that a job made and returns it as a file, to keep it: the links of providers expire. Free; no key is sent.
 *
 * The file's `type` and name, such as `image.png`, are those of its bytes, not those of the address or of a header. Without a reply, and
 * after 408, 421, 425, 429 and 5xx, the call tries up to four times.
 *
 * The host must send CORS headers, and the page's Content-Security-Policy must allow the address in `connect-src`, `blob:` included.
 * Without them a link to the address still opens or saves the image.
 *
 * @param image one of a result's `images`, or its address.
 * @throws {PlantainError} `network`: no reply, or no CORS headers. `refused`: the link may have expired. `badResponse`: the reply is no
 *   image, or longer than `maxBytes`. `unavailable`, `timedOut`. `billed` is `"yes"`, as the image was bought before. `invalidRequest`: no
 *   address.
 *
 * @example
 * const { images } = await plantain.run(request);
 * for (const image of images) {
 *   const file = await download(image);
 *   const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: file.name });
 *   link.click();
 * }
 */
export function download(image: OutputImage | string | URL, options?: DownloadOptions): Promise<File>;

/** A compiled module: `WebAssembly.Module`, or `never` in a program that is compiled without its types. */
export type WasmModule =
  typeof globalThis extends Record<"WebAssembly", Record<"Module", abstract new (...parameters: never) => infer Instance>> ? Instance : never;

/**
 * Loads the WebAssembly module. Optional: the first call loads it, and a failed load is tried again by the next call.
 *
 * @param source the address of the module, its bytes, or the compiled module. Default: `plantain_bg.wasm` beside this script.
 * @throws {PlantainError} `network` if the module does not load, with the cause and what to do.
 *
 * @example
 * await init({ module_or_path: "/assets/plantain_bg.wasm" });
 */
export function init(source?: { module_or_path?: string | URL | Request | Response | ArrayBuffer | ArrayBufferView | WasmModule }): Promise<void>;

/** The version of this package. */
export const version: string;

// --- Errors --------------------------------------------------------------------------------------------------------

/**
 * The kind of an error. Each has a page in `docs/errors`.
 *
 * - `ambiguous`: several jobs may be the one that `findJob` looks for; they are in `candidates`.
 * - `badResponse`: the reply could not be read. See `billed`.
 * - `insufficientCredit`: the account has not enough credit.
 * - `invalidRequest`: the request or an option is wrong. Nothing was sent. See `problems`.
 * - `jobFailed`: the job was accepted, and failed or was cancelled at the provider.
 * - `network`: no reply. The page is offline, the address is wrong, or CORS headers are missing; a browser does not report which. See
 *   `billed`.
 * - `rateLimited`: too many calls, for longer than the time limit. Try again later.
 * - `refused`: the provider refused this prompt, image or model.
 * - `timedOut`: `timeoutMs` has passed. An accepted job may still finish: call `wait(ticket)`.
 * - `unauthorized`: the key is missing, wrong or not allowed to make this call.
 * - `unavailable`: the provider has a failure, or reports a conflict with another call. See `billed`.
 * - `unreadableFile`: a file was changed or removed after it was chosen.
 * - `unsupported`: the provider does not have this call.
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

/** A wrong field of a request or of the options. `plantain/explain` has a sentence for a person for each. */
export interface Problem {
  /** `"prompt"`, `"images[2]"`, `"timeoutMs"`. */
  field: string;
  /** What is wrong, in a word that does not change. */
  code: ProblemCode;
  /** What is wrong and what is allowed, for the developer. Reads on from the name of the field; its words may change with any release. */
  message: string;
  /** What a sentence of your own needs, where there is something. */
  facts?: ProblemFacts;
}

/** What a {@link Problem} knows besides its code. */
export interface ProblemFacts {
  /** The values, formats or sizes that are allowed; of an unknown model the nearest ones, of a field that it lacks models that have it. */
  allowed?: readonly string[];
  /** What was given: a value, a number, how many images, characters or bytes. */
  given?: string | number;
  /** The least number, or the fewest images. */
  min?: number;
  /** The greatest number, or the most images, characters or bytes. */
  max?: number;
  /** What `given` and `max` count, where it is neither images nor characters. */
  unit?: "bytes";
  /** The name of the field that is meant. */
  suggestion?: string;
}

/**
 * What is wrong with a field.
 *
 * - Of values: `required`, `notOneOf`, `notWhole`, `outOfRange`, `tooLong`, `wrongSize`, `wrongType`, `notAnAddress`, `notJson`; `cannotMatch`:
 *   `aspectRatio: "match"` without an image whose size is known; `invalidKey`: no header can carry it.
 * - Of fields: `unknownField`, `notOfModel`: the model has no such field; `conflict`: two fields set the same; `fixed`: the model sets it.
 * - Of images: `tooFew`, `tooMany`, `tooLarge`, `empty`, `damaged`, `wrongFormat`, `unreadable`, `outOfMemory`; `cannotDecode` and
 *   `cannotReencode`: this browser cannot; `unstrippable`: its metadata can only be removed by re-encoding it.
 * - Of models: `unknownModel`, `wrongModel`: one of your own breaks a rule; `noOffer`: no provider takes the request of a family.
 * - Of the calling code: `notConfigured`: no such provider in the options; `needsFrontEnd`: headers without a relay or `baseUrl`;
 *   `needsUpload`: `buildRequest` of local images; `notOfPackage`: a ticket or an intent that this package did not make.
 */
export type ProblemCode =
  | "cannotDecode"
  | "cannotMatch"
  | "cannotReencode"
  | "conflict"
  | "damaged"
  | "empty"
  | "fixed"
  | "invalidKey"
  | "needsFrontEnd"
  | "needsUpload"
  | "noOffer"
  | "notAnAddress"
  | "notConfigured"
  | "notJson"
  | "notOfModel"
  | "notOfPackage"
  | "notOneOf"
  | "notWhole"
  | "outOfMemory"
  | "outOfRange"
  | "required"
  | "tooFew"
  | "tooLarge"
  | "tooLong"
  | "tooMany"
  | "unknownField"
  | "unknownModel"
  | "unreadable"
  | "unstrippable"
  | "wrongFormat"
  | "wrongModel"
  | "wrongSize"
  | "wrongType";

/**
 * A code of this package. They begin with `PLANTAIN_`, those of the relay with `RELAY_`, so none of them is mistaken for one of a provider.
 * docs/errors says what each means.
 */
export type OwnErrorCode =
  | "PLANTAIN_AMBIGUOUS"
  | "PLANTAIN_BROKEN_OFF"
  | "PLANTAIN_CANNOT_CANCEL"
  | "PLANTAIN_CONFLICT"
  | "PLANTAIN_DELIVERED_AT_ONCE"
  | "PLANTAIN_DOWNLOAD_FAILED"
  | "PLANTAIN_DOWNLOAD_GONE"
  | "PLANTAIN_DOWNLOAD_WRONG"
  | "PLANTAIN_INVALID_REQUEST"
  | "PLANTAIN_JOB_CANCELLED"
  | "PLANTAIN_JOB_FAILED"
  | "PLANTAIN_NOT_FOUND"
  | "PLANTAIN_NOT_LOADED"
  | "PLANTAIN_NOT_READY"
  | "PLANTAIN_NO_ANSWER"
  | "PLANTAIN_NO_CREDIT"
  | "PLANTAIN_NO_IMAGES"
  | "PLANTAIN_NO_JOB_ID"
  | "PLANTAIN_NO_KEY"
  | "PLANTAIN_NO_LIST"
  | "PLANTAIN_NO_RECORD"
  | "PLANTAIN_NO_RELAY"
  | "PLANTAIN_NO_SERVICE"
  | "PLANTAIN_OFFLINE"
  | "PLANTAIN_RATE_LIMITED"
  | "PLANTAIN_RECORD_OLD"
  | "PLANTAIN_REFUSED"
  | "PLANTAIN_RELAY_UNSURE"
  | "PLANTAIN_STORAGE"
  | "PLANTAIN_THROTTLED"
  | "PLANTAIN_TIMED_OUT"
  | "PLANTAIN_TOO_LONG"
  | "PLANTAIN_UNAUTHORIZED"
  | "PLANTAIN_UNAVAILABLE"
  | "PLANTAIN_UNREADABLE"
  | "PLANTAIN_UNREADABLE_FILE"
  | "PLANTAIN_UNSUPPORTED";

/**
 * An error of this package. All calls reject with one, except after an abort: then they reject with `signal.reason`. It never contains a
 * key or image bytes.
 *
 * `message` is for developers. For texts for users, see `plantain/explain`.
 */
export class PlantainError extends Error {
  /** Private: only this package makes errors. */
  private constructor();
  /** The class name, by which {@link isPlantainError} recognizes an error. */
  readonly name: "PlantainError";
  /** The kind of the error, for decisions in code. */
  readonly kind: ErrorKind;
  /** The provider of the call. */
  readonly provider?: Provider;
  /** The HTTP status of the reply. Missing without a reply. */
  readonly status?: number;
  /**
   * What went wrong, in a word: the provider's own code where it gave one, one of your relay (`RELAY_…`) where that refused the call, else
   * one of this package.
   */
  readonly code: OwnErrorCode | `RELAY_${string}` | (string & {});
  /** What the provider said about it, in its own words; at most 300 characters. A relay's words are in `message`. */
  readonly providerMessage?: string;
  /** Whether the call went through your relay: the key and the credit are then yours, not those of the person in front of the page. Missing on an error without `provider`, which is about what the caller gave. */
  readonly relayed?: true;
  /** The time to wait before the next call, in milliseconds, by the provider's `Retry-After`. */
  readonly retryAfterMs?: number;
  /**
   * Whether money was spent. `"unknown"`: a submit was sent and no clear reply came. It is sent again only through a relay, which
   * recognizes it and buys once. See {@link Client.findJob}.
   */
  readonly billed: "no" | "yes" | "unknown";
  /** The ticket of an accepted job, for {@link Client.wait}. */
  readonly ticket?: Ticket;
  /** The intent of a submit whose outcome is unknown, for {@link Client.findJob}. */
  readonly intent?: Intent;
  /** For `ambiguous`: the jobs that may be the one. Check them with {@link Client.status} or {@link Client.wait}, which are free. */
  readonly candidates?: readonly Ticket[];
  /** For `invalidRequest`: all wrong fields, at most 20. */
  readonly problems?: readonly Problem[];
  /** The beginning of a reply that could not be read, without images. */
  readonly raw?: unknown;
  /** For a request of a family: the providers that were tried, in order. */
  readonly tried?: readonly Tried[];
  /** The exception of `fetch`, or of the loading of the module. It never contains a key. */
  readonly cause?: unknown;
  /**
   * Returns the contents of the error as plain data, for a log or for `postMessage`, with the message of the cause. `JSON.stringify` calls
   * it; call it yourself before `structuredClone`, which keeps little more than the message of an error.
   *
   * @example
   * addEventListener("unhandledrejection", ({ reason }) => {
   *   if (isPlantainError(reason)) navigator.sendBeacon("/log", JSON.stringify(reason));
   * });
   */
  toJSON(): PlantainErrorJSON;
  /**
   * Returns an error with the contents of a record made by {@link PlantainError.toJSON}, in another thread or after a reload.
   *
   * @throws {TypeError} if the record was not made by `toJSON`.
   *
   * @example
   * addEventListener("message", ({ data }) => console.log(PlantainError.fromJSON(data).billed));
   */
  static fromJSON(record: unknown): PlantainError;
}

/** The contents of a {@link PlantainError} as plain data, made by {@link PlantainError.toJSON}. */
export interface PlantainErrorJSON extends Omit<PlantainError, "toJSON" | "cause" | "stack"> {
  /** What happened and what to do, in sentences. */
  readonly message: string;
  /** The message of the cause. */
  readonly cause?: string;
}

/**
 * Returns whether a value is an error of this package: a {@link PlantainError}, also of another window or of another copy of the package,
 * or its {@link PlantainErrorJSON}. `false` for the reason of an abort.
 *
 * @example
 * try {
 *   await plantain.run(request);
 * } catch (error) {
 *   if (!isPlantainError(error)) throw error;
 *   console.log(error.kind, error.billed, error.message);
 * }
 */
export function isPlantainError(error: unknown): error is PlantainError;
