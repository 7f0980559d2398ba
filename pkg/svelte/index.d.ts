/**
 * Jobs of a client in Svelte: reactive state for runes. Correct across unmounts, reloads and tabs, and on a server.
 *
 * Needs Svelte 5.7 or later.
 */

import type { Client, Json } from "../index.js";
import type { Job, JobActions } from "../jobs/index.js";

export type * from "../jobs/index.js";

/**
 * Returns the jobs of a client, and what to do with them; in a component or a module. All that use the same client show the same jobs:
 * make the client once, outside of components. Jobs that its `store` holds are resumed by themselves, as soon as `jobs` is shown.
 *
 * @example
 * const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });
 * const images = useImages(plantain);
 * const { run } = images;
 */
export function useImages<Label = Json>(client: Client): Images<Label>;

/** What {@link useImages} returns. */
export interface Images<Label = Json> extends JobActions<Label> {
  /** The jobs, oldest first: reactive where a component or an effect reads it, so do not take it out of the object. Empty on a server. */
  readonly jobs: readonly Job<Label>[];
}
