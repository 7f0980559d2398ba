import type { Problem } from "../index.js";

/** Returns what is wrong with models of a caller's own, with the path to each broken rule. `providers` are the ids of all providers. */
export declare function check(models: unknown, providers: readonly string[]): Problem[];
