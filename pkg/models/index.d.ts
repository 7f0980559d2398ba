import type { ModelInfo } from "../index.js";

/** The models for menus and forms, in the order of menus. */
export declare const models: readonly ModelInfo[];
