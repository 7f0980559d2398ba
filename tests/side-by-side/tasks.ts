// The tasks. A file that exports one of these types does the whole task; the compiler holds every package to the same one.

/** a. Edits a photo in a page; resolves to an address for an `<img>`. */
export type Edit = (file: File, prompt: string) => Promise<string>;

/** b. The same, with progress for a person; an abort stops the job at the provider. */
export type EditWatched = (
  file: File,
  prompt: string,
  onProgress: (text: string) => void,
  signal: AbortSignal,
) => Promise<string>;

/** c. After a reload: waits for the edits that the page had begun. */
export type Resume = (onImage: (url: string) => void) => Promise<void>;

/** d. A server's route: adds the key, and admits only callers that are logged in. */
export type Route = (request: Request) => Promise<Response>;

/** The log-in of d, which every server has already. */
export declare const userIdOf: (cookie: string | null) => string | null;

/** e. Edits a photo with a model that the user chose from a list. */
export type EditWith = (model: string, file: File, prompt: string) => Promise<string>;

/** g. The models that make images, each with its price in words. */
export type Prices = () => Promise<{ name: string; price: string }[]>;

/** i. Edits many photos, four at a time. A failure does not end the others. */
export type EditMany = (
  files: File[],
  prompt: string,
  onEnd: (result: PromiseSettledResult<string>, index: number) => void,
) => Promise<unknown>;
