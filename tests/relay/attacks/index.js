import { BODIES } from "./bodies.js";
import { CALLERS } from "./callers.js";
import { HOSTS } from "./hosts.js";
import { LINKS } from "./links.js";
import { METHODS } from "./methods.js";
import { PAGES } from "./pages.js";
import { PATHS } from "./paths.js";
import { WIRE } from "./wire.js";

/**
 * The attacks. Each row changes `SUBMIT`: `set` adds headers (`null` takes one away), `only` replaces all of them. `raw` is sent byte for byte, by
 * runtimes that listen. `runtimes` names those that have the words of the row at all: elsewhere the platform has read the address before.
 */
export const ATTACKS = [...PATHS, ...HOSTS, ...METHODS, ...PAGES, ...CALLERS, ...BODIES, ...WIRE, ...LINKS];
