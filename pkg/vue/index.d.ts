/**
 * Jobs of a client in Vue: one composable. Correct across unmounts, reloads and tabs, and on a server.
 *
 * Needs Vue 3.3 or later.
 */

import type { ShallowRef } from "vue";
import type { Client, Json } from "../index.js";
import type { Job, JobActions } from "../jobs/index.js";

export type * from "../jobs/index.js";

/**
 * Returns the jobs of a client, and what to do with them; for `setup`. All components that use the same client show the same jobs: make
 * the client once, outside of components. Jobs that its `store` holds are resumed by themselves.
 *
 * @example
 * const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });
 * const { jobs, run } = useImages(plantain);
 */
export function useImages<Label = Json>(client: Client): Images<Label>;

/** What {@link useImages} returns. */
export interface Images<Label = Json> extends JobActions<Label> {
  /** The jobs, oldest first. Empty on a server and until the component is mounted. */
  readonly jobs: Readonly<ShallowRef<readonly Job<Label>[]>>;
}
