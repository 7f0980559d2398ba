/**
 * The jobs of a client as a list that a user interface subscribes to: the part that `plantain/react`, `plantain/vue` and `plantain/svelte`
 * share, for every other framework and for none.
 *
 * Importing it, and making a list, touches no global: a server can render with it.
 */

import type {
  AnyRequest,
  Client,
  FamilyRequest,
  ImageRequest,
  Intent,
  Json,
  ModelId,
  Money,
  Options,
  OutputImage,
  PendingIntent,
  PlantainError,
  Provider,
  Result,
  Ticket,
} from "../index.js";

/**
 * Returns the list of a client's jobs. It is the same list at each call, so all components of a page show the same jobs.
 *
 * `Label` is the type of the data that you keep with each job: see {@link RunOptions.label}.
 *
 * @example
 * const list = jobsOf(plantain);
 * list.subscribe(() => console.log(list.getSnapshot()));
 */
export function jobsOf<Label = Json>(client: Client): JobList<Label>;

/** What a user interface does with jobs. The functions need no `this`, and are the same for as long as the client lives. */
export interface JobActions<Label = Json> {
  /**
   * Buys images; the only function here that buys. The job is in the list at once. It goes on when its component is unmounted, and after
   * a reload where the client has a `store`.
   *
   * @returns the job as it ended: never rejects, an error is in the job.
   */
  run(request: AnyRequest, options?: RunOptions<Label>): Promise<Job<Label>>;
  /** Runs a request of one model, or of a family at the first provider that can. */
  run(request: ImageRequest | FamilyRequest, options?: RunOptions<Label>): Promise<Job<Label>>;
  /**
   * Cancels a job. Before its submit nothing is bought. An accepted job is cancelled at the provider, where that can; otherwise it stays at
   * work, because it is paid for, and `cancelError` says why.
   *
   * @returns the job as the provider left it.
   */
  cancel(job: Job<Label>): Promise<Job<Label>>;
  /**
   * Goes on with a job that has `canResume`, or looks once more for the job of an `"unknown"` one. Buys nothing. A job that the store holds
   * is resumed by itself when the list is subscribed to: this is for a button after an error.
   *
   * @returns the job as it then is.
   */
  resume(job: Job<Label>): Promise<Job<Label>>;
  /**
   * Looks into the store now, and resumes every job that can be.
   *
   * @throws {PlantainError} where the store's records cannot be read, because the module did not load.
   */
  resume(): Promise<void>;
  /**
   * Removes a job from the list and from the store. One that is at work is not waited for any more; what was bought may still finish at
   * the provider. A submit on its way is forgotten as soon as it is accepted; one whose outcome stays unknown shows again, as `"unknown"`, where
   * the client has a `store`.
   */
  forget(job: Job<Label>): Promise<void>;
}

/** The jobs of one client. */
export interface JobList<Label = Json> extends JobActions<Label> {
  /**
   * Calls a function after each change, until the function that it returns is called. With the first subscription the list goes on with what
   * the store holds, from before a reload or from another tab; with the last one it stops looking there. Jobs at work go on.
   */
  subscribe(listener: () => void): () => void;
  /** Returns the jobs, oldest first. The list and its jobs are never changed but replaced: a job that is the same object has not changed. */
  getSnapshot(): readonly Job<Label>[];
  /** Returns what a server renders, and a page first: no jobs. */
  getServerSnapshot(): readonly Job<Label>[];
}

/** The options of one job: those of a call. Use {@link JobActions.cancel} in place of a signal; the store is the client's. */
export interface RunOptions<Label = Json>
  extends Omit<Options, "cancelOnAbort" | "label" | "onCancel" | "signal" | "store"> {
  /** Plain JSON of your own, kept with the job and in the store: a title, or the id of a thumbnail. As in `Options`. */
  label?: Label | undefined;
}

/** A job, by `status`. */
export type Job<Label = Json> =
  | ActiveJob<Label>
  | DoneJob<Label>
  | FailedJob<Label>
  | CancelledJob<Label>
  | UnknownJob<Label>;

