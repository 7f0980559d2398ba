/**
 * Words for people: what an error means, what it cost, and what to do. An entry of its own, so that only the pages that show errors load
 * its texts (about 6 KB after gzip).
 *
 * ```ts
 * import { createClient } from "plantain";
 * import { explain } from "plantain/explain";
 *
 * const plantain = createClient({ relay: "/api/plantain" });
 * try {
 *   await plantain.run({ provider: "mulerun", model: "google/nano-banana-2/generation", prompt: "a red hat" });
 * } catch (error) {
 *   const { title, detail, cost, action, actionLabel } = explain(error);
 *   console.log(title, detail, cost, action, actionLabel);
 * }
 * ```
 */

import type { en } from "./explain/en.js";
import type { ErrorKind, Problem, ProblemCode } from "./index.js";

/**
 * Returns what an error means for a person. Takes whatever was caught: a `PlantainError`, its `toJSON()`, a copy of that from another
 * thread or a store, an abort, anything else that was thrown. Never throws; needs no page.
 */
export function explain(error: unknown, options?: ExplainOptions): Explanation;

/** Returns what one problem of an `invalidRequest` means, as a sentence that stands under the field of a form. Never throws. */
export function explainProblem(problem: Problem, options?: ExplainOptions): ExplainedProblem;

/** How errors are explained. */
export interface ExplainOptions {
  /**
   * Texts in place of the English ones: another language, such as `de` from `"plantain/explain/de"`, or single texts of your own. What a
   * table lacks is English.
   */
  texts?: OwnTexts;
  /** The provider's name as your readers know it. Default: as it writes itself. */
  provider?: string;
  /** The signal of the call: what was thrown is an abort if it is this signal's reason. Without it, an `AbortError` is one. */
  signal?: AbortSignal;
}

/** An error for a person. All texts are whole sentences or labels in the language of `texts`, and never contain a key. */
export interface Explanation {
  /** What happened, for your own decisions and texts: finer than `error.kind`. */
  situation: Situation;
  /** A heading. */
  title: string;
  /** What happened and what to do: one to four sentences. */
  detail: string;
  /** What it cost, in a sentence. */
  cost: string;
  /** What a button beside it may do. */
  action: Action;
  /** The label of that button. */
  actionLabel: string;
  /** When to try again at the earliest, in milliseconds from when the error came; missing where that is not known. */
  retryAfterMs?: number;
  /** What is wrong with each field, of an `invalidRequest`; otherwise empty. At most 20. */
  problems: ExplainedProblem[];
}

/**
 * What a button may do:
 *
 * - `retry`: the same call again. Nothing was billed, or the call buys nothing.
 * - `later`: the same, but not at once; after `retryAfterMs`, where that is known. Nothing was billed.
 * - `wait`: `plantain.wait(error.ticket)`. The image is bought, and waiting is free.
 * - `find`: `plantain.findJob(error)`, which is free: the image may have been bought. A retry might buy it twice.
 * - `checkAccount`: show the account's page at the provider, which lists what was bought. A retry might buy the image twice. Never behind a
 *   relay, where the account is yours: then it is `contact`.
 * - `buyAgain`: a new call, which is a new purchase, and the first one may be billed as well. `detail` says so.
 * - `fix`: show the form, with `problems` at its fields.
 * - `signIn`: your own sign-in.
 * - `enterKey`: show where the key is entered.
 * - `addCredit`: show the provider's page of prices.
 * - `contact`: show how to reach you, because only you can fix this, or look into your account.
 * - `none`: close the message; nothing else can be done.
 */
export type Action =
  | "addCredit"
  | "buyAgain"
  | "checkAccount"
  | "contact"
  | "enterKey"
  | "find"
  | "fix"
  | "later"
  | "none"
  | "retry"
  | "signIn"
  | "wait";

/** What happened. Its texts are the keys that begin with it. */
export type Situation =
  | ErrorKind
  | "aborted"
  | "cannotCancel"
  | "cannotFind"
  | "dailyLimit"
  | "deliveredAtOnce"
  | "download"
  | "downloadGone"
  | "downloadWrong"
  | "jobCancelled"
  | "modelNotOffered"
  | "noImages"
  | "noKey"
  | "noRelay"
  | "noService"
  | "notFound"
  | "notLoaded"
  | "notSignedIn"
  | "offline"
  | "originRefused"
  | "other"
  | "relayNoKey"
  | "relayRefused"
  | "relayUnavailable"
  | "tooLarge"
  | "unexpected";

/** A wrong field for a person. */
export interface ExplainedProblem {
  /** As in {@link Problem}: `"images[2]"`, `"extra.seed"`. */
  field: string;
  /** The name of the form's field: `"images"`, `"seed"`. */
  name: string;
  /** Which of the images it is, from 0. */
  index?: number;
  /** As in {@link Problem}. */
  code?: ProblemCode;
  /** A sentence that says what to do, and does not name the field. */
  text: string;
}

/** The name of a text. */
export type TextKey = keyof typeof en;

/** A whole table of texts: what a translation must have. A text has the placeholders of the English one, such as `{provider}`. */
export type Texts = { readonly [Key in TextKey]: string };

/**
 * Texts of your own: any of {@link Texts}, and more special ones of the same forms: `"<situation>.label"` and `"<situation>.cost"` for a
 * button and a price, `"<situation>.next.<action>"` for what to do, `"problem.<code>.<name>"` for the problem of one field.
 */
export type OwnTexts = Partial<Texts> & {
  readonly [key: `${string}.${string}`]: string | undefined;
};
