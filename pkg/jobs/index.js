// The jobs of a client as a list that a user interface subscribes to. Knows no framework, and touches no global before the first subscriber.

import { JobList } from "./list.js";

/** @import { Client } from "../index.js" */
/** @typedef {import("./index.js").JobList} List */

/**
 * Returns the list of a client: always the same one, so that every component of a page shares it.
 *
 * @param {Client} client
 * @returns {List}
 */
export function jobsOf(client) {
  const list = lists.get(client) ?? Object.freeze(new JobList(client));
  lists.set(client, list);
  return list;
}

/** @type {WeakMap<Client, List>} */
const lists = new WeakMap();
