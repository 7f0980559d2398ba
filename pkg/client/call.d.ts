/**
 * What the client hands to the WebAssembly module, and what it gets back. Internal: it may change with any release.
 *
 * The client checks options completely; the module checks requests, tickets and intents completely.
 */

import type {
  BuiltRequest,
  CancelledState,
  Cost,
  DoneState,
  ErrorKind,
  ImageInfo,
  Intent,
  Model,
  Pending,
  Problem,
  Progress,
  Provider,
  QueuedState,
  Result,
  RunningState,
  Ticket,
  UploadInfo,
} from "../index.js";

export type { BuiltRequest, Cost, ImageInfo, Model, Pending, Problem, Result, Ticket };

/** A request as it was when the call was made: a copy, in which buffers and canvases are blobs. Otherwise anything. */
export interface RequestSnapshot {
  readonly images?: readonly ImageSnapshot[];
  readonly [field: string]: unknown;
}

/** A file, an address, {@link Unreadable}, or whatever else the caller wrote. */
export type ImageSnapshot = unknown;

/** In place of an image that this browser does not let the page read. */
export interface Unreadable {
  readonly unreadable: true;
}

/** The options of one call, checked. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly cancelOnAbort?: boolean | undefined;
  /** Whether another provider can make the images: a 429 before the job is accepted ends the call. */
  readonly hasAlternative?: boolean;
  readonly keepMetadata?: boolean | undefined;
  readonly maxBodyBytes?: number | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** JSON text: what the caller wants kept with the job. */
  readonly label?: string | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onAccepted?: ((ticket: Ticket) => void | Promise<void>) | undefined;
  readonly onCancel?: ((state: StateRecord | undefined, error?: ErrorRecord) => void) | undefined;
  readonly upload?: ((image: Blob, info: UploadInfo) => Promise<string | URL>) | undefined;
  /** Missing if no image may be re-encoded. */
  readonly reencode?: Reencode | undefined;
  readonly store?: StoreAdapter | undefined;
  /** Whether a search that finds nothing rejects. */
  readonly throwIfNone?: boolean | undefined;
  /** How the provider of this call is reached. */
  readonly access: Access;
  /** Written by the module: why the last request got no reply. */
  cause?: CauseRecord | null;
}

/** How one provider is reached, and what it sells. */
export interface Access {
  /** The models that the call may name: the caller's own, then the provider's. */
  models?: readonly Model[];
  /** Printable ASCII, or a function that promises it and rejects with an {@link ErrorRecord} where it is not. */
  readonly apiKey?: string | (() => Promise<string>) | undefined;
  /** In place of the provider's own host. */
  readonly frontEnd?: FrontEnd | undefined;
}

/** A relay, or another server in front of a provider. */
export interface FrontEnd {
  /** Absolute, without a slash at the end. */
  readonly url: string;
  /** Whether it is a relay of Plantain's: a submit is sent again through it after a lost connection. */
  readonly isRelay: boolean;
  readonly headers: { readonly [name: string]: string };
  readonly credentials: "omit" | "same-origin" | "include";
}

/** Re-encodes an image. Returns why, where this browser cannot. */
export type Reencode = (image: Blob, target: ReencodeTarget) => Promise<Blob | Omit<Problem, "field">>;

/** What an image must become. */
export interface ReencodeTarget {
  /** The media type by its bytes. */
  readonly from: string;
  /** The media types that the model takes. */
  readonly types: readonly string[];
  readonly maxBytes: number;
  /** Whether its headers say that no pixel is transparent. */
  readonly isOpaque: boolean;
  /** Whether the format stays what it is, if the browser can write it. */
  readonly keepType: boolean;
}

/** The caller's store, behind which nothing throws. */
export interface StoreAdapter {
  put(record: Ticket | Intent, replaced?: Ticket | Intent | null): Promise<void>;
  drop(record: Ticket | Intent): Promise<void>;
  /** Returns the function that releases the lock on polling a job; `null` if another tab holds it, nothing if the browser has no locks. */
  lock(ticket: Ticket): Promise<(() => void) | null | undefined>;
}

/** What a promise of the module rejects with, except for the reason of an abort and for what a function of the caller threw. */
export interface ErrorRecord {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly billed: "no" | "yes" | "unknown";
  readonly provider?: Provider;
  readonly status?: number;
  readonly code?: string;
  readonly providerMessage?: string;
  readonly relayed?: true;
  readonly retryAfterMs?: number;
  readonly ticket?: Ticket;
  readonly intent?: Intent;
  readonly candidates?: readonly Ticket[];
  readonly problems?: readonly Problem[];
  readonly raw?: unknown;
  readonly cause?: CauseRecord;
}

/** What `fetch` threw, without the key and the caller's headers. */
export interface CauseRecord {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: CauseRecord;
}

/** The state of a job, in which an error is still a record. */
export type StateRecord =
  | QueuedState
  | RunningState
  | DoneState
  | CancelledState
  | { status: "failed"; error: ErrorRecord };
