import { resolve } from "node:path";

/** The relay lies outside of this folder. */
const root = resolve(import.meta.dirname, "..", "..", "..");

export default { turbopack: { root }, outputFileTracingRoot: root };
