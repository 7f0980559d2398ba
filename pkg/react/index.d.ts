/**
 * Jobs of a client in React: one hook. Correct under StrictMode, across unmounts, reloads and tabs, and on a server.
 *
 * Needs React 18 or later.
 */

import type { Client, Json } from "../index.js";
import type { Job, JobActions } from "../jobs/index.js";

export type * from "../jobs/index.js";

/**
 * Returns the jobs of a client, and what to do with them. All components that use the same client show the same jobs: make the client
 * once, outside of components. Jobs that its `store` holds are resumed by themselves.
 *
 * @example
 * const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });
 *
 * function Images() {
 *   const { jobs, run } = useImages(plantain);
 *   return jobs.map((job) => <progress key={job.id} value={job.progress} />);
 * }
 */
export function useImages<Label = Json>(client: Client): Images<Label>;

/** What {@link useImages} returns. The functions are the same at every render. */
export interface Images<Label = Json> extends JobActions<Label> {
  /** The jobs, oldest first. Empty on a server and at the first render of a page that a server rendered. */
  readonly jobs: readonly Job<Label>[];
}
