import { byId } from "./element.js";
import { newId } from "./ids.js";
import { Job } from "./job.js";

/**
 * Runs jobs side by side and lists them, newest first.
 *
 * @param {import("./job.js").Page} page
 */
export function jobList(page) {
  const list = byId("job-list");
  const empty = byId("jobs-empty");

  /** @param {import("./job.js").JobSpec} spec */
  function start(spec) {
    const again = () => start({ ...spec, id: newId(), ticket: null, unconfirmed: null });
    const job = new Job(spec, page, again, showEmpty);
    list.prepend(job.card);
    showEmpty();
    job.start();
    return job.card;
  }

  function showEmpty() {
    empty.hidden = list.childElementCount > 0;
  }

  return { start };
}