/** What every job has. */
export interface JobFields<Label = Json> {
  /** The same for as long as the job is in the list; no other job of the list has it. */
  readonly id: string;
  /** What was asked for. Not there after a reload or in another tab. */
  readonly request?: AnyRequest;
  /** What you gave as {@link RunOptions.label}, also after a reload and in another tab. */
  readonly label?: Label;
  /** The provider. Not there while a request of a family is not accepted. */
  readonly provider?: Provider;
  /** The provider's own id of the model. Not there while a request of a family is not accepted. */
  readonly model?: ModelId;
  /** The receipt, once the job is accepted. */
  readonly ticket?: Ticket;
  /** Milliseconds since 1970: of the click, or of the submit where another page made it. */
  readonly startedAt: number;
  /** From 0 to 1; never less than before. An estimate while the provider works. */
  readonly progress: number;
  /** The images of a job that is done; of any other none. */
  readonly images: readonly OutputImage[];
}

/** A job at work. */
export interface ActiveJob<Label = Json> extends JobFields<Label> {
  /** `"preparing"` until the provider has accepted it; then `"queued"` or `"running"` there. */
  readonly status: "preparing" | "queued" | "running";
  /** Whether {@link JobActions.cancel} waits for the provider's answer. */
  readonly isCancelling: boolean;
  /**
   * Whether {@link JobActions.cancel} may stop it: until the provider has accepted it; after that only where the provider can cancel, as long
   * as the job is queued there.
   */
  readonly canCancel: boolean;
  /** Why the provider did not cancel it: `unsupported` where it has no such call. */
  readonly cancelError?: JobError;
}

/** A job that made its images. */
export interface DoneJob<Label = Json> extends JobFields<Label> {
  /** The tag of this {@link Job}. */
  readonly status: "done";
  /** The receipt. */
  readonly ticket: Ticket;
  /** All that the call returned. Where a cancel came too late and its reply had the images, `raw` is `null`. */
  readonly result: Result;
}

/** A job that ended with an error. */
export interface FailedJob<Label = Json> extends JobFields<Label> {
  /** The tag of this {@link Job}. */
  readonly status: "failed";
  /** What went wrong. Its `billed` says whether money was spent. */
  readonly error: JobError;
  /** Whether {@link JobActions.resume} may still deliver its images, for nothing. Where not, a new `run(job.request)` is a new purchase. */
  readonly canResume: boolean;
}

/** A job that was cancelled. */
export interface CancelledJob<Label = Json> extends JobFields<Label> {
  /**
   * The tag of this {@link Job}. Without a ticket nothing was bought as far as is known; if the provider still accepts a submit that was on its way, the
   * job shows again, and if the reply to it is lost, the job becomes `"unknown"`.
   */
  readonly status: "cancelled";
  /** The refund that the provider stated. Missing where nothing was bought, or it stated none. */
  readonly refunded?: Money;
}

/**
 * A submit whose outcome is unknown: it may have been bought. The list looked for its job by itself, where that can be done, and found none.
 * `resume` looks again, `forget` gives it up.
 */
export interface UnknownJob<Label = Json> extends JobFields<Label> {
  /** The tag of this {@link Job}. */
  readonly status: "unknown";
  /** What is known of the submit. */
  readonly intent: Intent;
  /**
   * Why it is unknown: the error of the call, or of the last search. Its code is `PLANTAIN_NOT_FOUND` where nothing was found, which proves
   * nothing, and `PLANTAIN_NO_LIST`, `PLANTAIN_NO_RECORD` or `PLANTAIN_RECORD_OLD` where nothing can be looked up.
   */
  readonly error: JobError;
  /** What to do about it, where the `store` has it: only with `"findJob"` can `resume` find anything. */
  readonly advice?: PendingIntent["advice"];
}

/** An error of the package, or what a function of your own threw. */
export type JobError = PlantainError | OtherError;

/** What a function of your own threw, such as `upload`: it has nothing that a {@link PlantainError} has, so that `job.error.billed` compiles. */
export interface OtherError extends Error {
  /** None. */
  readonly kind?: never;
  /** None. */
  readonly billed?: never;
  /** None. */
  readonly problems?: never;
}
