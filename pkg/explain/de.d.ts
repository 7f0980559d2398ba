import type { Texts } from "../explain.js";

/** The German texts of `explain`, in the formal form of address. */
export const de: Texts;
